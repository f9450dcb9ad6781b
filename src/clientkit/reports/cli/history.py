"""`clientkit report series`: the course of a project, week by week."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientkit.errors import UsageError
from clientkit.kernel.screen.options import JsonOption, LanguageOption, ProjectArgument
from clientkit.kernel.screen.session import open_session

if TYPE_CHECKING:
    from clientkit.reports.history.document import Series

FORMATS = ("md", "svg")

SinceOption = Annotated[str | None, typer.Option("--since", metavar="WEEK", help="The first week.")]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="WEEK", help="The last week.")]
SeriesFormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="md|svg",
        autocompletion=lambda: FORMATS,
        help="A Markdown table or a picture; printed, or written with -o.",
    ),
]
SeriesOutputOption = Annotated[
    str | None, typer.Option("-o", "--output", metavar="FILE", help="Write there: a table, or FILE.svg.")
]


def series(
    ctx: typer.Context,
    project: ProjectArgument = None,
    since: SinceOption = None,
    until: UntilOption = None,
    form: SeriesFormatOption = None,
    language: LanguageOption = None,
    output: SeriesOutputOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show status, days late, hours and scores week by week.

    \b
    clientkit report series kopi/toko
    clientkit report series kopi/toko --since 2026-W40 --format md
    clientkit report series kopi/toko -o course.svg

    A week without notes is shown as such. Scores are the latest of the week.
    """
    from clientkit.reports.history.queries import project_series

    session = open_session(ctx)
    name = session.project(project)
    span = (session.week(since), session.week(until))
    made = project_series(session.workspace, session.settings, name, session.today, span)
    if as_json or (form is None and output is None):
        session.show(made, as_json=as_json)
    else:
        _write(made, form, language, output)


def _write(series: "Series", form: str | None, language: str | None, output: str | None) -> None:
    """Print the table or the picture, or write it; a file's name says which where no format does.

    Raises:
        UsageError: no such format or language, or no week to show.
        OutsideError: it cannot be written there.
    """
    from clientkit.documents.cli.document import language_of, write_output

    chosen = form or Path(output or "").suffix.lower().removeprefix(".") or "md"
    if chosen not in FORMATS:
        raise UsageError(f"There is no format '{chosen[:20]}' of a series.", "Formats are md and svg.")
    if not series.weeks:
        raise UsageError(
            f"{series.project} has no notes in these weeks.",
            "See which weeks have some: clientkit report list",
        )
    spoken = language_of(language) if language is not None else series.language
    if chosen == "svg":
        from clientkit.reports.history.picture import series_svg

        text = series_svg(series, spoken)
    else:
        from clientkit.reports.history.document_table import series_table

        text = series_table(series, spoken)
    write_output(output or "-", text.encode, Path)  # the last is never asked for: there is always a place
