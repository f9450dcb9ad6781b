"""Explaining the change from one period to the next, with the numbers of both in it."""

from collections.abc import Iterator
from math import sqrt

from clientkit.errors import UsageError
from clientkit.kernel.statistics.ces import Ces
from clientkit.kernel.statistics.confidence_interval import adjusted_nps, welch_error
from clientkit.kernel.statistics.csat import Csat
from clientkit.kernel.statistics.mean_variance import moments
from clientkit.kernel.statistics.nps import Nps
from clientkit.kernel.statistics.quantile import Z95, t95
from clientkit.scores.change import Change
from clientkit.scores.explanation.formula import Explanation, number
from clientkit.scores.groups import PERIODS
from clientkit.scores.queries import METRICS, Score, ScoreGroup

SOURCES = {
    "csat": "Newcombe (1998), method 10, Statistics in Medicine 17, 873-890.",
    "nps": "Rocks (2016), The American Statistician 70, 365-372; the variances of two scores add up.",
    "ces": "Welch (1947), Biometrika 34, 28-35; degrees of freedom of Satterthwaite (1946).",
}
FORMULAS = {
    "csat": "change - sqrt((new - new low)^2 + (old high - old)^2); the same upwards with the other ends",
    "nps": "100 * (new - old +- z * sqrt(variance of new + variance of old)), of the shrunk scores",
    "ces": "new mean - old mean +- t * sqrt(new variance / n + old variance / n)",
}


def explained_differences(score: Score) -> list[Explanation]:
    """Every change from one period to the next.

    Raises:
        UsageError: the score is not told apart by periods.
    """
    if score.by not in PERIODS:
        raise UsageError(
            "A difference is one between two periods.", "Tell them apart: --by month, quarter or year"
        )
    groups = {group.key: group for group in score.groups or ()}
    return [
        _explained(name, change, groups[change.since], group)
        for group in groups.values()
        for name in METRICS
        if (change := getattr(group.changes, name)) is not None
    ]


def _explained(name: str, change: Change, before: ScoreGroup, after: ScoreGroup) -> Explanation:
    steps = list(_numbers(getattr(before, name), getattr(after, name), change))
    if change.low is None or change.high is None:
        steps.append("One answer on a side shows no spread: there is no interval.")
    else:
        holds = "does not hold" if change.verdict == "more-than-chance" else "holds"
        steps.append(f"between {number(change.low)} and {number(change.high)}")
        steps.append(f"It {holds} 0: {change.verdict.replace('-', ' ')}.")
    return Explanation(
        figure=f"difference of {name}, {change.since} to {after.key}",
        formula=FORMULAS[name],
        steps=tuple(steps),
        result=change.change,
        low=change.low,
        high=change.high,
        source=SOURCES[name],
    )


def _numbers(old: Csat | Nps | Ces, new: Csat | Nps | Ces, change: Change) -> Iterator[str]:
    if isinstance(old, Csat) and isinstance(new, Csat):
        yield from (_with_ends("old", old), _with_ends("new", new))
        yield f"change = {number(new.score or 0)} - {number(old.score or 0)} = {number(change.change)}"
    elif isinstance(old, Nps) and isinstance(new, Nps):
        yield f"change of the scores = {number(change.change)}"
        yield from _shrunk(old, new)
    elif isinstance(old, Ces) and isinstance(new, Ces):
        yield f"change = {number(new.mean or 0)} - {number(old.mean or 0)} = {number(change.change)}"
        yield from _spread(old, new, change)


def _with_ends(name: str, csat: Csat) -> str:
    ends = f"{name} low = {number(csat.low or 0)}, {name} high = {number(csat.high or 0)}"
    return f"{name} = {number(csat.score or 0)}, {ends}"


def _shrunk(old: Nps, new: Nps) -> Iterator[str]:
    (was, was_variance), (now, now_variance) = (
        adjusted_nps(one.promoters, one.passives, one.detractors) for one in (old, new)
    )
    yield f"old shrunk = {number(was)}, variance = {number(was_variance)}"
    yield f"new shrunk = {number(now)}, variance = {number(now_variance)}"
    margin = Z95 * sqrt(was_variance + now_variance)
    yield f"100 * ({number(now - was)} +- {number(margin)})"


def _spread(old: Ces, new: Ces, change: Change) -> Iterator[str]:
    first, second = moments(old.distribution), moments(new.distribution)
    if first is None or second is None:
        return
    yield f"old variance = {number(first.variance)}, n = {first.n}"
    yield f"new variance = {number(second.variance)}, n = {second.n}"
    error, freedom = welch_error(first, second)
    t = t95(freedom)
    yield f"t of {number(freedom)} degrees of freedom = {number(t)}"
    yield f"{number(change.change)} +- {number(t)} * {number(error)}, cut at -6 and 6"
