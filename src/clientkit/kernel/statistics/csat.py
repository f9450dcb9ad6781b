"""Customer satisfaction (CSAT): the share of answers that say satisfied."""

from collections.abc import Mapping

from pydantic import Field

from clientkit.errors import UsageError
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.statistics.confidence_interval import (
    ALL_ANSWERED,
    WILSON,
    everyone_answered,
    narrowing,
    wilson,
)
from clientkit.kernel.statistics.counts import on_scale
from clientkit.kernel.statistics.quantile import Z95

SATISFIED_FROM = {5: 4, 10: 9}
"""The lowest satisfied answer on a scale that starts at 1, by the scale's highest value."""


class Csat(Model):
    """A CSAT in per cent, unrounded, with its Wilson interval; the three are None with no answers."""

    responses: int = Field(description="how many answered")
    satisfied: int = Field(description="how many of them are satisfied")
    score: float | None = Field(description="satisfied in per cent; null with no answers")
    low: float | None = Field(description="lower end of the 95 % interval")
    high: float | None = Field(description="upper end of the 95 % interval")
    method: str = Field(description="how the interval was found")
    scale: int = Field(description="top of the scale that was used")
    distribution: dict[int, int] = Field(description="how often each value was given")
    population: int | None = Field(
        None, description="how many people were asked, where these are all there are; null for a sample"
    )


def csat(
    counts: Mapping[int, int],
    scale: int = 5,
    satisfied_from: int | None = None,
    population: int | None = None,
) -> Csat:
    """100 · satisfied / answered, for answers from 1 to `scale`, counted by value.

    Satisfied is 4 and above on 1 to 5, 9 and above on 1 to 10, or `satisfied_from` and above. `population`
    is how many there are, where all were asked: it narrows the interval, and leaves none when all answered.
    Raises UsageError for a value outside the scale, a negative count, a line that is not on the scale, or
    more answers than people.
    """
    line = _line(scale, satisfied_from)
    distribution = on_scale(counts, 1, scale)
    responses = sum(distribution.values())
    satisfied = sum(count for value, count in distribution.items() if value >= line)
    heard_all = everyone_answered(responses, population)
    interval = None if heard_all else wilson(satisfied, responses, Z95 * narrowing(responses, population))
    return Csat(
        responses=responses,
        satisfied=satisfied,
        score=100 * satisfied / responses if responses else None,
        low=100 * interval.low if interval else None,
        high=100 * interval.high if interval else None,
        method=ALL_ANSWERED if heard_all else WILSON,
        scale=scale,
        distribution=distribution,
        population=population,
    )


def _line(scale: int, satisfied_from: int | None) -> int:
    line = SATISFIED_FROM.get(scale) if satisfied_from is None else satisfied_from
    if line is None:
        raise UsageError(
            f"On a scale from 1 to {scale}, nothing says from which answer on a client is satisfied.",
            "Set satisfied_from, or ask on 1 to 5 or 1 to 10.",
        )
    if not 1 < line <= scale:
        raise UsageError(
            f"Satisfied from {line} does not divide the scale from 1 to {scale}.",
            f"Set satisfied_from to a number from 2 to {scale}.",
        )
    return line
