"""What an agreement still lacks before it can be sent, field by field."""

from collections.abc import Iterator
from typing import Any

from clientkit.documents.kinds import MissingField
from clientkit.documents.parties import Engagement
from clientkit.kernel.model.files.price_totals import base_amount, payment_schedule
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.language import CONTRACT_LANGUAGES
from clientkit.kernel.model.values.money_text import money

ALWAYS = (
    "agreement.number",
    "objective",
    "success",
    "deliverables",
    "exclusions",
    "assumptions",
    "duties",
    "revisions.rounds",
    "acceptance.review_days",
    "payments",
    "communication.channel",
    "communication.hours",
    "communication.client_answers_within",
    "clauses.suspension",
    "cancellation.notice_days",
)
"""Fields of a project that every scope agreement states."""

IN_INDONESIA = ("agreement.governing_law", "clauses.hidden_defects")
"""What an electronic contract there must hold besides (PP 71/2019, article 47(3) f and g)."""


def missing_fields(engagement: Engagement) -> list[MissingField]:
    """What a scope agreement lacks before it can be sent, in the order of the document.

    A field that the document fills by itself is not missing: your policies stand in for answer times and
    the complaint path, and the process of changes has a text of its own.
    """
    project = engagement.stated()
    return [
        *_parties(engagement),
        *_empty(project, ALWAYS),
        *_rights(project),
        *_criteria(project),
        *_dates(project),
        *_money(engagement),
        *_days_to_pay(project),
        *_indonesian(engagement),
    ]


def _parties(engagement: Engagement) -> Iterator[MissingField]:
    client, signer = engagement.client, engagement.signer
    yield from _empty(engagement.settings, ("you.email", "you.address"))
    if client.kind != "person":
        yield from _empty(client, ("legal_name",), "client.")
    yield from _empty(client, ("address",), "client.")
    if signer is None:
        yield MissingField("client.contacts", 'the person who signs: a contact with roles = ["signer"]')
    else:
        yield from _empty(signer, ("email",), f"client.contacts.{signer.id}.")
    if engagement.project.price.tax_percent:
        yield from _empty(engagement.settings, ("you.tax_number",))
    is_registered = client.country == "ID" and client.kind not in {"person", "internal"}
    if engagement.project.price.tax_percent or is_registered:
        yield from _empty(client, ("tax_number",), "client.")


def _rights(project: Project) -> Iterator[MissingField]:
    if not project.clauses.intellectual_property:
        yield from _empty(project, ("clauses.rights",))


def _criteria(project: Project) -> Iterator[MissingField]:
    for deliverable in project.deliverables:
        yield from _empty(deliverable, ("criteria",), f"deliverables.{deliverable.id}.")


def _dates(project: Project) -> Iterator[MissingField]:
    if project.price.model == "fixed":
        yield from _empty(project, ("milestones",))
    if not any(milestone.start for milestone in project.milestones):
        yield from _empty(project, ("timeline.start",))


def _money(engagement: Engagement) -> Iterator[MissingField]:
    project, currency = engagement.project, engagement.currency
    price = project.price
    yield from _empty(project, ("price.rate",) if price.model == "hourly" else ("price.amount",))
    if price.model == "retainer":
        yield from _empty(project, ("price.period",))
    schedule = payment_schedule(price, project.payments, currency)
    if project.payments and schedule.unscheduled:
        gap = abs(schedule.unscheduled)
        side = "less" if schedule.unscheduled > 0 else "more"
        yield MissingField(
            "payments", f"shares that add up to the price; they ask for {money(gap, currency)} {side}"
        )
    yield from _deliverable_prices(project)


def _deliverable_prices(project: Project) -> Iterator[MissingField]:
    """Prices of the deliverables that contradict the price of the whole."""
    prices = [one.price for one in project.deliverables if one.price is not None]
    base, parts = base_amount(project.price), sum(prices)
    if not prices or base is None or project.price.model != "fixed":
        return
    if parts > base or (parts != base and len(prices) == len(project.deliverables)):
        yield MissingField("deliverables.price", f"prices that add up to {base}; they make {parts}")


def _days_to_pay(project: Project) -> Iterator[MissingField]:
    for number, payment in enumerate(project.payments, start=1):
        yield from _empty(payment, ("due_days",), f"payments.{number}.")


def _indonesian(engagement: Engagement) -> Iterator[MissingField]:
    if engagement.client.country != "ID":
        return
    yield from _empty(engagement.stated(), IN_INDONESIA)
    lawful = CONTRACT_LANGUAGES["ID"]
    if engagement.language != lawful:
        yield MissingField("language", f"{lawful}: a contract with a resident of Indonesia is in Indonesian")


def _empty(model: Model, names: tuple[str, ...], prefix: str = "") -> Iterator[MissingField]:
    for name in names:
        owner, _, last = name.rpartition(".")
        holder = getattr(model, owner) if owner else model
        if getattr(holder, last) in (None, "", ()):
            yield MissingField(prefix + name, _what_to_write(type(holder), last))


def _what_to_write(model: type[Model], name: str) -> str:
    """The field's own description and example, so that every place says the same."""
    field = model.model_fields[name]
    words = field.description or name
    examples: list[Any] = field.examples or []
    if not examples:
        return words
    first = examples[0]
    return f"{words}, for instance {first[0] if isinstance(first, list) else first}"
