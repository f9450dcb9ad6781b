"""`clientkit overview`: the whole business on one screen, or on one page."""

from typing import Annotated

import typer

from clientkit.errors import UsageError
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import JsonOption, OutputOption
from clientkit.kernel.screen.session import open_session

app = group("The whole business on one screen.")


@app.command("overview")
def overview_(
    ctx: typer.Context,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="Scores and retention only from this day on."),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="html", autocompletion=lambda: ["html"], help="One page for a browser."
        ),
    ] = None,
    output: OutputOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the whole business: what is due, who needs something, pipeline, scores, slip, goodwill, retention.

    As a page it is kept as overview.html in documents/ of the workspace, in your language. It is for you:
    it names clients and what they are worth.

    \b
    clientkit overview
    clientkit overview --since 2026-01-01 --json
    clientkit overview --format html -o overview.html
    """
    from clientkit.overview.queries import OverviewQuery, overview

    if form not in {None, "html"}:
        raise UsageError(
            f"There is no format '{str(form)[:20]}' here.", "Leave it out, or say --format html."
        )
    session = open_session(ctx)
    query = OverviewQuery(session.now, session.day(since), session.due_modules)
    found = overview(session.workspace, session.settings, query)
    if form is None and output is None:
        session.show(found, as_json=as_json, begin=not session.workspace.clients())
        return
    from clientkit.documents.cli.document import write_output
    from clientkit.overview.page import overview_page, save_page

    data = overview_page(session.workspace, session.settings, found)
    write_output(output, lambda: data, lambda: save_page(session.workspace, data), as_json=as_json)
