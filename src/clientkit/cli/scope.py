"""`clientkit scope`: the scope agreement of a project."""

import typer

from clientkit.cli.lazy import group
from clientkit.cli.options import FormatOption, JsonOption, LanguageOption, OutputOption, ProjectArgument

app = group("The scope agreement: what is promised, by when, for how much, on what terms.")


@app.command("show")
def show(
    ctx: typer.Context,
    project: ProjectArgument = None,
    language: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the scope agreement in the terminal.

    \b
    clientkit scope show kopi/toko
    """
    from clientkit.cli.rendering import show_on_screen, wanted_document
    from clientkit.cli.session import open_session

    session = open_session(ctx)
    show_on_screen(session, wanted_document(session, "scope", project, language), as_json=as_json)


@app.command("render")
def render(
    ctx: typer.Context,
    project: ProjectArgument = None,
    form: FormatOption = "md",
    language: LanguageOption = None,
    output: OutputOption = None,
) -> None:
    """Write the scope agreement into the project's documents/ and print its path.

    \b
    clientkit scope render kopi/toko
    clientkit scope render kopi/toko --format html --language en -o scope.html

    What is still missing in it is named on stderr. The same data gives the same bytes.
    """
    from clientkit.cli.rendering import render_document, wanted_document
    from clientkit.cli.session import open_session

    session = open_session(ctx)
    render_document(session, wanted_document(session, "scope", project, language), form, output)
