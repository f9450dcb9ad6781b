"""Dates as computed: the plan that the milestones give, and what today's facts make of it."""

from datetime import date
from typing import Literal

from pydantic import Field

from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.choices import Cause, Party


class PlannedMilestone(Model):
    """A milestone with its dates; days are working days of the workspace's calendar."""

    id: str = Field(description="short name of the milestone")
    title: str = Field(description="what is reached")
    owner: Party = Field(description="who does it: us or client")
    deliverables: tuple[str, ...] = Field((), description="ids of the deliverables handed over here")
    after: tuple[str, ...] = Field((), description="ids of the milestones it waits for")
    start: date = Field(description="first working day")
    end: date = Field(description="last working day")
    days: int = Field(0, description="working days from start to end; 0 is a point in time")
    acceptance_due: date | None = Field(None, description="last day the client has to accept it")
    buffer: int = Field(0, description="working days of buffer after it")
    slack: int = Field(0, description="working days it can slip without moving the end of the project")
    critical: bool = Field(default=False, description="whether any slip moves the end of the project")
    note: str = Field("", description="anything to know")


class Plan(Model):
    """All milestones of a project with their dates, in the order of the project file."""

    milestones: tuple[PlannedMilestone, ...] = Field((), description="the milestones, dated")
    start: date | None = Field(None, description="first day of the first milestone")
    end: date | None = Field(None, description="last day of the last milestone")

    @property
    def ends(self) -> dict[str, date]:
        """The last day of each milestone by its id."""
        return {one.id: one.end for one in self.milestones}


MilestoneStatus = Literal["done", "running", "late", "waiting", "planned"]
"""`late`: due and not done, ours; `waiting`: due and not done, the client's."""


class ForecastMilestone(Model):
    """A milestone's baseline beside today's forecast."""

    baseline: PlannedMilestone = Field(description="the milestone as planned or agreed")
    start: date = Field(description="first day, done or expected")
    end: date = Field(description="last day, done or expected")
    due: date | None = Field(
        None, description="day it is due, after what it waits for and its moves; it is late from then on"
    )
    done_on: date | None = Field(None, description="day it was reached")
    status: MilestoneStatus = Field(description="done, running, late, waiting or planned")
    overdue: int = Field(0, description="working days that it is late itself, while it is not done")
    slip: int = Field(0, description="working days after the baseline's end; negative when early")
    slip_by_cause: dict[Cause, int] = Field(
        {}, description="the slip, split by whose days they are; adds up to slip"
    )
    reason: str = Field("", description="the reason given for the last move")


class Forecast(Model):
    """Baseline against forecast for a whole project."""

    milestones: tuple[ForecastMilestone, ...] = Field(
        (), description="the milestones in the order of the project file"
    )
    baseline_end: date | None = Field(None, description="end of the project as planned or agreed")
    end: date | None = Field(None, description="end of the project as expected today")
    slip: int = Field(0, description="working days between the two ends")
    slip_by_cause: dict[Cause, int] = Field({}, description="that slip, split by cause; adds up to slip")
    has_begun: bool = Field(
        default=True,
        description="false while nothing was accepted and no work was noted: nothing is late then",
    )
