"""How projects look on a screen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clientkit.kernel.model.files.schedule import ForecastMilestone
from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.card import facts, heading, line, open_items
from clientkit.kernel.screen.output import say, say_json
from clientkit.kernel.screen.table import Column, show_table

if TYPE_CHECKING:
    from clientkit.overview.project_card import ProjectCard
    from clientkit.projects.actions import AddedProject, ProjectRow


def show_added(added: "AddedProject", *, as_json: bool) -> None:
    """The new project's name; what to do next on stderr."""
    if as_json:
        say_json("project", added)
        return
    say(added.project)
    say(
        f"{one_line(added.value.title)} is kept in {added.file}; every section is explained there. Next:",
        error=True,
    )
    say(f"  clientkit project edit {added.project}", error=True)
    say(f"  clientkit scope show {added.project}", error=True)


def show_projects(rows: "Sequence[ProjectRow]", *, as_json: bool) -> None:
    """The list; with none, how to add the first."""
    if as_json:
        say_json("projects", rows)
        return
    if not rows:
        say('No project yet. Add one: clientkit project add CLIENT "Web shop"', error=True)
        return
    columns = [
        Column("project", style="bold"),
        Column("title"),
        Column("state"),
        Column("price", right=True),
        Column("milestones", right=True),
    ]
    show_table(
        columns, [(row.project, row.title, row.state, _price(row), str(row.milestones)) for row in rows]
    )


def _price(row: "ProjectRow") -> str:
    return f"{row.currency} {row.price:,}" if row.price is not None else ""


def show_card(card: "ProjectCard", *, as_json: bool) -> None:
    """The card, set as blocks."""
    if as_json:
        say_json("project", card)
        return
    heading(f"{one_line(card.value.title)}  ({card.project})")
    facts(_facts(card), 9)
    if card.forecast:
        heading("Milestones")
        for milestone in card.forecast.milestones:
            line(_milestone(milestone), hanging=4)
    open_items(card.open)
    if card.missing:
        say(f"The agreement still lacks: {', '.join(card.missing)}")


def _facts(card: "ProjectCard") -> list[tuple[str, str]]:
    price = card.value.price
    amount = price.amount if price.amount is not None else price.rate
    end = card.forecast.end if card.forecast else None
    agreed = f"version {card.agreed_version} on {card.agreed_on}{_drifted(card)}" if card.agreed_on else ""
    return [
        ("State", card.state),
        ("Price", f"{price.currency} {amount:,} ({price.model})" if amount is not None else ""),
        ("Agreed", agreed),
        ("End", f"{end}{_late(card.forecast.slip)}" if card.forecast and end else ""),
        ("Dates", one_line(card.dates_problem)),
    ]


def _drifted(card: "ProjectCard") -> str:
    if not card.drifted:
        return ", nothing has changed since"
    points = f"{card.drifted} {'point differs' if card.drifted == 1 else 'points differ'}"
    return f"; {points} since: clientkit scope diff {card.project}"


def _milestone(milestone: ForecastMilestone) -> str:
    base = milestone.baseline
    when = f"done {milestone.done_on}" if milestone.done_on else f"{milestone.status}, ends {milestone.end}"
    owner = " (client)" if base.owner == "client" else ""
    return one_line(f"{base.id}  {base.title}{owner}: {when}{_late(milestone.slip)}")


def _late(slip: int) -> str:
    if slip == 0:
        return ""
    days = f"{abs(slip)} working {'day' if abs(slip) == 1 else 'days'}"
    return f", {days} {'later' if slip > 0 else 'earlier'} than planned"
