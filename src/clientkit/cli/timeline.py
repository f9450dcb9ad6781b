"""`clientkit timeline`: the timeline of a project."""

import typer

from clientkit.cli.lazy import group
from clientkit.cli.options import FormatOption, JsonOption, LanguageOption, OutputOption, ProjectArgument

app = group("Milestones with their dates.")


@app.command("show")
def show(
    ctx: typer.Context,
    project: ProjectArgument = None,
    language: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the timeline in the terminal.

    \b
    clientkit timeline show kopi/toko
    """
    from clientkit.cli.rendering import show_on_screen, wanted_document
    from clientkit.cli.session import open_session

    session = open_session(ctx)
    show_on_screen(session, wanted_document(session, "timeline", project, language), as_json=as_json)


@app.command("render")
def render(
    ctx: typer.Context,
    project: ProjectArgument = None,
    form: FormatOption = "md",
    language: LanguageOption = None,
    output: OutputOption = None,
) -> None:
    """Write the timeline into the project's documents/ and print its path.

    \b
    clientkit timeline render kopi/toko
    clientkit timeline render kopi/toko --format html --language en -o timeline.html

    What is still missing in it is named on stderr. The same data gives the same bytes.
    """
    from clientkit.cli.rendering import render_document, wanted_document
    from clientkit.cli.session import open_session

    session = open_session(ctx)
    render_document(session, wanted_document(session, "timeline", project, language), form, output)
