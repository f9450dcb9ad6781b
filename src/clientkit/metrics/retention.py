"""Retention, churn and repeat rate: which clients stay, leave and come back."""

from collections.abc import Iterable

from clientkit.errors import UsageError
from clientkit.metrics.counts import part_of

REPEAT_FROM = 2


def retention(start: int, won: int, end: int) -> float | None:
    """The share of the clients at the start who are still there at the end: 100 · (E - N) / S, in per cent.

    `won` are the clients of the end who were not there at the start: one won and lost within the period
    counts in neither. None when there were no clients at the start. Raises UsageError for figures that
    cannot be.
    """
    part_of(won, "won", end, "at the end")
    part_of(end - won, "kept", start, "at the start")
    return 100 * (end - won) / start if start else None


def churn(start: int, lost: int) -> float | None:
    """The share of the clients at the start who were lost in the period: 100 · lost / S, in per cent.

    `lost` are counted among the clients at the start only, so churn and retention add up to 100. None
    when there were no clients at the start. Raises UsageError for figures that cannot be.
    """
    part_of(lost, "lost", start, "at the start")
    return 100 * lost / start if start else None


def repeat_rate(engagements_per_client: Iterable[int]) -> float | None:
    """The share of the clients with two or more engagements, in per cent; None with no clients.

    One number for each client. Raises UsageError for a negative one.
    """
    clients = repeat = 0
    for engagements in engagements_per_client:
        if engagements < 0:
            raise UsageError(f"{engagements} engagements cannot be.", "Count them again: 0 or more.")
        clients += 1
        repeat += engagements >= REPEAT_FROM
    return 100 * repeat / clients if clients else None
