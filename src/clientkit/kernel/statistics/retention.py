"""Retention, churn and repeat rate: which clients stay, leave and come back."""

from collections.abc import Collection, Iterable

from pydantic import Field

from clientkit.errors import UsageError
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.statistics.counts import part_of

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


class Turnover(Model):
    """Which clients stayed, came and went in a period; the rates in per cent, unrounded."""

    start: int = Field(description="clients at the start (S)")
    won: int = Field(description="those of the end who were none at the start (N)")
    lost: int = Field(description="those of the start who are none at the end")
    end: int = Field(description="clients at the end (E)")
    retention: float | None = Field(description="100 * (E - N) / S; null with no clients at the start")
    churn: float | None = Field(description="100 * lost / S; null with no clients at the start")


def turnover(start: Collection[str], end: Collection[str]) -> Turnover:
    """Retention and churn from the names of the clients at the start and at the end of a period.

    A client won and lost in between stands in neither, so it counts in neither.
    """
    before, after = set(start), set(end)
    won, lost = len(after - before), len(before - after)
    return Turnover(
        start=len(before),
        won=won,
        lost=lost,
        end=len(after),
        retention=retention(len(before), won, len(after)),
        churn=churn(len(before), lost),
    )
