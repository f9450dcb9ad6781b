"""How notes of the work look on a screen."""

from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.show import view
from clientkit.kernel.screen.table import columns_of, show_table

if TYPE_CHECKING:  # taking a note loads neither the list nor its models
    from clientkit.kernel.model.records.record import Entry
    from clientkit.progress.actions import NoteAnswer, PlanChange
    from clientkit.progress.note_correction import NoteCorrection
    from clientkit.progress.queries import NoteRow, NoteRows

FIELDS = columns_of(
    "id, day, project, kind, note, for, due, hours, state",
    right="hours",
    named="for, due, hours",
    prose="note, state",
)

NAMES = {"resolved": "answer", "plan_moved": "new plan", "plan_dropped": "dropped plan"}
"""Kinds of record that people know by another name."""

NAMED = {"item": "for", "otherwise": "default"}
"""Fields that people know by another name."""

SHORT = 60
"""Characters of a note that a sentence repeats."""


@view("note")
def show_note(record: "Entry", today: date) -> None:
    """The new note's id; what was noted on stderr."""
    note: Any = record
    say(note.id)
    details = [note.kind]
    if getattr(note, "hours", None):
        details.append(f"{note.hours} h")
    if getattr(note, "item", None):
        details.append(f"for {note.item}")
    if due := getattr(note, "due", None):
        details.append(f"due {due}{' (that day is over)' if due < today else ''}")
    say(f"Noted for {note.client}/{note.project} on {note.day}: {', '.join(details)}.", error=True)


@view("note", data=attrgetter("record"))
def show_correction(edited: "NoteCorrection") -> None:
    """The correction's id; what became different on stderr."""
    say(edited.record.id)
    kind, text = _words_of(edited.record)
    if not edited.changed:
        say(f"Nothing became different: {kind} of {edited.record.day} '{text}'.", error=True)
        return
    say(f"Corrected: {kind} of {edited.record.day} '{text}'.", error=True)
    for field in edited.changed:
        before, now = (_value_of(getattr(note, field)) for note in (edited.before, edited.record))
        say(f"  {NAMED.get(field, field)}: {before} → {now}", error=True)


def _value_of(value: Any) -> str:
    if isinstance(value, tuple):
        value = "|".join(value)
    if isinstance(value, Decimal):
        value = f"{value.normalize():f}"
    return "none" if value in {None, ""} else _short(str(value))


@view("answer", data=attrgetter("record"))
def show_answer(closed: "NoteAnswer") -> None:
    """The answer's id; what it closes on stderr."""
    say(closed.record.id)
    kind, text = _words_of(closed.note)
    say(f"Closed on {closed.record.day}: {kind} '{text}'.", error=True)
    if closed.before:
        say(f"It takes the place of what was recorded on {closed.before.day}.", error=True)


@view("plan", data=attrgetter("record"))
def show_plan_change(change: "PlanChange") -> None:
    """The record's id; what becomes of the step on stderr."""
    record: Any = change.record
    say(record.id)
    until = f"planned for {change.was}" if change.was else "planned without a day"
    became = f"moved to {record.due}" if record.kind == "plan_moved" else "dropped"
    say(one_line(f"'{change.plan.text}', {until}, is {became}: {record.reason}"), error=True)


def _words_of(note: Any) -> tuple[str, str]:
    words = getattr(note, "text", None) or getattr(note, "reason", None) or ""
    return NAMES.get(note.kind, note.kind), _short(words)


def _short(text: str) -> str:
    shown = one_line(text)
    return shown if len(shown) <= SHORT else f"{shown[: SHORT - 1]}…"


@view("notes")
def show_notes(rows: "NoteRows") -> None:
    """The list; with no note, how to take the first."""
    if not rows:
        say('No note here. Take one: clientkit done CLIENT/PROJECT "Home page is live"', error=True)
        return
    show_table(FIELDS, [_cells(row) for row in rows])


def _cells(row: "NoteRow") -> list[str]:
    return [
        *(row.id, str(row.day), row.project, row.kind, row.text),
        *(row.item or "", str(row.due or ""), str(row.hours or ""), _state(row)),
    ]


def _state(row: "NoteRow") -> str:
    if row.light:
        return f"{row.dimension} {row.light}"
    if row.open:
        return "open"
    if row.closed_on:
        ended = "dropped" if row.open is None else "closed"
        return f"{ended} {row.closed_on}{f': {row.outcome}' if row.outcome else ''}"
    return f"was for {row.was}" if row.was else ""
