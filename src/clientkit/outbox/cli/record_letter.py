"""Asking for a letter that is made from records, and telling what is to be known of it."""

import shlex

import typer

from clientkit.documents.cli.document import language_of
from clientkit.documents.registry import record_letters
from clientkit.errors import UsageError
from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import is_interactive, say
from clientkit.kernel.screen.session import Session
from clientkit.outbox.cli.questions import resolve_unknown_mails
from clientkit.outbox.cli.request import MailRequest, letter_context
from clientkit.outbox.letters import Delivery
from clientkit.outbox.record_letters import Edit, LetterWish, MissingWordError, RecordLetter


def written_letter(session: Session, request: MailRequest, delivery: Delivery) -> RecordLetter:
    """A letter made from records; what only a person knows is asked for on a terminal."""
    if request.week or request.month or delivery.attachments is not None:
        raise UsageError(
            f"'{request.document}' is a letter, not a document.", "Leave out --week, --month and --attach."
        )
    wish = LetterWish(
        request.document,
        request.project,
        language_of(request.language) if request.language else None,
        session.day(request.due),
        request.note or "",
        delivery.to,
    )
    edit = _editing(session) if request.edit else None
    while True:
        try:
            written: RecordLetter = session.hook("record_letter")(
                letter_context(session), session.here, wish, edit
            )
        except MissingWordError as missing:
            if not is_interactive():
                raise
            say(missing.message, error=True)
            word = typer.prompt("By when" if missing.need == "due" else "In a sentence", err=True)
            wish = wish._replace(**{missing.need: session.day(word) if missing.need == "due" else word})
        else:
            resolve_unknown_mails(session, written.subject.client)
            return written


def _editing(session: Session) -> Edit:
    """Has a letter's text changed in the user's editor."""

    def edit(name: str, text: str) -> str:
        from clientkit.kernel.screen.editor import edit_text

        said = [text]

        def keep(edited: str) -> bool:
            said.append(edited)
            return True

        edit_text(session.workspace, session.workspace.root / f"{name}.md", text, keep)
        return said[-1]

    return edit


def require_no_letter_words(request: MailRequest) -> None:
    """Refuse of a document what only a letter takes.

    Raises:
        UsageError: a day, words, editing or another form were asked for.
    """
    if request.form != "eml":
        raise UsageError(
            "--format is for letters here.",
            "A document has a command of its own that takes it, such as: clientkit scope render",
        )
    if request.due or request.note or request.edit:
        raise UsageError(
            "--due, --note and --edit are for letters.",
            f"There are {', '.join(record_letters())}. Of a document, edit the draft in your mail program.",
        )


def warn_of_letter(written: RecordLetter | None) -> None:
    """Say what is wrong with a letter's tone, and which promise it makes once it went by hand."""
    for finding in written.findings if written else ():
        say(one_line(f"Tone: {finding}."), error=True)
    if written and written.promised:
        text, due = written.promised
        say(
            one_line(
                f"It promises a day. Once it went: clientkit promise add {written.subject} "
                f"{shlex.quote(text)} --due {due}"
            ),
            error=True,
        )
