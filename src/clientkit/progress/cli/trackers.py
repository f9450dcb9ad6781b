"""`clientkit progress import-hours`: hours from the time tracker that is used anyway."""

from typing import Annotated

import typer

from clientkit.kernel.screen.completion import complete_project
from clientkit.kernel.screen.options import JsonOption, ZoneOption
from clientkit.kernel.screen.positional_arguments import name_and_file
from clientkit.kernel.screen.session import open_session

FileWords = Annotated[
    list[str],
    typer.Argument(
        metavar="[PROJECT] FILE|-",
        autocompletion=complete_project,
        help="The project, where all of it belongs to one; and what the time tracker wrote, '-' for what is "
        "piped in.",
        show_default=False,
    ),
]
FromOption = Annotated[
    str | None,
    typer.Option(
        "--tracker",
        metavar="TRACKER",
        autocompletion=lambda: ["watson", "timewarrior", "klog", "toggl", "clockify", "csv"],
        help="watson, timewarrior, klog, toggl, clockify or csv; found by the file if not given.",
    ),
]
MapOption = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="NAME=PROJECT|PART=COLUMN",
        help="The tracker's project or tag, and ours; or which column holds day, time, end, hours, minutes, "
        "project, client, text, task, who, tags, type or id: its title, or '#3'; several times.",
    ),
]
DateOrderOption = Annotated[
    str | None,
    typer.Option(
        "--date-order",
        metavar="dmy|mdy",
        autocompletion=lambda: ["dmy", "mdy"],
        help="What comes first in 03/04/2026, where the file does not show it.",
    ),
]


def import_hours(
    ctx: typer.Context,
    words: FileWords,
    tracker: FromOption = None,
    maps: MapOption = None,
    date_order: DateOrderOption = None,
    zone: ZoneOption = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Only from this day on; the file holds all.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Only up to this day; the file holds all.")
    ] = None,
    part: Annotated[
        bool, typer.Option("--part", help="The file holds only a part: what it lacks is not gone.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Take what changed and what is gone too, and ask nothing.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be added; write nothing.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Take over hours from a time tracker: what is new, changed and gone, all of it or nothing.

    \b
    clientkit progress import-hours ~/.config/watson/frames --dry-run
    timew export :week | clientkit progress import-hours kopi/toko -
    clientkit progress import-hours times.klg --map website=kopi/toko
    clientkit progress import-hours stunden.csv --map day=Datum --map hours=Stunden --yes

    The tracker's projects and tags are matched with projects of the same name; --map names the others. What
    matches nothing is listed and left, and so is what still runs. What was mended or deleted in the tracker
    is shown and asked about. A file is taken to hold all of its projects between its first and its last day;
    --since and --until say that it holds all projects of other days, --part that it does not.
    """
    from clientkit.kernel.screen.imports import file_or_pipe, require_agreement
    from clientkit.kernel.store.csv_files.dates import InstantFormat, zone_of
    from clientkit.progress.show.trackers import change_in_words
    from clientkit.progress.trackers.actions import plan_hours, take_hours
    from clientkit.progress.trackers.formats import parse_column_maps, read_export
    from clientkit.progress.trackers.project_match import Matcher, parse_project_maps

    session = open_session(ctx)
    project, file = name_and_file(words)
    scope = session.scope(project)
    span = session.span(since, until)
    reading = InstantFormat(
        date_order or "", session.zone, zone_of(zone) if zone else None, said=zone is not None
    )
    with file_or_pipe(file) as path:
        columns, others = parse_column_maps(path, maps or ())
        matcher = Matcher(session.workspace, parse_project_maps(session.workspace, others), scope)
        sheet = read_export(path, tracker, reading, columns)
    plan = plan_hours(session.workspace, session.stamp(), sheet, matcher, span, part=part)
    hours = plan.found
    if not dry_run:
        require_agreement([change_in_words(one) for one in hours.changes], HINT, yes=yes)
        hours = take_hours(session.workspace, plan)
    session.show(hours, as_json=as_json)


HINT = (
    "Take all of it: --yes. Look first: --dry-run. If the file holds only a part of those days: --part. "
    "If minutes were read as hours: --map minutes=COLUMN"
)
