"""The notes of the work as a list: what was done, what is next, what waits, and what became of it."""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import Field

from clientkit.errors import UsageError
from clientkit.kernel.model.records.progress import Next, Resolved
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.date_span import Span
from clientkit.kernel.model.values.references import Scope, Subject
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.journal.record_input import suggestion
from clientkit.kernel.store.workspace import Workspace
from clientkit.progress.rules import NOTES, OPEN_KINDS, drop_of, due_of, kind_of, outcome_of

LISTED = (*NOTES, "hours", "plan_moved", "plan_dropped", "status")
"""The kinds that the list shows: notes, hours of a time tracker, what became of plans, a status set worse."""


class NoteRow(Model):
    """A note of the work; fields that its kind does not have are null."""

    id: str = Field(description="id of the record")
    day: date = Field(description="day it is about")
    project: str = Field(description="client/project; the client alone where the note names no project")
    kind: str = Field(description="done, next, blocked, ask, risk or lesson")
    text: str = Field(description="the note; the reason of a moved or dropped plan, or of a status")
    item: str | None = Field(description="deliverable or milestone it belongs to")
    hours: Decimal | None = Field(description="hours it took")
    due: date | None = Field(description="by when; of a plan that was moved its new day")
    was: date | None = Field(description="the day that a plan was for before it was moved")
    unblocks: str | None = Field(description="what would unblock it")
    owner: str | None = Field(description="who can unblock it: us or client")
    effect: str | None = Field(description="of something blocked: what happens when it comes later")
    options: tuple[str, ...] | None = Field(description="what can be chosen")
    recommend: str | None = Field(description="what we would choose")
    otherwise: str | None = Field(description="what happens without an answer")
    likelihood: str | None = Field(description="of a risk: low, medium or high")
    impact: str | None = Field(description="of a risk: low, medium or high")
    answer: str | None = Field(description="what is done about a risk")
    prevention: str | None = Field(description="what is done differently after a lesson")
    light: str | None = Field(description="of a status that was set worse: amber or red")
    dimension: str | None = Field(description="of such a status: schedule, budget or scope")
    open: bool | None = Field(
        description="whether an ask, a block or a risk still waits; false for a plan that an outcome names"
    )
    closed_on: date | None = Field(description="day on which it was answered, over, carried out or dropped")
    outcome: str | None = Field(description="the answer, how it ended, or why a plan was dropped")


class NoteRows(Rows[NoteRow]):
    """Notes in a list."""


def still_open(rows: NoteRows) -> NoteRows:
    """The notes without those that were answered, carried out or dropped, and without what moved a plan."""
    gone = {"plan_moved", "plan_dropped"}
    return NoteRows(row for row in rows if row.closed_on is None and row.kind not in gone)


def list_notes(
    workspace: Workspace, scope: Scope, days: IsoWeek | Span | None, kinds: Collection[str]
) -> NoteRows:
    """The notes of a project, a client or all, of some days or of all, in the order of their days.

    No kinds means all kinds. Raises UsageError for a kind that does not exist.
    """
    for kind in kinds:
        if kind not in LISTED:
            hint = suggestion(kind, {known: known for known in LISTED})
            raise UsageError(f"{kind[:40]!r} is not a kind of note.", hint)
    rows: list[NoteRow] = []
    for slug in scope.clients(workspace):
        records = read_journal(workspace, slug)
        closed = {record.ref: record for record in records if isinstance(record, Resolved)}
        rows += [
            _row(record, closed.get(record.id) or closed.get(record.replaces or ""), records)
            for record in records
            if kind_of(record) in (kinds or LISTED)
            and scope.project in {None, record.project}
            and (days is None or (days.holds(record.day) if isinstance(days, Span) else record.day in days))
        ]
    return NoteRows(sorted(rows, key=lambda row: row.day))


def _row(record: Entry, closed: Resolved | None, records: Sequence[Entry]) -> NoteRow:
    own: dict[str, Any] = {
        field: getattr(record, field, None) for field in NoteRow.model_fields.keys() - {"project", "open"}
    }
    row = NoteRow(
        **own
        | {
            "text": own["text"] or getattr(record, "reason", None) or "",
            "project": str(Subject(record.client, record.project)),
            "open": closed is None if kind_of(record) in OPEN_KINDS else None,
            "closed_on": closed.day if closed else None,
            "outcome": closed.text if closed else None,
        }
    )
    return _plan_row(row, record, records) if isinstance(record, Next) else row


def _plan_row(row: NoteRow, plan: Next, records: Sequence[Entry]) -> NoteRow:
    """The row of a plan with what became of it since."""
    due, drop = due_of(plan, records), drop_of(plan, records)
    moved = {"due": due, "was": plan.due} if due != plan.due else {}
    over = {"closed_on": drop.day, "outcome": drop.reason} if drop else {}
    if done := outcome_of(plan, records):
        over = {"open": False, "closed_on": done.day, "outcome": done.text}
    return row.model_copy(update=moved | over)
