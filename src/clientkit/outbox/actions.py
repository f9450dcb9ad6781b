"""A document on its way to the client: the letter, the file that is kept of it, what is in the way."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import Field

from clientkit.correspondence.document_editions import issue_and_edition
from clientkit.correspondence.mails import mails_of, require_not_sent, require_settled
from clientkit.correspondence.mails_envelope import Parcel
from clientkit.documents.compose import Wanted, as_format, issue_of
from clientkit.errors import InvalidDataError, NotFoundError
from clientkit.kernel.mail.letter import Letter, Mailbox
from clientkit.kernel.mail.message.eml_draft import WrittenMail, read_written
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.outbox.eml_drafts import MAIL_LIMIT
from clientkit.outbox.letters import Delivery, Desk, written
from clientkit.outbox.letters_from_files import OwnFile, letter_of_file
from clientkit.outbox.recipients import contacts_for, message_id
from clientkit.outbox.send import Delivered, bytes_of, send
from clientkit.reports.drafts.actions import Drafted, drafted, write_draft

UNDATED = ("scope", "timeline")
"""Documents whose drafts are called like them; a report's is called like its week or month."""


class Preview(Model):
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


@dataclass(frozen=True)
class Outgoing:
    """A parcel, and the document that is kept as it goes out; none where a file is sent as it stands."""

    parcel: Parcel
    drafted: Drafted | None = None

    def preview(self) -> Preview:
        """What a person should look at before it goes."""
        letter = self.parcel.letter
        missing = self.drafted.composed.missing if self.drafted else ()
        return Preview(
            document=self.parcel.document,
            week=self.parcel.week,
            month=self.parcel.month,
            file=self.parcel.file,
            sender=letter.sender.address,
            to=_shown(letter.to),
            copy_to=_shown(letter.copy_to),
            blind_copy_to=_shown(letter.blind_copy_to),
            reply_to=letter.reply_to,
            subject=letter.subject,
            attachments=_attached(letter),
            size=len(bytes_of(letter)),
            missing=tuple(one.field for one in missing),
            text=letter.text,
        )


def _attached(letter: Letter | WrittenMail) -> tuple[str, ...]:
    if isinstance(letter, WrittenMail):
        return letter.attached
    return tuple(one.name for one in letter.attachments)


def _shown(mailboxes: Sequence[Mailbox]) -> tuple[str, ...]:
    return tuple(f"{one.name} <{one.address}>" if one.name else one.address for one in mailboxes)


def prepare(desk: Desk, wanted: Wanted, delivery: Delivery, *, again: bool = False) -> Outgoing:
    """A document and its letter; nothing is written and nobody is spoken to.

    Raises:
        RefusedError: somebody has it already, or nobody knows whether an earlier mail went.
        ClientkitError: see `outbox.letters.letter_of` and `reports.drafts.actions.drafted`.
    """
    client = read_client(desk.workspace, wanted.client).value
    contacts = contacts_for(client, wanted.client, wanted.document, delivery.to)
    greeting = replace(wanted, greeted=tuple(contact.id for contact in contacts))
    made = drafted(desk.workspace, desk.settings, greeting, desk.today)
    issue = issue_of(wanted, desk.today)
    parcel = Parcel(
        letter=written(desk, made.composed, contacts, delivery),
        client=wanted.client,
        project=wanted.project,
        document=wanted.document,
        week=issue.week if issue else None,
        month=issue.month if issue else None,
        file_sha256=digest(as_format(made.composed, "md")),
        again=again,
    )
    _require_free(desk, parcel)
    return Outgoing(parcel, made)


def prepare_own(desk: Desk, own: OwnFile, delivery: Delivery, *, again: bool = False) -> Outgoing:
    """A file of one's own and its letter; as of `prepare`.

    Raises:
        ClientkitError: see `outbox.letters_from_files.letter_of_file`; RefusedError as of `prepare`.
    """
    parcel = Parcel(
        letter=letter_of_file(desk, own, delivery),
        client=own.project[0],
        project=own.project[1],
        document="file",
        file=desk.workspace.relative(own.path),
        file_sha256=digest(read_limited(own.path)),
        again=again,
    )
    _require_free(desk, parcel)
    return Outgoing(parcel)


def prepare_mail(desk: Desk, path: Path, name: ProjectRef, *, again: bool = False) -> Outgoing:
    """A mail that was drafted into a file, and may have been written over, as it stands there.

    Raises:
        NotFoundError: there is no such file.
        InvalidDataError: it is no mail that can be sent.
        RefusedError: as of `prepare`.
    """
    data = _mail_in(path)
    mail = read_written(data, path.name)
    named = issue_and_edition(path.name)
    issue = named[0] if named else None
    known = path.stem if path.stem in UNDATED else "letter"
    parcel = Parcel(
        letter=mail if mail.message_id else replace(mail, message_id=message_id(mail.sender, digest(data))),
        client=name[0],
        project=name[1],
        document=issue.document if issue else known,
        week=issue.week if issue else None,
        month=issue.month if issue else None,
        file=desk.workspace.relative(path) if path.is_relative_to(desk.workspace.root) else None,
        file_sha256=digest(data),
        again=again,
    )
    _require_free(desk, parcel)
    return Outgoing(parcel)


def _mail_in(path: Path) -> bytes:
    if not path.exists():
        raise NotFoundError(f"There is no file {path.name}.", "Draft it first: clientkit mail draft.")
    size = path.stat().st_size
    if size > MAIL_LIMIT:
        raise InvalidDataError(
            f"{path.name} has {size / 1e6:.1f} MB; clientkit sends up to {MAIL_LIMIT / 1e6:.0f} MB.",
            "Attach less; for instance, put a link to the files into its text.",
        )
    return read_limited(path, MAIL_LIMIT)


def _require_free(desk: Desk, parcel: Parcel) -> None:
    mails = mails_of(desk.workspace, parcel.client)
    require_settled(mails)
    if not parcel.again:
        require_not_sent(mails, parcel)


def send_outgoing(
    desk: Desk, outgoing: Outgoing, stamps: Callable[[], Stamp], environment: Mapping[str, str]
) -> Delivered:
    """Keep the document in the project's `documents/` as it goes out, and send it; see `outbox.send.send`."""
    parcel = outgoing.parcel
    if outgoing.drafted:
        path = write_draft(desk.workspace, outgoing.drafted, "md", desk.today)
        parcel = replace(parcel, file=desk.workspace.relative(path))
    return send(desk.workspace, desk.settings, parcel, stamps, environment)
