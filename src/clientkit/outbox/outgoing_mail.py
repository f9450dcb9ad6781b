"""A mail that is to go: its letter, what it carries, and how it looks before it goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from pydantic import Field

from clientkit.kernel.mail.letter import Letter, Mailbox, WrittenMail
from clientkit.kernel.mail.message.compose import message_bytes
from clientkit.kernel.mail.message.eml_draft import written_bytes
from clientkit.kernel.mail.message.header_encoding import in_wire_lines
from clientkit.kernel.model.values.base import Model
from clientkit.outbox.record_letters import PromisedWord

if TYPE_CHECKING:  # a survey's mail carries no document
    from clientkit.documents.kinds import DocumentDraft


@dataclass(frozen=True)
class OutgoingMail:
    """A letter, and what it carries."""

    letter: Letter | WrittenMail
    client: str
    document: str
    """report, month, closing, scope, timeline, survey, ..."""
    project: str | None = None
    week: str | None = None
    month: str | None = None
    file: str | None = None
    """Path of the document inside the workspace, and the SHA-256 of its bytes."""
    file_sha256: str | None = None
    ref: str | None = None
    """Id of the record that it carries, for instance a survey."""
    again: bool = False
    """Send it even to those who have this document already."""
    promised: PromisedWord | None = None
    """What it promises the client by a day."""
    promise: str | None = None
    """Id which that promise will have."""
    findings: tuple[str, ...] = ()
    """What is wrong with the tone of its words."""
    drafted: "DocumentDraft | None" = None
    """The document that is kept as it goes out; none where a file is sent as it stands."""

    @property
    def recipients(self) -> tuple[str, ...]:
        """Every address that the server is given, once."""
        letter = self.letter
        every = (*letter.to, *letter.copy_to, *letter.blind_copy_to)
        return tuple(dict.fromkeys(mailbox.address for mailbox in every))


class MailPreview(Model):
    """A mail as it would go out."""

    document: str = Field(description="report, month, closing, scope, timeline, file or letter")
    week: str | None = Field(description="ISO week of the report that it carries")
    month: str | None = Field(description="month of the monthly report that it carries")
    file: str | None = Field(description="path of the file that goes as it stands; null for what is made now")
    sender: str = Field(description="address that it comes from")
    to: tuple[str, ...] = Field(description="whom it is for: name and address")
    copy_to: tuple[str, ...] = Field(description="who gets a copy that all see")
    blind_copy_to: tuple[str, ...] = Field(description="who gets a copy that nobody sees")
    reply_to: str = Field(description="address that answers go to; empty where it is the sender's")
    subject: str = Field(description="its subject")
    attachments: tuple[str, ...] = Field(description="names of the files that go with it")
    size: int = Field(description="bytes of the mail")
    missing: tuple[str, ...] = Field(description="fields that the document still lacks")
    text: str = Field(description="its text")


def preview(outgoing: OutgoingMail) -> MailPreview:
    """What a person should look at before it goes."""
    letter = outgoing.letter
    missing = outgoing.drafted.composed.missing if outgoing.drafted else ()
    return MailPreview.from_fields(
        outgoing,
        sender=letter.sender.address,
        to=_full_addresses(letter.to),
        copy_to=_full_addresses(letter.copy_to),
        blind_copy_to=_full_addresses(letter.blind_copy_to),
        reply_to=letter.reply_to,
        subject=letter.subject,
        attachments=(
            letter.attached
            if isinstance(letter, WrittenMail)
            else tuple(one.name for one in letter.attachments)
        ),
        size=len(mail_bytes(letter)),
        missing=tuple(one.field for one in missing),
        text=letter.text,
    )


def mail_bytes(letter: Letter | WrittenMail, message: str = "", date: datetime | None = None) -> bytes:
    """The mail as a server gets it, with another Message-ID and a date where they are given."""
    message = message or letter.message_id
    if isinstance(letter, WrittenMail):
        return in_wire_lines(written_bytes(letter, message, date))
    whole = letter.model_copy(update={"message_id": message, "date": date})
    return in_wire_lines(message_bytes(whole, draft=False))


def _full_addresses(mailboxes: Sequence[Mailbox]) -> tuple[str, ...]:
    return tuple(f"{one.name} <{one.address}>" if one.name else one.address for one in mailboxes)
