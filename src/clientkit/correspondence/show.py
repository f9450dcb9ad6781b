"""How the logbook looks on a screen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import say, say_json
from clientkit.kernel.screen.output_retraction import tell_taken_back
from clientkit.kernel.screen.table import Column, show_table

if TYPE_CHECKING:  # writing a contact down does not load the list's models
    from clientkit.correspondence.contact_log import LogRow
    from clientkit.kernel.model.records.correspondence import Logged
    from clientkit.kernel.store.journal.retraction import Taken

COLUMNS = (
    Column("id", style="bold"),
    Column("day"),
    Column("about"),
    Column("channel"),
    Column("began"),
    Column("contact"),
    Column("text", prose=True),
)


def show_logged(record: "Logged", *, as_json: bool) -> None:
    """The new entry's id; what was written down on stderr."""
    if as_json:
        say_json("contact", record)
        return
    say(record.id)
    about = "/".join(filter(None, (record.client, record.project)))
    say(f"Logged for {about} on {record.day}: {record.channel}.", error=True)


def show_logbook(rows: "Sequence[LogRow]", *, as_json: bool) -> None:
    """The list; with none, how to write the first down."""
    if as_json:
        say_json("contacts", rows)
        return
    if not rows:
        say('No contact logged yet: clientkit log CLIENT "What was said" --channel phone', error=True)
        return
    show_table(
        COLUMNS,
        [
            (
                row.id,
                str(row.day),
                row.subject,
                row.channel,
                "client" if row.incoming else "you",
                row.contact or "",
                row.text,
            )
            for row in rows
        ],
    )


def show_taken_back(taken: "Taken", *, as_json: bool) -> None:
    """The retraction's id; what is not counted any more on stderr."""
    note: Any = taken.note
    tell_taken_back(taken.record, f"{note.channel} of {note.day}: {one_line(note.text)}", as_json=as_json)
