"""Customer Effort Score (CES): how easy it was, from 1 (very hard) to 7 (very easy), or asked on 1 to 5."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from pydantic import Field

from clientkit.errors import UsageError
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.rating_scales import RATING_SCALES
from clientkit.kernel.statistics.confidence_interval import (
    ALL_ANSWERED,
    Interval,
    enclosing,
    everyone_answered,
)
from clientkit.kernel.statistics.counts import on_scale
from clientkit.kernel.statistics.difference import ScoreDifference, difference_of
from clientkit.kernel.statistics.explanation import number, summed
from clientkit.kernel.statistics.interval_steps import (
    three_more_change_steps,
    three_more_of_all_steps,
    three_more_steps,
)
from clientkit.kernel.statistics.metric import Metric
from clientkit.kernel.statistics.rounding import rounded, signed
from clientkit.kernel.statistics.three_more import (
    THREE_MORE,
    three_more,
    three_more_change,
    three_more_of_all,
    total_of,
)

SCALE = RATING_SCALES["ces"]
LOWEST, USUAL = SCALE.lowest, SCALE.tops[0]
VERY_EASY_FROM = {7: 6, 5: 4}
"""From which answer on one counts in the index, by the top of the scale."""

HALF_A_POINT = 0.5
"""What is added to the margin where everybody was asked: whole answers leave gaps between the sums."""


class Ces(Model):
    """A CES: its mean in points with the mean's interval, and two shares in per cent, all unrounded.

    Every figure is None with no answers.
    """

    metric: ClassVar[str] = SCALE.metric

    responses: int = Field(description="how many answers there are")
    people: int = Field(description="how many people they are of; the interval counts these")
    mean: float | None = Field(description="mean in points; null with no answers")
    low: float | None = Field(description="lower end of the 95 % interval")
    high: float | None = Field(description="upper end of the 95 % interval")
    easy_share: float | None = Field(description="share of 5 to 7 (of 4 and 5 on 1 to 5), in per cent")
    index: float | None = Field(
        description="share of 6 and 7 less share of 1 to 3, in per cent; on 1 to 5 of 4 and 5 less 1 and 2"
    )
    method: str = Field(description="how the interval was found")
    scale: int = Field(description="top of the scale that was used")
    best_from: int = Field(exclude=True, description="first answer that counts as easy")
    distribution: dict[int, int] = Field(description="how often each value was given")
    latest: dict[int, int] = Field(exclude=True, description="the same of each person's latest answer")
    population: int | None = Field(
        None, description="how many people were asked, where these are all there are; null for a sample"
    )

    @property
    def value(self) -> float | None:
        """The figure that it is known by."""
        return self.mean


def ces(
    counts: Mapping[int, int],
    population: int | None = None,
    latest: Mapping[int, int] | None = None,
    top: int = USUAL,
) -> Ces:
    """The mean, the share of 5 and above, and the index, the share of 6 and 7 less the share of 1 to 3.

    Answers from 1 to 7, counted by value; asked on 1 to 5 it is a score of its own, with 4 and 5 as easy, and
    the share of 1 and 2 taken off in the index. `population` and `latest` as for the CSAT; the interval is
    `three_more`'s. Raises UsageError for a value outside the scale, a negative count, or more answers than
    people. Source of the question and its scale: the CES 2.0 of Dixon, Toman and DeLisi (2013), The
    Effortless Experience.
    """
    distribution = on_scale(counts, LOWEST, top)
    heard = distribution if latest is None else on_scale(latest, LOWEST, top)
    responses, people = sum(distribution.values()), sum(heard.values())
    mean = total_of(distribution) / responses if responses else None
    easy, very_easy, hard = _parts(distribution)
    heard_all = everyone_answered(people, population)
    found = None if heard_all or mean is None else _interval(heard, top, population)
    interval = found and enclosing(mean or 0.0, (found.low, found.high), (LOWEST, top), THREE_MORE)
    return Ces(
        responses=responses,
        people=people,
        mean=mean,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        easy_share=100 * easy / responses if responses else None,
        index=100 * (very_easy - hard) / responses if responses else None,
        method=ALL_ANSWERED if heard_all else THREE_MORE,
        scale=top,
        best_from=SCALE.best_from[top],
        distribution=distribution,
        latest=heard,
        population=population,
    )


def _interval(heard: Mapping[int, int], top: int, population: int | None) -> Interval | None:
    if population is None:
        return three_more(heard, (LOWEST, top))
    return three_more_of_all(heard, (LOWEST, top), population, HALF_A_POINT)


def _parts(distribution: Mapping[int, int]) -> tuple[int, int, int]:
    """How many found it easy, very easy, and hard."""
    counts, top = distribution.items(), max(distribution)
    return (
        sum(count for value, count in counts if value >= SCALE.best_from[top]),
        sum(count for value, count in counts if value >= VERY_EASY_FROM[top]),
        sum(count for value, count in counts if value <= SCALE.low_up_to[top]),
    )


def ces_difference(before: Ces, after: Ces) -> ScoreDifference | None:
    """The change of a CES mean in points; None when one side has no answers.

    The variances of both means with three more answers add up. Raises UsageError when the scales differ.
    """
    if before.scale != after.scale:
        raise UsageError(
            f"A CES on 1 to {before.scale} and one on 1 to {after.scale} cannot be compared.",
            "Compare answers of one scale.",
        )
    if before.mean is None or after.mean is None:
        return None
    change, reach = after.mean - before.mean, before.scale - LOWEST
    ends = three_more_change(before.latest, after.latest, (LOWEST, before.scale))
    interval = enclosing(change, (ends.low, ends.high), (-reach, reach), THREE_MORE)
    return difference_of(change, interval, before.latest, after.latest)


class CesMetric(Metric[Ces]):
    """The Customer Effort Score."""

    scale = SCALE
    result = Ces
    title = "CES, ease"
    about = "ease"
    change_about = "change of the mean CES, in points"
    limits = (float(LOWEST), float(USUAL))
    unit = f" of {USUAL}"
    decimals = 1
    change_unit = ""
    example = 6
    source = "Dixon, Toman and DeLisi (2013), The Effortless Experience: the CES 2.0, on 1 to 7."
    interval_formula = "mean +- z * sqrt(variance / M), as if one and a half more had answered at each end"
    interval_source = (
        "Added answers: Agresti and Coull (1998), American Statistician 52, 119-126; how many, and where, was"
        " chosen by coverage: docs/how-to/read-a-score.md."
    )
    difference_formula = "mean_new - mean_old +- z * sqrt(variance_new / M_new + variance_old / M_old)"
    difference_source = "The variances of two independent means add up; the added answers as for one score."

    def score(
        self,
        counts: Mapping[int, int],
        top: int,
        best_from: int,  # noqa: ARG002 - the scale has one line
        population: int | None = None,
        latest: Mapping[int, int] | None = None,
    ) -> Ces:
        """The mean."""
        return ces(counts, population, latest, top)

    def difference(self, before: Ces, after: Ces) -> ScoreDifference | None:
        """The change of the mean."""
        return ces_difference(before, after)

    def shown(self, value: float, top: int | None = None) -> str:
        """The mean, of the top of its scale."""
        return f"{self.plain(value)} of {top or USUAL}"

    def limits_on(self, top: int) -> tuple[float, float]:
        """The ends of the scale."""
        return float(LOWEST), float(top)

    def figure_name(self, score: Ces) -> str:
        """With its scale, where that is not the usual one."""
        return self.name if score.scale == USUAL else f"{self.name} on 1 to {score.scale}"

    def made_of(self, score: Ces) -> str:
        """The share that found it easy, and the index."""
        if score.easy_share is None or score.index is None:
            return ""
        index, top = signed(rounded(score.index)), score.scale
        share = f"{rounded(score.easy_share)} % found it easy ({score.best_from} to {top})"
        return f"{share}; index {index} ({VERY_EASY_FROM[top]} and {top} less 1 to {SCALE.low_up_to[top]})."

    def formula(self, score: Ces) -> str:
        """A mean, a share and an index."""
        top = score.scale
        return (
            f"sum of the answers / answered; share of {score.best_from} to {top}; index: share of"
            f" {VERY_EASY_FROM[top]} and {top} less share of 1 to {SCALE.low_up_to[top]}"
        )

    def steps(self, score: Ces) -> tuple[str, ...]:
        """The three figures, each with its numbers."""
        counts = sorted(score.distribution.items(), reverse=True)
        total, n = total_of(score.distribution), score.responses
        easy, very_easy, hard = _parts(score.distribution)
        return (
            f"sum = {summed(counts)} = {total}",
            f"mean = {total} / {n} = {number(score.mean or 0)}",
            f"easy = 100 * {easy} / {n} = {number(score.easy_share or 0)}",
            f"index = 100 * ({very_easy} - {hard}) / {n} = {number(score.index or 0)}",
        )

    def points(self, score: Ces) -> Mapping[int, int]:
        """The answers themselves."""
        return score.latest

    def interval_steps(self, score: Ces, interval: Interval) -> Iterator[str]:
        """With three more answers."""
        points, ends = score.latest, (LOWEST, score.scale)
        if score.population is None:
            return three_more_steps(points, ends, 1, interval)
        return three_more_of_all_steps(points, ends, (score.population, HALF_A_POINT), 1, interval)

    def difference_steps(self, old: Ces, new: Ces, interval: Interval) -> Iterator[str]:
        """Both means, whose variances add up."""
        return three_more_change_steps(old.latest, new.latest, (LOWEST, old.scale), 1, interval)
