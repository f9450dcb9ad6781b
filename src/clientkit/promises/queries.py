"""Promises in both directions: made, kept, broken, and those that nobody has spoken of since."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from pydantic import Field

from clientkit.kernel.model.records.promise import Promised, PromiseEnded
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.choices import Party
from clientkit.kernel.model.values.references import Scope, Subject
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.store.workspace import Workspace

PromiseState = Literal["open", "overdue", "kept", "broken"]
"""Overdue is not broken: the day is over, and nobody has said how it ended."""


class PromiseRow(Model):
    """A promise in a list."""

    id: str = Field(description="id of the record")
    subject: str = Field(description="client, or client/project")
    text: str = Field(description="what was promised")
    owner: Party = Field(description="who promised it: us or client")
    made: date = Field(description="day it was made")
    due: date = Field(description="by when")
    state: PromiseState = Field(description="open, overdue, kept or broken")
    late: bool = Field(description="whether it was kept, after the day it was due")
    ended: date | None = Field(description="day on which it was kept or broken")
    note: str | None = Field(description="how, or why not")


class PromiseRows(Rows[PromiseRow]):
    """Promises in a list."""


def promises(records: Sequence[Entry], today: date) -> list[PromiseRow]:
    """The promises among records that count: what is overdue first, then by the day they are due."""
    ends = {one.ref: one for one in records if isinstance(one, PromiseEnded)}
    rows = [
        _row(one, ends.get(one.replaces or one.id) or ends.get(one.id), today)
        for one in records
        if isinstance(one, Promised)
    ]
    return sorted(rows, key=lambda row: (row.state in {"kept", "broken"}, row.due, row.id))


def _row(promise: Promised, end: PromiseEnded | None, today: date) -> PromiseRow:
    waiting: PromiseState = "overdue" if promise.due < today else "open"
    return PromiseRow(
        id=promise.id,
        subject=str(Subject(promise.client, promise.project)),
        text=promise.text,
        owner=promise.owner,
        made=promise.day,
        due=promise.due,
        state=end.outcome if end else waiting,
        late=end is not None and end.outcome == "kept" and end.day > promise.due,
        ended=end.day if end else None,
        note=end.note if end else None,
    )


def list_promises(workspace: Workspace, scope: Scope, today: date, *, every: bool) -> PromiseRows:
    """Promises of a project, a client or all; those that are kept or broken too where `every` is set."""
    from clientkit.kernel.store.journal.read import read_journal

    rows = [
        row
        for slug in scope.clients(workspace)
        for row in promises(
            [one for one in read_journal(workspace, slug) if scope.covers(one.project)], today
        )
        if every or row.ended is None
    ]
    return PromiseRows(sorted(rows, key=lambda row: (row.ended is not None, row.due, row.id)))
