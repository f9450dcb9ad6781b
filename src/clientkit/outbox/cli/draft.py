"""`clientkit mail draft`: a document as a mail that opens for editing."""

from typing import Annotated

import typer

from clientkit.kernel.screen.options import (
    JsonOption,
    LanguageOption,
    MonthOption,
    OutputOption,
    ProjectArgument,
    WeekOption,
)
from clientkit.outbox.cli.options import AttachOption, DocumentArgument, ToOption, delivery


def draft(
    ctx: typer.Context,
    document: DocumentArgument,
    project: ProjectArgument = None,
    week: WeekOption = None,
    month: MonthOption = None,
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
    clientkit mail draft month kopi/toko --month 2026-10
    clientkit mail draft report kopi/toko --imap

    The text of the mail is the document's Markdown; beside it stands the same as HTML, its chart as a
    picture. Nothing is sent.
    """
    from clientkit.errors import UsageError
    from clientkit.kernel.screen.session import open_session
    from clientkit.outbox.cli.letter import Asked, keep_as_file, keep_on_server, letter_asked, tell_lacks

    if imap and output is not None:
        raise UsageError("A draft goes to one place.", "Leave out --imap or --output.")
    session = open_session(ctx)
    letter = letter_asked(session, Asked(document, project, week, month, language), delivery(to, attach))
    if imap:
        keep_on_server(session, letter, as_json=as_json)
    else:
        keep_as_file(session, letter, output, as_json=as_json)
    tell_lacks(session, letter.composed)
