"""Documents that went by hand, from one's own mail program: recorded as if the program had sent them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from clientkit.correspondence.document_editions import (
    edition_of,
    issue_and_edition,
    issue_sent,
    next_edition,
    sent_reports,
)
from clientkit.correspondence.mails import Mail, mail_with_outcome, read_mails
from clientkit.documents.issue import called, issue_of, request_of_file, stem_of
from clientkit.documents.kinds import READERS, document_kind, refers
from clientkit.documents.registry import LETTER_PREFIX, letter_in_file, mailed_documents
from clientkit.documents.request import DocumentRequest
from clientkit.errors import InvalidDataError, NotFoundError, RefusedError
from clientkit.kernel.mail.letter import WrittenMail
from clientkit.kernel.mail.message.eml_draft import read_written
from clientkit.kernel.model.records.correspondence import MailOutcome, MailSending
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.references import ProjectRef, Scope, Subject
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.journal.record_input import made_record
from clientkit.kernel.store.lookup import find_subject
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.save import append_records, encode_record
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.workspace import Workspace
from clientkit.outbox.eml_drafts import MAIL_LIMIT
from clientkit.outbox.queries import SAID_BY_YOU, MailRow, mail_row
from clientkit.outbox.recipients import contacts_for

SUFFIXES = (".md", ".pdf", ".html", ".eml")
"""What a document's file may be, in the order in which one is taken for what went."""

ABOUT = ("project", "document", "week", "month", "ref")
"""Fields of a mail that say which document it carries."""


class MailedFile(NamedTuple):
    """A file of the `documents/` of a project, or of a client, that went by hand."""

    subject: Subject
    path: Path
    document: str
    week: str | None = None
    month: str | None = None
    ref: str | None = None
    """Id of the record that a letter is about."""


def mailed_file(workspace: Workspace, request: DocumentRequest, day: date) -> MailedFile:
    """The file of a document that went on a day: of a report, its edition that was not sent yet.

    Raises:
        RefusedError: it was sent, and no later edition was written.
        NotFoundError: no file of it was written, so that nothing tells what went.
    """
    issue, stem = issue_of(request, day), stem_of(request, day)
    sent = sent_reports(read_mails(workspace, request.client), request.project, issue) if issue else ()
    edition = next_edition(sent)
    folder = workspace.documents_dir(*request.ref)
    name = stem if edition == 1 else f"{stem}.{edition}"
    for path in (folder / f"{name}{suffix}" for suffix in SUFFIXES):
        if path.is_file():
            return named_file(workspace, Subject(*request.ref), path)
    if sent:
        raise _sent_already(sent[-1])
    raise NotFoundError(
        f"There is no {name} in {workspace.relative(folder)}: nothing tells what went.",
        f"Write it as it went, then say it again: clientkit mail draft {request.document} {request.ref}",
    )


def drafted_letter(workspace: Workspace, word: str, about: str | None, here: Scope) -> MailedFile:
    """The last draft of a letter about a client, a project, or the record whose id begins so.

    Raises:
        NotFoundError: there is no draft, so that nothing tells what the letter said.
    """
    named = f"{LETTER_PREFIX}{word}"
    is_id = about is not None and "/" not in about and not _names_somebody(workspace, about)
    drafts = [
        (subject, path)
        for subject in (_every_subject(workspace) if is_id else [find_subject(workspace, about, here)])
        for path in workspace.documents_dir(*subject).glob(f"{named}{f'-{about}' if is_id else ''}*.eml")
        if (found := letter_in_file(path.stem)) and found[0] == named and bool(found[1]) == is_id
    ]
    if not drafts:
        what = about or "CLIENT"
        raise NotFoundError(
            f"There is no draft of the letter '{word}' about {what[:40]}: nothing tells what went.",
            f"Write it as it went, then say it again: clientkit mail draft {word} {what[:40]}",
        )
    subject, path = max(drafts, key=lambda one: one[1].stat().st_mtime)
    return named_file(workspace, subject, path)


def _names_somebody(workspace: Workspace, text: str) -> bool:
    return text in workspace.clients() or any(text in workspace.projects(one) for one in workspace.clients())


def _every_subject(workspace: Workspace) -> Iterator[Subject]:
    for client in workspace.clients():
        yield Subject(client)
        yield from (Subject(client, project) for project in workspace.projects(client))


def unsent_drafts(workspace: Workspace, scope: Scope) -> dict[str, MailedFile]:
    """By their Message-IDs the drafts that lie in `documents/` and of which no mail is on record."""
    found = {}
    for subject in _every_subject(workspace):
        if scope.client not in {None, subject.client} or not scope.covers(subject.project):
            continue
        known = {one.message for one in read_mails(workspace, subject.client) if one.outcome != "failed"}
        for path in sorted(workspace.documents_dir(*subject).glob("*.eml")):
            draft = draft_of(path)
            if draft and draft.message_id and draft.message_id not in known:
                files = (path.with_suffix(suffix) for suffix in SUFFIXES)
                there = next(one for one in files if one.is_file())
                found[draft.message_id] = named_file(workspace, subject, there)
    return found


def named_file(workspace: Workspace, subject: Subject, path: Path) -> MailedFile:
    """The document or letter that a file is by its name; one of one's own where that says nothing."""
    if letter := letter_in_file(path.stem):
        return MailedFile(subject, path, letter[0], ref=letter[1])
    named = issue_and_edition(path.name)
    stem = named[0].stem if named else path.stem
    project = ProjectRef(subject.client, subject.project) if subject.project else None
    known = request_of_file(stem, project) if project else None
    if known is None:
        return MailedFile(subject, path, "letter" if path.suffix == ".eml" else "file")
    span = {name: str(value) for name in ("week", "month") if (value := getattr(known, name))}
    return MailedFile(subject, path, known.document, ref=refers(workspace, known), **span)


def record_by_hand(
    workspace: Workspace,
    file: MailedFile,
    to: Sequence[str],
    day: date,
    stamps: Callable[[], Stamp],
    message: str | None = None,
) -> MailRow:
    """Record that a file went to contacts on a day: those named, else those of its draft, else by role.

    `message` is the Message-ID where it is known; else that of its draft counts. The outcome is one that a
    person knows of: `resolve_mail` takes it back.

    Raises:
        RefusedError: this edition went to one of them already, or nobody it can have gone to has an address.
        NotFoundError: there is no such file or contact.
    """
    data, draft = read_limited(file.path, MAIL_LIMIT), draft_of(file.path)
    relative, about = workspace.relative(file.path), file.subject
    values = {
        "message": message or (draft and draft.message_id) or None,
        "recipients": _recipients(workspace, file, to, draft),
        "subject": draft.subject if draft else called(file.document, file.week or file.month),
        "document": file.document,
        "week": file.week,
        "month": file.month,
        "ref": file.ref,
        "file": relative,
        "file_sha256": digest(data),
    }
    sending = made_record(MailSending, _on(day, stamps()), about, values)
    _require_new(workspace, sending)
    said = {"ref": sending.id, "outcome": "sent", "note": SAID_BY_YOU}
    outcome = made_record(MailOutcome, _on(day, stamps()), about, said)
    append_records(workspace, about.client, {one.id: encode_record(one) for one in (sending, outcome)})
    return mail_row(mail_with_outcome(sending, [outcome]))


def _on(day: date, stamp: Stamp) -> Stamp:
    return stamp.model_copy(update={"day": day})


def draft_of(path: Path) -> WrittenMail | None:
    """The draft that carried a file: it tells the recipients, the subject and the Message-ID."""
    with suppress(NotFoundError, InvalidDataError):
        return read_written(read_limited(path.with_suffix(".eml"), MAIL_LIMIT), path.name)
    return None


def _recipients(
    workspace: Workspace, file: MailedFile, to: Sequence[str], draft: WrittenMail | None
) -> tuple[str, ...]:
    if draft and not to:
        return tuple(dict.fromkeys(one.address for one in (*draft.to, *draft.copy_to, *draft.blind_copy_to)))
    client = read_client(workspace, file.subject.client).value
    roles = document_kind(file.document).recipients if file.document in mailed_documents() else READERS
    return tuple(one.email for one in contacts_for(client, file.subject.client, to, roles))


def _require_new(workspace: Workspace, sending: MailSending) -> None:
    """Refuse what went to one of them: the same edition of a report, or the same bytes of anything else."""
    for mail in read_mails(workspace, sending.client):
        same = all(getattr(mail, name) == getattr(sending, name) for name in ABOUT)
        issue = issue_sent(mail) and edition_of(mail) == edition_of(sending)
        again = issue or mail.file_sha256 == sending.file_sha256
        if mail.outcome == "sent" and same and again and {*mail.accepted} & {*sending.recipients}:
            raise _sent_already(mail)


def _sent_already(mail: Mail) -> RefusedError:
    return RefusedError(
        f"This {called(mail.document, mail.week or mail.month)} went to {', '.join(mail.accepted)}"
        f" on {mail.day} already.",
        "To somebody else, by the path of its file: clientkit mail sent "
        f"{mail.file or 'FILE'} --contact CONTACT; see what went: clientkit mail list",
    )
