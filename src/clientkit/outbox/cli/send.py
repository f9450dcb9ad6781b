"""`clientkit mail send`, `mail list`, `mail settle`: mails that go out, and what became of them."""

from typing import Annotated

import typer

from clientkit.kernel.screen.options import (
    JsonOption,
    LanguageOption,
    MonthOption,
    ProjectArgument,
    WeekOption,
    complete_name,
)
from clientkit.outbox.cli.options import AttachOption, DocumentArgument, ToOption, delivery


def send(
    ctx: typer.Context,
    document: DocumentArgument,
    project: ProjectArgument = None,
    week: WeekOption = None,
    month: MonthOption = None,
    to: ToOption = None,
    language: LanguageOption = None,
    attach: AttachOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Send it without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would go, and send nothing.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Even to those who have it already.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Send a document to the client's contact, after showing it and asking.

    \b
    clientkit mail send report kopi/toko
    clientkit mail send scope kopi/toko --to hendra --attach pdf
    clientkit mail send report kopi/toko --dry-run
    clientkit mail send clients/kopi/projects/toko/documents/2026-W47.eml

    A draft's file goes as it stands, with what was written into it. A mail is recorded before the server
    hears of it and after. A report that went stays as it is: what is made later is a new edition.
    Exit code 6 when it did not go to everybody.
    """
    from clientkit.kernel.screen.session import open_session
    from clientkit.outbox.cli.letter import Asked
    from clientkit.outbox.cli.send_confirm import outgoing_asked, send_with_consent, show_only

    session = open_session(ctx)
    asked = Asked(document, project, week, month, language)
    outgoing = outgoing_asked(session, asked, delivery(to, attach), again=again)
    if dry_run:
        show_only(session, outgoing, as_json=as_json)
    else:
        send_with_consent(session, outgoing, yes=yes, as_json=as_json)


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
    from clientkit.correspondence.mail_outcomes import list_mails
    from clientkit.kernel.screen.session import open_session
    from clientkit.kernel.store.lookup import scope_or_all
    from clientkit.outbox.show import show_mails

    session = open_session(ctx)
    client, project = scope_or_all(session.workspace, subject, session.here)
    show_mails(list_mails(session.workspace, client, project), session.zone, as_json=as_json)


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
    from clientkit.correspondence.mail_outcomes import settle as settle_mail
    from clientkit.errors import UsageError
    from clientkit.kernel.screen.session import open_session
    from clientkit.outbox.show import show_settled

    if sent is None:
        raise UsageError("Did it go?", "Say --sent or --not-sent.")
    session = open_session(ctx)
    show_settled(settle_mail(session.workspace, session.stamp(), name, sent=sent), as_json=as_json)
