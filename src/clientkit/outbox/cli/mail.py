"""`clientkit mail`: letters to clients: drafts, what went out, and what became of it."""

from typing import Annotated

import typer

from clientkit.kernel.screen.completion import complete_name
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import (
    JsonOption,
    LanguageOption,
    MonthOption,
    OutputOption,
    ProjectArgument,
    WeekOption,
)
from clientkit.outbox.cli.options import AttachOption, DocumentArgument, ToOption, delivery
from clientkit.outbox.cli.send import send

app = group("Mail to clients: drafts, sending, and the answers that come back.")


@app.command("draft")
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
    from clientkit.outbox.cli.letter import (
        MailRequest,
        keep_as_file,
        keep_on_server,
        requested_letter,
        warn_of_lacks,
    )

    if imap and output is not None:
        raise UsageError("A draft goes to one place.", "Leave out --imap or --output.")
    session = open_session(ctx)
    request = MailRequest(document, project, week, month, language)
    letter = requested_letter(session, request, delivery(to, attach))
    if imap:
        keep_on_server(session, letter, as_json=as_json)
    else:
        keep_as_file(session, letter, output, as_json=as_json)
    warn_of_lacks(session, letter.composed)


app.command("send")(send)


@app.command("list")
def list_(
    ctx: typer.Context,
    subject: Annotated[
        str | None,
        typer.Argument(
            metavar="CLIENT[/PROJECT]",
            autocompletion=complete_name,
            help="Only mails of this client or project.",
            show_default=False,
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List the mails that went out: when, what, to whom; those that failed, and those nobody knows of.

    \b
    clientkit mail list kopi/toko
    clientkit mail list --json | jq '.data[] | select(.outcome == "unknown")'
    """
    from clientkit.kernel.screen.session import open_session
    from clientkit.kernel.store.lookup import scope_or_all
    from clientkit.outbox.queries import list_mails

    session = open_session(ctx)
    scope = scope_or_all(session.workspace, subject, session.here)
    session.show(list_mails(session.workspace, scope), as_json=as_json, zone=session.zone)


@app.command("settle")
def settle(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="The beginning of the mail's id.")],
    sent: Annotated[
        bool | None, typer.Option("--sent/--not-sent", help="What you know of it.", show_default=False)
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Say of a mail that was cut off while it was sent whether it went.

    \b
    clientkit mail settle 7k2m --sent
    clientkit mail settle 7k2m --not-sent
    """
    from clientkit.errors import UsageError
    from clientkit.kernel.screen.session import open_session
    from clientkit.outbox.actions import resolve_mail

    if sent is None:
        raise UsageError("Did it go?", "Say --sent or --not-sent.")
    session = open_session(ctx)
    session.show(resolve_mail(session.workspace, session.stamp(), name, sent=sent), as_json=as_json)
