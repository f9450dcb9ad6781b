"""Promises in both directions: made, kept, broken, and those that nobody has spoken of since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from clientkit.kernel.model.values.choices import Party
from clientkit.kernel.model.values.date_span import Span
from clientkit.kernel.model.values.references import Scope, Subject
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.store.facts import FactKind, facts
from clientkit.kernel.store.workspace import Workspace

if TYPE_CHECKING:
    from clientkit.kernel.model.records.record import Entry

PromiseState = Literal["open", "overdue", "kept", "broken"]
"""Overdue is not broken: the day is over, and nobody has said how it ended."""


@dataclass(slots=True)
class PromiseRow:
    """A promise in a list."""

    id: Annotated[str, "id of the record"]
    subject: Annotated[str, "client, or client/project"]
    text: Annotated[str, "what was promised"]
    owner: Annotated[Party, "who promised it: us or client"]
    made: Annotated[date, "day it was made"]
    due: Annotated[date, "by when"]
    state: Annotated[PromiseState, "open, overdue, kept or broken"]
    late: Annotated[bool, "whether it was kept, after the day it was due"]
    ended: Annotated[date | None, "day on which it was kept or broken"]
    note: Annotated[str | None, "how, or why not"]


class PromiseRows(Rows[PromiseRow]):
    """Promises in a list."""


def promises(records: Sequence["Entry"], today: date) -> list[PromiseRow]:
    """The promises among records that count: what is overdue first, then by the day they are due."""
    rows = [promise_row(values, today) for values in promise_values(records)]
    return sorted(rows, key=lambda row: (row.state in {"kept", "broken"}, row.due, row.id))


def list_promises(
    workspace: Workspace, scope: Scope, today: date, span: Span | None = None, *, every: bool
) -> PromiseRows:
    """Promises of a project, a client or all, those due in a span; kept and broken ones too if `every`."""
    found = facts(workspace, PROMISES, [scope.client] if scope.client else None)
    rows = [
        promise_row(values, today)
        for _, one in found
        for values in one
        if scope.covers(values[0].partition("/")[2] or None)
    ]
    shown = (row for row in rows if (every or row.ended is None) and (span is None or span.holds(row.due)))
    return PromiseRows(sorted(shown, key=lambda row: (row.ended is not None, row.due, row.id)))


def promise_row(values: tuple[Any, ...], today: date) -> PromiseRow:
    """The row of a promise's plain values."""
    subject, name, text, owner, made, due, outcome, ended, note = values
    day, end = date.fromisoformat(due), date.fromisoformat(ended) if ended else None
    state: PromiseState = outcome or ("overdue" if day < today else "open")
    late = outcome == "kept" and end is not None and end > day
    return PromiseRow(name, subject, text, owner, date.fromisoformat(made), day, state, late, end, note)


def promise_values(records: Sequence["Entry"]) -> list[tuple[Any, ...]]:
    """The promises among records that count, in plain values that hold on any day."""
    from clientkit.kernel.model.records.promise import Promised, PromiseEnded

    ends = {one.ref: one for one in records if isinstance(one, PromiseEnded)}
    found = []
    for one in records:
        if isinstance(one, Promised):
            end = ends.get(one.replaces or one.id) or ends.get(one.id)
            said = (end.outcome, str(end.day), end.note) if end else (None, None, None)
            subject = str(Subject(one.client, one.project))
            found.append((subject, one.id, one.text, one.owner, str(one.day), str(one.due), *said))
    return found


def _values(workspace: Workspace, slug: str) -> list[tuple[Any, ...]] | None:
    from clientkit.kernel.store.journal.read import read_journal

    return promise_values(read_journal(workspace, slug)) or None


PROMISES = FactKind("promises", ("journal",), _values)
