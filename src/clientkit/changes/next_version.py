"""The agreement with an approved change in it: the same file, with the lines that the change touches."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from clientkit.changes.rules import ChangeCase
from clientkit.errors import RefusedError
from clientkit.kernel.calendar.working_days import WorkingCalendar
from clientkit.kernel.model.files.price_totals import payment_schedule
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.records.change import ChangeAssessed
from clientkit.kernel.store.toml.edit import set_keys
from clientkit.kernel.store.toml.table_rows import add_row

Edits = dict[tuple[str | int, ...], Any]


def with_change(
    text: str, agreed: Project, case: ChangeCase, version: int, on: date, calendar: WorkingCalendar
) -> str:
    """A project's file with a change: its version and day, what it adds and drops, price, payment and dates.

    Payments that were shares of the price become the amounts that they were.

    Raises:
        RefusedError: its price belongs to no agreement of this kind, or the file cannot be edited in place.
    """
    what = case.assessed
    if what is None:
        return text
    if what.price and agreed.price.model == "retainer":
        raise RefusedError(
            "A retainer is paid by the period, so a change has no payment of its own there.",
            "Agree on a new version instead: change price.amount, then clientkit scope accept",
        )
    edits: Edits = {("agreement", "version"): version, ("agreement", "issued"): on}
    if agreed.agreement.valid_until and agreed.agreement.valid_until < on:
        edits["agreement", "valid_until"] = None
    if what.price:
        edits |= _price(agreed, what.price)
    if what.days:
        edits |= _dates(agreed, what, calendar)
    edits |= _without_dropped(agreed, what)
    text = set_keys(text, edits)
    for section, gone in (("exclusions", _taken(agreed, case)), ("deliverables", _dropped(agreed, what))):
        for row in sorted(gone, reverse=True):
            text = set_keys(text, {(section, row): None})
    place = what.milestone or next((one.id for one in reversed(agreed.milestones)), None)
    if what.adds:
        text = add_row(text, "deliverables", _deliverable(agreed, what, place))
    if what.price and agreed.payments:
        text = add_row(text, "payments", _payment(agreed, case, what, place))
    return text


def _price(agreed: Project, price: Decimal) -> Edits:
    """The price with that of the change, and the payments until now as amounts."""
    if agreed.price.amount is None:
        return {}
    edits: Edits = {("price", "amount"): _number(agreed.price.amount + price)}
    if agreed.price.in_words:
        edits["price", "in_words"] = None
    schedule = payment_schedule(agreed.price, agreed.payments, agreed.price.currency or "XXX")
    for number, (row, due) in enumerate(zip(agreed.payments, schedule.payments, strict=True)):
        if row.share is not None and due.due:
            amount = due.due.total if agreed.price.tax_included else due.due.net
            edits["payments", number, "share"] = None
            edits["payments", number, "amount"] = _number(amount)
    return edits


def _dates(agreed: Project, what: ChangeAssessed, calendar: WorkingCalendar) -> Edits:
    """The milestone with more days; where its day is fixed, with a later one."""
    for number, one in enumerate(agreed.milestones):
        if one.id == what.milestone and what.days:
            if one.due is not None:
                return {("milestones", number, "due"): calendar.add(one.due, what.days)}
            return {("milestones", number, "days"): (one.days or 0) + what.days}
    return {}


def _without_dropped(agreed: Project, what: ChangeAssessed) -> Edits:
    rows = enumerate(agreed.milestones)
    return {
        ("milestones", number, "deliverables"): [name for name in one.deliverables if name not in what.drops]
        for number, one in rows
        if {*one.deliverables} & {*what.drops}
    }


def _taken(agreed: Project, case: ChangeCase) -> list[int]:
    option = case.asked.option
    return [number for number, one in enumerate(agreed.exclusions) if one.what == option][:1]


def _dropped(agreed: Project, what: ChangeAssessed) -> list[int]:
    return [number for number, one in enumerate(agreed.deliverables) if one.id in what.drops]


def _deliverable(agreed: Project, what: ChangeAssessed, place: str | None) -> Mapping[str, Any]:
    """Its row; it takes over the price of what it replaces."""
    taken = [int(match[1]) for one in agreed.deliverables if (match := re.fullmatch(r"D(\d+)", one.id))]
    gone = (one.price for one in agreed.deliverables if one.id in what.drops and one.price)
    row = {"id": f"D{max(taken, default=0) + 1}", "title": what.adds}
    row |= {"criteria": [what.criterion]} if what.criterion else {}  # type: ignore[dict-item]
    row |= {"milestone": place} if place else {}
    price = sum(gone, what.price or Decimal(0))
    return {**row, "price": _number(price)} if price and agreed.price.amount is not None else row


def _payment(agreed: Project, case: ChangeCase, what: ChangeAssessed, place: str | None) -> Mapping[str, Any]:
    """Its row, due as the last one is."""
    last = agreed.payments[-1]
    row: dict[str, Any] = {"label": f"{what.adds} ({case.co})", "amount": _number(what.price or Decimal(0))}
    row |= {"milestone": place} if place else {"trigger": last.trigger or case.co}
    row |= {"due_days": last.due_days} if last.due_days is not None else {}
    return {**row, "late_fee": last.late_fee} if last.late_fee else row


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)
