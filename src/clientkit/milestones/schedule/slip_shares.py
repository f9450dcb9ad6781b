"""Whose days a slip is: shares of it by cause, which always add up to it."""

from collections.abc import Mapping
from typing import TypeAlias

from clientkit.kernel.model.values.choices import Cause

Shares: TypeAlias = dict[Cause, int]
"""Working days per cause; negative ones were won back."""


def book(shares: Mapping[Cause, int], cause: Cause, days: int) -> Shares:
    """The shares with so many more days on a cause; a cause left with 0 days is dropped."""
    total = {**shares, cause: shares.get(cause, 0) + days}
    return {each: share for each, share in total.items() if share}


def fit(shares: Mapping[Cause, int], days: int) -> Shares:
    """What comes through of a slip where only `days` of it are felt.

    The room in between takes up the days that came first. Days beyond the slip itself come from a plan
    that is no longer the agreed one, so they are booked on `change`.
    """
    total = sum(shares.values())
    excess = total - days
    left: Shares = {}
    for cause, share in shares.items():
        taken = 0
        if total > 0 and excess > 0:
            taken = min(max(share, 0), excess)
        elif total < 0 and excess < 0:
            taken = max(min(share, 0), excess)
        left[cause] = share - taken
        excess -= taken
    return book(left, "change", -excess)
