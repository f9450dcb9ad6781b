"""How complaints look on a screen: the register, the guide through one, and what comes next."""

from typing import TYPE_CHECKING

from clientkit.kernel.model.values.choices import said_by
from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.card import facts, heading, line
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.show import view
from clientkit.kernel.screen.table import Column, show_table

if TYPE_CHECKING:
    from clientkit.complaints.cases import ComplaintProgress
    from clientkit.complaints.queries import ComplaintClock, ComplaintView
    from clientkit.complaints.register import ComplaintFigureRows, ComplaintRow, ComplaintRows

COLUMNS = (
    Column("id", style="bold"),
    *map(Column, ("about", "came", "state", "due", "cause")),
    Column("their words", prose=True),
)

FIGURES = (
    Column("", style="bold"),
    *map(Column, ("n", "ours", "upheld", "in time", "days", "yes", "silent", "final")),
)

CLOCKS = {
    "acknowledge": "tell them that you have it",
    "plan": "offer a way",
    "update": "give them word again",
    "resolve": "put it right",
}


@view("complaint-step")
def show_progress(one: "ComplaintProgress") -> None:
    """The complaint's id; where it stands and what comes next on stderr."""
    say(one.id)
    again = f", round {one.round}" if one.round > 1 else ""
    say(f"The complaint of {one.about} is {one.state}{again}.", error=True)
    if one.recurs_on:
        say(f"The lesson of {one.recurs_on} on the same cause did not hold.", error=True)
    if one.command:
        say(one_line(f"Next, {one.next}: {one.command}"), error=True)


@view("complaints")
def show_register(rows: "ComplaintRows") -> None:
    """The list; with none, how to take the first in."""
    if not rows:
        say('No open complaint. When one comes: clientkit complaint add CLIENT "their words"', error=True)
        return
    show_table(COLUMNS, [_cells(one) for one in rows])


def _cells(one: "ComplaintRow") -> tuple[str, ...]:
    state = f"{one.state}{f', round {one.round}' if one.round > 1 else ''}"
    due = f"{'! ' if one.overdue else ''}{one.clock} {one.due}" if one.due else ""
    return (one.id, one.subject, str(one.day), state, due, one.cause, one_line(one.text))


@view("complaint-figures")
def show_figures(rows: "ComplaintFigureRows") -> None:
    """The figures; a share with its interval, and how many it counts."""
    if not rows:
        say("No complaint so far.", error=True)
        return
    cells = []
    for one in rows:
        kept = one.in_time
        ends = (
            f" ({kept.low:.0f}-{kept.high:.0f} %)" if kept.low is not None and kept.high is not None else ""
        )
        share = f"{kept.in_time} of {kept.due}{ends}" if kept.due else ""
        days = "" if one.median_days is None else f"{one.median_days:g}"
        counts = map(str, (one.count, one.ours, one.upheld))
        cells.append((one.key, *counts, share, days, *map(str, (one.yes, one.silent, one.final))))
    show_table(FIGURES, cells)


@view("complaint")
def show_complaint(one: "ComplaintView") -> None:
    """The guide: what is known, the clock, the next step, and what to say."""
    again = f", round {one.round}" if one.round > 1 else ""
    heading(f"Complaint {one.id} of {one.about}: {one.state}{again}")
    facts(_known(one), 14)
    for number, option in ((option.number, option) for option in one.options):
        mark = "✔" if option.chosen else "○" if option.told else "·"
        costs = "" if option.costs_client is None else f", costs them {option.costs_client:g}"
        ours = "" if option.costs_us is None else f", {option.costs_us:g} h of ours"
        line(one_line(f"{mark} {number}. {option.text}, by {option.due}{costs}{ours}"), hanging=5)
    heading("Clock" if one.clocks else "Clock: none runs")
    for clock in one.clocks:
        line(_clock(clock))
    if one.silence_from:
        line(f"silence ends it from {one.silence_from} on")
    if one.command:
        heading(f"Next: {one.next}")
        line(one.command)
        heading("To say")
        for sentence in one.say:
            line(one_line(sentence), hanging=2)


def _known(one: "ComplaintView") -> list[tuple[str, str]]:
    who = f"{one.contact or 'the client'} {said_by(one.channel)} on {one.day}, severity {one.severity}"
    told = [
        ("Who", who),
        ("Words", f"“{one.text}”"),
        ("Wants", one.wants or ""),
        ("About", one.item or ""),
        ("In our words", one.restated),
        ("Feels", one.feels),
        *(("Fact", fact) for fact in one.facts),
        *(("Why", why) for why in one.whys),
        ("Cause", f"{one.root}{f', {one.whose}' if one.whose else ''}"),
        ("Upheld", one.upheld),
        ("Again", f"the lesson of {one.recurs_on} did not hold" if one.recurs_on else ""),
        ("Mediator", one.escalated or ""),
        ("Ended", one.outcome or ""),
        ("They say", one.words),
        ("Lesson", one.lesson or ""),
    ]
    return [(name, one_line(text)) for name, text in told if text]


def _clock(clock: "ComplaintClock") -> str:
    said = CLOCKS[clock.name]
    if clock.done:
        return f"{'! ' if clock.late else '✔ '}{said}: {clock.done}, due {clock.due}"
    if clock.paused:
        return f"‖ {said}: waits for the client"
    return f"{'! ' if clock.late else '○ '}{said}: by {clock.due}"
