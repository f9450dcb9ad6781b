"""Intervals: between which figures the true score lies, 95 times in 100."""

from collections.abc import Mapping
from math import sqrt

from clientkit.kernel.model.values.base import Model
from clientkit.kernel.statistics.counts import part_of
from clientkit.kernel.statistics.mean_variance import Moments, moments
from clientkit.kernel.statistics.quantile import Z95, t95

WILSON = "wilson"
ADJUSTED_WALD = "adjusted-wald"
STUDENT_T = "student-t"
WELCH_T = "welch-t"
ALL_ANSWERED = "all-answered"
"""No interval at all: who could answer has answered, and nothing is left to chance."""


class Interval(Model):
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


def wilson(successes: int, n: int, z: float = Z95) -> Interval | None:
    """Wilson's score interval of the share successes / n, from 0 to 1; None when n is 0.

    For a finite population give `z=Z95 * finite_population_factor(n, population)`. Raises UsageError
    unless 0 <= successes <= n. Source: Wilson (1927); method 3 of Newcombe (1998), Statistics in
    Medicine 17, 857-872.
    """
    part_of(successes, "successes", n, "answers")
    if n == 0:
        return None
    share = successes / n
    centre = successes + z * z / 2
    margin = z * sqrt(successes * (n - successes) / n + z * z / 4)
    size = n + z * z
    return enclosing(share, ((centre - margin) / size, (centre + margin) / size), (0.0, 1.0), WILSON)


def adjusted_nps(promoters: int, passives: int, detractors: int) -> tuple[float, float]:
    """The shrunk NPS and its variance, as shares from -1 to 1, that Rocks' adjusted interval is built on.

    Three answers are added: 3/4 to promoters, 1 1/2 to passives, 3/4 to detractors. Raises UsageError
    for a negative count.
    """
    n = promoters + passives + detractors
    for count, name in ((promoters, "promoters"), (passives, "passives"), (detractors, "detractors")):
        part_of(count, name, n, "answers")
    size = n + 3
    net = (promoters - detractors) / size
    extremes = (promoters + detractors + 1.5) / size
    return net, (extremes - net * net) / size


def adjusted_wald_nps(promoters: int, passives: int, detractors: int, z: float = Z95) -> Interval | None:
    """The adjusted Wald interval of a Net Promoter Score, from -100 to 100; None with no answers.

    A single promoter's (or detractor's) score is 1.5 beyond the formula's end; the interval is
    stretched to hold it. Raises UsageError for a negative count. Source: Rocks (2016), Interval
    Estimation for the Net Promoter Score, The American Statistician 70(4), 365-372.
    """
    net, variance = adjusted_nps(promoters, passives, detractors)
    n = promoters + passives + detractors
    if n == 0:
        return None
    margin = z * sqrt(variance)
    score = 100 * (promoters - detractors) / n
    return enclosing(score, (100 * (net - margin), 100 * (net + margin)), (-100.0, 100.0), ADJUSTED_WALD)


def mean_interval(
    counts: Mapping[int, int], bounds: tuple[float, float], factor: float = 1.0
) -> Interval | None:
    """Student's t interval of the mean of whole-number answers, in points, cut to the scale's bounds.

    None with fewer than two answers. Answers that are all alike still get a width: see `moments`. For a
    finite population give its factor. Source: Student (1908), The Probable Error of a Mean, Biometrika 6,
    1-25.
    """
    seen = moments(counts)
    if seen is None:
        return None
    margin = factor * t95(seen.n - 1) * sqrt(seen.variance / seen.n)
    return enclosing(seen.mean, (seen.mean - margin, seen.mean + margin), bounds, STUDENT_T)


def welch_interval(before: Moments, after: Moments) -> Interval:
    """Welch's t interval of the change of a mean, after less before, in points and not cut.

    The two variances may differ. Source: Welch (1947), Biometrika 34, 28-35, with Satterthwaite's
    (1946) degrees of freedom.
    """
    error, freedom = welch_error(before, after)
    change = after.mean - before.mean
    margin = t95(freedom) * error
    return Interval(low=change - margin, high=change + margin, method=WELCH_T)


def welch_error(before: Moments, after: Moments) -> tuple[float, float]:
    """Standard error of the change of a mean, in points, and its degrees of freedom: see `welch_interval`."""
    first, second = before.variance / before.n, after.variance / after.n
    freedom = (first + second) ** 2 / (first**2 / (before.n - 1) + second**2 / (after.n - 1))
    return sqrt(first + second), freedom


def finite_population_factor(n: int, population: int) -> float:
    """By how much an interval narrows when n of a population of N were heard: √((N - n)/(N - 1)).

    From 1 (hardly anybody) to 0 (all of them: say 'all N answered' instead of an interval). Raises
    UsageError unless 0 <= n <= population. Source: Cochran (1977), Sampling Techniques, on proportions.
    """
    part_of(n, "answered", population, "in the population")
    if n <= 1:
        return 0.0 if n == population == 1 else 1.0
    return sqrt((population - n) / (population - 1))


def everyone_answered(n: int, population: int | None) -> bool:
    """Whether all of a known population of at least one were heard, so that nothing is a sample.

    Raises UsageError when more answered than there are.
    """
    if population is None:
        return False
    part_of(n, "answered", population, "who were asked")
    return n == population > 0


def narrowing(n: int, population: int | None) -> float:
    """The finite-population factor; 1 where the population is not known."""
    return 1.0 if population is None else finite_population_factor(n, population)
