"""`clientkit timeline`: the timeline of a project."""

from typing import TYPE_CHECKING, Annotated

import typer

from clientkit.documents.cli.options import FormatOption
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import (
    JsonOption,
    LanguageOption,
    OutputOption,
    ProjectArgument,
)
from clientkit.kernel.screen.session import open_session

if TYPE_CHECKING:
    from clientkit.kernel.screen.session import Session

app = group("Milestones with their dates.")


@app.command("show")
def show(
    ctx: typer.Context,
    project: ProjectArgument = None,
    language: LanguageOption = None,
    late: Annotated[
        list[str] | None,
        typer.Option(metavar="ID=DAYS", help="What if it ended so many working days later; several times."),
    ] = None,
    without_buffer: Annotated[
        bool, typer.Option("--without-buffer", help="What if no buffer had been planned.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Show the timeline in the terminal, or what it would be.

    \b
    clientkit timeline show kopi/toko
    clientkit timeline show kopi/toko --late M5=3
    clientkit timeline show kopi/toko --late M5=3 --late M6=2 --without-buffer

    A what-if is reckoned and shown, and nothing is written.
    """
    from clientkit.documents.cli.document import document_request, show_on_screen

    session = open_session(ctx)
    if late or without_buffer:
        _what_if(session, project, late or [], without_buffer=without_buffer, as_json=as_json)
        return
    show_on_screen(session, document_request(session, "timeline", project, language), as_json=as_json)


@app.command("render")
def render(
    ctx: typer.Context,
    project: ProjectArgument = None,
    form: FormatOption = "md",
    language: LanguageOption = None,
    output: OutputOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the timeline into the project's documents/ and print its path.

    \b
    clientkit timeline render kopi/toko
    clientkit timeline render kopi/toko --format html --language en -o timeline.html

    What is still missing in it is named on stderr. The same data gives the same bytes.
    """
    from clientkit.documents.cli.document import document_request, render_document

    session = open_session(ctx)
    render_document(
        session, document_request(session, "timeline", project, language), form, output, as_json=as_json
    )


@app.command("export")
def export(
    ctx: typer.Context,
    project: ProjectArgument = None,
    language: LanguageOption = None,
    output: OutputOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the timeline as a calendar file (iCalendar) into the project's documents/ and print its path.

    \b
    clientkit timeline export kopi/toko
    clientkit timeline export kopi/toko -o ~/toko.ics

    Milestones are events of a day; what the client does is a task. Imported again after a date moved, the
    entries are updated and not doubled.
    """
    from clientkit.documents.cli.document import language_of, write_output
    from clientkit.milestones.calendar_file import project_calendar, write_calendar

    session = open_session(ctx)
    name = session.project(project)
    chosen = language_of(language) if language is not None else None
    data = project_calendar(session.workspace, session.settings, name, session.today, chosen)
    write_output(output, lambda: data, lambda: write_calendar(session.workspace, name, data), as_json=as_json)


def _what_if(
    session: "Session", project: str | None, late: list[str], *, without_buffer: bool, as_json: bool
) -> None:
    from clientkit.milestones.cli.slip_input import delays_of
    from clientkit.milestones.scenario import Assumptions, what_if

    name = session.project(project)
    assumed = Assumptions(delays_of(late), without_buffer)
    answer = what_if(session.workspace, session.settings, name, assumed, session.today)
    session.show(answer, as_json=as_json)
