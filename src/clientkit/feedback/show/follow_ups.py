"""How follow-ups look on a screen."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from operator import attrgetter
from typing import TYPE_CHECKING

from clientkit.kernel.model.values.rating_scales import scores_given
from clientkit.kernel.model.values.references import Subject
from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.bars import paragraph
from clientkit.kernel.screen.card import heading, line
from clientkit.kernel.screen.output import is_terminal, say
from clientkit.kernel.screen.show import view

if TYPE_CHECKING:
    from clientkit.feedback.follow_ups import Followed
    from clientkit.feedback.loop import Loop, LoopAnswer
    from clientkit.kernel.model.records.feedback import Consented, Feedback
    from clientkit.kernel.statistics.on_time_rate import Promptness


def show_low(record: "Feedback", due: datetime) -> None:
    """What a low score calls for."""
    say(f"That is a low score: ask what happened by {instant(due)}. Then note it:", error=True)
    say(f'  clientkit feedback follow {record.id} --note "…" --done', error=True)


def show_whose(record: "Feedback") -> None:
    """Whose answer it is, where several were taken at once."""
    by = f" from {record.contact}" if record.contact else ""
    say(f"{record.about}{by}: {in_scores(record)}.", error=True)


def show_what_to_ask_for(record: "Feedback", given: "Sequence[Consented]") -> None:
    """What a glad answer with permission to quote allows to ask for, unless it was asked before."""
    asked = {one.purpose for one in given if one.contact == record.contact}
    wishes = [(wish, name) for wish, name in WISHES if name not in asked]
    if not wishes:
        return
    say(f"They are glad and may be quoted: ask for {' or '.join(wish for wish, _ in wishes)}.", error=True)
    contact = record.contact or "ID"
    words = f"{record.client} --contact {contact} --purpose {wishes[0][1]} --allow"
    say(f'  When they agree: clientkit client consent {words} --where "…"', error=True)


WISHES = (("a testimonial", "testimonial"), ("a referral", "referral"))


@view("follow-up", data=attrgetter("record"))
def show_followed(followed: "Followed") -> None:
    """The new record's id; what became of the answer on stderr."""
    say(followed.record.id)
    answer = followed.feedback
    left = "nothing is left to do" if followed.record.done else "it stays open"
    say(f"Noted on {in_scores(answer)} of {answer.day} for {answer.about}; {left}.", error=True)
    if not followed.record.done:
        say(f'  When it is settled: clientkit feedback follow {answer.id} --note "…" --done', error=True)


@view("feedback-loop")
def show_loop(loop: "Loop") -> None:
    """The low scores that wait, then the figure; with none, that there is none."""
    if not loop.answers:
        say("No low score waits for a follow-up.", error=True)
    if is_terminal():
        for one in loop.answers:
            _show(one)
    elif loop.answers:
        say("\n".join("\n  ".join(_lines(one)) for one in loop.answers))
    if loop.promptness.due or loop.promptness.waiting:
        say(f"Followed up in time: {share(loop.promptness)}.", error=True)


def _show(one: "LoopAnswer") -> None:
    head, *further = _lines(one)
    for part in paragraph(head, indent=0):
        heading(part)
    for text in further:
        line(text, hanging=4)


def _lines(one: "LoopAnswer") -> Iterator[str]:
    """What it is, then their words and what was done about it."""
    answer = one.feedback
    about = Subject(answer.client, answer.project)
    yield f"{answer.id}  {about}  {in_scores(answer)}  {_until(one)}"
    if answer.comment:
        yield f"{f'{answer.contact}: ' if answer.contact else ''}{one_line(answer.comment)}"
    yield from (f"{step.day}: {one_line(step.note)}" for step in one.steps)


def _until(one: "LoopAnswer") -> str:
    late = "" if one.in_time is None else ", in time" if one.in_time else ", late"
    if one.state == "done":
        return f"done{late}"
    if one.state == "begun":
        return f"begun{late}"
    return f"{'overdue since' if one.overdue else 'by'} {instant(one.due)}"


def in_scores(answer: "Feedback") -> str:
    """Its scores alone: `CSAT 2/5, NPS 3`."""
    given = scores_given(answer)
    return ", ".join(f"{scale.metric.upper()} {scale.in_figures(score, top)}" for scale, top, score in given)


def share(figure: "Promptness") -> str:
    """`2 of 3 (67 %, between 21 and 94 with 95 % confidence), 1 has its time left`."""
    left = f"{figure.waiting} {'has its' if figure.waiting == 1 else 'have their'} time left"
    if figure.share is None or figure.low is None or figure.high is None:
        return f"none fell due; {left}"
    from clientkit.kernel.statistics.rounding import rounded

    ends = f"between {rounded(figure.low, 0)} and {rounded(figure.high, 0)} with 95 % confidence"
    said = f"{figure.in_time} of {figure.due} ({rounded(figure.share, 0)} %, {ends})"
    return f"{said}; {left}" if figure.waiting else said


WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def instant(moment: datetime) -> str:
    """`Mon 23 Nov 2026, 10:05 WIB`."""
    day, month = WEEKDAYS[moment.weekday()], MONTHS[moment.month - 1]  # strftime takes three times as long
    return f"{day} {moment.day} {month} {moment.year}, {moment.hour:02}:{moment.minute:02} {moment.tzname()}"
