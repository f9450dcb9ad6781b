"""`clientkit report month`: the monthly report of a project."""

from typing import Annotated

import typer

from clientkit.cli.options import FormatOption, LanguageOption, OutputOption, ProjectArgument


def month(
    ctx: typer.Context,
    project: ProjectArgument = None,
    of: Annotated[
        str | None,
        typer.Option(
            "--month", metavar="MONTH", help="A month such as 2026-11; the current one if not given."
        ),
    ] = None,
    form: FormatOption = "md",
    language: LanguageOption = None,
    output: OutputOption = None,
) -> None:
    """Write a month's report into the project's documents/ and print its path.

    \b
    clientkit report month kopi/toko
    clientkit report month kopi/toko --month 2026-10 --format pdf

    It is made from the same notes as the weekly reports: what was finished for each deliverable, dates,
    decisions, hours week by week, money, and what the client said.
    """
    from dataclasses import replace

    from clientkit.cli.rendering import render_document, wanted_document
    from clientkit.cli.session import open_session
    from clientkit.model.month import Month

    session = open_session(ctx)
    wanted = wanted_document(session, "month", project, language)
    wanted = replace(wanted, month=Month.parse(of) if of else None)
    render_document(session, wanted, form, output)
