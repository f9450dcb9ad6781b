"""What the commands that write letters do alike: which document, and where its draft goes."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

from clientkit.correspondence.cli_mail_outcome import settle_unfinished
from clientkit.documents.cli import hand_over, language_of, tell_missing, wanted_document
from clientkit.documents.compose import Composed, Wanted
from clientkit.documents.kinds import DocumentName
from clientkit.errors import UsageError
from clientkit.kernel.mail.letter import Letter
from clientkit.kernel.mail.message.compose import message_bytes
from clientkit.kernel.model.values.month import Month
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.screen.output import say, say_json
from clientkit.kernel.screen.session import Session, typed_path
from clientkit.outbox.eml_drafts import draft_of, keep_draft
from clientkit.outbox.letters import COVERS, Delivery, Desk, draft_name, letter_of
from clientkit.outbox.letters_from_files import OwnFile, letter_of_file, named_by, require_current


@dataclass(frozen=True)
class Asked:
    """A document as it was asked for: by name and project, or by the path of its file."""

    document: str
    project: str | None = None
    week: str | None = None
    month: str | None = None
    language: str | None = None

    @property
    def is_path(self) -> bool:
        """Whether it is the path of a file rather than a name."""
        return self.document.endswith(".md") or "/" in self.document or os.sep in self.document


@dataclass(frozen=True)
class Addressed:
    """A letter, the project that it is about, and the name of its file."""

    letter: Letter
    project: ProjectRef
    name: str
    composed: Composed | None = None
    """The document, where it is one that clientkit makes."""


def document_of(text: str) -> DocumentName:
    """A document that can be mailed.

    Raises:
        UsageError: there is none of that name.
    """
    for name in COVERS:
        if name == text:
            return name
    raise UsageError(
        f"There is no document '{text[:40]}' to mail.",
        f"There are {', '.join(COVERS)}; or name the path of one in documents/.",
    )


def desk_of(session: Session) -> Desk:
    """What a letter is written with."""
    return Desk(session.workspace, session.settings, session.today)


def letter_asked(session: Session, asked: Asked, delivery: Delivery) -> Addressed:
    """The letter that was asked for; see `letter_of` and `letter_of_file`."""
    source = source_asked(session, asked)
    if isinstance(source, OwnFile):
        letter = letter_of_file(desk_of(session), source, delivery)
        return Addressed(letter, source.project, f"{source.path.stem}.eml")
    return _letter_wanted(session, source, delivery)


def letter_wanted(session: Session, wanted: Wanted, delivery: Delivery) -> Addressed:
    """The letter of a document, after what became of earlier mails was asked; see `letter_of`."""
    settle_unfinished(session, wanted.client)
    return _letter_wanted(session, wanted, delivery)


def source_asked(session: Session, asked: Asked) -> Wanted | OwnFile:
    """What is to be mailed, after what became of earlier mails of that client was asked.

    Raises:
        UsageError: no such document, or a week or month that it does not have.
        RefusedError: the file is not what its document says today, or nobody knows of an earlier mail.
    """
    source = _by_path(session, asked) if asked.is_path else _by_name(session, asked)
    settle_unfinished(session, source.client)
    return source


def _by_name(session: Session, asked: Asked) -> Wanted:
    document = document_of(asked.document)
    for option, value, dated in (("week", asked.week, "report"), ("month", asked.month, "month")):
        if value and document != dated:
            raise UsageError(
                f"--{option} does not go with '{document}'.",
                f"Leave it out; or name the document of that {option}: {dated}.",
            )
    wanted = wanted_document(session, document, asked.project, asked.language, asked.week)
    return replace(wanted, month=Month.parse(asked.month) if asked.month else None)


def _by_path(session: Session, asked: Asked) -> Wanted | OwnFile:
    client, _, project = asked.document.partition("/")
    if client in session.workspace.clients() and project in session.workspace.projects(client):
        raise UsageError(
            f"{asked.document} is a project; the document comes before it.",
            f"Write it so: {asked.project or 'report'} {asked.document}",
        )
    if asked.project or asked.week or asked.month:
        raise UsageError(
            "The path says which project, week or month it is.",
            "Leave out the project, --week and --month.",
        )
    path = typed_path(Path(asked.document))
    named = named_by(session.workspace, path, language_of(asked.language) if asked.language else None)
    if isinstance(named, Wanted):
        require_current(desk_of(session), named, path)
    return named


def _letter_wanted(session: Session, wanted: Wanted, delivery: Delivery) -> Addressed:
    letter, composed = letter_of(desk_of(session), wanted, delivery)
    name = draft_name(composed, session.today)
    return Addressed(letter, wanted.ref, name, composed)


def keep_as_file(
    session: Session, addressed: Addressed, output: str | None, *, as_json: bool = False
) -> None:
    """Write a draft and print its path, or print the draft itself; see `hand_over`.

    Raises:
        UsageError: the draft and an account of it are both to be printed.
    """
    mail = message_bytes(addressed.letter, draft=True)
    workspace = session.workspace
    if not as_json:
        hand_over(
            output, lambda: mail, lambda: keep_draft(workspace, addressed.project, addressed.name, mail)
        )
        return
    if output is not None:
        raise UsageError("--json tells of the draft in documents/.", "Leave out --output, or --json.")
    path = keep_draft(workspace, addressed.project, addressed.name, mail)
    say_json("draft", draft_of(addressed.letter, file=workspace.relative(path)))


def keep_on_server(session: Session, addressed: Addressed, *, as_json: bool) -> None:
    """Put a draft into the folder of drafts on the IMAP server, and say which that is."""
    from clientkit.kernel.mail.server.imap import require_imap
    from clientkit.kernel.mail.server.imap_drafts import keep_in_drafts
    from clientkit.kernel.mail.server.password import password

    server = session.settings.mail.imap
    require_imap(server)
    now = session.stamp().ts.astimezone(session.zone)
    letter = addressed.letter.model_copy(update={"date": now})
    secret = password(server, "imap", os.environ)
    kept = keep_in_drafts(server, secret, message_bytes(letter, draft=True), now)
    if as_json:
        say_json("draft", draft_of(letter, folder=kept.folder))
        return
    say(kept.folder)
    told = "The same draft was in that folder" if kept.was_there else "The draft is in that folder"
    say(f"{told} of {server.host}; open it in your mail program.", error=True)


def tell_lacks(session: Session, composed: Composed | None) -> None:
    """Name on stderr what a document lacks before it can be sent, as its own commands do."""
    if composed is None:
        return
    if composed.wanted.document != "report":
        tell_missing(composed)
        return
    from clientkit.reports.show import warn_of
    from clientkit.reports.weekly.lint import checked_report

    warn_of(checked_report(session.workspace, composed))
