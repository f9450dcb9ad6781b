"""Net Promoter Score (NPS): promoters less detractors."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from pydantic import Field

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
from clientkit.kernel.statistics.explanation import number
from clientkit.kernel.statistics.interval_steps import (
    three_more_change_steps,
    three_more_of_all_steps,
    three_more_steps,
)
from clientkit.kernel.statistics.metric import Metric
from clientkit.kernel.statistics.rounding import rounded
from clientkit.kernel.statistics.three_more import (
    THREE_MORE,
    three_more,
    three_more_change,
    three_more_of_all,
)

SCALE = RATING_SCALES["nps"]
HIGHEST = 10
PROMOTER_FROM = SCALE.best_from[HIGHEST]
PASSIVE_FROM = 7
ENDS = (-1, 1)
"""A detractor and a promoter as points; their mean times 100 is the score."""


class Nps(Model):
    """An NPS from -100 to 100, unrounded, with its interval; the three are None with no answers."""

    metric: ClassVar[str] = SCALE.metric
    best_from: ClassVar[int] = PROMOTER_FROM

    responses: int = Field(description="how many answers there are")
    people: int = Field(description="how many people they are of; the interval counts these")
    promoters: int = Field(description="9 or 10")
    passives: int = Field(description="7 or 8")
    detractors: int = Field(description="0 to 6")
    score: float | None = Field(description="promoters less detractors, -100 to 100; null with no answers")
    low: float | None = Field(description="lower end of the 95 % interval")
    high: float | None = Field(description="upper end of the 95 % interval")
    method: str = Field(description="how the interval was found")
    distribution: dict[int, int] = Field(description="how often each value was given")
    latest: dict[int, int] = Field(exclude=True, description="the same of each person's latest answer")
    population: int | None = Field(
        None, description="how many people were asked, where these are all there are; null for a sample"
    )

    @property
    def value(self) -> float | None:
        """The figure that it is known by."""
        return self.score


def nps(
    counts: Mapping[int, int], population: int | None = None, latest: Mapping[int, int] | None = None
) -> Nps:
    """100 · (promoters - detractors) / answered, for answers from 0 to 10, counted by value.

    Promoters gave 9 or 10, passives 7 or 8, detractors 0 to 6. `population` and `latest` as for the CSAT.
    Raises UsageError for a value outside the scale, a negative count, or more answers than people. Source:
    Reichheld (2003), The One Number You Need to Grow, Harvard Business Review 81(12); the interval is
    `three_more`'s.
    """
    distribution = on_scale(counts, 0, HIGHEST)
    heard = distribution if latest is None else on_scale(latest, 0, HIGHEST)
    responses, people = sum(distribution.values()), sum(heard.values())
    groups, points = _points(distribution), _points(heard)
    score = 100 * (groups[1] - groups[-1]) / responses if responses else None
    heard_all = everyone_answered(people, population)
    found = None if heard_all or score is None else _interval(points, population)
    interval = found and enclosing(score or 0.0, (found.low, found.high), (-100.0, 100.0), THREE_MORE)
    return Nps(
        responses=responses,
        people=people,
        promoters=groups[1],
        passives=groups[0],
        detractors=groups[-1],
        score=score,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        method=ALL_ANSWERED if heard_all else THREE_MORE,
        distribution=distribution,
        latest=heard,
        population=population,
    )


def _points(counts: Mapping[int, int]) -> dict[int, int]:
    """Detractors, passives and promoters as -1, 0 and 1."""
    detractors = sum(count for value, count in counts.items() if value < PASSIVE_FROM)
    promoters = sum(count for value, count in counts.items() if value >= PROMOTER_FROM)
    return {-1: detractors, 0: sum(counts.values()) - detractors - promoters, 1: promoters}


def _interval(points: Mapping[int, int], population: int | None) -> Interval | None:
    found = three_more(points, ENDS) if population is None else three_more_of_all(points, ENDS, population, 0)
    return found and Interval(low=100 * found.low, high=100 * found.high, method=THREE_MORE)


def nps_difference(before: Nps, after: Nps) -> ScoreDifference | None:
    """The change of an NPS in points, from -200 to 200; None when one side has no answers.

    The change is of the scores as shown; its interval lies around the change of the scores with three more
    answers, and their variances add up, as those of independent scores do.
    """
    if before.score is None or after.score is None:
        return None
    old, new = _points(before.latest), _points(after.latest)
    ends = three_more_change(old, new, ENDS)
    change = after.score - before.score
    interval = enclosing(change, (100 * ends.low, 100 * ends.high), (-200.0, 200.0), THREE_MORE)
    return difference_of(change, interval, old, new)


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
        "100 * (mean +- z * sqrt(variance / M)), as if one and a half promoters and one and a half detractors"
        " more had answered"
    )
    interval_source = (
        "Added answers: Agresti and Coull (1998), American Statistician 52, 119-126; how many, and where, was"
        " chosen by coverage: docs/how-to/read-a-score.md."
    )
    difference_formula = (
        "100 * (mean_new - mean_old +- z * sqrt(variance_new / M_new + variance_old / M_old))"
    )
    difference_source = "The variances of two independent means add up; the added answers as for one score."

    def score(
        self,
        counts: Mapping[int, int],
        top: int,  # noqa: ARG002 - it has one scale
        best_from: int,  # noqa: ARG002 - and one line
        population: int | None = None,
        latest: Mapping[int, int] | None = None,
    ) -> Nps:
        """Promoters less detractors."""
        return nps(counts, population, latest)

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
            f"promoters = {promoters} (9 or 10)",
            f"passives = {passives} (7 or 8)",
            f"detractors = {detractors} (0 to 6)",
            f"answered = {promoters} + {passives} + {detractors} = {score.responses}",
            f"100 * ({promoters} - {detractors}) / {score.responses} = {number(score.score or 0)}",
        )

    def points(self, score: Nps) -> Mapping[int, int]:
        """-1, 0 and 1."""
        return _points(score.latest)

    def interval_steps(self, score: Nps, interval: Interval) -> Iterator[str]:
        """With three more answers."""
        points = _points(score.latest)
        if score.population is None:
            return three_more_steps(points, ENDS, 100, interval)
        return three_more_of_all_steps(points, ENDS, (score.population, 0.0), 100, interval)

    def difference_steps(self, old: Nps, new: Nps, interval: Interval) -> Iterator[str]:
        """Both means, whose variances add up."""
        return three_more_change_steps(_points(old.latest), _points(new.latest), ENDS, 100, interval)
