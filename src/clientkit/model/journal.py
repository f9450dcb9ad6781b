"""What happened: the kinds of record that the journal holds, one flat object each.

To add a kind: define its model here and name it in `Record`. Nothing else in the store changes.
"""

from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    AwareDatetime,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    TypeAdapter,
    model_validator,
)

from clientkit.model.base import Model
from clientkit.model.choices import AcceptanceHow, Cause, Level, Party
from clientkit.model.money import parse_amount
from clientkit.model.names import ID_PATTERN, SLUG_PATTERN
from clientkit.model.text import NoteText

RecordId = Annotated[str, Field(pattern=r"^[0-9a-z]{6,32}$")]
SlugText = Annotated[str, Field(pattern=SLUG_PATTERN)]
ItemRef = Annotated[str, Field(pattern=ID_PATTERN)]
SourceRef = Annotated[str, Field(min_length=1, max_length=200)]
WorkHours = Annotated[
    Decimal,
    BeforeValidator(parse_amount),
    Field(gt=0, le=1000),
    PlainSerializer(float, return_type=float, when_used="json"),
]


class Entry(Model):
    """What every record has. Fields that a newer clientkit added are kept."""

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)

    id: RecordId = Field(description="short random name, unique in the workspace")
    ts: AwareDatetime = Field(description="instant it was written down, UTC")
    v: Literal[1] = Field(1, description="version of this kind of record")
    day: date = Field(description="local date that it is about")
    client: SlugText = Field(description="client it belongs to")
    project: SlugText | None = Field(None, description="project it belongs to")
    replaces: RecordId | None = Field(None, description="id of the record that this one corrects")
    tags: tuple[str, ...] = Field((), description="words to find it by")


class Feedback(Entry):
    """Scores and words from one person on one occasion."""

    kind: Literal["feedback"] = "feedback"
    contact: ItemRef | None = Field(None, description="id of the contact who answered")
    csat: int | None = Field(None, ge=1, le=10, description="satisfaction, from 1 to csat_scale")
    csat_scale: Literal[5, 10] = Field(5, description="top of the satisfaction scale")
    nps: int | None = Field(None, ge=0, le=10, description="likelihood to recommend, 0 to 10")
    ces: int | None = Field(None, ge=1, le=7, description="ease, 1 to 7; 7 is very easy")
    comment: NoteText | None = Field(None, description="their own words")
    quotable: bool = Field(default=False, description="may be quoted")
    source: SourceRef | None = Field(None, description="its id in the survey tool that it was imported from")

    @model_validator(mode="after")
    def _says_something(self) -> "Feedback":
        if self.csat is None and self.nps is None and self.ces is None and self.comment is None:
            raise ValueError("holds neither a score nor a comment")
        if self.csat is not None and self.csat > self.csat_scale:
            raise ValueError(f"csat {self.csat} is above its scale of 1 to {self.csat_scale}")
        return self


class Done(Entry):
    """Something that was finished."""

    kind: Literal["done"] = "done"
    text: NoteText = Field(description="the outcome, in the past tense")
    hours: WorkHours | None = Field(None, description="hours it took")
    item: ItemRef | None = Field(None, description="deliverable or milestone it belongs to")


class Next(Entry):
    """Something planned next."""

    kind: Literal["next"] = "next"
    text: NoteText = Field(description="what will be done")
    due: date | None = Field(None, description="by when")
    item: ItemRef | None = Field(None, description="deliverable or milestone it belongs to")


class Blocked(Entry):
    """Something that cannot go on."""

    kind: Literal["blocked"] = "blocked"
    text: NoteText = Field(description="what is blocked")
    unblocks: NoteText | None = Field(None, description="what would unblock it")
    owner: Party = Field("client", description="who can unblock it: us or client")
    item: ItemRef | None = Field(None, description="deliverable or milestone it belongs to")


class Ask(Entry):
    """A decision needed from the client."""

    kind: Literal["ask"] = "ask"
    text: NoteText = Field(description="the question")
    options: tuple[NoteText, ...] = Field((), description="what can be chosen")
    recommend: NoteText | None = Field(None, description="what we would choose")
    due: date | None = Field(None, description="when the answer is needed")
    default: NoteText | None = Field(None, description="what happens without an answer")


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


class MilestoneDone(Entry):
    """A milestone that was reached on `day`."""

    kind: Literal["milestone_done"] = "milestone_done"
    milestone: ItemRef = Field(description="id of the milestone")
    note: NoteText | None = Field(None, description="anything to know")


class MilestoneMoved(Entry):
    """A milestone whose expected end was moved."""

    kind: Literal["milestone_moved"] = "milestone_moved"
    milestone: ItemRef = Field(description="id of the milestone")
    due: date = Field(description="its new expected end")
    was: date | None = Field(None, description="the end that was expected until then")
    cause: Cause = Field(description="whose days they are: us, client, third-party or change")
    reason: NoteText = Field(description="why, in a sentence")


Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Acceptance(Entry):
    """A version of the agreement that the client accepted on `day`."""

    kind: Literal["acceptance"] = "acceptance"
    version: int = Field(ge=1, description="version of the agreement")
    accepted_by: NoteText = Field(description="who accepted it")
    how: AcceptanceHow = Field(description="mail, signature or call")
    evidence: str | None = Field(None, description="name of the kept evidence")
    sha256: Sha256 = Field(description="SHA-256 of the text that was accepted")
    manifest_sha256: Sha256 = Field(description="SHA-256 of the manifest that lists every kept file")
    forced: bool = Field(default=False, description="accepted although the check had found errors")


ProjectState = Literal["draft", "active", "delivered", "closed"]


class ProjectMoved(Entry):
    """A project that entered another state."""

    kind: Literal["project_state"] = "project_state"
    state: ProjectState = Field(description="draft, active, delivered or closed")
    note: NoteText | None = Field(None, description="why, or what is left")


class Retraction(Entry):
    """A record taken back: it was never true, or must not be counted."""

    kind: Literal["retraction"] = "retraction"
    retracts: RecordId = Field(description="id of the record taken back")
    reason: NoteText | None = Field(None, description="why")


Record: TypeAlias = Annotated[
    Feedback
    | Done
    | Next
    | Blocked
    | Ask
    | RiskNote
    | Resolved
    | MilestoneDone
    | MilestoneMoved
    | Acceptance
    | ProjectMoved
    | Retraction,
    Field(discriminator="kind"),
]

KINDS = (
    "feedback",
    "done",
    "next",
    "blocked",
    "ask",
    "risk",
    "resolved",
    "milestone_done",
    "milestone_moved",
    "acceptance",
    "project_state",
    "retraction",
)


@cache
def record_adapter() -> TypeAdapter[Any]:
    """The validator of any record, built once a process."""
    return TypeAdapter(Record)


class Stamp(Model):
    """The identity and time that a new record gets; it comes in from outside, so actions stay testable."""

    id: RecordId
    ts: datetime
    day: date
