"""ISO weeks: Monday to Sunday, numbered by the year that holds their Thursday."""

import re
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from clientkit.errors import UsageError


@dataclass(frozen=True, order=True)
class IsoWeek:
    """One ISO 8601 week; written `2026-W47`."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "IsoWeek":
        """The week that a day belongs to: 1 January 2027 is in 2026-W53."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def parse(cls, text: str) -> "IsoWeek":
        """A week from `2026-W47` or `2026W47`.

        Raises:
            UsageError: not of that form, a week that its year lacks, or a year at the calendar's edge.
        """
        match = re.fullmatch(r"(\d{4})-?[Ww](\d{1,2})", text.strip())
        if not match:
            raise UsageError(
                f"{text[:40]!r} is not a week.", "Write a year and an ISO week, for instance 2026-W47."
            )
        year, number = int(match[1]), int(match[2])
        if not 1 < year < MAXYEAR:
            raise UsageError(f"There is no week {text.strip()} to plan with.", "Write one such as 2026-W47.")
        last = weeks_in(year)
        if not 1 <= number <= last:
            near = (
                f"{year}-W{last:02d} and {year + 1}-W01"
                if number > last
                else f"{year - 1}-W{weeks_in(year - 1)} and {year}-W01"
            )
            raise UsageError(
                f"There is no week {text.strip()}: {year} has {last} ISO weeks.",
                f"The weeks near it are {near}.",
            )
        return cls(year, number)

    @property
    def monday(self) -> date:
        """Its first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """Its last day."""
        return date.fromisocalendar(self.year, self.number, 7)

    def plus(self, weeks: int) -> "IsoWeek":
        """The week so many weeks later, or earlier when negative."""
        return IsoWeek.of(self.monday + timedelta(weeks=weeks))

    def __contains__(self, day: date) -> bool:
        return self.monday <= day <= self.sunday

    def __str__(self) -> str:
        return f"{self.year:04d}-W{self.number:02d}"


def weeks_in(year: int) -> int:
    """How many ISO weeks a year has: 52 or 53 (28 December is always in the last one)."""
    return date(year, 12, 28).isocalendar().week


def whole_weeks(first: date, last: date) -> tuple[date, date]:
    """The Monday of a day's week and the Sunday of another's, inside the years that dates have."""
    monday = first - timedelta(days=first.weekday())
    return monday, last + timedelta(days=min(6 - last.weekday(), (date.max - last).days))
