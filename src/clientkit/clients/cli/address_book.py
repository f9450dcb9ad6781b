"""`clientkit client import`: the address book of another program."""

from typing import Annotated

import typer

from clientkit.kernel.screen.options import JsonOption
from clientkit.kernel.screen.output import is_interactive
from clientkit.kernel.screen.session import open_session


def import_(
    ctx: typer.Context,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE|-", help="vCards or a table with titles (CSV); '-' for what is piped in."
        ),
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Take over what is new, and ask nothing.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be added; write nothing.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Take over contacts from another program: shown first, all or nothing, and twice adds nothing.

    \b
    clientkit client import contacts.vcf --dry-run
    clientkit client import google.csv --yes

    vCards are read in versions 2.1, 3.0 and 4.0, tables by their titles: English, Indonesian, of Google,
    Outlook and HubSpot. A company is one client; who names none is a client of their own. An address tells
    who is known already, a name where there is no address. What cannot be read is named with its line.
    """
    from clientkit.clients.address_books.actions import plan_import, take_import
    from clientkit.clients.show import counted_news
    from clientkit.kernel.screen.imports import file_or_pipe, require_agreement

    session = open_session(ctx)
    with file_or_pipe(file) as path:
        plan = plan_import(session.workspace, path)
    found = plan.found
    if not dry_run:
        if plan.clients and is_interactive() and not (yes or as_json):
            session.show(found, as_json=False)
        news = [counted_news(found)] if plan.clients else []
        require_agreement(news, HINT, yes=yes, ask="Take over what is new?")
        found = take_import(session.workspace, session.settings, session.today, plan)
    session.show(found, as_json=as_json)


HINT = "Take it over: --yes. Look first: --dry-run"
