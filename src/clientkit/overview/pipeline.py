"""The pipeline: what is talked about and offered, how many offers were won, how fast, why others were not."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated

from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.statistics.mid_p import mid_p
from clientkit.kernel.store.workspace import Workspace
from clientkit.overview.deals import Deal, businesses

ORDER = ("offered", "talking", "agreed", "dropped")


@dataclass(slots=True)
class PipelineRow:
    """A project as something that is sold."""

    project: Annotated[str, "client/project"]
    title: Annotated[str, "name of the project"]
    state: Annotated[str, "talking, offered, agreed or dropped"]
    price: Annotated[Decimal | None, "its price; of a retainer the fee of a period"]
    currency: Annotated[str, "ISO 4217 code of the price"]
    since: Annotated[date | None, "day of the offer, the yes or the no; of talks the first record"]
    reason: Annotated[str, "why it was dropped, as a code"]
    note: Annotated[str, "why, in words"]


class PipelineRows(Rows[PipelineRow]):
    """The projects of a pipeline."""


@dataclass(slots=True)
class PipelineSum:
    """Money at one state in one currency; never added across currencies."""

    state: Annotated[str, "talking, offered, agreed or dropped"]
    currency: Annotated[str, "ISO 4217 code"]
    price: Annotated[Decimal, "the sum of the prices"]
    projects: Annotated[int, "how many have one"]


@dataclass(slots=True)
class OffersWon:
    """How many offers that were decided were won."""

    won: Annotated[int, "offers that were agreed on"]
    decided: Annotated[int, "offers that were agreed on or dropped"]
    low: Annotated[float | None, "lower end of the 95 % interval of the share, in per cent; null without any"]
    high: Annotated[float | None, "upper end"]
    days_to_a_yes: Annotated[float | None, "median days from an offer to its yes; null without any"]


@dataclass(slots=True)
class Pipeline:
    """The projects that may be sold, and what became of those that were offered."""

    rows: Annotated[tuple[PipelineRow, ...], "offered and talking; with --all agreed and dropped too"]
    sums: Annotated[tuple[PipelineSum, ...], "sums by state and currency, of all of them"]
    offers: Annotated[OffersWon, "offers won of those decided"]
    reasons: Annotated[dict[str, int], "reasons of a no, the most frequent first"] = field(
        default_factory=dict
    )


def pipeline(workspace: Workspace, clients: Sequence[str] | None = None, *, every: bool = False) -> Pipeline:
    """The pipeline of all clients, or of some."""
    deals = [one for business in businesses(workspace, clients) for one in business.every_deal()]
    deals = sorted((one for one in deals if one.state in ORDER), key=lambda one: ORDER.index(one.state))
    shown = [one for one in deals if every or one.state in ORDER[:2]]
    dropped = Counter(one.reason for one in deals if one.state == "dropped")
    return Pipeline(
        PipelineRows(map(_row, shown)), tuple(sums_of(deals)), offers_won(deals), dict(dropped.most_common())
    )


def offers_won(deals: Iterable[Deal]) -> OffersWon:
    """The offers won of those decided, with the interval of their share."""
    from statistics import median

    decided = [one for one in deals if one.state in ORDER[2:] and one.was_offered]
    won = [one for one in decided if one.state == "agreed"]
    days = [one.decided - one.offered for one in won if one.decided and one.offered]
    interval = mid_p(len(won), len(decided))
    return OffersWon(
        won=len(won),
        decided=len(decided),
        low=100 * interval.low if interval else None,
        high=100 * interval.high if interval else None,
        days_to_a_yes=float(median(days)) if days else None,
    )


def _row(deal: Deal) -> PipelineRow:
    number = deal.decided or deal.offered or deal.talked
    since = date.fromordinal(number) if number else None
    price = None if deal.amount is None else Decimal(deal.amount)
    return PipelineRow(
        deal.project, deal.title, deal.state, price, deal.currency, since, deal.reason, deal.note
    )


def sums_of(deals: Sequence[Deal]) -> Iterable[PipelineSum]:
    """What deals come to, by state and currency."""
    for state in ORDER:
        own = [one for one in deals if one.state == state and one.amount is not None]
        for currency in dict.fromkeys(one.currency for one in own):
            prices = [Decimal(one.amount or 0) for one in own if one.currency == currency]
            yield PipelineSum(state, currency, sum(prices, Decimal(0)), len(prices))
