"""Preparing and sending a document to the client: the letter, the file that is kept of it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from clientkit.correspondence.document_editions import issue_and_edition
from clientkit.correspondence.mails import read_mails
from clientkit.documents.compose import as_format, draft_document
from clientkit.documents.issue import issue_of, request_of_file
from clientkit.documents.kinds import document_kind, refers
from clientkit.documents.registry import letter_in_file
from clientkit.documents.request import DocumentRequest
from clientkit.errors import InvalidDataError, NotFoundError
from clientkit.kernel.mail.letter import Letter
from clientkit.kernel.mail.message.eml_draft import read_written
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.references import ProjectRef, Subject
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.outbox.eml_drafts import MAIL_LIMIT
from clientkit.outbox.letters import Delivery, LetterContext, document_letter
from clientkit.outbox.letters_from_files import OwnFile, letter_of_file
from clientkit.outbox.outgoing_mail import OutgoingMail
from clientkit.outbox.recipients import contacts_for, message_id
from clientkit.outbox.record_letters import RecordLetter
from clientkit.outbox.send import SentMail, require_free, send
from clientkit.questions.asking import record_question


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
        ref=refers(context.workspace, request),
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


def prepare_mail(context: LetterContext, path: Path, name: Subject, *, again: bool = False) -> OutgoingMail:
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
    project = ProjectRef(name.client, name.project) if name.project else None
    known = request_of_file(path.stem, project) if project and not issue else None
    letter = letter_in_file(path.stem)
    outgoing = OutgoingMail(
        letter=mail if mail.message_id else replace(mail, message_id=message_id(mail.sender, digest(data))),
        client=name[0],
        project=name[1],
        document=letter[0] if letter else issue.document if issue else known.document if known else "letter",
        ref=letter[1] if letter else refers(context.workspace, known),
        week=issue.week if issue else None,
        month=issue.month if issue else None,
        file=context.workspace.relative(path) if path.is_relative_to(context.workspace.root) else None,
        file_sha256=digest(data),
        again=again,
    )
    require_free(read_mails(context.workspace, outgoing.client), outgoing)
    return outgoing


def prepare_record_letter(
    context: LetterContext, written: RecordLetter, *, again: bool = False
) -> OutgoingMail:
    """A letter made from records as a mail that is to go.

    Raises:
        RefusedError: as of `prepare`.
    """
    outgoing = OutgoingMail(
        letter=written.letter,
        client=written.subject.client,
        project=written.subject.project,
        document=written.document,
        file_sha256=digest(written.letter.text.encode()),
        ref=written.ref,
        again=again,
        promised=written.promised,
        findings=written.findings,
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
    """Keep the document in the project's `documents/` as it goes out, and send it; see `outbox.send.send`.

    What the letter promises by a day is a promise of ours as soon as it went.
    """
    if outgoing.drafted:
        path = outgoing.drafted.save(context.workspace, "md", context.today)
        outgoing = replace(outgoing, file=context.workspace.relative(path))
    if isinstance(outgoing.letter, Letter):
        record_question(context.workspace, outgoing.letter.question)
    if outgoing.promised:
        outgoing = replace(outgoing, promise=stamps().id)
    return send(context.workspace, context.settings, outgoing, stamps, environment)
