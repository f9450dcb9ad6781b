"""Taking over hours from a time tracker: all that can be matched or nothing, and none of them twice."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from operator import attrgetter

from pydantic import Field, ValidationError

from clientkit.errors import ClientkitError, RefusedError
from clientkit.kernel.model.records.progress import HoursSpent, spent_hours
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.model.values.text import PROSE_LIMIT
from clientkit.kernel.store.save import append_records, encode_record
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.progress.trackers.duplicates import JournalHours, source_id
from clientkit.progress.trackers.project_match import Matcher
from clientkit.progress.trackers.time_entry import TimeEntry, TimeSheet

EXACT = Decimal("0.0001")
"""Hours are kept to a third of a second."""


class ProjectHours(Model):
    """What an import found for one project."""

    project: str = Field(description="client/project")
    added: int = Field(description="entries that are new")
    corrected: int = Field(description="entries that the tracker changed since they were taken")
    known: int = Field(description="entries that were here already")
    hours: Decimal = Field(description="hours of the new and the corrected entries")


class LeftHours(Model):
    """Entries that belong to no project of ours."""

    label: str = Field(description="project or tags in the tracker; empty where it has neither")
    entries: int = Field(description="how many they are")
    hours: Decimal = Field(description="their hours")


class ImportedHours(Model):
    """What was found in an export of a time tracker, and what of it is new."""

    tracker: str = Field(description="watson, timewarrior, klog, toggl or clockify")
    entries: int = Field(description="finished entries in the file")
    projects: tuple[ProjectHours, ...] = Field(description="what was found for each project")
    left: tuple[LeftHours, ...] = Field(description="what matches no project, and was left")
    elsewhere: int = Field(description="entries of other projects than the one that was named")
    running: int = Field(description="entries that are not finished, and were left")
    breaks: int = Field(description="breaks, holidays and time off, which were left")
    empty: int = Field(description="entries without any length, which were left")
    dry_run: bool = Field(description="whether nothing was written")


def import_sheet(
    workspace: Workspace, stamp: Stamp, sheet: TimeSheet, matcher: Matcher, *, dry_run: bool
) -> ImportedHours:
    """Add the hours that the journal does not hold yet; what the tracker changed since is corrected.

    An entry's id is made from the tracker and its name there: the same entries give the same ids, whatever
    file they come in. What was taken back here stays taken back.

    Raises:
        RefusedError: an entry cannot be; nothing was written.
    """
    by_project = _EntriesByProject(sheet, matcher)
    wanted = {name: _net_entries(name, entries) for name, entries in sorted(by_project.ours.items())}
    new: dict[ProjectRef, list[HoursSpent]] = {}
    for client, names in groupby(wanted, key=attrgetter("client")):
        journal = JournalHours(workspace, client)
        for name in names:
            items = _items(workspace, name)
            records = [_record(sheet.tracker, stamp, name, entry, items) for entry in wanted[name]]
            new[name] = [news for record in records if (news := journal.news(stamp, record))]
    if not dry_run:
        for client, names in groupby(new, key=attrgetter("client")):
            lines = {record.id: encode_record(record) for name in names for record in new[name]}
            append_records(workspace, client, lines)
    return ImportedHours(
        tracker=sheet.tracker,
        entries=len(sheet.entries),
        projects=tuple(_project_hours(name, new[name], wanted[name]) for name in new),
        left=by_project.left_hours(),
        elsewhere=by_project.elsewhere,
        running=sheet.running,
        breaks=sheet.breaks,
        empty=by_project.empty,
        dry_run=dry_run,
    )


class _EntriesByProject:
    """Entries by the project that they belong to, and those that are left."""

    def __init__(self, sheet: TimeSheet, matcher: Matcher) -> None:
        self.ours: dict[ProjectRef, list[TimeEntry]] = {}
        self.left: dict[str, list[TimeEntry]] = {}
        self.elsewhere = self.empty = 0
        for entry in sheet.entries:
            name = matcher.project_of(entry)
            if name is None:
                self.left.setdefault(entry.project or ", ".join(entry.labels), []).append(entry)
            elif not matcher.is_wanted(name):
                self.elsewhere += 1
            elif not _hours(entry.seconds):
                self.empty += 1
            else:
                self.ours.setdefault(name, []).append(entry)

    def left_hours(self) -> tuple[LeftHours, ...]:
        """What matches nothing, the most hours first."""
        rows = [
            LeftHours(label=label, entries=len(entries), hours=_hours(sum(one.seconds for one in entries)))
            for label, entries in self.left.items()
        ]
        return tuple(sorted(rows, key=lambda row: (-row.hours, row.label)))


def _net_entries(name: ProjectRef, entries: Sequence[TimeEntry]) -> list[TimeEntry]:
    """The entries, less what others of the same record take away: from the one before, else from the next.

    Raises:
        RefusedError: more is taken away than there is.
    """
    net: list[TimeEntry] = []
    owed: Counter[str] = Counter()
    for entry in entries:
        owed[entry.record] -= min(entry.seconds, 0)
        if entry.seconds > 0:
            net.append(entry)
        for place in range(len(net) - 1, -1, -1):
            before = net[place]
            if not owed[entry.record] or before.record != entry.record:
                break
            less = min(owed[entry.record], before.seconds)
            owed[entry.record] -= less
            net[place] = before._replace(seconds=before.seconds - less)
    for record, seconds in owed.items():
        if seconds > 0:
            raise RefusedError(
                f"The record at {record} takes {_hours(seconds)} h more away than it has "
                f"for {name}; nothing was imported.",
                "Mend it in the file.",
            )
    return [entry for entry in net if _hours(entry.seconds)]


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
            id=source_id(source),
            ts=stamp.ts,
            day=entry.day,
            client=name.client,
            project=name.project,
            hours=_hours(entry.seconds),
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


def _project_hours(
    name: ProjectRef, records: Sequence[HoursSpent], entries: Sequence[TimeEntry]
) -> ProjectHours:
    corrected = sum(record.replaces is not None for record in records)
    return ProjectHours(
        project=str(name),
        added=len(records) - corrected,
        corrected=corrected,
        known=len(entries) - len(records),
        hours=spent_hours(records),
    )


def _hours(seconds: int) -> Decimal:
    return (Decimal(seconds) / 3600).quantize(EXACT, ROUND_HALF_UP).normalize() + 0
