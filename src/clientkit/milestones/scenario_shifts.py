"""The expected ends of milestones in two forecasts, side by side."""

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

from pydantic import Field

from clientkit.kernel.calendar.working_days import WorkingCalendar
from clientkit.kernel.model.files.schedule import Forecast, ForecastMilestone
from clientkit.kernel.model.values.base import Model

Rows: TypeAlias = Mapping[str, ForecastMilestone]
"""The milestones of a forecast by id, in the order of the file."""


class Shift(Model):
    """The expected end of a milestone before and after."""

    id: str = Field(description="short name of the milestone")
    title: str = Field(description="what is reached")
    before: date = Field(description="its expected end before")
    after: date = Field(description="its expected end after")
    days: int = Field(description="working days from one to the other; negative when earlier")


def shifts_between(before: Rows, after: Rows, calendar: WorkingCalendar) -> tuple[Shift, ...]:
    """The expected ends of all milestones in two forecasts."""
    return tuple(
        Shift(
            id=name,
            title=row.baseline.title,
            before=before[name].end,
            after=row.end,
            days=calendar.count(before[name].end, row.end),
        )
        for name, row in after.items()
    )


def rows_of(forecast: Forecast) -> Rows:
    """The milestones of a forecast by id."""
    return {row.baseline.id: row for row in forecast.milestones}


def last_end(rows: Rows) -> date:
    """The end of the last milestone."""
    return max(row.end for row in rows.values())
