"""How the overview looks on a screen: one line or two for each thing that one looks at on a Monday."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from clientkit.kernel.model.values.money_text import money
from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.card import facts, heading, line
from clientkit.kernel.screen.output import counted
from clientkit.kernel.screen.show import view
from clientkit.kernel.statistics.metrics import METRICS
from clientkit.overview.show.business import share
from clientkit.overview.show.cards import MARKS
from clientkit.overview.show.lists import say_none

if TYPE_CHECKING:
    from clientkit.overview.document import Overview, PipelineMoney
    from clientkit.scores.document import MeasuredScore

LABEL = 14
"""Columns of the labels."""

OPEN = ("offered", "talking", "agreed")
"""States of the pipeline that are shown; what was dropped is told by its list."""

WHOSE = {"us": "ours", "client": "the client's", "third-party": "a third party's", "change": "agreed changes"}
VERDICTS = {
    "more-than-chance": "more than chance",
    "could-be-chance": "could be chance",
    "cannot-be-told": "too few to tell",
}


@view("overview")
def show_overview(found: "Overview", *, begin: bool = False) -> None:
    """Counts first, then who needs something, money, scores, and what was promised and kept."""
    if begin:
        say_none(begin=True)
        return
    heading(f"Overview, {found.as_of}")
    facts([("Due", _due(found))], LABEL)
    facts([("Clients", _health(found))], LABEL)
    for one in found.in_need:
        line(f"  {MARKS[one.level]} {one.client}: {one_line(one.reason)}", hanging=4)
    if found.in_need:
        line("what is due: clientkit agenda; why one needs you: clientkit client show NAME", hanging=LABEL)
    heading("Pipeline")
    facts([(one.state.capitalize(), _money(one)) for one in found.pipeline if one.state in OPEN], LABEL)
    facts(
        [
            (
                "Offers won",
                share(found.offers.count, found.offers.of, found.offers)
                if found.offers.of
                else "none decided yet",
            )
        ],
        LABEL,
    )
    heading("Scores" + (f" since {found.since}" if found.since else ""))
    facts([(one.name.upper(), _score(one)) for one in found.scores] or [("", "no answers yet")], LABEL)
    heading("Promised and kept")
    for label, text in _kept(found):
        line(f"{label:<{LABEL}}{text}", hanging=LABEL)


def _due(found: "Overview") -> str:
    due = found.due
    counts = ((due.overdue, "overdue"), (due.today, "today"), (due.week, "this week"))
    return ", ".join(
        [
            *(f"{count} {word}" for count, word in counts),
            f"{due.waiting} wait for a client",
            f"{due.time} if time",
        ]
    )


def _health(found: "Overview") -> str:
    words = {"act": "to act on", "watch": "to watch", "well": "well", "unknown": "without records"}
    return ", ".join(f"{one.clients} {words[one.level]}" for one in found.health if one.clients)


def _money(one: "PipelineMoney") -> str:
    return f"{money(one.amount, one.currency)} in {counted(one.projects, 'project')}"


def _score(one: "MeasuredScore") -> str:
    metric = METRICS[one.name]
    said = f"{metric.shown(one.score, one.highest)}  n = {one.responses}"
    if one.people < one.responses:
        said += f" of {one.people} {'person' if one.people == 1 else 'people'}"
    if one.low is not None and one.high is not None:
        said += f", {metric.plain(one.low)} to {metric.plain(one.high)}"
    if one.change:
        was = next(period.score or 0.0 for period in one.periods if period.key == one.change.since)
        now = next(period.score or 0.0 for period in one.periods if period.key == one.change.key)
        said += (
            f"; {one.change.since} {metric.plain(was)}, {one.change.key} {metric.plain(now)}"
            f" ({VERDICTS[one.change.verdict]})"
        )
    return said


def _kept(found: "Overview") -> Iterator[tuple[str, str]]:
    for number, one in enumerate(found.kept):
        yield "" if number else "In time", f"{one.what}: {share(one.count, one.of, one)}"
    slip = found.slip
    days = ", ".join(f"{one.days:+d} {WHOSE[one.cause]}" for one in slip.slips)
    late = (
        f"{slip.late} of {counted(slip.projects, 'running project')} late"
        if slip.projects
        else "nothing runs"
    )
    yield "Slip", f"{late}{f'; working days: {days}' if days else ''}"
    yield "Goodwill", " + ".join(money(one.amount, one.currency) for one in found.goodwill) or "none"
    if kept := found.keeping:
        start = f"{kept.stayed} of {kept.start} stayed" if kept.start else "none at the start"
        yield "Retention", f"{start}; {kept.won} won, {kept.lost} lost, {kept.end} now (since {kept.since})"
        yield "", f"{kept.repeat} of {counted(kept.all_clients, 'client')} came for two projects or more"
