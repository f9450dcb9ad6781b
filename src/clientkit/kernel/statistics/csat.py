"""Customer satisfaction (CSAT): the share of answers that say satisfied."""

from collections.abc import Iterator, Mapping
from math import hypot
from typing import ClassVar

from pydantic import Field

from clientkit.errors import UsageError
from clientkit.kernel.model.files.settings import FeedbackSettings
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.rating_scales import SATISFACTION
from clientkit.kernel.statistics.confidence_interval import (
    ALL_ANSWERED,
    Interval,
    enclosing,
    everyone_answered,
)
from clientkit.kernel.statistics.counts import on_scale
from clientkit.kernel.statistics.difference import ScoreDifference, difference_of
from clientkit.kernel.statistics.explanation import number
from clientkit.kernel.statistics.interval_steps import ROUNDING, end_step, mid_p_steps
from clientkit.kernel.statistics.metric import PERCENT, Metric
from clientkit.kernel.statistics.mid_p import MID_P, mid_p

SCALE = SATISFACTION
SQUARE_AND_ADD = "square-and-add"


class Csat(Model):
    """A CSAT in per cent, unrounded, with its mid-P interval; the three are None with no answers."""

    metric: ClassVar[str] = SCALE.metric

    responses: int = Field(description="how many answers there are")
    people: int = Field(description="how many people they are of; the interval counts these")
    satisfied: int = Field(description="how many of them are satisfied")
    score: float | None = Field(description="satisfied in per cent; null with no answers")
    low: float | None = Field(description="lower end of the 95 % interval")
    high: float | None = Field(description="upper end of the 95 % interval")
    method: str = Field(description="how the interval was found")
    scale: int = Field(description="top of the scale that was used")
    best_from: int = Field(exclude=True, description="first answer that counts as satisfied")
    distribution: dict[int, int] = Field(description="how often each value was given")
    latest: dict[int, int] = Field(exclude=True, description="the same of each person's latest answer")
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
    latest: Mapping[int, int] | None = None,
) -> Csat:
    """100 · satisfied / answered, for answers from 1 to `scale`, counted by value.

    Satisfied is 4 and above on 1 to 5, 9 and above on 1 to 10, or `satisfied_from` and above. `latest` are
    the answers that the interval counts, where somebody gave several. `population` is how many people there
    are, where all were asked: it narrows the interval, and leaves none when all answered. Raises UsageError
    for a value outside the scale, a negative count, a line that is not on it, or more answers than people.
    """
    line = _line(scale, satisfied_from)
    distribution = on_scale(counts, 1, scale)
    heard = distribution if latest is None else on_scale(latest, 1, scale)
    responses, people = sum(distribution.values()), sum(heard.values())
    satisfied = _from(line, distribution)
    heard_all = everyone_answered(people, population)
    interval = None if heard_all else mid_p(_from(line, heard), people, population)
    share = satisfied / responses if responses else 0.0
    found = interval and enclosing(share, (interval.low, interval.high), (0.0, 1.0), MID_P)
    return Csat(
        responses=responses,
        people=people,
        satisfied=satisfied,
        score=100 * satisfied / responses if responses else None,
        low=100 * found.low if found else None,
        high=100 * found.high if found else None,
        method=ALL_ANSWERED if heard_all else MID_P,
        scale=scale,
        best_from=line,
        distribution=distribution,
        latest=heard,
        population=population,
    )


def _from(line: int, counts: Mapping[int, int]) -> int:
    return sum(count for value, count in counts.items() if value >= line)


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

    Raises UsageError when the scales differ. Source: square-and-add, method 10 of Newcombe (1998), Interval
    Estimation for the Difference between Independent Proportions, Statistics in Medicine 17, 873-890, on the
    ends of both intervals.
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
    interval = enclosing(change, ends, (-100.0, 100.0), SQUARE_AND_ADD)
    return difference_of(change, interval, _points(before), _points(after))


def _points(score: Csat) -> dict[int, int]:
    satisfied = _from(score.best_from, score.latest)
    return {0: score.people - satisfied, 1: satisfied}


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
    interval_formula = (
        "low: P(more than x of n) + P(x of n) / 2 = 0.025; high: the same of those who are not satisfied"
    )
    interval_source = (
        "Clopper and Pearson (1934), Biometrika 26, 404-413, with mid-P: Lancaster (1961), JASA 56, 223-234;"
        " Agresti and Gottard (2005), Statistical Science 20, 367-371."
    )
    difference_formula = (
        "low = change - sqrt((new - new low)^2 + (old high - old)^2); high: upwards, with the other ends"
    )
    difference_source = "Newcombe (1998), method 10, Statistics in Medicine 17, 873-890; on mid-P ends."

    def best_from(self, settings: FeedbackSettings) -> int:
        """The first answer that counts as satisfied, as it was set or as is usual."""
        return settings.first_satisfied

    def score(
        self,
        counts: Mapping[int, int],
        top: int,
        best_from: int,
        population: int | None = None,
        latest: Mapping[int, int] | None = None,
    ) -> Csat:
        """The share of satisfied answers."""
        return csat(counts, top, best_from, population, latest)

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

    def points(self, score: Csat) -> Mapping[int, int]:
        """1 for each who is satisfied, 0 for the others."""
        return _points(score)

    def interval_steps(self, score: Csat, interval: Interval) -> Iterator[str]:
        """Each end with the probability that puts it there."""
        x, n = _points(score)[1], score.people
        yield f"x = {x} (people who are satisfied)"
        yield f"n = {n} (people who answered)"
        if score.population:
            yield "The ends are the fewest and the most of them all at which this is not below 0.025:"
        exact = mid_p(x, n, score.population)
        if exact:
            yield from mid_p_steps(x, n, score.population, exact)
            for name, share, end in (("low", exact.low, interval.low), ("high", exact.high, interval.high)):
                if abs(100 * share - end) > ROUNDING:
                    yield end_step(name, number(100 * share), 100 * share, end)

    def difference_steps(self, old: Csat, new: Csat, interval: Interval) -> Iterator[str]:
        """Both scores with their ends."""
        was, now = _known(old.score, old.low, old.high), _known(new.score, new.low, new.high)
        if was is None or now is None:
            return
        for name, (score, low, high) in (("old", was), ("new", now)):
            yield f"{name} = {number(score)}"
            yield f"{name}_low = {number(low)}"
            yield f"{name}_high = {number(high)}"
        for name, one, other, end in (("low", now, was, interval.low), ("high", was, now, interval.high)):
            sign, change = ("-" if name == "low" else "+"), now[0] - was[0]
            root = hypot(one[0] - one[1], other[2] - other[0])
            typed = " + ".join(
                f"({number(a)} - {number(b)})^2" for a, b in ((one[0], one[1]), (other[2], other[0]))
            )
            reckoned = change + (-root if name == "low" else root)
            yield end_step(name, f"{number(change)} {sign} sqrt({typed})", reckoned, end)
