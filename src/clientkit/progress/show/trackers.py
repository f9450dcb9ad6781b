"""How imported hours look on a screen: what is new for which project, and what was left in the tracker."""

import sys
from decimal import Decimal
from typing import TYPE_CHECKING

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.show import view

if TYPE_CHECKING:
    from clientkit.progress.trackers.actions import HoursChange, ImportedHours, ProjectHours
    from clientkit.progress.trackers.entries_by_project import LeftHours

SHOWN = 10
"""Names of the tracker that are told one by one."""


@view("hours-import")
def show_imported_hours(imported: "ImportedHours") -> None:
    """A line for each project on stdout; how the file was read and what was left, on stderr."""
    for one in imported.projects:
        say(_project(one, dry_run=imported.dry_run))
    sys.stdout.flush()
    counted = f"{imported.entries:,} finished {_entries(imported.entries)}"
    say(f"Read as {imported.tracker}; {counted}.", error=True)
    for count, what in (
        (imported.running, "still running: left until finished"),
        (imported.breaks, "of breaks and days off: left"),
        (imported.empty, "without any length: left"),
        (imported.elsewhere, "of other projects: left"),
        (imported.outside, "of other days: left"),
    ):
        if count:
            say(f"{count:,} {_entries(count)} {what}.", error=True)
    for change in imported.changes[:SHOWN] if imported.dry_run else ():
        say(one_line(change_in_words(change)), error=True)
    if imported.left:
        _show_left(imported.left)
    if not imported.projects:
        say("Nothing of it belongs to a project here.", error=True)


def change_in_words(change: "HoursChange") -> str:
    """A change of what stands here, in one line."""
    if change.was is None:
        return f"{change.project} {change.day}: {change.becomes}"
    return f"{change.was} is now {change.becomes}" if change.becomes else f"{change.was} is gone"


def _project(one: "ProjectHours", *, dry_run: bool) -> str:
    parts = []
    if one.added or not (one.corrected or one.gone):
        parts.append(f"{one.added:,} {_entries(one.added)} {'would be added' if dry_run else 'added'}")
    if one.corrected:
        parts.append(f"{one.corrected:,} {'would be corrected' if dry_run else 'corrected'}")
    if one.gone:
        parts.append(f"{one.gone:,} {'would be taken back' if dry_run else 'taken back'}")
    if one.known:
        parts.append(f"{one.known:,} here already")
    return f"{one.project}: {', '.join(parts)}; {_hours(one.hours)}."


def _show_left(left: "tuple[LeftHours, ...]") -> None:
    say("Left, because no project here is called so:", error=True)
    for one in left[:SHOWN]:
        name = one_line(one.label) or "(no project, no tag)"
        say(f"  {name}: {one.entries:,} {_entries(one.entries)}, {_hours(one.hours)}", error=True)
    if len(left) > SHOWN:
        say(f"  and {len(left) - SHOWN:,} more names", error=True)
    example = one_line(left[0].label) or "NAME"
    say(f'  Say which project it is: --map "{example}=client/project"', error=True)


def _entries(count: int) -> str:
    return "entry" if count == 1 else "entries"


def _hours(hours: Decimal) -> str:
    """Hours to a hundredth: for looking at."""
    number = f"{hours.quantize(Decimal('0.01')).normalize():f}"
    return f"{number} {'hour' if number == '1' else 'hours'}"
