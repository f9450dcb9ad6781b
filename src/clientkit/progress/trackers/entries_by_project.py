"""Entries of a time tracker by the project that they belong to, and what is left of them."""

from collections import Counter
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from pydantic import Field

from clientkit.errors import RefusedError
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.date_span import Span
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.progress.trackers.project_match import Matcher
from clientkit.progress.trackers.time_entry import TimeEntry, TimeSheet

EXACT = Decimal("0.0001")


class LeftHours(Model):
    """Entries that belong to no project of ours."""

    label: str = Field(description="project or tags in the tracker; empty where it has neither")
    entries: int = Field(description="how many they are")
    hours: Decimal = Field(description="their hours")


class EntriesByProject:
    """Entries by the project that they belong to, and those that are left."""

    def __init__(self, sheet: TimeSheet, matcher: Matcher, span: Span) -> None:
        self.ours: dict[ProjectRef, list[TimeEntry]] = {}
        self.left: dict[str, list[TimeEntry]] = {}
        self.elsewhere = self.empty = self.outside = 0
        for entry in sheet.entries:
            name = matcher.project_of(entry)
            if not span.holds(entry.day):
                self.outside += 1
            elif name is None:
                self.left.setdefault(entry.project or ", ".join(entry.labels), []).append(entry)
            elif not matcher.is_wanted(name):
                self.elsewhere += 1
            elif not hours_of(entry.seconds):
                self.empty += 1
            else:
                self.ours.setdefault(name, []).append(entry)

    def left_hours(self) -> tuple[LeftHours, ...]:
        """What matches nothing, the most hours first."""
        rows = [
            LeftHours(label=label, entries=len(entries), hours=hours_of(sum(one.seconds for one in entries)))
            for label, entries in self.left.items()
        ]
        return tuple(sorted(rows, key=lambda row: (-row.hours, row.label)))


def net_entries(name: ProjectRef, entries: Sequence[TimeEntry]) -> list[TimeEntry]:
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
                f"The record at {record} takes {hours_of(seconds)} h more away than it has "
                f"for {name}; nothing was imported.",
                "Mend it in the file.",
            )
    return [entry for entry in net if hours_of(entry.seconds)]


def hours_of(seconds: int) -> Decimal:
    """Seconds as hours, kept to a third of a second."""
    return (Decimal(seconds) / 3600).quantize(EXACT, ROUND_HALF_UP).normalize() + 0
