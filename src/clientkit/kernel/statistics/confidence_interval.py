"""Intervals: between which figures the true score lies, 95 times in 100."""

from dataclasses import dataclass

from clientkit.kernel.statistics.counts import part_of

ALL_ANSWERED = "all-answered"
"""No interval at all: who could answer has answered, and nothing is left to chance."""


@dataclass(frozen=True)
class Interval:
    """The two ends, in the unit of the score they belong to, and the method that gave them."""

    low: float
    high: float
    method: str


def enclosing(
    estimate: float, ends: tuple[float, float], limits: tuple[float, float], method: str
) -> Interval:
    """An interval cut to what is possible, and stretched to the estimate where it would miss it."""
    low, high = ends
    lowest, highest = limits
    return Interval(
        low=min(max(low, lowest), estimate),
        high=max(min(high, highest), estimate),
        method=method,
    )


def everyone_answered(n: int, population: int | None) -> bool:
    """Whether all of a known population of at least one were heard, so that nothing is a sample.

    Raises UsageError when more answered than there are.
    """
    if population is None:
        return False
    part_of(n, "answered", population, "who were asked")
    return n == population > 0
