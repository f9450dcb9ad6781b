"""`clientkit remark`: what clients were not content with."""

from typing import Annotated

import typer

from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import JsonOption

app = group("Remarks: what clients were not content with.")


@app.command("add")
def add(
    ctx: typer.Context,
    client: Annotated[str, typer.Argument(help="Whose it is.")],
    text: Annotated[str, typer.Argument(help="What was not right, in quotes.")],
    as_json: JsonOption = False,
) -> None:
    """Write a remark down.

    \b
    clientkit remark add kopi "The invoice was unclear"
    """
    from clientkit.remarks.actions import add_remark

    from clientkit.kernel.screen.session import open_session

    session = open_session(ctx)
    subject = session.subject(client)
    session.show(add_remark(session.workspace, session.stamp(), subject, text), as_json=as_json)


@app.command("list")
def list_(ctx: typer.Context, as_json: JsonOption = False) -> None:
    """List the remarks.

    \b
    clientkit remark list
    """
    from clientkit.remarks.queries import list_remarks

    from clientkit.kernel.screen.session import open_session
    from clientkit.kernel.store.lookup import scope_or_all

    session = open_session(ctx)
    scope = scope_or_all(session.workspace, None, session.here)
    session.show(list_remarks(session.workspace, scope), as_json=as_json)
