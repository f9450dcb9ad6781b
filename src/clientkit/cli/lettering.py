"""What the commands that write letters do alike: which document, and where its draft goes."""

from clientkit.actions.documents import Wanted
from clientkit.actions.drafts import draft_name, draft_of, keep_draft
from clientkit.actions.letters import Delivery, Desk, letter_of
from clientkit.cli.rendering import hand_over
from clientkit.cli.session import Session
from clientkit.cli.show.json import say_json
from clientkit.errors import UsageError
from clientkit.mail.message import message_bytes
from clientkit.model.week import IsoWeek
from clientkit.render.documents import DocumentName

MAILED: tuple[DocumentName, ...] = ("report", "scope", "timeline")
"""Documents that there is a covering letter for."""


def document_of(text: str) -> DocumentName:
    """A document that can be mailed.

    Raises:
        UsageError: there is none of that name.
    """
    for name in MAILED:
        if name == text:
            return name
    raise UsageError(f"There is no document '{text[:40]}' to mail.", f"There are {', '.join(MAILED)}.")


def draft_document(
    session: Session, wanted: Wanted, delivery: Delivery, output: str | None, *, as_json: bool = False
) -> None:
    """Write a document's draft and print its path, or print the draft itself; see `hand_over`."""
    desk = Desk(session.workspace, session.settings, session.today)
    letter = letter_of(desk, wanted, delivery)
    mail = message_bytes(letter, draft=True)
    name = draft_name(wanted, IsoWeek.of(session.today))
    if as_json:
        path = keep_draft(session.workspace, wanted, name, mail)
        say_json("draft", draft_of(letter, file=session.workspace.relative(path)))
        return
    hand_over(output, lambda: mail, lambda: keep_draft(session.workspace, wanted, name, mail))
