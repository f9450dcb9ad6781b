"""How notes of the work look on a screen."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import say, say_json
from clientkit.kernel.screen.output_retraction import tell_taken_back
from clientkit.kernel.screen.table import Column, show_table

if TYPE_CHECKING:  # taking a note loads neither the list nor its models
    from clientkit.kernel.model.records.record import Entry
    from clientkit.kernel.store.journal.retraction import Taken
    from clientkit.progress.actions import Closed
    from clientkit.progress.note_correction import Edited
    from clientkit.progress.queries import NoteRow

FIELDS = (
    Column("id", style="bold"),
    Column("day"),
    Column("project"),
    Column("kind"),
    Column("note", prose=True),
    Column("for", named=True),
    Column("due", named=True),
    Column("hours", right=True, named=True),
    Column("state", prose=True),
)

NAMES = {"resolved": "answer", "plan_moved": "new plan", "plan_dropped": "dropped plan"}
"""Kinds of record that people know by another name."""

NAMED = {"item": "for"}
"""Fields that people know by another name."""

SHORT = 60
"""Characters of a note that a sentence repeats."""


def show_noted(record: "Entry", today: date, *, as_json: bool) -> None:
    """The new note's id; what was noted on stderr."""
    if as_json:
        say_json("note", record)
        return
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


def show_edited(edited: "Edited", *, as_json: bool) -> None:
    """The correction's id; what became different on stderr."""
    if as_json:
        say_json("note", edited.record)
        return
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


def show_closed(closed: "Closed", *, as_json: bool) -> None:
    """The answer's id; what it closes on stderr."""
    if as_json:
        say_json("answer", closed.record)
        return
    say(closed.record.id)
    kind, text = _words_of(closed.note)
    say(f"Closed on {closed.record.day}: {kind} '{text}'.", error=True)
    if closed.before:
        say(f"It takes the place of what was recorded on {closed.before.day}.", error=True)


def show_taken_back(taken: "Taken", *, as_json: bool) -> None:
    """The retraction's id; what is not counted any more on stderr."""
    kind, text = _words_of(taken.note)
    said = f"{kind} of {taken.note.day}{f' {text!r}' if text else ''}."
    tell_taken_back(taken.record, said, as_json=as_json)


def _words_of(note: Any) -> tuple[str, str]:
    words = getattr(note, "text", None) or getattr(note, "reason", None) or ""
    return NAMES.get(note.kind, note.kind), _short(words)


def _short(text: str) -> str:
    shown = one_line(text)
    return shown if len(shown) <= SHORT else f"{shown[: SHORT - 1]}…"


def show_notes(rows: Sequence["NoteRow"], *, as_json: bool) -> None:
    """The list; with no note, how to take the first."""
    if as_json:
        say_json("notes", rows)
        return
    if not rows:
        say('No note here. Take one: clientkit progress done CLIENT/PROJECT "Home page is live"', error=True)
        return
    show_table(FIELDS, [_cells(row) for row in rows])


def _cells(row: "NoteRow") -> list[str]:
    return [
        row.id,
        str(row.day),
        row.project,
        row.kind,
        row.text,
        row.item or "",
        str(row.due or ""),
        str(row.hours or ""),
        _state(row),
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
