"""Differences: by how much a score changed between two periods, and whether that is more than chance."""

from math import hypot, sqrt

from clientkit.errors import UsageError
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.statistics.ces import HIGHEST, LOWEST, Ces
from clientkit.kernel.statistics.confidence_interval import (
    ADJUSTED_WALD,
    WELCH_T,
    Interval,
    adjusted_nps,
    enclosing,
    welch_interval,
)
from clientkit.kernel.statistics.csat import Csat
from clientkit.kernel.statistics.mean_variance import moments
from clientkit.kernel.statistics.nps import Nps
from clientkit.kernel.statistics.quantile import Z95

NEWCOMBE = "newcombe"


class Difference(Model):
    """The later score less the earlier, in the score's own unit, with its 95 % interval.

    More than chance: the interval leaves out 0. An interval that cannot be had is None, and then the
    change is not more than chance.
    """

    change: float
    low: float | None
    high: float | None
    method: str
    more_than_chance: bool


def csat_difference(before: Csat, after: Csat) -> Difference | None:
    """The change of a CSAT in percentage points; None when one side has no answers.

    Raises UsageError when the scales differ. Source: the hybrid score interval, method 10 of Newcombe
    (1998), Interval Estimation for the Difference between Independent Proportions, Statistics in
    Medicine 17, 873-890.
    """
    if before.scale != after.scale:
        raise UsageError(
            f"A CSAT on 1 to {before.scale} and one on 1 to {after.scale} cannot be compared.",
            "Compare answers of one scale.",
        )
    earlier = _known(before.score, before.low, before.high)
    later = _known(after.score, after.low, after.high)
    if earlier is None or later is None:
        return None
    (old, old_low, old_high), (new, new_low, new_high) = earlier, later
    change = new - old
    ends = change - hypot(new - new_low, old_high - old), change + hypot(new_high - new, old - old_low)
    return _difference(change, enclosing(change, ends, (-100.0, 100.0), NEWCOMBE))


def nps_difference(before: Nps, after: Nps) -> Difference | None:
    """The change of an NPS in points, from -200 to 200; None when one side has no answers.

    The change is of the scores as shown; its interval lies around the change of the shrunk scores, and
    their variances add up, as those of independent scores do. Source: the adjusted estimates of Rocks
    (2016), from which Lewis and Sauro (2021, MeasuringU) test a difference too.
    """
    if before.score is None or after.score is None:
        return None
    old, old_variance = adjusted_nps(before.promoters, before.passives, before.detractors)
    new, new_variance = adjusted_nps(after.promoters, after.passives, after.detractors)
    margin = Z95 * sqrt(old_variance + new_variance)
    ends = 100 * (new - old - margin), 100 * (new - old + margin)
    change = after.score - before.score
    return _difference(change, enclosing(change, ends, (-200.0, 200.0), ADJUSTED_WALD))


def ces_difference(before: Ces, after: Ces) -> Difference | None:
    """The change of a CES mean in points; None when one side has no answers.

    With a single answer on a side there is a change but no interval. Source: see `welch_interval`.
    """
    if before.mean is None or after.mean is None:
        return None
    change = after.mean - before.mean
    old, new = moments(before.distribution), moments(after.distribution)
    if old is None or new is None:
        return Difference(change=change, low=None, high=None, method=WELCH_T, more_than_chance=False)
    welch = welch_interval(old, new)
    reach = float(HIGHEST - LOWEST)
    return _difference(change, enclosing(change, (welch.low, welch.high), (-reach, reach), WELCH_T))


def _known(score: float | None, low: float | None, high: float | None) -> tuple[float, float, float] | None:
    return None if score is None or low is None or high is None else (score, low, high)


def _difference(change: float, interval: Interval) -> Difference:
    return Difference(
        change=change,
        low=interval.low,
        high=interval.high,
        method=interval.method,
        more_than_chance=not interval.low <= 0 <= interval.high,
    )
