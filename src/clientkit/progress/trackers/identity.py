"""By what an entry of a time tracker is known again, and which entries an export would hold."""

import re
from datetime import date

from clientkit.kernel.model.records.progress import HoursSpent
from clientkit.kernel.model.values.date_span import Span
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.journal.reconcile import Sign
from clientkit.kernel.store.workspace import Workspace
from clientkit.progress.trackers.project_match import Matcher
from clientkit.progress.trackers.time_entry import OWN, TimeSheet


def content(record: HoursSpent) -> tuple[str, ...]:
    """What a tracker says in an entry, field by field."""
    hours = f"{record.hours.normalize():f}"
    return hours, str(record.day), record.project or "", record.text or "", record.item or ""


def _own(record: HoursSpent) -> str | None:
    """The name that the tracker itself gave an entry; None where it gives none."""
    tracker, _, name = record.source.partition(" ")
    return name if tracker == "watson" or name.startswith(OWN) else None


def _made(record: HoursSpent) -> str | None:
    """A name that was made, without the number that an earlier version gave to the second of two."""
    return None if _own(record) else re.sub(r"\+\d+$", "", record.source)


SIGNS: tuple[Sign, ...] = (
    _own,
    lambda one: (one.source[: len("watson ") + 7], one.day) if one.source.startswith("watson ") else None,
    lambda one: (_made(one), content(one)) if _made(one) else None,
    lambda one: content(one) if _made(one) else None,
    lambda one: (_made(one), one.project, one.hours) if _made(one) else None,
    lambda one: (_made(one), one.project, one.text) if _made(one) else None,
)
"""By what an entry is known, the surest first: Watson's tables have the first seven digits of its ids."""
LIKELY: tuple[Sign, ...] = (
    lambda one: (_made(one), one.project) if _made(one) else None,
    lambda one: (one.project, one.day, one.hours) if _made(one) else None,
    lambda one: (one.project, one.day, one.text) if _made(one) and one.text else None,
)
"""By what an entry that was mended is found again, among those that still count."""


class CoveredSpan:
    """Which records an export would hold if its tracker still had them."""

    def __init__(
        self, sheet: TimeSheet, matcher: Matcher, span: Span, projects: set[ProjectRef], *, part: bool
    ) -> None:
        self.tracker, self.matcher, self.projects, self.part = sheet.tracker, matcher, projects, part
        self.asked = span
        self.first = span.since or min(sheet.days, default=date.max)
        self.last = span.until or max(sheet.days, default=date.min)
        self.named = {f"{sheet.tracker} {entry.name}" for entry in sheet.entries}
        scope = matcher.scope
        if scope.client and scope.project:
            projects.add(ProjectRef(scope.client, scope.project))

    def clients(self, workspace: Workspace) -> list[str]:
        """Whose journals may differ: an entry with a name of its own may have gone to another client."""
        own = self.tracker == "watson" or any(f" {OWN}" in name for name in self.named)
        wide = own or self.asked != Span()
        return [
            client
            for client in (workspace.clients() if wide else sorted({name.client for name in self.projects}))
            if self.matcher.scope.client in {None, client}
        ]

    def is_of_tracker(self, record: HoursSpent) -> bool:
        """Whether hours were taken from this tracker."""
        return record.source.startswith(f"{self.tracker} ")

    def holds(self, record: HoursSpent) -> bool:
        """Whether the export would hold an entry if its tracker still did."""
        name = ProjectRef(record.client, record.project or "")
        if self.part or not self.matcher.is_wanted(name):
            return False
        if _own(record) and record.source in self.named:
            return True
        wide = self.asked.since is not None and self.asked.until is not None
        return self.first <= record.day <= self.last and (wide or name in self.projects)
