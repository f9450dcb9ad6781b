"""What one can do with notes of the work: take them, answer them, take them back."""

import re
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from clientkit.actions.typed import made_record, meant, typed_text
from clientkit.errors import InvalidDataError, NotFoundError, UsageError
from clientkit.model.journal import (
    Ask,
    Blocked,
    Done,
    Entry,
    Next,
    Resolved,
    Retraction,
    RiskNote,
    Stamp,
)
from clientkit.store.ids import item_titles
from clientkit.store.save import append_record
from clientkit.store.workspace import Workspace

NOTES: dict[str, type[Entry]] = {
    "done": Done,
    "next": Next,
    "blocked": Blocked,
    "ask": Ask,
    "risk": RiskNote,
}
"""The kinds of note by their names."""

OPEN_KINDS = ("ask", "blocked", "risk")
"""What waits until it is answered or over."""

MOST_HOURS = 1000


class Closed(NamedTuple):
    """An ask, a block or a risk that was closed, and what had closed it before."""

    record: Resolved
    note: Entry
    before: Resolved | None


class Taken(NamedTuple):
    """A note that was taken back."""

    record: Retraction
    note: Entry


def add_note(
    workspace: Workspace, stamp: Stamp, name: tuple[str, str], kind: str, given: Mapping[str, Any]
) -> Entry:
    """Take one note; hours, options and texts come as they were typed.

    Raises:
        UsageError: an empty text, a value that cannot be, or an item that the project does not have.
    """
    values = {key: value for key, value in given.items() if key == "text" or value not in {None, ""}}
    for key in values.keys() & {"text", "unblocks", "recommend", "default", "answer"}:
        values[key] = typed_text(values[key], "The text" if key == "text" else f"The text of --{key}")
    if "hours" in values:
        values["hours"] = parse_hours(values["hours"])
    if "options" in values:
        values["options"] = parse_options(values["options"])
        _require_option(values["options"], values.get("recommend"))
    if "item" in values:
        _require_item(workspace, name, values["item"])
    record = made_record(NOTES[kind], stamp, name, values)
    append_record(workspace, record)
    return record


def parse_hours(text: str) -> Decimal:
    """Hours from `3` or `1.5`.

    Raises:
        UsageError: no number, or none that work can take.
    """
    shown = text.strip()
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,2})?", shown):
        raise UsageError(
            f"{shown[:40]!r} is not a number of hours.", "Write 3, or 1.5 for an hour and a half."
        )
    hours = Decimal(shown)
    if not 0 < hours <= MOST_HOURS:
        raise UsageError(
            f"{shown} hours cannot be noted: more than 0 and at most {MOST_HOURS:,}.", "Write 3 or 1.5."
        )
    return hours


def parse_options(text: str) -> tuple[str, ...]:
    """What can be chosen, from `Midtrans|Xendit`.

    Raises:
        UsageError: there is only one.
    """
    options = tuple(option.strip() for option in typed_text(text, "--options").split("|") if option.strip())
    if len(options) < 2:  # noqa: PLR2004 - a choice is between two
        raise UsageError(
            f"{text.strip()[:80]!r} is no choice: there is only one option.",
            "Put a | between them: --options 'Midtrans|Xendit'",
        )
    return options


def _require_option(options: tuple[str, ...], recommended: str | None) -> None:
    if recommended is not None and recommended not in options:
        raise UsageError(
            f"{recommended[:80]!r} is recommended, but is none of the options.",
            f"The options are: {', '.join(options)}",
        )


def _require_item(workspace: Workspace, name: tuple[str, str], item: str) -> None:
    """Refuse an item that the project surely lacks; where its file cannot be read, say so and go on."""
    try:
        known = item_titles(workspace, *name)
    except (InvalidDataError, NotFoundError):
        file = workspace.relative(workspace.project_file(*name))
        workspace.notices.add(f"passed over {file}, which cannot be read; '{item}' was not checked")
        return
    if item not in known:
        hint = meant(item, known) if known else f"It has none yet: clientkit project edit {'/'.join(name)}"
        raise UsageError(f"{'/'.join(name)} has no deliverable or milestone {item[:80]!r}.", hint)


def close_note(workspace: Workspace, stamp: Stamp, beginning: str, text: str | None) -> Closed:
    """Record the answer to an ask, or the end of a block or a risk; a second one corrects the first.

    Raises:
        NotFoundError: no record's id begins so.
        UsageError: it begins several, is no open kind, or an ask gets no answer.
    """
    note, records = _one_note(workspace, beginning, OPEN_KINDS, "answered")
    if note.kind == "ask" and not text:
        raise UsageError("The answer is missing.", f'Write it: clientkit progress answer {beginning} "…"')
    words = typed_text(text, "The answer") if text else None
    before = next((r for r in records if isinstance(r, Resolved) and r.ref == note.id), None)
    values = {"ref": note.id, "text": words, "replaces": before.id if before else None}
    if before:  # later than what it corrects, whatever the clock says
        stamp = stamp.model_copy(update={"ts": max(stamp.ts, before.ts + timedelta(seconds=1))})
    record = made_record(Resolved, stamp, (note.client, note.project), values)
    append_record(workspace, record)
    return Closed(record, note, before)


def retract_note(workspace: Workspace, stamp: Stamp, beginning: str, reason: str | None) -> Taken:
    """Take a note or an answer back; it stays in the journal and is not counted.

    Raises:
        NotFoundError: no record's id begins so.
        UsageError: it begins several, or is no note of the work.
    """
    note, _ = _one_note(workspace, beginning, (*NOTES, "resolved"), "taken back here")
    values = {"retracts": note.id, "reason": typed_text(reason, "The reason") if reason else None}
    record = made_record(Retraction, stamp, (note.client, note.project), values)
    append_record(workspace, record)
    return Taken(record, note)


def _one_note(
    workspace: Workspace, beginning: str, kinds: tuple[str, ...], what: str
) -> tuple[Any, list[Entry]]:
    from clientkit.store.record_ids import records_begun

    if not beginning.strip():
        raise UsageError("The id is empty.", "See the ids: clientkit progress list")
    found: list[tuple[Any, list[Entry]]] = list(records_begun(workspace, beginning.strip().lower()))
    fitting = [pair for pair in found if pair[0].kind in kinds]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        listed = ", ".join(f"{record.id} ({record.kind})" for record, _ in fitting[:5])
        more = f" and {len(fitting) - 5} more" if len(fitting) > 5 else ""  # noqa: PLR2004 - a line's worth
        raise UsageError(f"'{beginning}' could be {listed}{more}.", "Write more of the id.")
    record = found[0][0]
    names = {"resolved": "answer"}
    allowed = ", ".join(names.get(kind, kind) for kind in kinds)
    raise UsageError(
        f"{record.id} is of the kind '{record.kind}', which cannot be {what}.", f"What can: {allowed}"
    )
