"""Milestones as documents show them: the agreed dates beside the expected ones, and whose days a slip is."""

from datetime import date
from typing import Any, TypeVar

from pydantic import Field

from clientkit.kernel.model.files.schedule import Forecast, ForecastMilestone, MilestoneStatus, Plan
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.choices import CAUSES, Cause, Party
from clientkit.kernel.model.values.text import Prose

R = TypeVar("R", bound=Model)


class Slip(Model):
    """Working days of a slip that one side or event accounts for."""

    cause: Cause = Field(description="us, client, third-party or change")
    days: int = Field(description="working days; negative when days were won back")


class DatedMilestone(Model):
    """A milestone, as agreed and as expected."""

    id: str = Field(description="short name of the milestone")
    title: str = Field(description="what is reached")
    owner: Party = Field(description="who does it: us or client")
    deliverables: tuple[str, ...] = Field(description="ids of the deliverables handed over here")
    after: tuple[str, ...] = Field(description="ids of the milestones it waits for")
    days: int = Field(description="working days planned from start to end; 0 is a point in time")
    baseline_start: date = Field(description="first working day as agreed or planned")
    baseline_end: date = Field(description="last working day as agreed or planned")
    start: date = Field(description="first working day as expected today")
    end: date = Field(description="last working day as expected today, or the day it was reached")
    due: date = Field(description="day it is due after what it waits for and its moves; late from then on")
    done_on: date | None = Field(description="day it was reached")
    overdue: int = Field(description="working days that it is late itself, while it is not done")
    status: MilestoneStatus = Field(
        description="done, running, late (due, ours), waiting (due, the client's) or planned"
    )
    slip: int = Field(description="working days after the agreed end; negative when early")
    slips: tuple[Slip, ...] = Field(description="that slip, split by cause; adds up to it")
    reason: str = Field(description="the reason given for the last move")
    buffer: int = Field(description="working days of buffer after it")
    acceptance_due: date | None = Field(description="last day the client has to accept it")
    note: Prose = Field(description="anything to know")

    @property
    def is_point(self) -> bool:
        """Whether it is a point in time rather than work of some days."""
        return self.days == 0 and self.start == self.end

    @property
    def has_moved(self) -> bool:
        """Whether it is expected, or was done, on other days than planned."""
        return (self.start, self.end) != (self.baseline_start, self.baseline_end)


def slips(by_cause: dict[Cause, int]) -> tuple[Slip, ...]:
    """A slip's parts in the order of `CAUSES`, without those of no days."""
    return tuple(Slip(cause=cause, days=by_cause[cause]) for cause in CAUSES if by_cause.get(cause))


def as_forecast(plan: Plan) -> Forecast:
    """A plan on which nothing has happened yet: every date expected as planned."""
    return Forecast(
        milestones=tuple(
            ForecastMilestone(baseline=milestone, start=milestone.start, end=milestone.end, status="planned")
            for milestone in plan.milestones
        ),
        baseline_end=plan.end,
        end=plan.end,
    )


def dated_milestones(forecast: Forecast) -> tuple[DatedMilestone, ...]:
    """The milestones of a forecast, in the order of the project file."""
    return tuple(row_of(DatedMilestone, one, slips=slips(one.slip_by_cause)) for one in forecast.milestones)


def row_of(kind: type[R], milestone: ForecastMilestone, **more: Any) -> R:
    """A milestone in one row: the fields of its baseline, its own, and what is given beside both."""
    base = milestone.baseline
    own = {**dict(milestone), "due": milestone.due or base.end}
    values = {**dict(base), **own, "baseline_start": base.start, "baseline_end": base.end, **more}
    return kind(**{name: values[name] for name in kind.model_fields})
