"""A complaint and what became of it, a record each: nothing of them says in which state it is."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainSerializer

from clientkit.kernel.model.records.record import Entry, ItemRef, RecordId, Sha256, WorkHours
from clientkit.kernel.model.values.choices import AcceptanceHow, Channel, ComplaintCause, Upheld, Whose
from clientkit.kernel.model.values.money import parse_amount
from clientkit.kernel.model.values.text import NoteText

OptionNumber = Annotated[int, Field(ge=1, le=9)]
Cost = Annotated[
    Decimal,
    BeforeValidator(parse_amount),
    Field(ge=0),
    PlainSerializer(float, return_type=float, when_used="json"),
]


class Complaint(Entry):
    """That a client is unhappy, in their own words, as it came on `day`."""

    kind: Literal["complaint"] = "complaint"
    text: NoteText = Field(description="their own words")
    contact: ItemRef | None = Field(None, description="id of the contact who complains")
    channel: Channel = Field("mail", description="how it came")
    wants: NoteText | None = Field(None, description="what they ask for")
    item: ItemRef | None = Field(None, description="deliverable or milestone that it is about")
    feedback: RecordId | None = Field(None, description="id of the low score that it came with")
    severity: Annotated[int, Field(ge=1, le=4)] = Field(
        2, description="1 a wish, 2 a fault, 3 work stands still, 4 money, law or safety"
    )


class ComplaintNoted(Entry):
    """What was understood of a complaint; the last word on each point counts, facts and whys add up."""

    kind: Literal["complaint_noted"] = "complaint_noted"
    ref: RecordId = Field(description="id of the complaint")
    restated: NoteText | None = Field(None, description="the problem in our words, as they would say it too")
    feels: NoteText | None = Field(None, description="how they feel about it")
    facts: tuple[NoteText, ...] = Field((), description="what happened, as can be shown")
    whys: tuple[NoteText, ...] = Field((), description="why it happened, and why that")
    root: ComplaintCause | None = Field(
        None, description="unclear-scope, missed-promise, defect, delay, communication, price, ..."
    )
    whose: Whose | None = Field(None, description="whose doing it is: us, client, third-party or both")
    upheld: Upheld | None = Field(None, description="whether they are right: yes, partly or no")
    recurs: RecordId | None = Field(
        None, description="id of an earlier lesson on the same cause, which did not hold"
    )
    recurs_on: date | None = Field(None, description="day of that lesson")


class ComplaintOption(Entry):
    """A way to put it right that can be offered, with its day."""

    kind: Literal["complaint_option"] = "complaint_option"
    ref: RecordId = Field(description="id of the complaint")
    number: OptionNumber = Field(description="its number in this round, as the client reads it")
    text: NoteText = Field(description="what is done")
    due: date = Field(description="by when it is done")
    costs_us: WorkHours | None = Field(None, description="hours that it costs us")
    costs_client: Cost | None = Field(None, description="what it costs the client; 0 is free")
    recommended: bool = Field(default=False, description="whether we would choose it")


class ComplaintChoice(Entry):
    """The option that the client chose; a promise of ours with its day goes with it."""

    kind: Literal["complaint_choice"] = "complaint_choice"
    ref: RecordId = Field(description="id of the complaint")
    option: RecordId = Field(description="id of the option")
    promise: RecordId = Field(description="id of the promise that puts it right")
    contact: ItemRef | None = Field(None, description="id of the contact who chose")
    how: AcceptanceHow | None = Field(None, description="mail, signature or call")
    evidence: NoteText | None = Field(None, description="what shows it: a mail's Message-ID, a file's name")


class ComplaintWord(Entry):
    """What the client says once it was put right, or that they said nothing."""

    kind: Literal["complaint_word"] = "complaint_word"
    ref: RecordId = Field(description="id of the complaint")
    answer: Literal["yes", "no", "silent"] = Field(description="yes, no or silent")
    text: NoteText | None = Field(None, description="their own words")
    contact: ItemRef | None = Field(None, description="id of the contact who said it")
    how: AcceptanceHow | None = Field(None, description="mail, signature or call")
    evidence: NoteText | None = Field(None, description="what shows it: a mail's Message-ID, a file's name")


class ComplaintLesson(Entry):
    """What was learned of a complaint, and what was changed by it."""

    kind: Literal["complaint_lesson"] = "complaint_lesson"
    ref: RecordId = Field(description="id of the complaint")
    text: NoteText = Field(description="what was learned")
    prevention: NoteText | None = Field(None, description="what is done differently from now on")
    changed: NoteText | None = Field(
        None, description="what was changed: checklist:KIND, or the path of a file; empty: nothing"
    )
    sha256: Sha256 | None = Field(None, description="SHA-256 of that file as it was then")
    reason: NoteText | None = Field(None, description="why nothing was changed")


class ComplaintEscalated(Entry):
    """That somebody else was asked to decide or to mediate."""

    kind: Literal["complaint_escalated"] = "complaint_escalated"
    ref: RecordId = Field(description="id of the complaint")
    body: NoteText = Field(description="who: a mediator, a chamber, a lawyer")
    note: NoteText | None = Field(None, description="why, and what they were given")
