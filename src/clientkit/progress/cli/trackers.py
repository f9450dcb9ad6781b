"""`clientkit progress import-hours`: hours from the time tracker that is used anyway."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from clientkit.kernel.screen.options import JsonOption, ProjectArgument

FileArgument = Annotated[
    str,
    typer.Argument(
        metavar="FILE|-", help="What the time tracker wrote; '-' reads what is piped in.", show_default=False
    ),
]
FromOption = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="TRACKER",
        autocompletion=lambda: ["watson", "timewarrior", "klog", "toggl", "clockify"],
        help="watson, timewarrior, klog, toggl or clockify; found by the file if not given.",
    ),
]
MapOption = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="NAME=PROJECT",
        help="The tracker's project or tag, and ours; several times for more.",
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
    file: FileArgument,
    project: ProjectArgument = None,
    tracker: FromOption = None,
    maps: MapOption = None,
    date_order: DateOrderOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be added; write nothing.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Take over hours from a time tracker: all of them or none, and none of them twice.

    \b
    clientkit progress import-hours ~/.config/watson/frames --dry-run
    timew export :week | clientkit progress import-hours - kopi/toko
    clientkit progress import-hours times.klg --map website=kopi/toko

    The tracker's projects and tags are matched with projects of the same name; --map names the others. What
    matches nothing is listed and left, and so is what still runs.
    """
    from clientkit.kernel.screen.session import open_session
    from clientkit.kernel.store.lookup import scope_or_all
    from clientkit.progress.trackers.actions import import_sheet
    from clientkit.progress.trackers.formats import read_export
    from clientkit.progress.trackers.project_match import Matcher, parse_project_maps

    session = open_session(ctx)
    scope = scope_or_all(session.workspace, project, session.here)
    matcher = Matcher(session.workspace, parse_project_maps(session.workspace, maps or ()), scope)
    with _as_file(file) as path:
        sheet = read_export(path, tracker, date_order, session.zone)
    hours = import_sheet(session.workspace, session.stamp(), sheet, matcher, dry_run=dry_run)
    session.show(hours, as_json=as_json)


@contextmanager
def _as_file(text: str) -> Iterator[Path]:
    """The file that was named; what is piped in becomes one of the name `stdin` for as long as it is read."""
    from clientkit.kernel.screen.session import typed_path

    if text != "-":
        yield typed_path(Path(text))
        return
    from shutil import copyfileobj
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="clientkit-") as folder:
        path = Path(folder) / "stdin"
        with path.open("wb") as copy:
            if sys.stdin is not None:
                copyfileobj(sys.stdin.buffer, copy)
        yield path
