"""What a note of the work is, and what became of a planned step: decided by its client's records alone."""

from collections.abc import Sequence
from datetime import date

from clientkit.kernel.model.records.progress import (
    Ask,
    Blocked,
    Done,
    Lesson,
    Next,
    PlanDropped,
    PlanMoved,
    RiskNote,
)
from clientkit.kernel.model.records.record import Entry

NOTES: dict[str, type[Entry]] = {
    "done": Done,
    "next": Next,
    "blocked": Blocked,
    "ask": Ask,
    "risk": RiskNote,
    "lesson": Lesson,
}
"""The kinds of note by their names."""

OPEN_KINDS = ("ask", "blocked", "risk")
"""What waits until it is answered or over."""

PROVENANCE = {"kind", "commits", "ref", "source"}
"""Fields that say what a note is and where it came from: nobody corrects them by hand."""


def kind_of(record: Entry) -> str:
    """The name of a record's kind; empty for one that has none."""
    return str(getattr(record, "kind", ""))


def own_fields(note: Entry) -> tuple[str, ...]:
    """The fields that a note has because of its kind."""
    return tuple(
        field for field in type(note).model_fields if field not in {*Entry.model_fields, *PROVENANCE}
    )


def due_of(plan: Next, records: Sequence[Entry]) -> date | None:
    """The day a step is planned for now, moves counted."""
    latest = last_move(plan, records)
    return latest.due if latest else plan.due


def last_move(plan: Entry, records: Sequence[Entry]) -> PlanMoved | None:
    """The record that moved a step last, where one did."""
    moves = [one for one in records if isinstance(one, PlanMoved) and one.ref in {plan.id, plan.replaces}]
    return max(moves, key=lambda one: (one.day, one.ts, one.id), default=None)


def drop_of(plan: Next, records: Sequence[Entry]) -> PlanDropped | None:
    """The record that dropped a step, where one did."""
    drops = (one for one in records if isinstance(one, PlanDropped))
    return next((one for one in drops if one.ref in {plan.id, plan.replaces}), None)


def outcome_of(plan: Next, records: Sequence[Entry]) -> Done | None:
    """The outcome that names a step as carried out, where one does."""
    outcomes = (one for one in records if isinstance(one, Done))
    return next((one for one in outcomes if one.ref and one.ref in {plan.id, plan.replaces}), None)
