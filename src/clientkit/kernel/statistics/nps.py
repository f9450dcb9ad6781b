"""Net Promoter Score (NPS): promoters less detractors."""

from collections.abc import Mapping

from pydantic import Field

from clientkit.kernel.model.values.base import Model
from clientkit.kernel.statistics.confidence_interval import (
    ADJUSTED_WALD,
    ALL_ANSWERED,
    adjusted_wald_nps,
    everyone_answered,
    narrowing,
)
from clientkit.kernel.statistics.counts import on_scale
from clientkit.kernel.statistics.quantile import Z95

HIGHEST = 10
PROMOTER_FROM = 9
PASSIVE_FROM = 7


class Nps(Model):
    """An NPS from -100 to 100, unrounded, with its interval; the three are None with no answers."""

    responses: int = Field(description="how many answered")
    promoters: int = Field(description="9 or 10")
    passives: int = Field(description="7 or 8")
    detractors: int = Field(description="0 to 6")
    score: float | None = Field(description="promoters less detractors, -100 to 100; null with no answers")
    low: float | None = Field(description="lower end of the 95 % interval")
    high: float | None = Field(description="upper end of the 95 % interval")
    method: str = Field(description="how the interval was found")
    distribution: dict[int, int] = Field(description="how often each value was given")
    population: int | None = Field(
        None, description="how many people were asked, where these are all there are; null for a sample"
    )


def nps(counts: Mapping[int, int], population: int | None = None) -> Nps:
    """100 · (promoters - detractors) / answered, for answers from 0 to 10, counted by value.

    Promoters gave 9 or 10, passives 7 or 8, detractors 0 to 6. `population` as for the CSAT. Raises
    UsageError for a value outside the scale, a negative count, or more answers than people. Source:
    Reichheld (2003), The One Number You Need to Grow, Harvard Business Review 81(12); the interval is
    Rocks' (see `adjusted_wald_nps`).
    """
    distribution = on_scale(counts, 0, HIGHEST)
    responses = sum(distribution.values())
    promoters = sum(count for value, count in distribution.items() if value >= PROMOTER_FROM)
    detractors = sum(count for value, count in distribution.items() if value < PASSIVE_FROM)
    passives = responses - promoters - detractors
    heard_all = everyone_answered(responses, population)
    z = Z95 * narrowing(responses, population)
    interval = None if heard_all else adjusted_wald_nps(promoters, passives, detractors, z)
    return Nps(
        responses=responses,
        promoters=promoters,
        passives=passives,
        detractors=detractors,
        score=100 * (promoters - detractors) / responses if responses else None,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        method=ALL_ANSWERED if heard_all else ADJUSTED_WALD,
        distribution=distribution,
        population=population,
    )
