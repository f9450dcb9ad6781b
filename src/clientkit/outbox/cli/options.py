"""What the commands that write mails to clients ask for alike."""

from typing import TYPE_CHECKING, Annotated

import typer

from clientkit.documents.registry import mailed_documents, record_letters
from clientkit.errors import UsageError
from clientkit.kernel.screen.completion import complete_contact, complete_name

if TYPE_CHECKING:
    from clientkit.outbox.letters import Delivery

_NAMES = mailed_documents()

DocumentArgument = Annotated[
    str,
    typer.Argument(
        metavar="DOCUMENT",
        autocompletion=lambda: [*mailed_documents(), *record_letters()],
        help=f"{', '.join(_NAMES)}; the letters {', '.join(record_letters())}; or the path of a document.",
        show_default=False,
    ),
]
ToOption = Annotated[
    list[str] | None,
    typer.Option(
        "--contact",
        metavar="CONTACT",
        autocompletion=complete_contact,
        help="A contact by id; give it several times for several. By role if not given.",
    ),
]
AboutArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="ABOUT",
        autocompletion=complete_name,
        help="A project as client/project, left out inside its folder; of a letter a client or an id too.",
        show_default=False,
    ),
]
LetterDueOption = Annotated[
    str | None,
    typer.Option("--due", metavar="DATE", help="Of a letter: the day that it names, such as fri or +3d."),
]
LetterNoteOption = Annotated[
    str | None, typer.Option("--note", metavar="TEXT", help="Of a letter: what you say in it, in a sentence.")
]
LetterEditOption = Annotated[
    bool, typer.Option("--edit", help="Of a letter: open it in your editor before it becomes a draft.")
]
AttachOption = Annotated[
    list[str] | None,
    typer.Option(
        "--attach",
        metavar="pdf|ics|none",
        autocompletion=lambda: ["pdf", "ics", "none"],
        help="What goes with it; an agreement takes its PDF along if nothing is said.",
    ),
]


def delivery(to: list[str] | None, attach: list[str] | None) -> "Delivery":
    """How a document goes out, from what was typed.

    Raises:
        UsageError: it cannot be attached.
    """
    from clientkit.outbox.letters import ATTACHMENT_KINDS, Delivery

    names = [name for one in attach or () for name in one.split(",")]
    if wrong := [name for name in names if name not in {*ATTACHMENT_KINDS, "none"}]:
        raise UsageError(f"'{wrong[0][:20]}' cannot be attached.", "What can be: pdf, ics; or none.")
    attachments = tuple(one for one in ATTACHMENT_KINDS if one in names) if attach else None
    return Delivery(tuple(to or ()), attachments)
