"""Notes of the journal as a report shows them: finished, planned, asked, blocked, felt."""

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.choices import Cause, Level, Party


class DoneNote(Model):
    """Something finished."""

    text: str = Field(description="the outcome")
    day: date = Field(description="day it was finished")
    hours: Decimal | None = Field(description="hours it took")
    commits: tuple[str, ...] = Field(description="short hashes of the git commits that it was taken from")
    item: str = Field(description="id of the deliverable or milestone it belongs to")
    item_title: str = Field(description="title of that deliverable or milestone")
    late: bool = Field(description="of an earlier week, and noted after the report of that week was sent")


class ReachedNote(Model):
    """A milestone reached."""

    id: str = Field(description="short name of the milestone")
    title: str = Field(description="what was reached")
    day: date = Field(description="day it was reached")
    late: bool = Field(description="of an earlier week, and noted after the report of that week was sent")


class MovedNote(Model):
    """A milestone whose date was moved."""

    day: date = Field(description="day it was moved on")
    id: str = Field(description="short name of the milestone")
    title: str = Field(description="what is reached")
    due: date = Field(description="its new date")
    cause: Cause = Field(description="us, client, third-party or change")
    sooner: bool = Field(description="whether that is earlier than it was expected before")
    reason: str = Field(description="why, in a sentence")
    late: bool = Field(description="of an earlier week, and noted after the report of that week was sent")


PlanOutcome = Literal["kept", "worked-on", "slipped", "dropped", "ahead", "open"]
"""What became of a plan. `worked-on` need not be all of it; `open`: it had no date, and nothing is known."""


class PlannedNote(Model):
    """Something planned."""

    id: str = Field(description="id of the note")
    text: str = Field(description="what was or is planned")
    day: date = Field(description="day it was planned on")
    due: date | None = Field(description="by when")
    item: str = Field(description="id of the deliverable or milestone it belongs to")
    item_title: str = Field(description="title of that deliverable or milestone")
    outcome: PlanOutcome = Field(description="kept, worked-on, slipped, dropped, ahead or open")
    done_on: date | None = Field(
        description="day it was carried out: an outcome names it or says it, or its milestone is reached"
    )
    done_late: bool = Field(description="whether that was after the day it was planned for")
    worked_on: str = Field(
        description="else the latest outcome noted for the same item, which need not be all of it"
    )
    planned_again: bool = Field(description="whether a later plan names it again in the same words")
    new_due: date | None = Field(description="its new date, where it was moved or planned again")
    reason: str = Field(description="why it was moved or dropped; empty where nobody said")
    carried: bool = Field(description="named again only because its day was still to come")
    late: bool = Field(description="of an earlier week, and noted after the report of that week was sent")


class AskNote(Model):
    """A decision that the client has not given yet."""

    text: str = Field(description="the question")
    options: tuple[str, ...] = Field(description="what can be chosen")
    recommend: str = Field(description="what we would choose")
    due: date | None = Field(description="when the answer is needed")
    default: str = Field(description="what happens without an answer")
    asked_on: date = Field(description="day it was asked")
    overdue: bool = Field(description="whether the day it was needed has passed")


class BlockNote(Model):
    """Something that cannot go on."""

    text: str = Field(description="what is blocked")
    unblocks: str = Field(description="what would unblock it")
    owner: Party = Field(description="who can unblock it: us or client")
    since: date = Field(description="day it was noted")
    due: date | None = Field(description="by when it is needed")
    overdue: bool = Field(description="whether the day it was needed has passed")
    effect: str = Field(description="what happens when it comes later")
    item: str = Field(description="id of the deliverable or milestone it belongs to")
    item_title: str = Field(description="title of that deliverable or milestone")


class DutyNote(Model):
    """What the client agreed to provide."""

    what: str = Field(description="what is provided or decided")
    due: date = Field(description="by when, as agreed")
    effect: str = Field(description="what happens when it is late")


class OpenRisk(Model):
    """A risk that is not over."""

    text: str = Field(description="what may happen")
    likelihood: Level = Field(description="low, medium or high")
    impact: Level = Field(description="low, medium or high")
    answer: str = Field(description="what is done about it")


class FeedbackNote(Model):
    """What someone at the client's said."""

    day: date = Field(description="day of the answer")
    contact: str = Field(description="name of the person; empty where it is not known")
    csat: int | None = Field(description="satisfaction")
    csat_scale: int = Field(description="top of the satisfaction scale")
    nps: int | None = Field(description="likelihood to recommend, 0 to 10")
    ces: int | None = Field(description="ease, from 1 to ces_scale, which is very easy")
    ces_scale: int = Field(description="top of the ease scale: 7, or 5 where it was asked so")
    comment: str = Field(description="their own words")


class PromiseNote(Model):
    """A promise of one side to the other."""

    text: str = Field(description="what was promised")
    owner: Party = Field(description="who promised it: us or client")
    due: date = Field(description="by when")
    outcome: Literal["kept", "broken", "due"] = Field(
        description="kept or broken this week, or due within 14 days"
    )
    overdue: bool = Field(description="whether it is still open and its day has passed")
    late: bool = Field(description="whether it was kept, after its day")
    note: str = Field(description="how it was kept, or why it was broken")
    item: str = Field(description="id of the deliverable or milestone it belongs to")
    item_title: str = Field(description="title of that deliverable or milestone")
