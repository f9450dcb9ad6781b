"""How the pipeline and the value of clients look on a screen: money by currency, shares with an interval."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from clientkit.kernel.model.values.money_text import money
from clientkit.kernel.screen.card import heading, line
from clientkit.kernel.screen.output import counted, say
from clientkit.kernel.screen.show import view
from clientkit.kernel.screen.table import Column, columns_of, show_table
from clientkit.kernel.statistics.rounding import rounded
from clientkit.overview.show.lists import say_none

if TYPE_CHECKING:
    from clientkit.overview.client_value import ValueReport
    from clientkit.overview.pipeline import Pipeline


@view("pipeline")
def show_pipeline(found: "Pipeline") -> None:
    """What is open, its sums, and what became of the offers that were decided."""
    if found.rows:
        columns = columns_of("project, title, state, since")
        rows = [
            (
                one.project,
                one.title,
                one.state + (f" ({one.reason})" if one.reason else ""),
                str(one.since or ""),
                "" if one.price is None else money(one.price, one.currency),
            )
            for one in found.rows
        ]
        show_table([*columns, Column("price", right=True)], rows)
    else:
        say(
            "Nothing is talked about or offered. All of them: clientkit project list --pipeline --all",
            error=True,
        )
    for one in found.sums:
        line(f"{one.state}: {money(one.price, one.currency)} in {counted(one.projects, 'project')}")
    if found.offers.decided:
        days = found.offers.days_to_a_yes
        fast = "" if days is None else f"; {days:g} days to a yes, in the middle"
        line(f"Offers won: {_won(found.offers)}{fast}", hanging=2)
    if found.reasons:
        told = ", ".join(f"{reason} {count}" for reason, count in found.reasons.items())
        line(f"Reasons of a no: {told}", hanging=2)


@view("client-values")
def show_values(found: "ValueReport", *, begin: bool) -> None:
    """Each client's value so far; below, what each source brought."""
    if not found.clients:
        say_none(begin=begin)
        return
    columns = columns_of("client, agreed, projects", right="agreed, projects")
    columns += [Column("years", right=True), Column("hours", right=True), Column("an hour", right=True)]
    rows = [
        (
            one.client,
            _money(one.agreed),
            str(one.engagements),
            f"{one.years:g}",
            f"{one.hours:g}",
            _money(one.per_hour),
            _money(one.goodwill),
            ", ".join(part for part in (one.source, one.who) if part),
        )
        for one in found.clients
    ]
    show_table([*columns, Column("for free", right=True), Column("source", prose=True)], rows)
    told = [one for one in found.sources if one.decided or one.cost_per_client]
    if told:
        heading("By source")
    for source in told:
        cost = f"; {_money(source.cost_per_client)} for each client won" if source.cost_per_client else ""
        won = f"offers won {_won(source)}" if source.decided else "no offer decided yet"
        line(f"{source.source or 'not said'}: {counted(source.clients, 'client')}, {won}{cost}", hanging=2)


def _won(offers: Any) -> str:
    return share(offers.won, offers.decided, offers)


def share(count: int, of: int, ends: Any) -> str:
    """`2 of 3, between 13 and 98 %`; without the ends of an interval that is not there."""
    between = f", between {rounded(ends.low or 0)} and {rounded(ends.high or 0)} %"
    return f"{count} of {of}{between if ends.low is not None else ''}"


def _money(amounts: Mapping[str, Decimal]) -> str:
    return " + ".join(money(amount, currency) for currency, amount in amounts.items())
