"""`clientkit mail draft`: a document as a mail that opens for editing."""

from typing import TYPE_CHECKING, Annotated

import typer

from clientkit.cli.options import JsonOption, LanguageOption, OutputOption, ProjectArgument, WeekOption

if TYPE_CHECKING:
    from clientkit.actions.letters import Delivery

DOCUMENTS = ["report", "scope", "timeline", "month", "closing"]

DocumentArgument = Annotated[
    str,
    typer.Argument(
        metavar="DOCUMENT",
        autocompletion=lambda: DOCUMENTS,
        help="report, scope, timeline, month or closing; or the path of one in documents/.",
        show_default=False,
    ),
]
ToOption = Annotated[
    list[str] | None,
    typer.Option(
        "--to",
        metavar="CONTACT",
        help="A contact by id; give it several times for several. By role if not given.",
    ),
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


def draft(
    ctx: typer.Context,
    document: DocumentArgument,
    project: ProjectArgument = None,
    week: WeekOption = None,
    to: ToOption = None,
    language: LanguageOption = None,
    attach: AttachOption = None,
    output: OutputOption = None,
    imap: Annotated[
        bool, typer.Option("--imap", help="Put it into the Drafts folder of your mail server instead.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Write a document as a mail that your mail program opens as a draft, and print its path.

    \b
    clientkit mail draft report kopi/toko
    clientkit mail draft scope kopi/toko --to hendra
    clientkit mail draft timeline kopi/toko --attach ics
    clientkit mail draft report kopi/toko --imap

    The text of the mail is the document's Markdown; beside it stands the same as HTML, its chart as a
    picture. Nothing is sent.
    """
    from clientkit.cli.lettering import Asked, keep_as_file, keep_on_server, letter_asked, tell_lacks
    from clientkit.cli.session import open_session
    from clientkit.errors import UsageError

    if imap and output is not None:
        raise UsageError("A draft goes to one place.", "Leave out --imap or --output.")
    session = open_session(ctx)
    letter = letter_asked(session, Asked(document, project, week, language), delivery(to, attach))
    if imap:
        keep_on_server(session, letter, as_json=as_json)
    else:
        keep_as_file(session, letter, output, as_json=as_json)
    tell_lacks(session, letter.composed)


def delivery(to: list[str] | None, attach: list[str] | None) -> "Delivery":
    """How a document goes out, from what was typed.

    Raises:
        UsageError: it cannot be attached.
    """
    from clientkit.actions.letters import ENCLOSURES, Delivery
    from clientkit.errors import UsageError

    names = [name for one in attach or () for name in one.split(",")]
    if wrong := [name for name in names if name not in {*ENCLOSURES, "none"}]:
        raise UsageError(f"'{wrong[0][:20]}' cannot be attached.", "What can be: pdf, ics; or none.")
    enclosed = tuple(one for one in ENCLOSURES if one in names) if attach else None
    return Delivery(tuple(to or ()), enclosed)
