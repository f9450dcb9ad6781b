"""How changes look on a screen: the list, one with its next step, and what was recorded."""

from collections.abc import Iterator
from operator import attrgetter
from typing import TYPE_CHECKING

from clientkit.kernel.model.values.money_text import money
from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.card import facts
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.show import view
from clientkit.kernel.screen.table import Column, show_table

if TYPE_CHECKING:  # the list loads no models of records
    from clientkit.changes.actions import ChangeStep
    from clientkit.changes.figures import ChangeFigureRows
    from clientkit.changes.found import ChangeSheet
    from clientkit.changes.queries import ChangeRow, ChangeRows

COLUMNS = (
    Column("number", style="bold"),
    *map(Column, ("about", "state", "until")),
    Column("price", right=True),
    Column("days", right=True),
    Column("what they ask", prose=True),
)


@view("changes")
def show_changes(rows: "ChangeRows") -> None:
    """The list; with none, how to write the first down."""
    if not rows:
        say('No open change. They ask for more? clientkit change add PROJECT "…"', error=True)
        return
    show_table(COLUMNS, [_cells(row) for row in rows])


def _cells(row: "ChangeRow") -> tuple[str, ...]:
    price = "" if row.price is None else money(row.price, row.currency or "")
    days = "" if not row.days else f"+{row.days}"
    return (row.number, row.subject, row.state, str(row.until or ""), price, days, one_line(row.text))


FIGURES = (
    Column("about", style="bold"),
    *(Column(name, right=True) for name in ("asked", "approved", "more", "growth", "free", "decided")),
)


@view("change-figures")
def show_figures(rows: "ChangeFigureRows") -> None:
    """The figures, each share with how many it counts."""
    if not rows:
        say("No change so far.", error=True)
        return
    cells = []
    for one in rows:
        growth = "" if one.growth_percent is None else f"{one.growth_percent:g} %"
        days = "" if one.median_days is None else f"{one.median_days:g} days (n={one.decided})"
        more = money(one.added, one.currency) if one.added and one.currency else ""
        counts = (one.subject, str(one.count), str(one.approved), more, growth)
        cells.append((*counts, f"{one.absorbed} of {one.ended}" if one.ended else "", days))
    show_table(FIGURES, cells)


@view("change_sheet")
def show_sheet(one: "ChangeSheet") -> None:
    """All that is known of it; the next step on stderr."""
    say(f"{one.name}  {one.state}")
    facts([(label, one_line(text or "")) for label, text in _known(one)], 11)
    if one.command:
        say(f"  Next: {one.command}", error=True)


def _known(one: "ChangeSheet") -> Iterator[tuple[str, str | None]]:
    asked, what, end = one.request, one.assessment, one.outcome
    who = ", ".join(filter(None, [asked.contact, asked.channel]))
    yield "asked", f"{asked.day}{f' by {who}' if who else ''}: {asked.text}"
    yield "option", asked.option
    if what:
        revision = f" (round {one.round} of {one.rounds})" if one.round else ""
        hours = f"{what.hours.normalize():f} h" if what.hours else None
        price = None if what.price is None else money(what.price, what.currency or "")
        days = f"{what.days} working days on {what.milestone}" if what.days else None
        yield "class", f"{what.classed}{revision}{''.join(f', {clause}' for clause in what.clauses)}"
        yield "takes", ", ".join(filter(None, [hours, price, days]))
        for label in ("adds", "criterion", "because", "if_not", "instead"):
            yield label.replace("_", " "), getattr(what, label)
        yield "drops", ", ".join(what.drops)
    yield "risk", f"{one.risk.normalize():f} h at your own risk: not approved" if one.risk else None
    yield "missing", "; ".join(one.missing)
    if one.offered:
        yield "offered", f"{one.offered}{f', holds until {one.until}' if one.until else ''}"
    if end:
        yield "ended", f"{end.day}{f': {end.reason}' if end.reason else ''}"
        yield (
            "by",
            end.accepted_by and f"{end.accepted_by}{f', version {end.version}' if end.version else ''}",
        )
        yield "for free", None if end.value is None else money(end.value, end.currency or "")


WORDS = {
    "change": "Asked on {day} for {project}",
    "change_assessed": "Assessed on {day}",
    "change_ended": "{outcome} on {day}",
}


@view("change", data=attrgetter("record"))
def show_step(step: "ChangeStep") -> None:
    """The number; what was recorded and what to know on stderr."""
    say(step.number)
    record = step.record
    outcome = str(getattr(record, "outcome", "")).capitalize()
    words = WORDS[str(getattr(record, "kind", "change"))]
    say(f"{words.format(day=record.day, project=step.project, outcome=outcome)}.", error=True)
    for line in step.said:
        say(one_line(line), error=True)
    name = f"{step.project}/{step.number}"
    following = {
        "change": f"Say what it takes: clientkit change assess {name} --class outside --hours 3",
        "change_assessed": f"See what is missing, or next: clientkit change show {name}",
    }.get(str(getattr(record, "kind", "")))
    if following:
        say(f"  {following}", error=True)
