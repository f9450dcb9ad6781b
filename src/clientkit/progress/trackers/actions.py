"""Taking over hours from a time tracker: all that can be matched or nothing, and none of them twice."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from pydantic import Field, ValidationError

from clientkit.errors import ClientkitError, RefusedError
from clientkit.kernel.model.records.progress import HoursSpent
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.model.values.text import PROSE_LIMIT
from clientkit.kernel.store.save import append_records, encode_record
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.progress.trackers.duplicates import HoursLine, KeptHours, source_id
from clientkit.progress.trackers.formats import Exported
from clientkit.progress.trackers.project_match import Matcher, labels_of
from clientkit.progress.trackers.time_entry import TrackedTime

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


def import_hours(
    workspace: Workspace, stamp: Stamp, exported: Exported, matcher: Matcher, *, dry_run: bool
) -> ImportedHours:
    """Add the hours that the journal does not hold yet; what the tracker changed since is corrected.

    An entry's id is made from the tracker and its name there: the same entries give the same ids, whatever
    file they come in. What was taken back here stays taken back.

    Raises:
        RefusedError: an entry cannot be; nothing was written.
    """
    sorted_out = _by_project(exported, matcher)
    wanted = {name: _settled(name, times) for name, times in sorted_out.ours.items()}
    new: dict[ProjectRef, list[HoursLine]] = {}
    for client in sorted({name[0] for name in wanted}):
        kept = KeptHours(workspace, client)
        for name in sorted(name for name in wanted if name[0] == client):
            items = _items(workspace, name)
            records = [_record(exported.tracker, stamp, name, time, items) for time in wanted[name]]
            new[name] = [line for record in records if (line := kept.line(stamp, record)) is not None]
    if not dry_run:
        for client in sorted({name[0] for name in new}):
            lines = [line for name in new if name[0] == client for line in new[name]]
            append_records(workspace, client, {line.record.id: encode_record(line.record) for line in lines})
    return ImportedHours(
        tracker=exported.tracker,
        entries=len(exported.tracked.times),
        projects=tuple(_summed(name, new[name], wanted[name]) for name in new),
        left=sorted_out.left_hours(),
        elsewhere=sorted_out.elsewhere,
        running=exported.tracked.running,
        breaks=exported.tracked.breaks,
        empty=sorted_out.empty,
        dry_run=dry_run,
    )


class _SortedOut:
    """Entries by the project that they belong to, and those that are left."""

    def __init__(self) -> None:
        self.ours: dict[ProjectRef, list[TrackedTime]] = {}
        self.left: dict[str, list[TrackedTime]] = {}
        self.elsewhere = self.empty = 0

    def left_hours(self) -> tuple[LeftHours, ...]:
        """What matches nothing, the most hours first."""
        rows = [
            LeftHours(label=label, entries=len(times), hours=_hours(sum(time.seconds for time in times)))
            for label, times in self.left.items()
        ]
        return tuple(sorted(rows, key=lambda row: (-row.hours, row.label)))


def _by_project(exported: Exported, matcher: Matcher) -> _SortedOut:
    found = _SortedOut()
    for time in exported.tracked.times:
        name = matcher.project_of(time)
        if name is None:
            label = time.project or ", ".join(labels_of(time))
            found.left.setdefault(label, []).append(time)
        elif not matcher.wanted(name):
            found.elsewhere += 1
        elif not _hours(time.seconds):
            found.empty += 1
        else:
            found.ours.setdefault(name, []).append(time)
    return found


def _settled(name: ProjectRef, times: Sequence[TrackedTime]) -> list[TrackedTime]:
    """The entries, less what others of the same record take away: from the one before, else from the next.

    Raises:
        RefusedError: more is taken away than there is.
    """
    settled: list[TrackedTime] = []
    owed: Counter[str] = Counter()
    for time in times:
        owed[time.record] -= min(time.seconds, 0)
        if time.seconds > 0:
            settled.append(time)
        for place in range(len(settled) - 1, -1, -1):
            before = settled[place]
            if not owed[time.record] or before.record != time.record:
                break
            less = min(owed[time.record], before.seconds)
            owed[time.record] -= less
            settled[place] = before._replace(seconds=before.seconds - less)
    for record, seconds in owed.items():
        if seconds > 0:
            raise RefusedError(
                f"The record at {record} takes {_hours(seconds)} h more away than it has "
                f"for {'/'.join(name)}; nothing was imported.",
                "Mend it in the file.",
            )
    return [time for time in settled if _hours(time.seconds)]


def _record(
    tracker: str, stamp: Stamp, name: ProjectRef, time: TrackedTime, items: Mapping[str, str]
) -> HoursSpent:
    source = f"{tracker} {time.name}"
    item = next((items[label.casefold()] for label in labels_of(time) if label.casefold() in items), None)
    if time.day > stamp.day:
        raise RefusedError(
            f"Nothing was imported: {time.place}: {time.day} lies in the future.",
            "Look at the clock, or at the order of the dates: --date-order dmy|mdy",
        )
    try:
        return HoursSpent(
            id=source_id(source),
            ts=stamp.ts,
            day=time.day,
            client=name[0],
            project=name[1],
            hours=_hours(time.seconds),
            text=time.text.strip()[:PROSE_LIMIT] or None,
            item=item,
            source=source,
        )
    except ValidationError as error:
        from clientkit.kernel.store.toml.validation_messages import said

        raise RefusedError(
            f"Nothing was imported: {time.place}: {said(HoursSpent, error)[0]}",
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


def _summed(name: ProjectRef, lines: Sequence[HoursLine], times: Sequence[TrackedTime]) -> ProjectHours:
    corrected = sum(line.corrects for line in lines)
    return ProjectHours(
        project="/".join(name),
        added=len(lines) - corrected,
        corrected=corrected,
        known=len(times) - len(lines),
        hours=sum((line.record.hours for line in lines), Decimal(0)),
    )


def _hours(seconds: int) -> Decimal:
    return (Decimal(seconds) / 3600).quantize(EXACT, ROUND_HALF_UP).normalize() + 0
