"""How the logbook looks on a screen."""

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.show import view
from clientkit.kernel.screen.table import columns_of, show_table

if TYPE_CHECKING:  # writing a contact down does not load the list's models
    from clientkit.correspondence.contact_log import LogRows
    from clientkit.kernel.model.records.correspondence import Logged
    from clientkit.kernel.store.journal.retraction import RetractedRecord

COLUMNS = columns_of("id, day, about, channel, began, contact, text", prose="text")


@view("contact")
def show_logged(record: "Logged") -> None:
    """The new entry's id; what was written down on stderr."""
    say(record.id)
    about = "/".join(filter(None, (record.client, record.project)))
    say(f"Logged for {about} on {record.day}: {record.channel}.", error=True)


@view("contacts")
def show_logbook(rows: "LogRows") -> None:
    """The list; with none, how to write the first down."""
    if not rows:
        say('No contact logged yet: clientkit log add CLIENT "What was said" --channel phone', error=True)
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


@view("retraction", data=attrgetter("record"))
def show_retracted(taken: "RetractedRecord") -> None:
    """The retraction's id; what is not counted any more on stderr."""
    say(taken.record.id)
    note: Any = taken.note
    say(f"Taken back: {note.channel} of {note.day}: {one_line(note.text)}", error=True)
