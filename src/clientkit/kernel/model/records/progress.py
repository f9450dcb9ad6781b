"""Notes of the work: what was done, what is planned, what waits, and how the week stands."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AliasChoices, Field

from clientkit.kernel.model.records.record import Entry, ItemRef, RecordId, SourceRef, WorkHours
from clientkit.kernel.model.values.choices import Level, Party
from clientkit.kernel.model.values.text import NoteText

CommitHash = Annotated[str, Field(pattern=r"^[0-9a-f]{7,64}$")]


class Done(Entry):
    """Something that was finished."""

    kind: Literal["done"] = "done"
    text: NoteText = Field(description="the outcome, in the past tense")
    hours: WorkHours | None = Field(None, description="hours it took")
    item: ItemRef | None = Field(None, description="deliverable or milestone it belongs to")
    commits: tuple[CommitHash, ...] = Field(
        (), description="short hashes of the git commits that it was taken from"
    )
    ref: RecordId | None = Field(None, description="id of the planned step that it carries out")


class HoursSpent(Entry):
    """Hours from a time tracker, without an outcome."""

    kind: Literal["hours"] = "hours"
    hours: WorkHours = Field(description="hours that were spent")
    text: NoteText | None = Field(None, description="what the time tracker says about them")
    item: ItemRef | None = Field(None, description="deliverable or milestone they belong to")
    source: SourceRef = Field(
        description="time tracker and its own name for them, so that none are taken twice"
    )


class Next(Entry):
    """Something planned next."""

    kind: Literal["next"] = "next"
    text: NoteText = Field(description="what will be done")
    due: date | None = Field(None, description="by when")
    item: ItemRef | None = Field(None, description="deliverable or milestone it belongs to")


class PlanMoved(Entry):
    """A planned step that got another day."""

    kind: Literal["plan_moved"] = "plan_moved"
    ref: RecordId = Field(description="id of the planned step")
    due: date = Field(description="its new day")
    was: date | None = Field(None, description="the day it was planned for until then")
    reason: NoteText = Field(description="why, in a sentence")


class PlanDropped(Entry):
    """A planned step that will not be done."""

    kind: Literal["plan_dropped"] = "plan_dropped"
    ref: RecordId = Field(description="id of the planned step")
    reason: NoteText = Field(description="why, in a sentence")


class Blocked(Entry):
    """Something that cannot go on."""

    kind: Literal["blocked"] = "blocked"
    text: NoteText = Field(description="what is blocked")
    unblocks: NoteText | None = Field(None, description="what would unblock it")
    owner: Party = Field("client", description="who can unblock it: us or client")
    due: date | None = Field(None, description="by when it is needed")
    effect: NoteText | None = Field(None, description="what happens when it comes later")
    item: ItemRef | None = Field(None, description="deliverable or milestone it belongs to")


class Ask(Entry):
    """A decision needed from the client."""

    kind: Literal["ask"] = "ask"
    text: NoteText = Field(description="the question")
    options: tuple[NoteText, ...] = Field((), description="what can be chosen")
    recommend: NoteText | None = Field(None, description="what we would choose")
    due: date | None = Field(None, description="when the answer is needed")
    # Once it was called `default`, which SQL reserves.
    otherwise: NoteText | None = Field(  # type: ignore[pydantic-alias]
        None,
        validation_alias=AliasChoices("otherwise", "default"),
        description="what happens without an answer",
    )


class RiskNote(Entry):
    """A risk seen during the work."""

    kind: Literal["risk"] = "risk"
    text: NoteText = Field(description="what may happen")
    likelihood: Level = Field("medium", description="low, medium or high")
    impact: Level = Field("medium", description="low, medium or high")
    answer: NoteText | None = Field(None, description="what is done about it")


class Resolved(Entry):
    """An ask that was answered, or a block or risk that is over."""

    kind: Literal["resolved"] = "resolved"
    ref: RecordId = Field(description="id of the ask, block or risk")
    text: NoteText | None = Field(None, description="the answer, or how it ended")


class StatusWorsened(Entry):
    """A week's status that a person set worse than the rule finds it."""

    kind: Literal["status"] = "status"
    light: Literal["amber", "red"] = Field(description="amber or red")
    dimension: Literal["schedule", "budget", "scope"] = Field(description="schedule, budget or scope")
    reason: NoteText = Field(description="why, in a sentence that the client reads")


def spent_hours(records: Iterable[Entry]) -> Decimal:
    """The hours that records tell of: those of outcomes, and those of a time tracker."""
    hours = (one.hours for one in records if isinstance(one, Done | HoursSpent))
    return sum((one for one in hours if one), Decimal(0))


class Lesson(Entry):
    """Something that was learned, and what is done differently from now on."""

    kind: Literal["lesson"] = "lesson"
    text: NoteText = Field(description="what was learned")
    prevention: NoteText | None = Field(None, description="what is done differently from now on")
