"""Customer satisfaction (CSAT): the share of answers that say satisfied."""

from collections.abc import Mapping
from math import hypot, sqrt
from typing import ClassVar

from pydantic import Field

from clientkit.errors import UsageError
from clientkit.kernel.model.files.settings import FeedbackSettings
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.rating_scales import SATISFACTION
from clientkit.kernel.statistics.confidence_interval import (
    ALL_ANSWERED,
    WILSON,
    enclosing,
    everyone_answered,
    narrowing,
    wilson,
)
from clientkit.kernel.statistics.counts import on_scale
from clientkit.kernel.statistics.difference import ScoreDifference, difference_of
from clientkit.kernel.statistics.explanation import number
from clientkit.kernel.statistics.metric import PERCENT, Metric, between
from clientkit.kernel.statistics.quantile import Z95

SCALE = SATISFACTION
NEWCOMBE = "newcombe"


class Csat(Model):
    """A CSAT in per cent, unrounded, with its Wilson interval; the three are None with no answers."""

    metric: ClassVar[str] = SCALE.metric

    responses: int = Field(description="how many answered")
    satisfied: int = Field(description="how many of them are satisfied")
    score: float | None = Field(description="satisfied in per cent; null with no answers")
    low: float | None = Field(description="lower end of the 95 % interval")
    high: float | None = Field(description="upper end of the 95 % interval")
    method: str = Field(description="how the interval was found")
    scale: int = Field(description="top of the scale that was used")
    best_from: int = Field(exclude=True, description="first answer that counts as satisfied")
    distribution: dict[int, int] = Field(description="how often each value was given")
    population: int | None = Field(
        None, description="how many people were asked, where these are all there are; null for a sample"
    )

    @property
    def value(self) -> float | None:
        """The figure that it is known by."""
        return self.score


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
        best_from=line,
        distribution=distribution,
        population=population,
    )


def _line(scale: int, satisfied_from: int | None) -> int:
    line = SCALE.best_from.get(scale) if satisfied_from is None else satisfied_from
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


def csat_difference(before: Csat, after: Csat) -> ScoreDifference | None:
    """The change of a CSAT in percentage points; None when one side has no answers.

    Raises UsageError when the scales differ. Source: the hybrid score interval, method 10 of Newcombe
    (1998), Interval Estimation for the ScoreDifference between Independent Proportions, Statistics in
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
    return difference_of(change, enclosing(change, ends, (-100.0, 100.0), NEWCOMBE))


def _known(score: float | None, low: float | None, high: float | None) -> tuple[float, float, float] | None:
    return None if score is None or low is None or high is None else (score, low, high)


class CsatMetric(Metric[Csat]):
    """Customer satisfaction, on the workspace's scale or on another."""

    scale = SCALE
    result = Csat
    title = "CSAT, satisfaction"
    about = "satisfaction, on the workspace's scale"
    change_about = "change of the CSAT, in percentage points"
    limits = (0.0, 100.0)
    unit = PERCENT
    source = (
        "The share of the two best answers of five, or of ten ('top two box'), as most survey tools count it."
        " Which answers count as satisfied is 'satisfied_from' in clientkit.toml."
    )
    interval_formula = "100 * (x + z^2/2 +- z * sqrt(x * (n - x) / n + z^2/4)) / (n + z^2)"
    interval_source = "Wilson (1927); method 3 of Newcombe (1998), Statistics in Medicine 17, 857-872."
    difference_formula = (
        "change - sqrt((new - new low)^2 + (old high - old)^2); the same upwards with the other ends"
    )
    difference_source = "Newcombe (1998), method 10, Statistics in Medicine 17, 873-890."

    def best_from(self, settings: FeedbackSettings) -> int:
        """The first answer that counts as satisfied, as it was set or as is usual."""
        return settings.first_satisfied

    def score(
        self, counts: Mapping[int, int], top: int, best_from: int, population: int | None = None
    ) -> Csat:
        """The share of satisfied answers."""
        return csat(counts, top, best_from, population)

    def difference(self, before: Csat, after: Csat) -> ScoreDifference | None:
        """The change in percentage points."""
        return csat_difference(before, after)

    def made_of(self, score: Csat) -> str:
        """How many are satisfied, and which answers count so."""
        line, top = score.best_from, score.scale
        best = f"{line} to {top}" if top - line > 1 else " or ".join(map(str, range(line, top + 1)))
        return f"{score.satisfied} of {score.responses} answered {best}, which counts as satisfied."

    def figure_name(self, score: Csat) -> str:
        """With the scale, since there may be several."""
        return f"{self.name} on 1 to {score.scale}"

    def formula(self, score: Csat) -> str:
        """A share, with the line that was drawn."""
        return f"100 * satisfied / answered, where satisfied is {score.best_from} or more of {score.scale}"

    def steps(self, score: Csat) -> tuple[str, ...]:
        """The satisfied ones counted, and their share."""
        line, satisfied, answered = score.best_from, score.satisfied, score.responses
        counted = " + ".join(str(count) for value, count in score.distribution.items() if value >= line)
        return (
            f"satisfied = {counted} = {satisfied} (answers from {line} to {score.scale})",
            f"answered = {answered}",
            f"100 * {satisfied} / {answered} = {number(score.score or 0)}",
        )

    def interval_steps(self, score: Csat, factor: float) -> tuple[str, ...]:
        """Wilson's interval."""
        z, x, n = factor * Z95, score.satisfied, score.responses
        root = z * sqrt(x * (n - x) / n + z * z / 4)
        return (
            f"x = {x} satisfied, n = {n} answered, z = {number(z)}",
            (
                f"x + z^2/2 = {number(x + z * z / 2)}, the root times z = {number(root)}, "
                f"n + z^2 = {number(n + z * z)}"
            ),
            between(score),
        )

    def difference_steps(self, old: Csat, new: Csat, change: float) -> tuple[str, ...]:
        """Both scores with their ends."""
        sides = (
            f"{name} = {number(one.score or 0)}, {name} low = {number(one.low or 0)}, "
            f"{name} high = {number(one.high or 0)}"
            for name, one in (("old", old), ("new", new))
        )
        return (*sides, f"change = {number(new.score or 0)} - {number(old.score or 0)} = {number(change)}")
