"""Who was a client on a day: agreed work makes one; the end of the relation, or a year without work, ends it.

The rules, which docs/how-to/read-a-score.md tells in full: an engagement is a project whose agreement was
accepted or which was started; it runs until it is closed, or delivered where it was never closed. From the
first day of an engagement to 365 days after its last one its client is a client. A file that says lost, or
is archived, ends that on the last day for which records show agreed work: what is noted later moves nothing.
Where no agreed work was ever recorded, a file that says active or dormant counts from its `since` on.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from clientkit.errors import InvalidDataError, NotFoundError
from clientkit.kernel.model.records.acceptance import Acceptance, CriterionTried
from clientkit.kernel.model.records.progress import Done, HoursSpent
from clientkit.kernel.model.records.project import MilestoneDone, ProjectMoved, ProjectState
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.store.ids import toml_tables
from clientkit.kernel.store.workspace import Workspace

LOST_AFTER = timedelta(days=365)
"""Time without agreed work after which a client is lost."""

ENDS = ("delivered", "closed")


class LifeCycle(NamedTuple):
    """The stage of a client, whether the file is archived, and the first contact."""

    stage: str = "prospect"
    archived: bool = False
    since: date | None = None

    @property
    def is_over(self) -> bool:
        """Whether the relation was ended."""
        return self.archived or self.stage == "lost"


class WorkStep(NamedTuple):
    """A project that was agreed on, begun or ended on a day."""

    written: datetime
    project: str
    day: date
    state: ProjectState


class EngagementPeriod(NamedTuple):
    """The days of agreed work on a project; open while it has not ended."""

    first: date
    last: date | None = None


class Relation(NamedTuple):
    """What is known of the time in which somebody was a client."""

    engagements: tuple[EngagementPeriod, ...] = ()
    ended: date | None = None
    """The day on which the relation was ended, where the file says that it was."""
    assumed: date | None = None
    """The day from which the file alone makes a client of them."""
    unplaced: bool = False
    """Whether the file says client, and nothing says since when."""

    def holds(self, day: date) -> bool:
        """Whether they were a client at the end of that day."""
        if self.ended is not None and day > self.ended:
            return False
        if self.assumed is not None and day >= self.assumed:
            return True
        return any(
            one.first <= day and (one.last is None or day <= one.last + LOST_AFTER)
            for one in self.engagements
        )

    def begun_by(self, day: date) -> int:
        """How many engagements had begun by the end of that day."""
        known = sum(one.first <= day for one in self.engagements)
        return known or int(self.assumed is not None and self.assumed <= day)


def life_cycle(workspace: Workspace, client: str) -> LifeCycle:
    """What a client's file says; nothing, with a notice, where it cannot be read."""
    try:
        tables = toml_tables(workspace, workspace.client_file(client))
    except (InvalidDataError, NotFoundError):
        file = workspace.relative(workspace.client_file(client))
        workspace.notices.add(f"passed over {file}, which cannot be read; its journal is counted")
        return LifeCycle()
    return LifeCycle(
        str(tables.get("stage", "prospect")), tables.get("archived") is True, _day(tables.get("since"))
    )


def _day(value: Any) -> date | None:
    return value if type(value) is date else None


def work_step(record: Entry) -> WorkStep | None:
    """What a record says of a project's work: its agreement accepted, or a new state that is no draft."""
    if record.project is None:
        return None
    if isinstance(record, Acceptance):
        return WorkStep(record.ts, record.project, record.day, "active")
    if isinstance(record, ProjectMoved) and record.state != "draft":
        return WorkStep(record.ts, record.project, record.day, record.state)
    return None


def day_of_work(record: Entry) -> date | None:
    """The day for which a record shows agreed work: agreed on, begun, done, measured in hours or ended.

    A conversation, an answer or a mail is none: one can speak with a client who was lost.
    """
    is_work = (
        isinstance(record, (Done, HoursSpent, MilestoneDone, CriterionTried)) or work_step(record) is not None
    )
    return record.day if is_work else None


def relation_of(steps: Iterable[WorkStep], file: LifeCycle, last_work: date | None) -> Relation:
    """A client's relation, from the steps of their projects, the last work, and what their file says."""
    engagements = _engagements(sorted(steps))
    ended = last_work if file.is_over else None
    if engagements or file.is_over or file.stage not in {"active", "dormant"}:
        return Relation(engagements, ended)
    return Relation(assumed=file.since, unplaced=file.since is None)


def _engagements(steps: Sequence[WorkStep]) -> tuple[EngagementPeriod, ...]:
    found: defaultdict[str, EngagementPeriod] = defaultdict(lambda: EngagementPeriod(date.max))
    for _, project, day, state in steps:
        before = found[project]
        found[project] = EngagementPeriod(min(before.first, day), day if state in ENDS else None)
    return tuple(found.values())
