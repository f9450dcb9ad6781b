"""Customer Effort Score (CES): how easy it was, from 1 (very hard) to 7 (very easy)."""

from collections.abc import Mapping

from pydantic import Field

from clientkit.kernel.model.values.base import Model
from clientkit.kernel.statistics.confidence_interval import (
    ALL_ANSWERED,
    STUDENT_T,
    everyone_answered,
    mean_interval,
    narrowing,
)
from clientkit.kernel.statistics.counts import on_scale

LOWEST = 1
HIGHEST = 7
EASY_FROM = 5
VERY_EASY_FROM = 6
HARD_UP_TO = 3


class Ces(Model):
    """A CES: its mean in points with the mean's interval, and two shares in per cent, all unrounded.

    Every figure is None with no answers, the interval also with only one.
    """

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


def ces(counts: Mapping[int, int], population: int | None = None) -> Ces:
    """The mean, the share of 5 and above, and the index, the share of 6 and 7 less the share of 1 to 3.

    Answers from 1 to 7, counted by value; the interval is Student's; `population` as for the CSAT. Raises
    UsageError for a value outside the scale, a negative count, or more answers than people. Source
    of the question and its scale: the CES 2.0 of Dixon, Toman and DeLisi (2013), The Effortless Experience.
    """
    distribution = on_scale(counts, LOWEST, HIGHEST)
    responses = sum(distribution.values())
    total = sum(value * count for value, count in distribution.items())
    easy = sum(count for value, count in distribution.items() if value >= EASY_FROM)
    very_easy = sum(count for value, count in distribution.items() if value >= VERY_EASY_FROM)
    hard = sum(count for value, count in distribution.items() if value <= HARD_UP_TO)
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
