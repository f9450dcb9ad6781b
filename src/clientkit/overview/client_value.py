"""What clients are worth so far, and where they came from: value, hours, goodwill, offers won by source."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import fsum
from typing import Annotated

from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.store.workspace import Workspace
from clientkit.overview.deals import Business, businesses
from clientkit.overview.pipeline import offers_won


@dataclass(slots=True)
class ClientValue:
    """What a client is worth so far; never a forecast."""

    client: Annotated[str, "short name"]
    name: Annotated[str, "display name"]
    agreed: Annotated[dict[str, Decimal], "agreed value so far, by currency"]
    engagements: Annotated[int, "agreed projects"]
    years: Annotated[float, "years since the first of them was agreed"]
    hours: Annotated[float, "hours on record"]
    per_hour: Annotated[dict[str, Decimal], "agreed value of an hour, where hours are on record"]
    goodwill: Annotated[dict[str, Decimal], "what was done for free, by currency"]
    source: Annotated[str, "how they came"]
    who: Annotated[str, "who sent them"]
    archived: Annotated[bool, "left out of lists unless asked for"]


class ClientValues(Rows[ClientValue]):
    """Clients with their value so far."""


@dataclass(slots=True)
class SourceRow:
    """Where clients came from: offers won, and what winning one cost."""

    source: Annotated[str, "how they came; empty where no client.toml says"]
    clients: Annotated[int, "clients that came so"]
    won: Annotated[int, "offers that were agreed on"]
    decided: Annotated[int, "offers that were agreed on or dropped"]
    low: Annotated[float | None, "lower end of the 95 % interval of the share, in per cent"]
    high: Annotated[float | None, "upper end"]
    cost_per_client: Annotated[dict[str, Decimal], "cost per client won, by currency, where costs are known"]


@dataclass(slots=True)
class ValueReport:
    """Clients by their value, and where they came from."""

    clients: Annotated[tuple[ClientValue, ...], "clients with their value so far"]
    sources: Annotated[tuple[SourceRow, ...], "by source"]


def values_of(
    workspace: Workspace, today: date, clients: Sequence[str] | None = None, *, archived: bool = False
) -> ValueReport:
    """Clients and their value so far, and what their sources brought."""
    found = [one for one in businesses(workspace, clients) if archived or not one.archived]
    rows = ClientValues(_value(one, today) for one in found)
    by_source: dict[str, list[Business]] = {}
    for one in found:
        by_source.setdefault(one.how.casefold(), []).append(one)
    return ValueReport(rows, tuple(_source(own) for own in by_source.values()))


def _value(business: Business, today: date) -> ClientValue:
    own = [one for one in business.every_deal() if one.state == "agreed"]
    agreed: dict[str, Decimal] = {}
    for one in own:
        agreed[one.currency] = agreed.get(one.currency, Decimal(0)) + one.value(today)
    hours = fsum(float(one.hours) for one in own)
    since = min((one.decided for one in own if one.decided), default=None)
    rate = {
        key: (value / Decimal(str(hours or 1))).quantize(Decimal("0.01")) for key, value in agreed.items()
    }
    return ClientValue(
        business.client,
        business.name,
        agreed,
        len(own),
        round((today.toordinal() - since) / 365.25, 1) if since else 0.0,
        hours,
        rate if len(agreed) == 1 and hours else {},
        {currency: Decimal(value) for currency, value in business.goodwill},
        business.how,
        business.who,
        business.archived,
    )


def _source(own: Sequence[Business]) -> SourceRow:
    offers = offers_won(deal for one in own for deal in one.every_deal())
    won = [one for one in own if any(deal.state == "agreed" for deal in one.every_deal())]
    costs: dict[str, Decimal] = {}
    for one in own:
        if one.cost is not None:
            costs[one.currency] = costs.get(one.currency, Decimal(0)) + Decimal(one.cost)
    per = {key: (value / len(won)).quantize(Decimal("0.01")) for key, value in costs.items()} if won else {}
    return SourceRow(own[0].how, len(own), offers.won, offers.decided, offers.low, offers.high, per)
