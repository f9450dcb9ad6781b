"""How it is said that a record was taken back."""

from typing import TYPE_CHECKING

from clientkit.kernel.screen.output import say, say_json

if TYPE_CHECKING:
    from clientkit.kernel.model.records.record import Retraction


def tell_taken_back(record: "Retraction", said: str, *, as_json: bool) -> None:
    """The retraction's id; on stderr, in words, what is not counted any more."""
    if as_json:
        say_json("retraction", record)
        return
    say(record.id)
    say(f"Taken back: {said}", error=True)
