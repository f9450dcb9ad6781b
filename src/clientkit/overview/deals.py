"""What was talked about, offered, agreed or dropped with each client: from derived facts, on whatever day."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from clientkit.clients.stages import ENDS
from clientkit.errors import ClientkitError
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.facts import FactKind, facts
from clientkit.kernel.store.workspace import Workspace

if TYPE_CHECKING:
    from clientkit.kernel.model.files.price import Price
    from clientkit.kernel.model.records.record import Entry

MONTHS = {"week": 7 / 30.4375, "month": 1.0, "quarter": 3.0}


class Deal(NamedTuple):
    """A project as something that is sold; days as numbers, money as text."""

    project: str
    title: str
    state: str
    """Talking, offered, agreed, dropped; over where work ended that stood on no agreement."""
    currency: str
    amount: str | None
    period: str
    """What the amount is for, where it is the fee of a retainer."""
    talked: int | None
    offered: int | None
    decided: int | None
    ended: int | None
    reason: str
    note: str
    hours: str

    @property
    def was_offered(self) -> bool:
        """Whether there was an offer, so that a yes or a no counts."""
        return self.offered is not None or self.state == "agreed"

    def value(self, today: date) -> Decimal:
        """What was agreed so far: the price, or the fees of the periods that began."""
        if self.amount is None or self.decided is None:
            return Decimal(0)
        if not self.period:
            return Decimal(self.amount)
        days = min(self.ended or today.toordinal(), today.toordinal()) - self.decided
        return Decimal(self.amount) * (int(max(days, 0) / 30.4375 / MONTHS[self.period]) + 1)


class Business(NamedTuple):
    """A client as a business: where they came from, what they cost, and their deals."""

    client: str
    name: str
    archived: bool
    how: str
    who: str
    cost: str | None
    currency: str
    deals: list[Any]
    goodwill: list[tuple[str, str]]

    def every_deal(self) -> Iterator[Deal]:
        """The deals as such."""
        return (Deal(*one) for one in self.deals)


def businesses(workspace: Workspace, clients: Sequence[str] | None = None) -> list[Business]:
    """The clients with their deals; work for oneself is left out, a broken file becomes a notice."""
    return [Business(*values) for _, values in facts(workspace, DEALS, clients)]


def _values(workspace: Workspace, slug: str) -> tuple[Any, ...] | None:
    from clientkit.changes.cases import changes_among
    from clientkit.changes.rules import goodwill
    from clientkit.kernel.store.journal.read import read_journal
    from clientkit.kernel.store.toml.client_file import read_client
    from clientkit.kernel.store.toml.file import BrokenFileError

    try:
        client = read_client(workspace, slug).value
    except BrokenFileError as error:
        workspace.notices.add(f"passed over {error.message}")
        return None
    if client.kind == "internal":
        return None
    records, source = read_journal(workspace, slug), client.source
    deals = [tuple(one) for one in _deals(workspace, slug, client.currency, records)]
    given = [(currency, str(value)) for currency, value in goodwill(changes_among(records)).items()]
    cost = None if source.cost is None else str(source.cost)
    return (
        *(slug, client.name, client.archived, source.how, source.who, cost, client.currency),
        *(deals, given),
    )


def _deals(workspace: Workspace, slug: str, currency: str, records: "Sequence[Entry]") -> Iterator[Deal]:
    from clientkit.kernel.store.agreement_files import agreed_versions, read_agreed_project
    from clientkit.projects.queries import every_project

    for name, project in every_project(workspace, [slug]):
        ref = ProjectRef(slug, name.partition("/")[2])
        price = project.price
        try:
            if versions := agreed_versions(workspace, ref):
                price = read_agreed_project(workspace, ref, versions[-1]).price
        except ClientkitError as error:
            workspace.notices.add(f"passed over {error.message}")
        own = [one for one in records if one.project == ref.project]
        yield _deal(name, project.title, price, price.currency or currency, own)


def _deal(name: str, title: str, price: "Price", currency: str, own: "Sequence[Entry]") -> Deal:
    from clientkit.correspondence.mails import mails_among
    from clientkit.kernel.model.records.acceptance import Acceptance
    from clientkit.kernel.model.records.progress import spent_hours
    from clientkit.kernel.model.records.relation import ProjectDropped
    from clientkit.projects.open_items import project_state

    days, now, hours = [one.day for one in own], project_state(own, name.partition("/")[2]), spent_hours(own)
    accepted = min((one.day for one in own if isinstance(one, Acceptance)), default=None)
    sent = (one.day for one in mails_among(own) if one.document == "scope" and one.outcome == "sent")
    offered, ended = min(sent, default=None), now in ENDS
    drops = [one for one in own if isinstance(one, ProjectDropped)]
    dropped = drops[-1] if drops and now == "closed" and not accepted else None
    state = "over" if ended else "offered" if offered else "talking"
    amount = _amount(price, hours, agreed=accepted is not None)
    return Deal(
        project=name,
        title=title,
        state="agreed" if accepted else "dropped" if dropped else state,
        currency=currency,
        amount=None if amount is None else str(amount),
        period=(price.period or "month") if price.model == "retainer" else "",
        talked=_number(min(days, default=None)),
        offered=_number(offered),
        decided=_number(accepted or (dropped.day if dropped else None)),
        ended=_number(max(days, default=None)) if ended else None,
        reason=dropped.reason if dropped else "",
        note=(dropped.note or "") if dropped else "",
        hours=str(hours),
    )


def _amount(price: "Price", hours: Decimal, *, agreed: bool) -> Decimal | None:
    """What it comes to: of work by the hour what the hours so far do, once that is agreed or all there is."""
    if hours and price.model == "hourly" and price.rate is not None and (agreed or price.amount is None):
        return price.rate * hours
    return price.amount


def _number(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


DEALS = FactKind("deals", ("client", "plans", "agreements", "journal"), _values)
