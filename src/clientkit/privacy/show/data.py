"""How requests, breaches, exports look on a screen."""

from operator import attrgetter
from typing import TYPE_CHECKING

from clientkit.clients.show import consent_in_words
from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import counted, say
from clientkit.kernel.screen.show import view

if TYPE_CHECKING:
    from clientkit.privacy.export.archive import Exported
    from clientkit.privacy.requests import Answered, Taken


@view("data-request", data=attrgetter("record"))
def show_taken(taken: "Taken") -> None:
    """The record's id; by when the law wants what, and what comes next, on stderr."""
    from clientkit.kernel.model.records.privacy import PrivacyAsked

    record, due = taken.record, taken.clock.due.replace("T", " ")
    say(record.id)
    for one in taken.stopped:
        say(f"At once: {one_line(consent_in_words(one))}.", error=True)
    if isinstance(record, PrivacyAsked):
        letter = f"clientkit mail draft privacy-answer {record.id}"
        if taken.stopped:
            say(f"Tell them: {letter}", error=True)
            return
        say(f"To be answered by {due} ({taken.clock.words}).", error=True)
        say(f"When it is done: {letter}, or clientkit done {record.id}", error=True)
        return
    say(f"Those concerned and the authority are told by {due} ({taken.clock.words}).", error=True)
    say(f"Next: clientkit mail draft breach {record.id}", error=True)


@view("data-request", data=attrgetter("record"))
def show_answered(answered: "Answered") -> None:
    """The record's id; that it is done on stderr."""
    record, asked = answered
    say(record.id)
    say(f"What {asked.contact} asked of their data ({asked.wants}) is done on {record.day}.", error=True)


@view("data-export")
def show_exported(done: "Exported") -> None:
    """Its path; what it holds, and whether git would take it in, on stderr."""
    say(done.path)
    said = f"{counted(done.files, 'file')}, {counted(done.records, 'record')}, {done.size:,} bytes"
    say(f"{said}." if done.changed else f"{said}; the very same was there already.", error=True)
    if done.repository:
        say(
            f"It lies in the git repository {one_line(done.repository)}, which would keep it for ever: "
            "move it out before you commit.",
            error=True,
        )
