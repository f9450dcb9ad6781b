"""How consent looks on a screen."""

from typing import TYPE_CHECKING

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import say, say_json

if TYPE_CHECKING:
    from clientkit.kernel.model.records.feedback import Consented

ALLOWS = {
    "quote": "being quoted",
    "testimonial": "a testimonial",
    "referral": "being named as a reference",
    "surveys": "being asked for feedback",
}


def show_consent(record: "Consented", *, as_json: bool) -> None:
    """The record's id; what was said on stderr."""
    if as_json:
        say_json("consent", record)
        return
    say(record.id)
    say(f"Recorded for {record.client} on {record.day}: {in_words(record)}.", error=True)


def in_words(record: "Consented") -> str:
    """`rina allows being quoted (mail of 20 November)`."""
    evidence = f" ({one_line(record.evidence)})" if record.evidence else ""
    word = "allows" if record.given else "does not allow"
    return f"{record.contact} {word} {ALLOWS[record.purpose]}{evidence}"
