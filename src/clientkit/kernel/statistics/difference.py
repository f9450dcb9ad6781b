"""Differences: by how much a score changed between two periods, and whether that is more than chance."""

from collections.abc import Mapping

from clientkit.kernel.model.values.base import Model
from clientkit.kernel.statistics.confidence_interval import Interval
from clientkit.kernel.statistics.permutation import could_show


class ScoreDifference(Model):
    """The later score less the earlier, in the score's own unit, with its 95 % interval.

    More than chance: the interval leaves out 0, and a permutation test of so many answers could show it.
    """

    change: float
    low: float
    high: float
    method: str
    leaves_out_0: bool
    could_show: bool

    @property
    def more_than_chance(self) -> bool:
        """Whether it is told from chance."""
        return self.leaves_out_0 and self.could_show


def difference_of(
    change: float, interval: Interval, before: Mapping[int, int], after: Mapping[int, int]
) -> ScoreDifference:
    """A change with its interval, and the answers of both sides as points."""
    return ScoreDifference(
        change=change,
        low=interval.low,
        high=interval.high,
        method=interval.method,
        leaves_out_0=not interval.low <= 0 <= interval.high,
        could_show=could_show(before, after),
    )
