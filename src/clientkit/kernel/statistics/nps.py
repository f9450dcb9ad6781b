"""Net Promoter Score (NPS): promoters less detractors."""

from collections.abc import Mapping
from math import sqrt
from typing import ClassVar

from pydantic import Field

from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.rating_scales import RATING_SCALES
from clientkit.kernel.statistics.confidence_interval import (
    ADJUSTED_WALD,
    ALL_ANSWERED,
    adjusted_nps,
    adjusted_wald_nps,
    enclosing,
    everyone_answered,
    narrowing,
)
from clientkit.kernel.statistics.counts import on_scale
from clientkit.kernel.statistics.difference import ScoreDifference, difference_of
from clientkit.kernel.statistics.explanation import number
from clientkit.kernel.statistics.metric import Metric, between
from clientkit.kernel.statistics.quantile import Z95
from clientkit.kernel.statistics.rounding import rounded

SCALE = RATING_SCALES["nps"]
HIGHEST = 10
PROMOTER_FROM = SCALE.best_from[HIGHEST]
PASSIVE_FROM = 7


class Nps(Model):
    """An NPS from -100 to 100, unrounded, with its interval; the three are None with no answers."""

    metric: ClassVar[str] = SCALE.metric
    best_from: ClassVar[int] = PROMOTER_FROM

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

    @property
    def value(self) -> float | None:
        """The figure that it is known by."""
        return self.score


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


def nps_difference(before: Nps, after: Nps) -> ScoreDifference | None:
    """The change of an NPS in points, from -200 to 200; None when one side has no answers.

    The change is of the scores as shown; its interval lies around the change of the shrunk scores, and
    their variances add up, as those of independent scores do. Source: the adjusted estimates of Rocks
    (2016), from which Lewis and Sauro (2021, MeasuringU) test a difference too.
    """
    if before.score is None or after.score is None:
        return None
    old, old_variance = _shrunk(before)
    new, new_variance = _shrunk(after)
    margin = Z95 * sqrt(old_variance + new_variance)
    ends = 100 * (new - old - margin), 100 * (new - old + margin)
    change = after.score - before.score
    return difference_of(change, enclosing(change, ends, (-200.0, 200.0), ADJUSTED_WALD))


class NpsMetric(Metric[Nps]):
    """The Net Promoter Score."""

    scale = SCALE
    result = Nps
    title = "NPS, likelihood to recommend"
    about = "likelihood to recommend"
    change_about = "change of the NPS, in points"
    limits = (-100.0, 100.0)
    is_signed = True
    example = 9
    worst_up_to = PASSIVE_FROM - 1
    source = "Reichheld (2003), The One Number You Need to Grow, Harvard Business Review 81(12), 46-54."
    interval_formula = (
        "100 * (p - d +- z * sqrt((p + d - (p - d)^2) / (n + 3))), after adding 3/4, 1 1/2 and 3/4 answers"
    )
    interval_source = (
        "Rocks (2016), Interval Estimation for the Net Promoter Score, American Statistician 70, 365-372."
    )
    difference_formula = (
        "100 * (new - old +- z * sqrt(variance of new + variance of old)), of the shrunk scores"
    )
    difference_source = (
        "Rocks (2016), The American Statistician 70, 365-372; the variances of two scores add up."
    )

    def score(
        self,
        counts: Mapping[int, int],
        top: int,  # noqa: ARG002 - it has one scale
        best_from: int,  # noqa: ARG002 - and one line
        population: int | None = None,
    ) -> Nps:
        """Promoters less detractors."""
        return nps(counts, population)

    def difference(self, before: Nps, after: Nps) -> ScoreDifference | None:
        """The change in points."""
        return nps_difference(before, after)

    def made_of(self, score: Nps) -> str:
        """The two shares that are subtracted."""
        if not score.responses:
            return ""
        promoters, detractors = (100 * part / score.responses for part in (score.promoters, score.detractors))
        return f"{rounded(promoters)} % promoters less {rounded(detractors)} % detractors."

    def bars(self, score: Nps) -> tuple[tuple[str, int], ...]:
        """The three groups."""
        return (
            ("promoters 9-10", score.promoters),
            ("passives 7-8", score.passives),
            ("detractors 0-6", score.detractors),
        )

    def formula(self, score: Nps) -> str:  # noqa: ARG002 - the same for every score
        """A difference of shares."""
        return "100 * (promoters - detractors) / answered"

    def steps(self, score: Nps) -> tuple[str, ...]:
        """The three groups counted, and the difference of the shares."""
        promoters, passives, detractors = score.promoters, score.passives, score.detractors
        return (
            (
                f"promoters = {promoters} (9 or 10), passives = {passives} (7 or 8), "
                f"detractors = {detractors} (0 to 6)"
            ),
            f"answered = {promoters} + {passives} + {detractors} = {score.responses}",
            f"100 * ({promoters} - {detractors}) / {score.responses} = {number(score.score or 0)}",
        )

    def interval_steps(self, score: Nps, factor: float) -> tuple[str, ...]:
        """Rocks' adjusted interval."""
        net, variance = _shrunk(score)
        n, z = score.responses + 3, factor * Z95
        p, d = (score.promoters + 0.75) / n, (score.detractors + 0.75) / n
        return (
            (
                f"p = ({score.promoters} + 3/4) / {n} = {number(p)}, "
                f"d = ({score.detractors} + 3/4) / {n} = {number(d)}"
            ),
            (
                f"p - d = {number(net)}, sqrt(({number(p)} + {number(d)} - {number(net)}^2) / {n}) "
                f"= {number(sqrt(variance))}, z = {number(z)}"
            ),
            f"100 * ({number(net)} +- {number(z * sqrt(variance))}), cut at -100 and 100: {between(score)}",
        )

    def difference_steps(self, old: Nps, new: Nps, change: float) -> tuple[str, ...]:
        """Both shrunk scores, whose variances add up."""
        (was, was_variance), (now, now_variance) = _shrunk(old), _shrunk(new)
        margin = Z95 * sqrt(was_variance + now_variance)
        return (
            f"change of the scores = {number(change)}",
            f"old shrunk = {number(was)}, variance = {number(was_variance)}",
            f"new shrunk = {number(now)}, variance = {number(now_variance)}",
            f"100 * ({number(now - was)} +- {number(margin)})",
        )


def _shrunk(score: Nps) -> tuple[float, float]:
    return adjusted_nps(score.promoters, score.passives, score.detractors)
