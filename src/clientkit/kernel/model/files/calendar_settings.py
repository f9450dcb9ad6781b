"""The days that you work, and the zone that they are counted in."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.text import Line

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
"""A day of the week, as the settings write it; `mon` is day 0."""


WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _known_zone(name: str) -> str:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise ValueError(
            f"{name[:40]!r} is not a time zone; write one such as Asia/Jakarta or Europe/London"
        ) from None
    return name


TimeZone = Annotated[str, Field(max_length=64), AfterValidator(_known_zone)]
"""A time zone of the IANA database."""


class DayOff(Model):
    """A day, or a run of days, without work."""

    day: date = Field(description="the first day off", examples=["2026-12-25"])
    until: date | None = Field(
        None, description="the last one, when it is more than one day", examples=["2026-12-31"]
    )
    name: Line = Field("", description="what it is called in a timeline", examples=["Christmas"])

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "DayOff":
        if self.until is not None and self.until < self.day:
            raise ValueError(f"ends on {self.until}, before it begins on {self.day}")
        return self


class Calendar(Model):
    """The days you work."""

    working_days: tuple[Weekday, ...] = Field(
        ("mon", "tue", "wed", "thu", "fri"),
        min_length=1,
        description="days of the week that you work",
        examples=[["mon", "tue", "wed", "thu", "fri"]],
    )
    hours_per_day: float = Field(8, gt=0, le=24, description="hours in a working day", examples=[8])
    country: Annotated[str, Field(pattern=r"^([A-Z]{2})?$")] = Field(
        "", description="ISO 3166 code of the country whose public holidays you keep", examples=["ID"]
    )
    region: Annotated[str, Field(pattern=r"^([A-Z0-9]{1,3})?$")] = Field(
        "", description="code of its state or province, where that has holidays of its own", examples=["SCT"]
    )
    days_off: tuple[DayOff, ...] = Field(
        (), description="days off of your own, one [[calendar.days_off]] each"
    )

    @property
    def hours_per_week(self) -> float:
        """Hours in a week without days off."""
        return self.hours_per_day * len(set(self.working_days))
