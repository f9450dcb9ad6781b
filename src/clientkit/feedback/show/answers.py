"""How answers look on a screen: one, all of them, and what became of one."""

from operator import attrgetter
from typing import TYPE_CHECKING

from clientkit.kernel.model.values.rating_scales import METRIC_NAMES, scores_given
from clientkit.kernel.model.values.safe_text import one_line, visible
from clientkit.kernel.screen.card import facts, heading
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.show import view
from clientkit.kernel.screen.table import Column, columns_of, show_table

if TYPE_CHECKING:
    from clientkit.feedback.actions import FeedbackRows
    from clientkit.feedback.answer import Answer, Corrected
    from clientkit.feedback.quotes import Quotes
    from clientkit.kernel.model.records.feedback import Feedback, FollowUp

LABELS = 12
"""Columns that a label takes."""

OPTIONS = {"day": "on", "tags": "tag", "csat_scale": "csat", "occasion": "trigger"}
"""What a field is called on the command line, where it has another name there."""

COLUMNS = (
    Column("id", style="bold"),
    Column("day"),
    Column("client"),
    Column("contact"),
    *(Column(name, right=True, named=True) for name in METRIC_NAMES),
    Column("asked after", named=True),
    Column("tags", named=True),
    Column("comment", prose=True),
)


@view("feedback")
def show_recorded(record: "Feedback") -> None:
    """The new record's id; what was kept on stderr."""
    say(record.id)
    by = f" from {record.contact}" if record.contact else ""
    say(f"Recorded for {record.about} on {record.day}{by}: {in_words(record)}.", error=True)
    if record.is_low and record.comment:
        say(
            f"If it is a complaint: clientkit complaint add {record.about} --feedback {record.id}", error=True
        )


@view("quotes")
def show_quotes(quotes: "Quotes") -> None:
    """The words, and how they are named; with none, how to ask."""
    columns = columns_of("id, client, allowed, credit")
    if quotes:
        rows = [
            (one.id, one.client, str(one.allowed_on), one.credit or "no name", one_line(one.text))
            for one in quotes
        ]
        show_table((*columns, Column("words", prose=True)), rows)
        return
    say("Nobody allowed it yet. Ask who is glad: clientkit mail draft testimonial ID", error=True)


@view("feedbacks")
def show_feedback(records: "FeedbackRows") -> None:
    """The list; with none, how to record the first."""
    if not records:
        say('No feedback here. Record some: clientkit feedback add CLIENT --csat 5 --comment "…"', error=True)
        return
    show_table(COLUMNS, [_row(record) for record in records])


def in_words(record: "Feedback") -> str:
    """`CSAT 5/5, NPS 9, a comment`."""
    says = [f"{title} {score}" for title, score in scores_of(record) if score]
    return ", ".join([*says, *(["a comment"] if record.comment else [])])


def _row(record: "Feedback") -> tuple[str, ...]:
    scores = [score for _, score in scores_of(record)]
    return (
        record.id,
        str(record.day),
        str(record.about),
        record.contact or "",
        *scores,
        record.occasion or "",
        " ".join(record.tags),
        record.comment or "",
    )


def scores_of(record: "Feedback") -> list[tuple[str, str]]:
    """Each metric with its score; an empty text where there is none."""
    given = {scale.metric: scale.in_figures(score, top) for scale, top, score in scores_given(record)}
    return [(name.upper(), given.get(name, "")) for name in METRIC_NAMES]


@view("feedback-history")
def show_answer(answer: "Answer") -> None:
    """The answer as a card; corrections and a retraction below it."""
    record = answer.feedback
    heading(f"{record.id}  {record.about}  {record.day}")
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


@view("feedback", data=attrgetter("record"))
def show_corrected(corrected: "Corrected") -> None:
    """The new record's id; what changed on stderr."""
    say(corrected.record.id)
    if not corrected.changed:
        say("Nothing changed: it says so already.", error=True)
        return
    names = dict.fromkeys(OPTIONS.get(name, name) for name in corrected.changed)
    record = corrected.record
    words = in_words(record)
    say(f"Corrected for {record.about} on {record.day} ({', '.join(names)}): {words}.", error=True)


def _facts(record: "Feedback") -> list[tuple[str, str]]:
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


def _version(record: "Feedback") -> str:
    comment = f": {one_line(record.comment)}" if record.comment else ""
    by = f" from {record.contact}" if record.contact else ""
    return f"{record.day}{by}, {in_words(record)}{comment}"
