"""`clientkit report`: the weekly report of a project."""

import typer

from clientkit.cli.lazy import group
from clientkit.cli.options import (
    FormatOption,
    JsonOption,
    LanguageOption,
    OutputOption,
    ProjectArgument,
    WeekOption,
)

app = group("The weekly report: what was done, what is next, what is needed.")


@app.command("week")
def week_(
    ctx: typer.Context,
    project: ProjectArgument = None,
    week: WeekOption = None,
    form: FormatOption = "md",
    language: LanguageOption = None,
    output: OutputOption = None,
) -> None:
    """Write a week's report into the project's documents/ and print its path.

    \b
    clientkit report week kopi/toko
    clientkit report week kopi/toko --week 2026-W46 --format html

    It is made from the notes of the week: clientkit progress done, next, blocked, ask, risk.
    """
    from clientkit.cli.rendering import render_document, wanted_document
    from clientkit.cli.session import open_session

    session = open_session(ctx)
    render_document(session, wanted_document(session, "report", project, language, week), form, output)


@app.command("show")
def show(
    ctx: typer.Context,
    project: ProjectArgument = None,
    week: WeekOption = None,
    language: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show a week's report in the terminal.

    \b
    clientkit report show kopi/toko --week 2026-W46
    """
    from clientkit.cli.rendering import show_on_screen, wanted_document
    from clientkit.cli.session import open_session

    session = open_session(ctx)
    show_on_screen(session, wanted_document(session, "report", project, language, week), as_json=as_json)


@app.command("list")
def list_(ctx: typer.Context, project: ProjectArgument = None, as_json: JsonOption = False) -> None:
    """List the weeks of a project: notes taken, report written or not.

    \b
    clientkit report list kopi/toko
    """
    from clientkit.actions.reports import list_reports
    from clientkit.cli.session import open_session
    from clientkit.cli.show.report import show_reports
    from clientkit.store.lookup import find_project

    session = open_session(ctx)
    show_reports(
        list_reports(session.workspace, find_project(session.workspace, project, session.here)),
        as_json=as_json,
    )
