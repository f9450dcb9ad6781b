"""Where a client stands, read from the journal: project states, what is open, when we last heard."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from pydantic import Field

from clientkit.kernel.model.records.correspondence import Logged
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.model.records.progress import Ask, Blocked, Resolved, RiskNote
from clientkit.kernel.model.records.project import ProjectMoved, ProjectState
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.records.relation import ProjectDropped
from clientkit.kernel.model.values.base import Model

OpenKind = Literal["ask", "blocked", "risk", "follow-up", "complaint", "change", "privacy"]


class OpenItem(Model):
    """Something that waits for somebody."""

    id: str = Field(description="id of the record")
    kind: OpenKind = Field(
        description="ask, blocked, risk, complaint, change, privacy; follow-up, which a low score calls for"
    )
    project: str | None = Field(description="project it belongs to")
    text: str = Field(description="what it is")
    due: date | None = Field(description="by when")
    overdue: bool = Field(description="whether that day is over")
    since: date = Field(description="day it was noted")


def project_state(records: Sequence[Entry], project: str) -> ProjectState:
    """The state that a project entered last; draft while none is recorded, closed when it was dropped."""
    moves = [r for r in records if isinstance(r, ProjectMoved | ProjectDropped) and r.project == project]
    last = moves[-1] if moves else None
    return "draft" if last is None else last.state if isinstance(last, ProjectMoved) else "closed"


def last_contact(records: Sequence[Entry]) -> date | None:
    """The last day of a contact: feedback, an answer to an ask, or what the logbook says."""
    asks = {name for r in records if isinstance(r, Ask) for name in (r.id, r.replaces)}
    days = [
        r.day
        for r in records
        if isinstance(r, Feedback | Logged) or (isinstance(r, Resolved) and r.ref in asks)
    ]
    return max(days, default=None)


def open_items(records: Sequence[Entry], today: date, project: str | None = None) -> list[OpenItem]:
    """Asks, blocks and risks that are not resolved, a correction keeping its answer; most pressing first."""
    closed = {r.ref for r in records if isinstance(r, Resolved)}
    items = [
        _item(r, today)
        for r in records
        if isinstance(r, Ask | Blocked | RiskNote)
        and not closed & {r.id, r.replaces}
        and project in {None, r.project}
    ]
    return sorted(items, key=pressing)


def pressing(item: OpenItem) -> tuple[bool, date, date]:
    """What open items are sorted by: overdue ones first, then by their due days."""
    return not item.overdue, item.due or date.max, item.since


def _item(record: Ask | Blocked | RiskNote, today: date) -> OpenItem:
    due = getattr(record, "due", None)
    return OpenItem.model_construct(
        id=record.id,
        kind=record.kind,
        project=record.project,
        text=record.text,
        due=due,
        overdue=due is not None and due < today,
        since=record.day,
    )
