"""The register of complaints, from derived facts: what is open, and what all of them come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Annotated, Any

from clientkit.kernel.model.values.date_span import Span
from clientkit.kernel.model.values.references import Scope
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.statistics.on_time_rate import Promptness, promptness
from clientkit.kernel.store.facts import FactKind, facts
from clientkit.kernel.store.workspace import Workspace

BY = ("cause", "client", "quarter")


@dataclass(slots=True)
class ComplaintRow:
    """A complaint in a list."""

    id: Annotated[str, "id of the complaint"]
    subject: Annotated[str, "client, or client/project"]
    day: Annotated[date, "day it came"]
    contact: Annotated[str | None, "who complains"]
    severity: Annotated[int, "1 to 4"]
    state: Annotated[str, "where it stands, as the records say"]
    round: Annotated[int, "which attempt to put it right it is"]
    cause: Annotated[str, "the cause; empty until it is known"]
    whose: Annotated[str, "whose doing it is; empty until it is known"]
    upheld: Annotated[str, "yes, partly or no; empty until it is decided"]
    outcome: Annotated[str | None, "yes, silent or final"]
    clock: Annotated[str, "what runs out first: acknowledge, plan, update or resolve"]
    due: Annotated[date | None, "by when that is"]
    overdue: Annotated[bool, "whether that day is over"]
    resolve_by: Annotated[date, "by when it is to be put right, as far as is known"]
    resolved: Annotated[date | None, "day on which it was put right, or ended"]
    closed: Annotated[date | None, "day on which it was closed"]
    text: Annotated[str, "the client's own words"]


class ComplaintRows(Rows[ComplaintRow]):
    """Complaints in a list: what is overdue first, closed ones last."""


@dataclass(slots=True)
class ComplaintFigures:
    """What the complaints of one cause, client or quarter come to."""

    key: Annotated[str, "cause, client or quarter"]
    count: Annotated[int, "how many came"]
    ours: Annotated[int, "how many were our doing, wholly or in part"]
    upheld: Annotated[int, "how many were right, wholly or in part"]
    in_time: Annotated[Promptness, "how many were put right in time, with the interval"]
    median_days: Annotated[float | None, "median of the days until they were put right"]
    yes: Annotated[int, "how many ended with the client's yes"]
    silent: Annotated[int, "how many ended with a documented silence"]
    final: Annotated[int, "how many ended with a final answer"]


class ComplaintFigureRows(Rows[ComplaintFigures]):
    """Figures of complaints, most first."""


def list_complaints(
    workspace: Workspace, scope: Scope, span: Span, today: date, *, every: bool
) -> ComplaintRows:
    """The complaints of a project, a client or all that came in a span; closed ones too if `every`."""
    found = facts(workspace, register_facts(today.year), [scope.client] if scope.client else None)
    rows = [
        _row(values, today)
        for _, one in found
        for values in one
        if scope.covers(values[1].partition("/")[2] or None)
    ]
    shown = (one for one in rows if (every or one.closed is None) and span.holds(one.day))
    return ComplaintRows(
        sorted(shown, key=lambda one: (one.closed is not None, not one.overdue, one.due or date.max, one.id))
    )


def complaint_figures(rows: Sequence[ComplaintRow], by: str, today: date) -> ComplaintFigureRows:
    """What complaints come to by cause, by client or by quarter."""
    groups: dict[str, list[ComplaintRow]] = {}
    for one in rows:
        quarter = f"{one.day.year}-Q{(one.day.month + 2) // 3}"
        key = {"cause": one.cause or "not known yet", "client": one.subject.partition("/")[0]}.get(
            by, quarter
        )
        groups.setdefault(key, []).append(one)
    found = [_figures(key, group, today) for key, group in groups.items()]
    return ComplaintFigureRows(
        sorted(found, key=lambda one: (one.key if by == "quarter" else "", -one.count, one.key))
    )


def _figures(key: str, rows: Sequence[ComplaintRow], today: date) -> ComplaintFigures:
    judged = [one for one in rows if one.resolved or one.resolve_by < today]
    in_time = sum(one.resolved is not None and one.resolved <= one.resolve_by for one in judged)
    days = [(one.resolved - one.day).days for one in rows if one.resolved]
    ends = [one.outcome for one in rows]
    return ComplaintFigures(
        key=key,
        count=len(rows),
        ours=sum(one.whose in {"us", "both"} for one in rows),
        upheld=sum(one.upheld in {"yes", "partly"} for one in rows),
        in_time=promptness(len(judged), in_time, len(rows) - len(judged)),
        median_days=median(days) if days else None,
        yes=ends.count("yes"),
        silent=ends.count("silent"),
        final=ends.count("final"),
    )


def register_facts(year: int) -> FactKind:
    """The complaints of each client with their clocks, whatever day of the year it is."""

    def values(workspace: Workspace, slug: str) -> list[tuple[Any, ...]] | None:
        from clientkit.complaints.register_values import client_values

        return client_values(workspace, slug, year) or None

    return FactKind(
        "complaints", ("client", "plans", "agreements", "journal"), values, settings=True, also=(year,)
    )


def _row(values: tuple[Any, ...], today: date) -> ComplaintRow:
    name, subject, came, *more, due, resolve_by, resolved, closed, text = values
    day, last = date.fromisoformat(came), _day(due)
    overdue = last is not None and last < today
    ends = (date.fromisoformat(resolve_by), _day(resolved), _day(closed))
    fields: list[Any] = [name, subject, day, *more, last, overdue, *ends, text]
    return ComplaintRow(*fields)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
