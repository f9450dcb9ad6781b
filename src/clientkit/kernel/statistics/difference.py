"""Differences: by how much a score changed between two periods, and whether that is more than chance."""

from clientkit.kernel.model.values.base import Model
from clientkit.kernel.statistics.confidence_interval import Interval


class ScoreDifference(Model):
    """The later score less the earlier, in the score's own unit, with its 95 % interval.

    More than chance: the interval leaves out 0. An interval that cannot be had is None, and then the
    change is not more than chance.
    """

    change: float
    low: float | None
    high: float | None
    method: str
    more_than_chance: bool


def difference_of(change: float, interval: Interval) -> ScoreDifference:
    """A change with its interval."""
    return ScoreDifference(
        change=change,
        low=interval.low,
        high=interval.high,
        method=interval.method,
        more_than_chance=not interval.low <= 0 <= interval.high,
    )
