"""`clientkit complaint`: what clients were not content with."""

from typing import Annotated

import typer

from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import JsonOption

app = group("Complaints: what clients were not content with.")


@app.command("add")
def add(
    ctx: typer.Context,
    client: Annotated[str, typer.Argument(help="Whose it is.")],
    text: Annotated[str, typer.Argument(help="What was not right, in quotes.")],
    as_json: JsonOption = False,
) -> None:
    """Write a complaint down.

    \b
    clientkit complaint add kopi "The invoice was unclear"
    """
    from clientkit.complaints.actions import add_complaint

    from clientkit.kernel.screen.session import open_session
    from clientkit.kernel.store.lookup import find_subject

    session = open_session(ctx)
    subject = find_subject(session.workspace, client, session.here)
    session.show(add_complaint(session.workspace, session.stamp(), subject, text), as_json=as_json)


@app.command("list")
def list_(ctx: typer.Context, as_json: JsonOption = False) -> None:
    """List the complaints.

    \b
    clientkit complaint list
    """
    from clientkit.complaints.queries import list_complaints

    from clientkit.kernel.screen.session import open_session
    from clientkit.kernel.store.lookup import scope_or_all

    session = open_session(ctx)
    scope = scope_or_all(session.workspace, None, session.here)
    session.show(list_complaints(session.workspace, scope), as_json=as_json)
