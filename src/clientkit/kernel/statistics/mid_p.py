"""The interval of a share, k of n: Clopper and Pearson's with mid-P, the observed case half in each tail."""

from functools import lru_cache
from math import exp, log, log1p

from clientkit.kernel.statistics.confidence_interval import Interval
from clientkit.kernel.statistics.counts import log_comb, part_of
from clientkit.kernel.statistics.quantile import TAIL

MID_P = "mid-p"

_NOTHING = 1e-14
"""A term that no longer adds to a sum of about 1/40."""

_CLOSE = 1e-10
"""The last step towards an end, as a part of it."""


@lru_cache(maxsize=8192)
def mid_p(successes: int, n: int, population: int | None = None) -> Interval | None:
    """The interval of the share successes / n, from 0 to 1; None when n is 0.

    Its ends are the shares at which as many successes or more (or less), the observed number counted half,
    have a probability of 2.5 %. With a population, of which n were heard, they are the fewest and the most
    successes among all of them that are not less probable; a tie counts. Raises UsageError unless
    0 <= successes <= n. Source: Lancaster (1961), JASA 56, 223-234; Agresti and Gottard (2005), Statistical
    Science 20, 367-371.
    """
    part_of(successes, "successes", n, "answers")
    if n == 0:
        return None
    if population is None:
        return Interval(low=_lowest(successes, n), high=1 - _lowest(n - successes, n), method=MID_P)
    fewest = _fewest(successes, n, population)
    most = population - _fewest(n - successes, n, population)
    return Interval(low=fewest / population, high=most / population, method=MID_P)


def mid_tail(successes: int, n: int, share: float) -> float:
    """P(more than these successes of n) + P(these) / 2, for a share of at most successes / n."""
    term = exp(log_comb(n, successes) + successes * log(share) + (n - successes) * log1p(-share))
    total = term / 2
    for k in range(successes, n):
        term *= (n - k) / (k + 1) * share / (1 - share)
        total += term
        if term < _NOTHING:
            break
    return total


def mid_tail_of(successes: int, n: int, whole: int, population: int) -> float:
    """The same where n were heard of a population in which `whole` are successes."""
    others = population - whole
    term = exp(log_comb(whole, successes) + log_comb(others, n - successes) - log_comb(population, n))
    total = term / 2
    for k in range(successes, min(n, whole)):
        term *= (whole - k) * (n - k) / ((k + 1) * (others - n + k + 1))
        total += term
        if term < _NOTHING:
            break
    return total


def _lowest(successes: int, n: int) -> float:
    """The share at which the tail is 2.5 %, by Newton's method on logarithms, where the tail is concave."""
    if successes == 0:
        return 0.0
    if successes == n:
        return float((2 * TAIL) ** (1 / n))
    share = successes / n
    for _ in range(100):
        tail = mid_tail(successes, n, share)
        point = exp(log_comb(n, successes) + successes * log(share) + (n - successes) * log1p(-share))
        slope = point * ((n - successes) * share / (1 - share) + successes) / 2 / tail
        step = log(tail / TAIL) / slope
        share *= exp(-step)
        if abs(step) < _CLOSE:
            break
    return share


def _fewest(successes: int, n: int, population: int) -> int:
    """The fewest successes in the population at which the tail is not below 2.5 %."""
    low, high = successes, min(-(-successes * population // n), population - n + successes)
    while low < high:
        middle = (low + high) // 2
        if mid_tail_of(successes, n, middle, population) > TAIL - _CLOSE:
            high = middle
        else:
            low = middle + 1
    return low
