"""The list of changes, from facts: what each is, where it stands, what it costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from clientkit.kernel.model.values.choices import ChangeClass, ChangeState
from clientkit.kernel.model.values.date_span import Span
from clientkit.kernel.model.values.references import ProjectRef, Scope
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.store.facts import FactKind, facts
from clientkit.kernel.store.workspace import Workspace


@dataclass(slots=True)
class ChangeRow:
    """A change in a list."""

    id: Annotated[str, "id of the record"]
    number: Annotated[str, "its number in the project: CO-1"]
    subject: Annotated[str, "client/project"]
    text: Annotated[str, "what they asked for"]
    contact: Annotated[str | None, "id of the contact who asked"]
    state: Annotated[ChangeState, "requested, assessed, offered, approved, declined, withdrawn or absorbed"]
    classed: Annotated[ChangeClass | None, "inside, outside, revision, unclear or not-possible"]
    price: Annotated[Decimal | None, "what it costs"]
    currency: Annotated[str | None, "ISO 4217 code"]
    days: Annotated[int | None, "working days that it adds"]
    asked: Annotated[date, "day on which they asked"]
    offered: Annotated[date | None, "day on which it was offered"]
    until: Annotated[date | None, "last day of the offer"]
    ended: Annotated[date | None, "day on which it ended"]
    is_open: Annotated[bool, "whether anything is left to do about it"]


class ChangeRows(Rows[ChangeRow]):
    """Changes in a list."""


def list_changes(workspace: Workspace, scope: Scope, span: Span | None = None, *, every: bool) -> ChangeRows:
    """Changes of a project, a client or all, by the day they asked; those that ended if `every`."""
    rows = [
        _row(values)
        for _, one in facts(workspace, CHANGES, [scope.client] if scope.client else None)
        for values in one
        if scope.covers(values[2].partition("/")[2])
    ]
    shown = (row for row in rows if (every or row.is_open) and (span is None or span.holds(row.asked)))
    return ChangeRows(sorted(shown, key=lambda row: (not row.is_open, row.asked, row.subject, row.number)))


def _row(values: Sequence[Any]) -> ChangeRow:
    said = dict(zip(ChangeRow.__slots__, values, strict=True))
    for name in ("asked", "offered", "until", "ended"):
        said[name] = said[name] and date.fromisoformat(said[name])
    return ChangeRow(**{**said, "price": said["price"] and Decimal(said["price"])})


def _values(workspace: Workspace, slug: str) -> list[tuple[Any, ...]] | None:
    from clientkit.changes.cases import agreed_terms, change_values, changes_among
    from clientkit.kernel.store.journal.read import read_journal

    cases = changes_among(read_journal(workspace, slug))
    names = dict.fromkeys(case.asked.project or "" for case in cases)
    terms = {name: agreed_terms(workspace, ProjectRef(slug, name)) for name in names}
    return [change_values(case, terms[case.asked.project or ""]) for case in cases] or None


CHANGES = FactKind("changes", ("journal", "plans", "agreements"), _values)
