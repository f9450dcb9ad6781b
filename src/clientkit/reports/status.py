"""Green, amber or red, by the rule that every report states.

Schedule: red when the end is expected more than 5 working days late, amber at any slip.
Budget: red when more than 10 % over, amber when 80 % is used while more than 20 % of the work is left.
Scope: red when a deliverable is not as agreed, amber when anything else is not. Money is that of the
accepted versions, so that another price in the project's file is an offer and no breach.
Overall: the worst of the three; none while none can be told. A person may make any of them worse.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal

from pydantic import Field

from clientkit.agreements.differences import Difference
from clientkit.kernel.model.files.schedule import Forecast, ForecastMilestone
from clientkit.kernel.model.records.progress import StatusWorsened
from clientkit.kernel.model.values.base import Model

Light = Literal["green", "amber", "red"]
Dimension = Literal["schedule", "budget", "scope"]
DIMENSIONS: tuple[Dimension, ...] = ("schedule", "budget", "scope")

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


class Worsening(Model):
    """A part of the status that a person set worse than the rule finds it."""

    dimension: Dimension = Field(description="schedule, budget or scope")
    light: Light = Field(description="amber or red")
    rule: Light | None = Field(description="what the rule finds; empty where it cannot tell")
    reason: str = Field(description="why, in a sentence")


class Status(Model):
    """How the project stands, by the published rule, and where a person saw it worse."""

    overall: Light | None = Field(
        description="the worst of schedule, budget and scope; empty when none is known"
    )
    schedule: Light | None = Field(description="of the dates; empty without milestones")
    budget: Light | None = Field(description="of money or hours; empty where neither is planned")
    scope: Light | None = Field(description="of the agreement; empty before there is one")
    worsened: tuple[Worsening, ...] = Field(description="what a person set worse, and why")


def status(
    forecast: Forecast,
    used_percent: Decimal | None,
    differences: Iterable[Difference] | None = None,
    worsened: Sequence[StatusWorsened] = (),
    left_percent: Decimal | None = None,
) -> Status:
    """The status of today's forecast, the used share of the budget, and what is not as agreed.

    `differences` are None where nothing was agreed. `left_percent` is the work left, in percent; without
    it, that of the milestones. Of `worsened`, the last of each dimension counts, and
    only where it is worse than the rule.
    """
    left = work_left(forecast) if left_percent is None else left_percent
    rule: dict[Dimension, Light | None] = {
        "schedule": schedule_light(forecast),
        "budget": None if used_percent is None else budget_light(used_percent, left),
        "scope": None if differences is None else scope_light(differences),
    }
    said = {one.dimension: one for one in worsened}
    found = tuple(
        Worsening(dimension=name, light=said[name].light, rule=rule[name], reason=said[name].reason)
        for name in DIMENSIONS
        if name in said and is_worse(said[name].light, rule[name])
    )
    lights = rule | {one.dimension: one.light for one in found}
    return Status(overall=worst(lights.values()), **lights, worsened=found)


def schedule_light(forecast: Forecast) -> Light | None:
    """Red for an end more than `RED_DAYS` late, amber for any other slip, green for none.

    None without milestones, and before anything was accepted or begun.
    """
    if not forecast.milestones or not forecast.has_begun:
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


def scope_light(differences: Iterable[Difference]) -> Light:
    """Red for a deliverable that came or went, amber for any other difference."""
    differences = list(differences)
    if any(is_grave(one) for one in differences):
        return "red"
    return "amber" if differences else "green"


def is_grave(difference: Difference) -> bool:
    """Whether a difference changes what is handed over."""
    return difference.area == "deliverable" and difference.kind != "changed" and not difference.field


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


def is_worse(light: Light, other: Light | None) -> bool:
    """Whether a light is worse than another; any is worse than none."""
    return other is None or _WORSE.index(light) < _WORSE.index(other)


def _is_slipping(milestone: ForecastMilestone) -> bool:
    """A milestone that was late and is reached is history: it counts only through what it moved."""
    late = milestone.slip > 0 or milestone.status in {"late", "waiting"}
    return milestone.done_on is None and late
