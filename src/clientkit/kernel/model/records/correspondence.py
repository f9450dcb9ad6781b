"""What went out and what was said: mails that were sent, and contacts of any other kind."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from clientkit.kernel.model.records.record import Entry, ItemRef, RecordId, Sha256, SourceRef
from clientkit.kernel.model.values.choices import Channel
from clientkit.kernel.model.values.text import Address, NoteText

IsoWeekText = Annotated[str, Field(pattern=r"^[0-9]{4}-W[0-5][0-9]$")]
MonthText = Annotated[str, Field(pattern=r"^[0-9]{4}-[01][0-9]$")]


class MailSending(Entry):
    """A mail that is about to be given to the server, or went by hand; its outcome is another record.

    Where no other record follows, the command was cut off between the two: the mail may have gone.
    """

    kind: Literal["mail_sending"] = "mail_sending"
    message: SourceRef | None = Field(
        None, description="Message-ID; null where it went by hand and no draft tells it"
    )
    recipients: tuple[Address, ...] = Field(description="addresses it goes to")
    subject: NoteText = Field(description="its subject")
    sha256: Sha256 | None = Field(
        None, description="SHA-256 of the mail as it is given to the server; null where it went by hand"
    )
    document: str = Field(description="what it carries: report, scope, timeline, survey, ...")
    week: IsoWeekText | None = Field(None, description="ISO week of the report that it carries")
    month: MonthText | None = Field(None, description="month of the monthly report that it carries")
    file: str | None = Field(None, description="path of the document inside the workspace")
    file_sha256: Sha256 | None = Field(None, description="SHA-256 of that document as it was sent")
    ref: RecordId | None = Field(None, description="id of the record that it carries, for instance a survey")
    promised: NoteText | None = Field(None, description="what it promises the client")
    promised_by: date | None = Field(None, description="by when")
    promise: RecordId | None = Field(None, description="id which that promise has once it went")

    @property
    def by_hand(self) -> bool:
        """Whether a person mailed it, and said so."""
        return self.sha256 is None


class MailOutcome(Entry):
    """What became of a mail that was given to the server."""

    kind: Literal["mail_outcome"] = "mail_outcome"
    ref: RecordId = Field(description="id of the sending")
    outcome: Literal["sent", "failed"] = Field(description="sent, or failed for all recipients")
    refused: tuple[Address, ...] = Field((), description="addresses that the server refused")
    note: NoteText | None = Field(None, description="what the server said, or who says that it was sent")


class Logged(Entry):
    """A contact with the client: a call, a meeting, a message."""

    kind: Literal["log"] = "log"
    channel: Channel = Field(description="mail, phone, whatsapp, meeting, ...")
    text: NoteText = Field(description="what was said, in a sentence or two")
    contact: ItemRef | None = Field(None, description="id of the contact")
    incoming: bool = Field(default=False, description="true where the client began it")
    again: date | None = Field(None, description="day of the next contact; the last one said counts")
    ref: RecordId | None = Field(None, description="id of the record that it is about, or that it answers")
    level: ItemRef | None = Field(None, description="id of the service level that it falls under")
    no_answer: bool = Field(default=False, description="true where an incoming one needs no answer")
    noted: tuple[RecordId, ...] = Field(
        (), description="ids of what was written down of a meeting: decisions, promises, questions"
    )
