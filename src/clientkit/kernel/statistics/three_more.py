"""The interval of a mean on a scale: as if three more had answered, one and a half at each end of it."""

from collections.abc import Mapping
from math import ceil, floor, sqrt
from typing import NamedTuple

from clientkit.kernel.statistics.confidence_interval import Interval, enclosing
from clientkit.kernel.statistics.quantile import Z95

THREE_MORE = "three-more"
AT_EACH_END = 1.5

Points = Mapping[int, int]
"""How often each value was given."""


class Spread(NamedTuple):
    """The number of answers with the three more, and their mean and variance."""

    size: int
    mean: float
    variance: float

    @property
    def error(self) -> float:
        """The square of the mean's standard error."""
        return self.variance / self.size


def spread(points: Points, ends: tuple[int, int]) -> Spread:
    """The answers and three more, one and a half at each end of the scale."""
    weights = {value: float(count) for value, count in points.items()}
    for end in ends:
        weights[end] = weights.get(end, 0.0) + AT_EACH_END
    size = sum(points.values()) + 3
    mean = sum(value * weight for value, weight in weights.items()) / size
    squares = sum(value * value * weight for value, weight in weights.items()) / size
    return Spread(size, mean, max(squares - mean * mean, 0.0))


def three_more(points: Points, ends: tuple[int, int]) -> Interval | None:
    """The interval of the mean, stretched to hold it and cut to the scale; None with no answers."""
    n = sum(points.values())
    if n == 0:
        return None
    size, mean, variance = spread(points, ends)
    margin = Z95 * sqrt(variance / size)
    return enclosing(total_of(points) / n, (mean - margin, mean + margin), ends, THREE_MORE)


def three_more_of_all(points: Points, ends: tuple[int, int], population: int, more: float) -> Interval | None:
    """The interval of the mean of a whole population, of which these answered and the others are silent.

    It lies around what was said and what the silent would say, with a margin that `more` is added to; its
    ends are sums that whole answers can make. None with no answers.
    """
    n = sum(points.values())
    if n == 0:
        return None
    size, mean, variance = spread(points, ends)
    said, silent = total_of(points), population - n
    margin = Z95 * sqrt(silent * variance * (1 + silent / size)) + more
    low, high = said + silent * mean - margin, said + silent * mean + margin
    whole = population * said / n
    return Interval(
        low=max(floor(min(low, whole)), said + silent * ends[0]) / population,
        high=min(ceil(max(high, whole)), said + silent * ends[1]) / population,
        method=THREE_MORE,
    )


def three_more_change(before: Points, after: Points, ends: tuple[int, int]) -> Interval:
    """The interval of the change of a mean: the variances of both sides add up."""
    old, new = spread(before, ends), spread(after, ends)
    margin = Z95 * sqrt(old.error + new.error)
    reach = ends[1] - ends[0]
    change = total_of(after) / sum(after.values()) - total_of(before) / sum(before.values())
    middle = new.mean - old.mean
    return enclosing(change, (middle - margin, middle + margin), (-reach, reach), THREE_MORE)


def total_of(points: Points) -> int:
    """The sum of all answers."""
    return sum(value * count for value, count in points.items())
