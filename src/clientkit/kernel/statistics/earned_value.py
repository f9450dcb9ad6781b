"""Earned value: whether work is ahead of its plan, and cheaper than it."""

from decimal import Decimal

from clientkit.errors import UsageError


def schedule_index(earned: Decimal, planned: Decimal) -> float | None:
    """The SPI, earned value / planned value: under 1 is behind schedule; None when nothing was planned.

    Both in the same currency, up to the same day. Raises UsageError for a negative amount. Source: the
    Practice Standard for Earned Value Management (Project Management Institute).
    """
    return _index(earned, planned)


def cost_index(earned: Decimal, actual: Decimal) -> float | None:
    """The CPI, earned value / actual cost: under 1 is over budget; None when nothing was spent.

    Unit, errors and source as for the SPI.
    """
    return _index(earned, actual)


def _index(earned: Decimal, base: Decimal) -> float | None:
    for amount in (earned, base):
        if amount < 0:
            raise UsageError(f"An amount of {amount} cannot be earned, planned or spent.", "Give 0 or more.")
    return float(earned / base) if base else None
