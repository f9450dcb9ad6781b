"""`clientkit report series`: the course of a project, week by week."""

from typing import Annotated

import typer

from clientkit.kernel.screen.options import JsonOption, LanguageOption, ProjectArgument

SinceOption = Annotated[str | None, typer.Option("--since", metavar="WEEK", help="The first week.")]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="WEEK", help="The last week.")]
SeriesFormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="md|svg",
        autocompletion=lambda: ["md", "svg"],
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
    from clientkit.kernel.model.values.week import IsoWeek
    from clientkit.kernel.screen.session import open_session
    from clientkit.kernel.store.lookup import find_project
    from clientkit.reports.history.queries import project_series

    session = open_session(ctx)
    name = find_project(session.workspace, project, session.here)
    span = (IsoWeek.parse(since) if since else None, IsoWeek.parse(until) if until else None)
    made = project_series(session.workspace, session.settings, name, session.today, span)
    if as_json or (form is None and output is None):
        from clientkit.reports.show_history import show_series

        show_series(made, as_json=as_json)
    else:
        from clientkit.reports.cli.history_files import hand_over_series

        hand_over_series(made, form, language, output)
