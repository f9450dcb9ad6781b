"""Changes: what a client asked for beside the agreement, what it takes, and how it ended."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from clientkit.kernel.model.records.record import Entry, ItemRef, RecordId, Sha256, WorkHours
from clientkit.kernel.model.values.choices import AcceptanceHow, ChangeClass, Channel
from clientkit.kernel.model.values.money import Amount, Currency
from clientkit.kernel.model.values.text import NoteText

ChangeOutcome = Literal["approved", "declined", "withdrawn", "absorbed"]
Clause = Annotated[str, Field(min_length=1, max_length=80)]


class ChangeAsked(Entry):
    """Something that a client asked for, beside what is agreed or to have it otherwise."""

    kind: Literal["change"] = "change"
    number: int = Field(ge=1, le=9999, description="its number in the project: 1 is CO-1")
    text: NoteText = Field(description="what they asked for, in their words")
    contact: ItemRef | None = Field(None, description="id of the contact who asked")
    channel: Channel | None = Field(None, description="how it came")
    ref: RecordId | None = Field(None, description="id of the message that it came with")
    option: NoteText | None = Field(None, description="what of the agreement's exclusions it takes")


class ChangeAssessed(Entry):
    """What a change is and takes; the last word counts, and an offer is about that one."""

    kind: Literal["change_assessed"] = "change_assessed"
    ref: RecordId = Field(description="id of the change")
    classed: ChangeClass = Field(description="inside, outside, revision, unclear or not-possible")
    clauses: tuple[Clause, ...] = Field((), description="what of the agreement it touches: D2, X1")
    hours: WorkHours | None = Field(None, description="hours it takes")
    price: Amount | None = Field(None, description="what it costs, reckoned as the agreement's price is")
    currency: Currency | None = Field(None, description="ISO 4217 code of the price")
    days: int | None = Field(None, ge=0, le=400, description="working days by which it moves the milestone")
    milestone: ItemRef | None = Field(None, description="id of the milestone that it moves, or belongs to")
    adds: NoteText | None = Field(None, description="the deliverable that it adds: its title")
    criterion: NoteText | None = Field(None, description="the test that decides on its acceptance")
    drops: tuple[ItemRef, ...] = Field((), description="ids of the deliverables that it takes away")
    because: NoteText | None = Field(None, description="why: a figure, an example")
    if_not: NoteText | None = Field(None, description="what happens if it is not done")
    instead: NoteText | None = Field(None, description="what can be had instead")


class ChangeEnded(Entry):
    """How a change ended; an approval is about the version of the agreement that it made."""

    kind: Literal["change_ended"] = "change_ended"
    ref: RecordId = Field(description="id of the change")
    outcome: ChangeOutcome = Field(description="approved, declined, withdrawn or absorbed")
    accepted_by: NoteText | None = Field(None, description="who approved it")
    how: AcceptanceHow | None = Field(None, description="how: mail, signature or call")
    evidence: str | None = Field(None, description="name of the kept evidence")
    version: int | None = Field(None, ge=1, description="version of the agreement that holds it")
    manifest_sha256: Sha256 | None = Field(None, description="SHA-256 of that version's manifest")
    reason: NoteText | None = Field(None, description="why, in a sentence")
    value: Amount | None = Field(None, description="what it would have cost, where it was done for free")
    currency: Currency | None = Field(None, description="ISO 4217 code of the value")
    forced: bool = Field(default=False, description="approved although something spoke against it")

    @property
    def worth(self) -> Decimal:
        """What was given for free."""
        return (self.value or Decimal(0)) if self.outcome == "absorbed" else Decimal(0)
