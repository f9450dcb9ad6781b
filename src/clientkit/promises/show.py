"""How promises look on a screen."""

from operator import attrgetter
from typing import TYPE_CHECKING

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.show import view
from clientkit.kernel.screen.table import columns_of, show_table

if TYPE_CHECKING:  # writing a promise down does not load the list's models
    from clientkit.kernel.model.records.promise import Promised
    from clientkit.promises.actions import PromiseEnd
    from clientkit.promises.queries import PromiseRow, PromiseRows

COLUMNS = columns_of("id, about, who, due, state, promise, note", prose="promise, note")

WHO = {"us": "you", "client": "the client"}


@view("promise")
def show_promised(promise: "Promised") -> None:
    """The new promise's id; what was promised on stderr."""
    say(promise.id)
    say(
        f"Promised by {WHO[promise.owner]} for {promise.about}, due {promise.due:%A} {promise.due}.",
        error=True,
    )


@view("promises")
def show_promises(rows: "PromiseRows") -> None:
    """The list; with none, how to write the first down."""
    if not rows:
        say(
            'No open promise. Write one down: clientkit promise add CLIENT "Send the draft" --due fri',
            error=True,
        )
        return
    show_table(
        COLUMNS,
        [
            (row.id, row.subject, WHO[row.owner], str(row.due), _state(row), row.text, row.note or "")
            for row in rows
        ],
    )


def _state(row: "PromiseRow") -> str:
    return f"{row.state}{' late' if row.late else ''} {row.ended}" if row.ended else row.state


@view("promise_ended", data=attrgetter("record"))
def show_ended(ended: "PromiseEnd") -> None:
    """The record's id; which promise it ends on stderr."""
    say(ended.record.id)
    promise = ended.promise
    late = " late" if ended.record.outcome == "kept" and ended.record.day > promise.due else ""
    say(
        f"{ended.record.outcome.capitalize()}{late} on {ended.record.day}: {one_line(promise.text)}",
        error=True,
    )
    if ended.before:
        say(
            f"It takes the place of '{ended.before.outcome}', said on {ended.before.day}.",
            error=True,
        )
