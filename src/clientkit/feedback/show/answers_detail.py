"""How one answer looks on a screen: all of it, and what became of it."""

from typing import TYPE_CHECKING, Any

from clientkit.feedback.show.answers import in_words, named, scores_of
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.model.values.safe_text import one_line, visible
from clientkit.kernel.screen.card import facts, heading
from clientkit.kernel.screen.output import say, say_json
from clientkit.kernel.screen.output_retraction import tell_taken_back

if TYPE_CHECKING:
    from clientkit.feedback.answer import Answer, Corrected
    from clientkit.kernel.model.records.feedback import FollowUp
    from clientkit.kernel.store.journal.retraction import Taken

LABELS = 12
"""Columns that a label takes."""

OPTIONS = {"day": "on", "tags": "tag", "csat_scale": "csat", "occasion": "trigger"}
"""What a field is called on the command line, where it has another name there."""


def show_one(answer: "Answer", *, as_json: bool) -> None:
    """The answer as a card; corrections and a retraction below it."""
    if as_json:
        say_json("feedback-history", answer)
        return
    record = answer.feedback
    heading(f"{record.id}  {named(record)}  {record.day}")
    facts([*_facts(record), ("recorded", f"{record.ts:%Y-%m-%d %H:%M} UTC")], LABELS)
    if answer.follow_ups:
        heading("Followed up")
        facts([(str(one.day), _step(one)) for one in answer.follow_ups], LABELS)
    if answer.before:
        heading("Before it was corrected")
        facts([(version.id, _version(version)) for version in answer.before], LABELS)
    if taken := answer.retraction:
        reason = f": {one_line(taken.reason)}" if taken.reason else ""
        heading(f"Taken back on {taken.day}{reason}; it is not counted")


def show_corrected(corrected: "Corrected", *, as_json: bool) -> None:
    """The new record's id; what changed on stderr."""
    if as_json:
        say_json("feedback", corrected.record)
        return
    say(corrected.record.id)
    if not corrected.changed:
        say("Nothing changed: it says so already.", error=True)
        return
    names = dict.fromkeys(OPTIONS.get(name, name) for name in corrected.changed)
    record = corrected.record
    words = in_words(record)
    say(f"Corrected for {named(record)} on {record.day} ({', '.join(names)}): {words}.", error=True)


def show_taken_back(taken: "Taken", *, as_json: bool) -> None:
    """The retraction's id; what is not counted any more on stderr."""
    answer: Any = taken.note
    said = f"{named(answer)} on {answer.day}, {in_words(answer)}."
    tell_taken_back(taken.record, said, as_json=as_json)


def _facts(record: Feedback) -> list[tuple[str, str]]:
    return [
        ("from", record.contact or ""),
        *scores_of(record),
        ("comment", visible(record.comment or "").replace("\n", " / ")),
        ("quotable", "yes" if record.quotable else "no"),
        ("tags", " ".join(record.tags)),
        ("asked after", record.occasion or ""),
        ("survey", record.survey or ""),
    ]


def _step(step: "FollowUp") -> str:
    return f"{one_line(step.note)}{' (done)' if step.done else ''}"


def _version(record: Feedback) -> str:
    comment = f": {one_line(record.comment)}" if record.comment else ""
    by = f" from {record.contact}" if record.contact else ""
    return f"{record.day}{by}, {in_words(record)}{comment}"
