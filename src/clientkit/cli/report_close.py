"""`clientkit report close`: the closing report of a project."""

import typer

from clientkit.cli.options import FormatOption, LanguageOption, OutputOption, ProjectArgument


def close(
    ctx: typer.Context,
    project: ProjectArgument = None,
    form: FormatOption = "md",
    language: LanguageOption = None,
    output: OutputOption = None,
) -> None:
    """Write a project's closing report: what was agreed beside what was delivered.

    \b
    clientkit report close kopi/toko
    clientkit report close kopi/toko --format pdf -o toko.pdf

    It is measured by the version that was agreed last: each acceptance criterion ('clientkit scope met'), dates,
    money, changes, what the client said, and what was learned ('clientkit progress lesson').
    """
    from clientkit.cli.rendering import render_document, wanted_document
    from clientkit.cli.session import open_session

    session = open_session(ctx)
    wanted = wanted_document(session, "closing", project, language)
    render_document(session, wanted, form, output)
