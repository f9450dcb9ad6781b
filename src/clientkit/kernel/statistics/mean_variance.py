"""What a mean and its interval need of answers: how many, their mean, their variance."""

from collections.abc import Mapping
from typing import NamedTuple

ROUNDING_VARIANCE = 1 / 12
"""The variance of a whole number's rounding: an answer stands for anything within half a point of it."""

_ENOUGH = 2


class Moments(NamedTuple):
    """`n` answers (2 or more), their mean, and their sample variance in squared points."""

    n: int
    mean: float
    variance: float


def moments(counts: Mapping[int, int]) -> Moments | None:
    """The moments of whole-number answers; None with fewer than two, where no spread can be seen.

    The variance (divisor n - 1) is taken as at least that of rounding, 1/12: three equal answers show
    that the spread is small, not that there is none, and must not give an interval of no width. The
    1/12 is Sheppard's (1898); its use as a floor is clientkit's choice, and matters only where all
    answers, or all but one of 13 or more, are alike.
    """
    n = sum(counts.values())
    if n < _ENOUGH:
        return None
    total = sum(value * count for value, count in counts.items())
    squares = sum(value * value * count for value, count in counts.items())
    # Whole numbers up to the last division: no digits are lost, however many answers there are.
    variance = (n * squares - total * total) / (n * (n - 1))
    return Moments(n, total / n, max(variance, ROUNDING_VARIANCE))
