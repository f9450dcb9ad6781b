"""What the commands that write letters do alike: which document, and where its draft goes."""

import os
from dataclasses import dataclass
from datetime import datetime, time
from os.path import normpath
from pathlib import Path

from clientkit.documents.cli.document import (
    document_request,
    language_of,
    warn_of,
    write_output,
    write_paper,
)
from clientkit.documents.compose import draft_document
from clientkit.documents.kinds import Composed, document_kind, document_kinds
from clientkit.documents.paper import Paper, PaperPlace
from clientkit.documents.registry import mailed_documents, record_letters
from clientkit.documents.request import DocumentRequest
from clientkit.errors import RefusedError, UsageError
from clientkit.kernel.mail.letter import Letter
from clientkit.kernel.mail.message.compose import message_bytes
from clientkit.kernel.model.values.references import ProjectRef, Subject
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.session import Session
from clientkit.kernel.screen.surroundings import typed_path
from clientkit.kernel.store.lookup import find_project, place_of
from clientkit.outbox.cli.questions import resolve_unknown_mails
from clientkit.outbox.cli.record_letter import require_no_letter_words, written_letter
from clientkit.outbox.cli.request import MailRequest, letter_context
from clientkit.outbox.eml_drafts import draft_of, keep_draft
from clientkit.outbox.letters import Delivery, draft_name, letter_of
from clientkit.outbox.letters_from_files import OwnFile, letter_of_file, named_by, require_current
from clientkit.outbox.outgoing_mail import OutgoingMail
from clientkit.outbox.papers import paper_letter
from clientkit.outbox.record_letters import RecordLetter
from clientkit.questions.asking import record_question


@dataclass(frozen=True)
class LetterDraft:
    """A letter, the project that it is about, and the name of its file."""

    letter: Letter
    project: ProjectRef | Subject
    name: str
    composed: Composed | None = None
    """The document, where it is one that clientkit makes."""
    written: RecordLetter | None = None
    """The letter, where it is made from records."""


def document_of(text: str) -> str:
    """A document that can be mailed.

    Raises:
        UsageError: there is none of that name.
    """
    if text in mailed_documents():
        return text
    raise UsageError(
        f"There is no document or letter '{text[:40]}' to mail.",
        f"There are {', '.join((*mailed_documents(), *record_letters()))}; or the path of one in documents/.",
    )


def requested_letter(session: Session, request: MailRequest, delivery: Delivery) -> LetterDraft:
    """The letter that was asked for; see `letter_of`, `letter_of_file` and `record_letter`."""
    if request.document in record_letters():
        written = written_letter(session, request, delivery)
        return LetterDraft(written.letter, written.subject, f"{written.file_name}.eml", written=written)
    require_no_letter_words(request)
    source = mail_source(session, request)
    if isinstance(source, OwnFile):
        letter = letter_of_file(letter_context(session), source, delivery)
        return LetterDraft(letter, source.project, f"{source.path.stem}.eml")
    return _document_letter(session, source, delivery)


def requested_mail(
    session: Session, request: MailRequest, delivery: Delivery, *, again: bool, dry_run: bool = False
) -> OutgoingMail:
    """What was asked for with its letter, after what became of earlier mails was asked.

    Raises:
        ClientkitError: see `prepare`, `prepare_own`, `prepare_mail` and `record_letter`.
    """
    from clientkit.outbox.actions import prepare, prepare_own, prepare_record_letter

    if request.document in record_letters():
        written = written_letter(session, request, delivery)
        return prepare_record_letter(letter_context(session), written, again=again)
    require_no_letter_words(request)
    if request.document.endswith(".eml"):
        return _prepare_draft(session, request, delivery, again=again)
    source = mail_source(session, request)
    if isinstance(source, OwnFile):
        return prepare_own(letter_context(session), source, delivery, again=again)
    return prepare(letter_context(session, dry_run=dry_run), source, delivery, again=again)


def _prepare_draft(
    session: Session, request: MailRequest, delivery: Delivery, *, again: bool
) -> OutgoingMail:
    """The mail in a file; it belongs to the project that is named, or in whose folder it lies."""
    from clientkit.outbox.actions import prepare_mail

    if delivery.to or delivery.attachments is not None or request.week or request.month or request.language:
        raise UsageError(
            "A drafted mail goes as it stands in its file.",
            "Leave out --contact, --attach, --week, --month and --language; or change the file.",
        )
    path = Path(normpath(typed_path(Path(request.document))))
    place = place_of(session.workspace, path.parent)
    name = (
        Subject(place.client)
        if place.client and not (place.project or request.project)
        else Subject(*find_project(session.workspace, request.project, place))
    )
    resolve_unknown_mails(session, name.client)
    return prepare_mail(letter_context(session), path, name, again=again)


def write_eml(session: Session, request: DocumentRequest, output: str | None, *, as_json: bool) -> None:
    """A document as the draft of a mail, after what became of earlier mails was asked; see `letter_of`."""
    resolve_unknown_mails(session, request.client)
    draft = _document_letter(session, request, Delivery())
    keep_as_file(session, draft, output, as_json=as_json)
    if draft.composed:
        warn_of(session, draft.composed)


def draft_paper(
    session: Session, paper: Paper, place: PaperPlace, output: str | None, *, as_json: bool
) -> None:
    """A paper as the draft of a mail, printed or kept where the paper is; see `paper_letter`."""
    letter = paper_letter(letter_context(session), paper, place)
    subject = Subject(*place.subject) if place.subject else Subject("")
    resolve_unknown_mails(session, subject.client)
    keep_as_file(session, LetterDraft(letter, subject, f"{place.stem}.eml"), output, as_json=as_json)


def mail_source(session: Session, request: MailRequest) -> DocumentRequest | OwnFile:
    """What is to be mailed, after what became of earlier mails of that client was asked.

    Raises:
        UsageError: no such document, or a week or month that it does not have.
        RefusedError: the file is not what its document says today, or nobody knows of an earlier mail.
    """
    source = _by_path(session, request) if request.is_path else document_by_name(session, request)
    resolve_unknown_mails(session, source.client)
    return source


def document_by_name(session: Session, request: MailRequest) -> DocumentRequest:
    """The document that was named.

    Raises:
        UsageError: no such document, or a week or month that it does not have.
    """
    document = document_of(request.document)
    for span, value in (("week", request.week), ("month", request.month)):
        if value and document_kind(document).span != span:
            dated = " or ".join(kind.name for kind in document_kinds() if kind.span == span)
            raise UsageError(
                f"--{span} does not go with '{document}'.",
                f"Leave it out; or name the document of that {span}: {dated}.",
            )
    typed = (request.project, request.language, request.week)
    return document_request(session, document, *typed, month=request.month)


def _by_path(session: Session, request: MailRequest) -> DocumentRequest | OwnFile:
    client, _, project = request.document.partition("/")
    if client in session.workspace.clients() and project in session.workspace.projects(client):
        raise UsageError(
            f"{request.document} is a project; the document comes before it.",
            f"Write it so: {request.project or 'report'} {request.document}",
        )
    if request.project or request.week or request.month:
        raise UsageError(
            "The path says which project, week or month it is.",
            "Leave out the project, --week and --month.",
        )
    path = typed_path(Path(request.document))
    named = named_by(session.workspace, path, language_of(request.language) if request.language else None)
    if isinstance(named, DocumentRequest):
        require_current(letter_context(session), named, path)
    return named


def _document_letter(session: Session, document: DocumentRequest, delivery: Delivery) -> LetterDraft:
    letter, composed = letter_of(letter_context(session), document, delivery)
    name = draft_name(composed, session.today)
    return LetterDraft(letter, document.ref, name, composed)


def keep_on_paper(
    session: Session, written: RecordLetter, form: str, output: str | None, *, as_json: bool
) -> None:
    """Write a letter to print, or to give in another way; what it asks is on record then."""
    record_question(session.workspace, written.letter.question)
    place = PaperPlace(session.workspace.documents_dir(*written.subject), written.file_name, written.subject)
    write_paper(session, written.paper, form, place, output, as_json=as_json)


def keep_as_file(session: Session, draft: LetterDraft, output: str | None, *, as_json: bool = False) -> None:
    """Write a draft and print its path, or print the draft itself; see `write_output`.

    Raises:
        UsageError: the draft and an account of it are both to be printed.
    """
    begun = datetime.combine(session.today, time(), session.zone)  # the same bytes all day
    mail = message_bytes(draft.letter.model_copy(update={"date": begun}), draft=True)
    workspace = session.workspace
    record_question(workspace, draft.letter.question)
    if output is None:
        _keep_document(session, draft)
    if not as_json:
        write_output(
            output,
            lambda: mail,
            lambda: keep_draft(workspace, draft.project, draft.name, mail),
            as_json=False,
        )
        return
    if output is not None:
        raise UsageError("--json tells of the draft in documents/.", "Leave out --output, or --json.")
    path = keep_draft(workspace, draft.project, draft.name, mail)
    session.show(draft_of(draft.letter, file=workspace.relative(path)), as_json=True)


def _keep_document(session: Session, draft: LetterDraft) -> None:
    """Keep a report beside the draft that carries it, which may go by hand: the next says what came later."""
    request = draft.composed.request if draft.composed else None
    if request and document_kind(request.document).keeps_words:
        kept = draft_document(session.workspace, session.settings, request, session.today)
        try:
            kept.save(session.workspace, "md", session.today)
        except RefusedError as error:
            session.workspace.notices.add(error.message)


def keep_on_server(session: Session, draft: LetterDraft, *, as_json: bool) -> None:
    """Put a draft into the folder of drafts on the IMAP server, and say which that is."""
    from clientkit.kernel.mail.server.imap import require_imap
    from clientkit.kernel.mail.server.imap_folders import keep_in_drafts
    from clientkit.outbox.server_password import trusted_password

    server = session.settings.mail.imap
    require_imap(server)
    _keep_document(session, draft)
    record_question(session.workspace, draft.letter.question)
    now = session.stamp().ts.astimezone(session.zone)
    letter = draft.letter.model_copy(update={"date": now})
    secret = trusted_password(session.workspace, server, "imap", os.environ)
    kept = keep_in_drafts(server, secret, message_bytes(letter, draft=True), now)
    session.show(draft_of(letter, folder=kept.folder), as_json=as_json)
    if not as_json:
        where = "The same draft was in that folder" if kept.was_there else "The draft is in that folder"
        say(f"{where} of {server.host}; open it in your mail program.", error=True)
