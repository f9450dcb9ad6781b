"""Preparing and sending a document to the client, and saying what became of a mail that was cut off."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

from clientkit.correspondence.document_editions import issue_and_edition
from clientkit.correspondence.mails import Mail, mail_with_outcome, read_mails
from clientkit.documents.compose import as_format, draft_document
from clientkit.documents.issue import issue_of, request_of_file
from clientkit.documents.kinds import document_kind
from clientkit.documents.request import DocumentRequest
from clientkit.errors import InvalidDataError, NotFoundError, RefusedError, UsageError
from clientkit.kernel.mail.message.eml_draft import read_written
from clientkit.kernel.model.records.correspondence import MailOutcome
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.references import ProjectRef, Subject
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.journal.record_ids import may_hold
from clientkit.kernel.store.journal.record_input import made_record
from clientkit.kernel.store.lock import sending_alone
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.workspace import Workspace
from clientkit.outbox.eml_drafts import MAIL_LIMIT
from clientkit.outbox.letters import Delivery, LetterContext, document_letter
from clientkit.outbox.letters_from_files import OwnFile, letter_of_file
from clientkit.outbox.outgoing_mail import OutgoingMail
from clientkit.outbox.queries import SAID_BY_YOU, MailRow, mail_row, require_free
from clientkit.outbox.recipients import contacts_for, message_id
from clientkit.outbox.send import SentMail, send


def prepare(
    context: LetterContext, request: DocumentRequest, delivery: Delivery, *, again: bool = False
) -> OutgoingMail:
    """A document and its letter; nothing is written and nobody is spoken to.

    Raises:
        RefusedError: somebody has it already, or nobody knows whether an earlier mail went.
        ClientkitError: see `outbox.letters.letter_of` and `documents.compose.draft_document`.
    """
    client = read_client(context.workspace, request.client).value
    contacts = contacts_for(client, request.client, delivery.to, document_kind(request.document).recipients)
    greeting = replace(request, greeted=tuple(contact.id for contact in contacts))
    made = draft_document(context.workspace, context.settings, greeting, context.today)
    issue = issue_of(request, context.today)
    outgoing = OutgoingMail(
        letter=document_letter(context, made.composed, contacts, delivery),
        client=request.client,
        project=request.project,
        document=request.document,
        week=issue.week if issue else None,
        month=issue.month if issue else None,
        file_sha256=digest(as_format(made.composed, "md")),
        again=again,
        drafted=made,
    )
    require_free(read_mails(context.workspace, outgoing.client), outgoing)
    return outgoing


def prepare_own(
    context: LetterContext, own: OwnFile, delivery: Delivery, *, again: bool = False
) -> OutgoingMail:
    """A file of one's own and its letter; as of `prepare`.

    Raises:
        ClientkitError: see `outbox.letters_from_files.letter_of_file`; RefusedError as of `prepare`.
    """
    outgoing = OutgoingMail(
        letter=letter_of_file(context, own, delivery),
        client=own.project[0],
        project=own.project[1],
        document="file",
        file=context.workspace.relative(own.path),
        file_sha256=digest(read_limited(own.path)),
        again=again,
    )
    require_free(read_mails(context.workspace, outgoing.client), outgoing)
    return outgoing


def prepare_mail(
    context: LetterContext, path: Path, name: ProjectRef, *, again: bool = False
) -> OutgoingMail:
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
    known = None if issue else request_of_file(path.stem, name)
    outgoing = OutgoingMail(
        letter=mail if mail.message_id else replace(mail, message_id=message_id(mail.sender, digest(data))),
        client=name[0],
        project=name[1],
        document=issue.document if issue else known.document if known else "letter",
        week=issue.week if issue else None,
        month=issue.month if issue else None,
        file=context.workspace.relative(path) if path.is_relative_to(context.workspace.root) else None,
        file_sha256=digest(data),
        again=again,
    )
    require_free(read_mails(context.workspace, outgoing.client), outgoing)
    return outgoing


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


def send_outgoing(
    context: LetterContext,
    outgoing: OutgoingMail,
    stamps: Callable[[], Stamp],
    environment: Mapping[str, str],
) -> SentMail:
    """Keep the document in the project's `documents/` as it goes out, and send it; see `outbox.send.send`."""
    if outgoing.drafted:
        path = outgoing.drafted.save(context.workspace, "md", context.today)
        outgoing = replace(outgoing, file=context.workspace.relative(path))
    return send(context.workspace, context.settings, outgoing, stamps, environment)


def resolve_mail(workspace: Workspace, stamp: Stamp, beginning: str, *, sent: bool) -> MailRow:
    """Record what a person knows of a mail: that it went, or that it did not.

    What a person said may be said anew; what the server said stands.

    Raises:
        NotFoundError: there is no such mail.
        UsageError: several ids begin so.
        RefusedError: the server said what became of it, or this was recorded already.
        BusyError: a mail is on its way right now.
    """
    with sending_alone(workspace):
        mail = _find_mail(workspace, beginning)
        outcome: Literal["sent", "failed"] = "sent" if sent else "failed"
        if mail.outcome_id and mail.note != SAID_BY_YOU:
            raise RefusedError(f"The server said of {mail.id}: {mail.note or mail.outcome}.", "That stands.")
        if mail.outcome == outcome:
            raise RefusedError(
                f"It is recorded already that {mail.id} {'went' if sent else 'did not go'}.",
                "See all mails: clientkit mail list",
            )
        values = {"replaces": mail.outcome_id, "ref": mail.id, "outcome": outcome, "note": SAID_BY_YOU}
        record = made_record(MailOutcome, stamp, Subject(mail.client, mail.project), values)
        append_record(workspace, record)
    return mail_row(mail_with_outcome(mail, [record]))


def _find_mail(workspace: Workspace, beginning: str) -> Mail:
    found = [
        mail
        for client in workspace.clients()
        if may_hold(workspace, client, beginning)
        for mail in read_mails(workspace, client)
        if mail.id.startswith(beginning)
    ]
    whole = [mail for mail in found if mail.id == beginning] or found
    if not whole:
        raise NotFoundError(
            f"There is no mail whose id begins with {beginning[:40]!r}.", "See the ids: clientkit mail list"
        )
    if len(whole) > 1:
        raise UsageError(
            f"Several mails have an id that begins with {beginning[:40]!r}: "
            f"{', '.join(one.id for one in whole)}.",
            "Write more of the id.",
        )
    return whole[0]
