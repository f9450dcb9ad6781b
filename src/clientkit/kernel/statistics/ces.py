"""Customer Effort Score (CES): how easy it was, from 1 (very hard) to 7 (very easy)."""

from collections.abc import Mapping
from math import sqrt
from typing import ClassVar

from pydantic import Field

from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.rating_scales import RATING_SCALES
from clientkit.kernel.statistics.confidence_interval import (
    ALL_ANSWERED,
    STUDENT_T,
    WELCH_T,
    enclosing,
    everyone_answered,
    mean_interval,
    narrowing,
    welch_error,
    welch_interval,
)
from clientkit.kernel.statistics.counts import on_scale
from clientkit.kernel.statistics.difference import ScoreDifference, difference_of
from clientkit.kernel.statistics.explanation import number, summed
from clientkit.kernel.statistics.mean_variance import moments
from clientkit.kernel.statistics.metric import Metric, between
from clientkit.kernel.statistics.quantile import t95
from clientkit.kernel.statistics.rounding import rounded, signed

SCALE = RATING_SCALES["ces"]
LOWEST, HIGHEST = SCALE.lowest, SCALE.tops[0]
EASY_FROM = SCALE.best_from[HIGHEST]
VERY_EASY_FROM = 6
HARD_UP_TO = 3


class Ces(Model):
    """A CES: its mean in points with the mean's interval, and two shares in per cent, all unrounded.

    Every figure is None with no answers, the interval also with only one.
    """

    metric: ClassVar[str] = SCALE.metric
    best_from: ClassVar[int] = EASY_FROM

    responses: int = Field(description="how many answered")
    mean: float | None = Field(description="mean in points; null with no answers")
    low: float | None = Field(description="lower end of the 95 % interval")
    high: float | None = Field(description="upper end of the 95 % interval")
    easy_share: float | None = Field(description="share of 5 to 7, in per cent")
    index: float | None = Field(description="share of 6 and 7 less share of 1 to 3, in per cent")
    method: str = Field(description="how the interval was found")
    distribution: dict[int, int] = Field(description="how often each value was given")
    population: int | None = Field(
        None, description="how many people were asked, where these are all there are; null for a sample"
    )

    @property
    def value(self) -> float | None:
        """The figure that it is known by."""
        return self.mean


def ces(counts: Mapping[int, int], population: int | None = None) -> Ces:
    """The mean, the share of 5 and above, and the index, the share of 6 and 7 less the share of 1 to 3.

    Answers from 1 to 7, counted by value; the interval is Student's; `population` as for the CSAT. Raises
    UsageError for a value outside the scale, a negative count, or more answers than people. Source
    of the question and its scale: the CES 2.0 of Dixon, Toman and DeLisi (2013), The Effortless Experience.
    """
    distribution = on_scale(counts, LOWEST, HIGHEST)
    responses = sum(distribution.values())
    total = sum(value * count for value, count in distribution.items())
    easy, very_easy, hard = _parts(distribution)
    heard_all = everyone_answered(responses, population)
    factor = narrowing(responses, population)
    interval = None if heard_all else mean_interval(distribution, (LOWEST, HIGHEST), factor)
    return Ces(
        responses=responses,
        mean=total / responses if responses else None,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        easy_share=100 * easy / responses if responses else None,
        index=100 * (very_easy - hard) / responses if responses else None,
        method=ALL_ANSWERED if heard_all else STUDENT_T,
        distribution=distribution,
        population=population,
    )


def _parts(distribution: Mapping[int, int]) -> tuple[int, int, int]:
    """How many found it easy, very easy, and hard."""
    counts = distribution.items()
    return (
        sum(count for value, count in counts if value >= EASY_FROM),
        sum(count for value, count in counts if value >= VERY_EASY_FROM),
        sum(count for value, count in counts if value <= HARD_UP_TO),
    )


def ces_difference(before: Ces, after: Ces) -> ScoreDifference | None:
    """The change of a CES mean in points; None when one side has no answers.

    With a single answer on a side there is a change but no interval. Source: see `welch_interval`.
    """
    if before.mean is None or after.mean is None:
        return None
    change = after.mean - before.mean
    old, new = moments(before.distribution), moments(after.distribution)
    if old is None or new is None:
        return ScoreDifference(change=change, low=None, high=None, method=WELCH_T, more_than_chance=False)
    welch = welch_interval(old, new)
    reach = float(HIGHEST - LOWEST)
    return difference_of(change, enclosing(change, (welch.low, welch.high), (-reach, reach), WELCH_T))


class CesMetric(Metric[Ces]):
    """The Customer Effort Score."""

    scale = SCALE
    result = Ces
    title = "CES, ease"
    about = "ease"
    change_about = "change of the mean CES, in points"
    limits = (float(LOWEST), float(HIGHEST))
    unit = " of 7"
    decimals = 1
    change_unit = ""
    example = 6
    source = "Dixon, Toman and DeLisi (2013), The Effortless Experience: the CES 2.0, on 1 to 7."
    interval_formula = "mean +- t * sqrt(variance / n)"
    interval_source = (
        "Student (1908), Biometrika 6, 1-25; a variance of at least 1/12, that of rounding (Sheppard 1898)."
    )
    difference_formula = "new mean - old mean +- t * sqrt(new variance / n + old variance / n)"
    difference_source = "Welch (1947), Biometrika 34, 28-35; degrees of freedom of Satterthwaite (1946)."

    def score(
        self,
        counts: Mapping[int, int],
        top: int,  # noqa: ARG002 - it has one scale
        best_from: int,  # noqa: ARG002 - and one line
        population: int | None = None,
    ) -> Ces:
        """The mean."""
        return ces(counts, population)

    def difference(self, before: Ces, after: Ces) -> ScoreDifference | None:
        """The change of the mean."""
        return ces_difference(before, after)

    def made_of(self, score: Ces) -> str:
        """The share that found it easy, and the index."""
        if score.easy_share is None or score.index is None:
            return ""
        index = signed(rounded(score.index))
        return f"{rounded(score.easy_share)} % found it easy (5 to 7); index {index} (6 and 7 less 1 to 3)."

    def formula(self, score: Ces) -> str:  # noqa: ARG002 - the same for every score
        """A mean, a share and an index."""
        return "sum of the answers / answered; share of 5 to 7; index: share of 6 and 7 less share of 1 to 3"

    def steps(self, score: Ces) -> tuple[str, ...]:
        """The three figures, each with its numbers."""
        counts = sorted(score.distribution.items(), reverse=True)
        total, n = sum(value * count for value, count in counts), score.responses
        easy, very_easy, hard = _parts(score.distribution)
        return (
            f"sum = {summed(counts)} = {total}",
            f"mean = {total} / {n} = {number(score.mean or 0)}",
            f"easy = 100 * {easy} / {n} = {number(score.easy_share or 0)}",
            f"index = 100 * ({very_easy} - {hard}) / {n} = {number(score.index or 0)}",
        )

    def interval_steps(self, score: Ces, factor: float) -> tuple[str, ...]:
        """Student's interval; nothing of one answer, which shows no spread."""
        seen = moments(score.distribution)
        if seen is None:
            return ()
        t, error = t95(seen.n - 1), sqrt(seen.variance / seen.n)
        narrowed = "" if score.population is None else f" * {number(factor)}"
        return (
            (
                f"mean = {number(seen.mean)}, variance = {number(seen.variance)}, n = {seen.n}, "
                f"t of {seen.n - 1} degrees of freedom = {number(t)}"
            ),
            (
                f"{number(seen.mean)} +- {number(t)} * {number(error)}{narrowed}, "
                f"cut at 1 and 7: {between(score)}"
            ),
        )

    def difference_steps(self, old: Ces, new: Ces, change: float) -> tuple[str, ...]:
        """Both means, and Welch's spread where both sides have one."""
        means = f"change = {number(new.mean or 0)} - {number(old.mean or 0)} = {number(change)}"
        first, second = moments(old.distribution), moments(new.distribution)
        if first is None or second is None:
            return (means,)
        error, freedom = welch_error(first, second)
        t = t95(freedom)
        return (
            means,
            f"old variance = {number(first.variance)}, n = {first.n}",
            f"new variance = {number(second.variance)}, n = {second.n}",
            f"t of {number(freedom)} degrees of freedom = {number(t)}",
            f"{number(change)} +- {number(t)} * {number(error)}, cut at -6 and 6",
        )
