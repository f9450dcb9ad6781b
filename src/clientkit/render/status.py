"""Green, amber or red, by the rule that every report states.

Schedule: red when the end is expected more than 5 working days late, amber at any slip.
Budget: red when more than 10 % over, amber when 80 % is used while more than 20 % of the work is left.
Overall: the worst of the two; none while neither can be told.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from pydantic import Field

from clientkit.model.base import Model
from clientkit.model.plan import Forecast, ForecastMilestone

Light = Literal["green", "amber", "red"]

RED_DAYS = 5
"""Working days that the end may slip before the schedule is red."""

AMBER_USED = Decimal(80)
"""Percent of the budget from which it is amber, while the work is not nearly done."""

NEARLY_DONE = Decimal(20)
"""Percent of the work left at which a well-used budget is as it should be."""

ALL_USED = Decimal(100)
"""Percent at which the budget is spent."""

RED_USED = Decimal(110)
"""Percent of the budget above which it is red."""

_WORSE: tuple[Light, ...] = ("red", "amber", "green")


class Status(Model):
    """How the project stands, by the published rule."""

    overall: Light | None = Field(description="the worst of schedule and budget; empty when neither is known")
    schedule: Light | None = Field(description="of the dates; empty without milestones")
    budget: Light | None = Field(description="of the hours; empty where none are planned")


def status(forecast: Forecast, used_percent: Decimal | None) -> Status:
    """The status from the dates expected today and the share of the planned hours that is used."""
    schedule = schedule_light(forecast)
    budget = None if used_percent is None else budget_light(used_percent, work_left(forecast))
    return Status(overall=worst((schedule, budget)), schedule=schedule, budget=budget)


def schedule_light(forecast: Forecast) -> Light | None:
    """Red for an end more than `RED_DAYS` late, amber for any other slip, green for none."""
    if not forecast.milestones:
        return None
    if forecast.slip > RED_DAYS:
        return "red"
    slipping = forecast.slip > 0 or any(_is_slipping(one) for one in forecast.milestones)
    return "amber" if slipping else "green"


def budget_light(used_percent: Decimal, left_percent: Decimal) -> Light:
    """Red above `RED_USED`; amber above the budget, or from `AMBER_USED` with too much work left."""
    if used_percent > RED_USED:
        return "red"
    runs_short = used_percent >= AMBER_USED and left_percent > NEARLY_DONE
    return "amber" if runs_short or used_percent > ALL_USED else "green"


def work_left(forecast: Forecast) -> Decimal:
    """Percent of the milestones that are not reached; all of the work where there are none."""
    if not forecast.milestones:
        return Decimal(100)
    left = sum(one.done_on is None for one in forecast.milestones)
    return Decimal(100) * left / len(forecast.milestones)


def worst(lights: Iterable[Light | None]) -> Light | None:
    """The worst of the lights that are known."""
    known = set(lights)
    return next((light for light in _WORSE if light in known), None)


def _is_slipping(milestone: ForecastMilestone) -> bool:
    """A milestone that was late and is reached is history: it counts only through what it moved."""
    late = milestone.slip > 0 or milestone.status in {"late", "waiting"}
    return milestone.done_on is None and late
