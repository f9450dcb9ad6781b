"""Taking over hours from a time tracker: what is new, changed and gone is taken together, or nothing is."""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pydantic import Field, ValidationError

from clientkit.errors import ClientkitError, RefusedError
from clientkit.kernel.model.records.progress import HoursSpent, spent_hours
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.date_span import Span
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.model.values.text import PROSE_LIMIT
from clientkit.kernel.store.journal.reconcile import Differences, ImportedRecords, made_id
from clientkit.kernel.store.save import append_records
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.progress.trackers.entries_by_project import EntriesByProject, LeftHours, hours_of, net_entries
from clientkit.progress.trackers.identity import LIKELY, SIGNS, CoveredSpan, content
from clientkit.progress.trackers.project_match import Matcher
from clientkit.progress.trackers.time_entry import TimeEntry, TimeSheet

DAY_LENGTH = 24


class ProjectHours(Model):
    """What an import found for one project."""

    project: str = Field(description="client/project")
    added: int = Field(description="entries that are new")
    corrected: int = Field(description="entries that the tracker changed since they were taken")
    gone: int = Field(description="entries that the tracker no longer has")
    known: int = Field(description="entries that were here already")
    hours: Decimal = Field(description="hours of the new and the corrected entries")


class HoursChange(Model):
    """What stands here and would not stand so any more, or what nobody can have worked."""

    project: str = Field(description="client/project")
    day: date = Field(description="day that it is about")
    was: str | None = Field(description="what counts now; null for a day that is too long")
    becomes: str | None = Field(description="what the tracker says; null where it has it no more")


class ImportedHours(Model):
    """What was found in an export of a time tracker, and what of it is new."""

    tracker: str = Field(description="watson, timewarrior, klog, toggl, clockify or csv")
    entries: int = Field(description="finished entries in the file")
    projects: tuple[ProjectHours, ...] = Field(description="what was found for each project")
    left: tuple[LeftHours, ...] = Field(description="what matches no project, and was left")
    elsewhere: int = Field(description="entries of other projects than the one that was named")
    running: int = Field(description="entries that are not finished, and were left")
    breaks: int = Field(description="breaks, holidays and time off, which were left")
    empty: int = Field(description="entries without any length, which were left")
    outside: int = Field(description="entries of other days than those that were asked for")
    changes: tuple[HoursChange, ...] = Field(
        description="what must be agreed to: entries corrected or gone, days of more than 24 hours"
    )
    dry_run: bool = Field(description="whether nothing was written")


class HoursPlan(NamedTuple):
    """What an import found, and what it would write into each client's journal."""

    found: ImportedHours
    lines: dict[str, dict[str, bytes]]


def plan_hours(
    workspace: Workspace, stamp: Stamp, sheet: TimeSheet, matcher: Matcher, span: Span, *, part: bool
) -> HoursPlan:
    """What the journal would get so that it says what the tracker does; nothing is written.

    An entry is gone when the export covers its day and project and has it no more. An export covers the days
    from its first to its last, and the projects that it names; where `span` says its days, all projects.
    With `part` it covers nothing.

    Raises:
        RefusedError: an entry cannot be.
    """
    by_project = EntriesByProject(sheet, matcher, span)
    wanted = {name: net_entries(name, entries) for name, entries in sorted(by_project.ours.items())}
    covers = CoveredSpan(sheet, matcher, span, set(wanted), part=part)
    lines: dict[str, dict[str, bytes]] = {}
    rows: list[ProjectHours] = []
    changes: list[HoursChange] = []
    touched: set[date] = set()
    for client in covers.clients(workspace):
        names = [name for name in wanted if name.client == client]
        records = [
            _record(sheet.tracker, stamp, name, entry, items)
            for name in names
            for items in [_items(workspace, name)]
            for entry in wanted[name]
        ]
        imports = ImportedRecords(workspace, client, HoursSpent, content, covers.is_of_tracker)
        found = imports.differences(stamp, records, SIGNS, LIKELY, covers.holds)
        lines[client] = found.lines
        rows += _rows(client, found, names)
        changes += _changes(found)
        touched |= {one.day for one in (*found.new, *(after for _, after in found.changed))}
    changes += _long_days(wanted, touched)
    return HoursPlan(
        ImportedHours(
            tracker=sheet.tracker,
            entries=len(sheet.entries),
            projects=tuple(rows),
            left=by_project.left_hours(),
            elsewhere=by_project.elsewhere,
            running=sheet.running,
            breaks=sheet.breaks,
            empty=by_project.empty,
            outside=by_project.outside,
            changes=tuple(changes),
            dry_run=True,
        ),
        lines,
    )


def take_hours(workspace: Workspace, plan: HoursPlan) -> ImportedHours:
    """Write what was planned, each client's in one write."""
    for client, lines in plan.lines.items():
        if lines:
            append_records(workspace, client, lines)
    return plan.found.model_copy(update={"dry_run": False})


def _record(
    tracker: str, stamp: Stamp, name: ProjectRef, entry: TimeEntry, items: Mapping[str, str]
) -> HoursSpent:
    source = f"{tracker} {entry.name}"
    item = next((items[label.casefold()] for label in entry.labels if label.casefold() in items), None)
    if entry.day > stamp.day:
        raise RefusedError(
            f"Nothing was imported: {entry.place}: {entry.day} lies in the future.",
            "Look at the clock, or at the order of the dates: --date-order dmy|mdy",
        )
    try:
        return HoursSpent(
            id=made_id("hours", source),
            ts=stamp.ts,
            day=entry.day,
            client=name.client,
            project=name.project,
            hours=hours_of(entry.seconds),
            text=entry.text.strip()[:PROSE_LIMIT] or None,
            item=item,
            source=source,
        )
    except ValidationError as error:
        from clientkit.kernel.store.toml.validation_messages import message_and_hint

        raise RefusedError(
            f"Nothing was imported: {entry.place}: {message_and_hint(HoursSpent, error)[0]}",
            "Mend it in the time tracker.",
        ) from None


def _items(workspace: Workspace, name: ProjectRef) -> dict[str, str]:
    """Ids of a project's deliverables and milestones, which a tag may name."""
    try:
        project = read_project(workspace, *name).value
    except ClientkitError:
        return {}
    ids = (*(one.id for one in project.deliverables), *(one.id for one in project.milestones))
    return {one.casefold(): one for one in ids}


def _rows(client: str, found: Differences[HoursSpent], names: Sequence[ProjectRef]) -> list[ProjectHours]:
    afters = [after for _, after in found.changed]
    projects = {record.project or "" for record in (*found.new, *afters, *found.gone)}
    rows = []
    for name in sorted({*names, *(ProjectRef(client, project) for project in projects)}):
        new, changed, gone, known = (
            [one for one in records if one.project == name.project]
            for records in (found.new, afters, found.gone, found.known)
        )
        counts = {"added": len(new), "corrected": len(changed), "gone": len(gone), "known": len(known)}
        rows.append(ProjectHours(project=str(name), hours=spent_hours((*new, *changed)), **counts))
    return rows


def _changes(found: Differences[HoursSpent]) -> list[HoursChange]:
    pairs = [(before, _words(after)) for before, after in found.changed]
    return [
        HoursChange(project=str(one.about), day=one.day, was=_words(one), becomes=becomes)
        for one, becomes in (*pairs, *((one, None) for one in found.gone))
    ]


def _words(one: HoursSpent) -> str:
    return " ".join(
        filter(None, (f"{one.hours.normalize():f} h", str(one.day), str(one.about), one.item, one.text))
    )


def _long_days(wanted: Mapping[ProjectRef, Sequence[TimeEntry]], days: Container[date]) -> list[HoursChange]:
    """Days on which one person worked more hours than a day has: often minutes that are taken for hours."""
    sums: Counter[tuple[date, str]] = Counter()
    names = {}
    for name, entries in wanted.items():
        for entry in (one for one in entries if one.day in days):
            sums[entry.day, entry.who] += entry.seconds
            names[entry.day, entry.who] = name
    return [
        HoursChange(
            project=str(names[key]), day=key[0], was=None, becomes=f"{hours_of(seconds):f} h on one day"
        )
        for key, seconds in sorted(sums.items())
        if seconds > DAY_LENGTH * 3600
    ]
