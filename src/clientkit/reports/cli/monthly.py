"""`clientkit report month`: the monthly report of a project."""

import typer

from clientkit.kernel.screen.options import (
    EditOption,
    FormatOption,
    LanguageOption,
    MonthOption,
    OutputOption,
    ProjectArgument,
)


def month(
    ctx: typer.Context,
    project: ProjectArgument = None,
    of: MonthOption = None,
    form: FormatOption = "md",
    language: LanguageOption = None,
    output: OutputOption = None,
    edit: EditOption = False,
) -> None:
    """Write a month's report into the project's documents/ and print its path.

    \b
    clientkit report month kopi/toko
    clientkit report month kopi/toko --edit
    clientkit report month kopi/toko --month 2026-10 --format pdf

    It is made from the same notes as the weekly reports: what was finished for each deliverable, dates,
    decisions, hours week by week, money, and what the client said. Words of your own in it stay; what was
    sent stays as it is, and the next edition gets a file of its own.
    """
    from clientkit.documents.cli import render_or_edit, wanted_document
    from clientkit.kernel.screen.session import open_session

    session = open_session(ctx)
    wanted = wanted_document(session, "month", project, language, month=of)
    render_or_edit(session, wanted, form, output, edit=edit)
