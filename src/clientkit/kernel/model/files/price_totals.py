"""Money that follows from a price: net, tax, total, and the payments that add up to it.

Every line is rounded half up to the currency's unit (`round_money`); what the rounding leaves over goes
to the last payment that is a share, so nothing is lost and nothing is asked for twice.
"""

from collections.abc import Sequence
from decimal import Decimal

from pydantic import Field

from clientkit.kernel.model.files.price import Payment, Price
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.money import Amount, Currency, Percent, round_money

ZERO = Decimal(0)
HUNDRED = Decimal(100)
ROUNDED_SHARES = Decimal("0.005")
"""Shares such as 33.3 three times mean thirds: so much of the price, at most, is their rounding."""


class Total(Model):
    """An amount with its tax; `net + tax = total`, always."""

    net: Amount = Field(description="amount before tax")
    base: Amount = Field(description="part of it that the tax is charged on; all of it as a rule")
    tax: Amount = Field(description="tax on that part; 0 where none is charged")
    total: Amount = Field(description="amount to pay")
    currency: Currency = Field(description="ISO 4217 code")


class PaymentDue(Model):
    """One payment with its amount; the amounts are empty while the price is not known."""

    label: str = Field(description="what it is called")
    share: Percent | None = Field(description="percent of the price, where it is given as one")
    due: Total | None = Field(description="what is to be paid, with its tax")
    milestone: str | None = Field(description="id of the milestone that makes it due")
    trigger: str = Field(description="or what makes it due, in words")
    due_days: int | None = Field(description="calendar days to pay, where any are given")
    late_fee: str = Field(description="what a late payment costs")


class Schedule(Model):
    """All payments; `unscheduled` and what they ask for add up to the total."""

    payments: tuple[PaymentDue, ...] = Field(description="the payments, in the order of the project file")
    unscheduled: Decimal = Field(
        ZERO, description="part of the total that no payment asks for; negative when they ask for too much"
    )


def base_amount(price: Price) -> Decimal | None:
    """The figure that shares are taken of: the whole price, the limit or estimate, or one period's fee."""
    if price.amount is not None:
        return price.amount
    if price.model == "hourly" and price.rate is not None and price.hours is not None:
        return price.rate * price.hours
    return None


def with_tax(amount: Decimal, price: Price, currency: str) -> Total:
    """An amount taken apart into net and tax, by the price's own rule on whether it holds the tax."""
    percent, part = price.tax_percent or ZERO, price.taxed_part
    amount = net = round_money(amount, currency)
    if price.tax_included:
        whole = HUNDRED * part.denominator + percent * part.numerator
        net = round_money(amount * HUNDRED * part.denominator / whole, currency)
    base = _taxed(net, price, currency)
    tax = amount - net if price.tax_included else round_money(base * percent / HUNDRED, currency)
    return Total(net=net, base=base, tax=tax, total=net + tax, currency=currency)


def _taxed(net: Decimal, price: Price, currency: str) -> Decimal:
    part = price.taxed_part
    return round_money(net * part.numerator / part.denominator, currency)


def price_total(price: Price, currency: str) -> Total | None:
    """Net, tax and total of a price; None while there is no amount to reckon with."""
    base = base_amount(price)
    return None if base is None else with_tax(base, price, currency)


def payment_schedule(price: Price, payments: Sequence[Payment], currency: str) -> Schedule:
    """What each payment asks for, in the order given.

    Shares that miss the price by less than half a percent are rounded ones (three times 33.3): the last
    of them takes the rest. A larger gap stays visible as `unscheduled`.
    """
    total = price_total(price, currency)
    if total is None:
        return Schedule(payments=tuple(_payment(payment, None) for payment in payments))
    base = total.total if price.tax_included else total.net
    payments = _whole(payments)
    parts = _parts(base, payments, currency)
    taxes = [with_tax(part, price, currency).tax for part in parts]
    if parts and sum(parts) == base:
        ceilings = parts if price.tax_included else None
        taxes = _add_rest(taxes, total.tax - sum(taxes), ceilings)
    dues = [
        Total(
            net=(net := part - tax if price.tax_included else part),
            base=_taxed(net, price, currency),
            tax=tax,
            total=part if price.tax_included else part + tax,
            currency=currency,
        )
        for part, tax in zip(parts, taxes, strict=True)
    ]
    return Schedule(
        payments=tuple(_payment(payment, due) for payment, due in zip(payments, dues, strict=True)),
        unscheduled=total.total - sum((due.total for due in dues), ZERO),
    )


def _whole(payments: Sequence[Payment]) -> list[Payment]:
    """The payments, the last share raised or lowered so that rounded shares make a hundred."""
    shares = [payment.share for payment in payments if payment.share is not None]
    rest = HUNDRED - sum(shares)
    if len(shares) < len(payments) or not rest or abs(rest) > HUNDRED * ROUNDED_SHARES:
        return list(payments)
    last = payments[-1].model_copy(update={"share": max(shares[-1] + rest, ZERO)})
    return [*payments[:-1], last]


def _parts(base: Decimal, payments: Sequence[Payment], currency: str) -> list[Decimal]:
    exact = [
        base * payment.share / HUNDRED if payment.share is not None else payment.amount or ZERO
        for payment in payments
    ]
    parts = [round_money(amount, currency) for amount in exact]
    shares = [index for index, payment in enumerate(payments) if payment.share is not None]
    if shares and abs(base - sum(exact)) <= base * ROUNDED_SHARES:
        settled = _add_rest([parts[index] for index in shares], base - sum(parts))
        for index, part in zip(shares, settled, strict=True):
            parts[index] = part
    return parts


def _add_rest(
    parts: Sequence[Decimal], rest: Decimal, ceilings: Sequence[Decimal] | None = None
) -> list[Decimal]:
    """The parts with a rest added from the last one backwards; none falls below 0 or above its ceiling."""
    settled = list(parts)
    for index in reversed(range(len(settled))):
        wanted = max(settled[index] + rest, ZERO)
        if ceilings is not None:
            wanted = min(wanted, ceilings[index])
        rest -= wanted - settled[index]
        settled[index] = wanted
    return settled


def _payment(payment: Payment, due: Total | None) -> PaymentDue:
    return PaymentDue(due=due, **payment.model_dump(exclude={"amount"}))
