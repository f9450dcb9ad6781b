"""What the commands that write letters do alike: which document, and where its draft goes."""

import os
from dataclasses import dataclass
from pathlib import Path

from clientkit.actions.documents import Composed, Wanted
from clientkit.actions.drafts import draft_of, keep_draft
from clientkit.actions.letters import Delivery, Desk, letter_of, stem_of
from clientkit.cli.rendering import hand_over, language_of, tell_missing, wanted_document
from clientkit.cli.session import Session, typed_path
from clientkit.cli.settling import settle_unfinished
from clientkit.cli.show.json import say_json
from clientkit.cli.show.out import say
from clientkit.errors import UsageError
from clientkit.mail.letter import Letter
from clientkit.mail.message import message_bytes
from clientkit.render.documents import DocumentName
from clientkit.store.agreements import Name

MAILED: tuple[DocumentName, ...] = ("report", "scope", "timeline", "month", "closing")
"""Documents that there is a covering letter for."""


@dataclass(frozen=True)
class Asked:
    """A document as it was asked for: by name and project, or by the path of its file."""

    document: str
    project: str | None = None
    week: str | None = None
    language: str | None = None

    @property
    def is_path(self) -> bool:
        """Whether it is the path of a file rather than a name."""
        return self.document.endswith(".md") or "/" in self.document or os.sep in self.document


@dataclass(frozen=True)
class Addressed:
    """A letter, the project that it is about, and the name of its file."""

    letter: Letter
    project: Name
    name: str
    composed: Composed | None = None
    """The document, where it is one that clientkit makes."""


def document_of(text: str) -> DocumentName:
    """A document that can be mailed.

    Raises:
        UsageError: there is none of that name.
    """
    for name in MAILED:
        if name == text:
            return name
    raise UsageError(
        f"There is no document '{text[:40]}' to mail.",
        f"There are {', '.join(MAILED)}; or name the path of one in documents/.",
    )


def desk_of(session: Session) -> Desk:
    """What a letter is written with."""
    return Desk(session.workspace, session.settings, session.today)


def letter_asked(session: Session, asked: Asked, delivery: Delivery) -> Addressed:
    """The letter that was asked for; see `letters.letter_of` and `letter_files.letter_of_file`."""
    if asked.is_path:
        return _letter_of_path(session, asked, delivery)
    wanted = wanted_document(session, document_of(asked.document), asked.project, asked.language, asked.week)
    return letter_wanted(session, wanted, delivery)


def letter_wanted(session: Session, wanted: Wanted, delivery: Delivery) -> Addressed:
    """The letter of a document; see `letters.letter_of`."""
    settle_unfinished(session, wanted.client)
    letter, composed = letter_of(desk_of(session), wanted, delivery)
    name = f"{stem_of(wanted, session.today)}.eml"
    return Addressed(letter, (wanted.client, wanted.project), name, composed)


def _letter_of_path(session: Session, asked: Asked, delivery: Delivery) -> Addressed:
    from clientkit.actions.letter_files import OwnFile, letter_of_file, named_by, require_current

    if asked.project or asked.week:
        raise UsageError("The path says which project and week it is.", "Leave out the project and --week.")
    path = typed_path(Path(asked.document))
    language = language_of(asked.language) if asked.language else None
    named = named_by(session.workspace, path, language)
    desk = desk_of(session)
    if isinstance(named, OwnFile):
        return Addressed(letter_of_file(desk, named, delivery), named.project, f"{path.stem}.eml")
    require_current(desk, named, path)
    return letter_wanted(session, named, delivery)


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
    from clientkit.mail.imap import require_imap
    from clientkit.mail.imap_drafts import keep_in_drafts
    from clientkit.mail.secret import password

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
    from clientkit.actions.reportcheck import checked_report
    from clientkit.cli.show.reportcheck import warn_of

    warn_of(checked_report(session.workspace, composed))
