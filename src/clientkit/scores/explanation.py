"""Explaining the figures of a score: each formula with the numbers in it, and its source."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from pydantic import Field

from clientkit.errors import UsageError
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.statistics.confidence_interval import Interval
from clientkit.kernel.statistics.explanation import Explanation, nothing, number, operand
from clientkit.kernel.statistics.interval_steps import chance_step, mid_p_steps
from clientkit.kernel.statistics.metric import MetricScore, of_people
from clientkit.kernel.statistics.metrics import METRICS
from clientkit.kernel.statistics.mid_p import mid_p
from clientkit.scores.groups import PERIODS
from clientkit.scores.queries import PeriodChange, Score, ScoreGroup

Explainer: TypeAlias = Callable[[Score], list[Explanation]]

NO_ANSWERS = "There are no answers, so there is nothing to reckon."
RESPONSE_SOURCE = (
    "AAPOR, Standard Definitions: of all who were asked, so that a wrong address lowers the rate."
)
KEPT_SOURCE = (
    "Customer retention rate as marketing textbooks have it, for instance Farris, Bendle, Pfeifer and"
    " Reibstein (2010), Marketing Metrics. Who is a client when: docs/how-to/read-a-score.md."
)


class ScoreExplanation(Model):
    """Figures of a score, explained."""

    client: str | None = Field(description="the client, where one was asked for")
    project: str | None = Field(description="the client's project, where one was asked for")
    explanations: tuple[Explanation, ...] = Field(description="one for each figure of that name")


def explain(score: Score, figure: str) -> ScoreExplanation:
    """A figure of a score, or several of that name: every interval, every difference.

    Raises:
        UsageError: there is no such figure, or nothing was asked for that has it.
    """
    known: dict[str, Explainer] = {name: partial(_metric, name) for name in METRICS} | _OTHERS
    found = known.get(figure.lower())
    if found is None:
        raise UsageError(f"There is no figure {figure[:40]!r} to explain.", f"Known: {', '.join(known)}")
    return ScoreExplanation(client=score.client, project=score.project, explanations=tuple(found(score)))


def _metric(name: str, score: Score) -> list[Explanation]:
    others = [one for one in score.other_scales if one.metric == name]
    return [_value(one) for one in (score.scores[name], *others)]


def _value(one: MetricScore) -> Explanation:
    metric = METRICS[one.metric]
    name, formula = metric.figure_name(one), metric.formula(one)
    if one.value is None:
        return nothing(name, formula, NO_ANSWERS, metric.source)
    return Explanation(
        figure=name, formula=formula, steps=metric.steps(one), result=one.value, source=metric.source
    )


def _intervals(score: Score) -> list[Explanation]:
    """The interval of every score that has answers."""
    every = [
        one
        for name, usual in score.scores.items()
        for one in (usual, *(apart for apart in score.other_scales if apart.metric == name))
    ]
    found = [_interval(one) for one in every if one.responses]
    if not found:
        raise UsageError("There are no answers, so no interval.", "Leave out --explain to see what to do.")
    return found


def _interval(one: MetricScore) -> Explanation:
    metric, people = METRICS[one.metric], one.population
    name, formula = f"interval of {metric.figure_name(one)}", metric.interval_formula
    if one.low is None or one.high is None:
        why = f"All {one.people} who were asked answered: nothing is left to chance, so there is no interval."
        return nothing(name, formula, why, metric.interval_source)
    steps = list(metric.interval_steps(one, Interval(low=one.low, high=one.high, method=one.method)))
    if people is not None:
        steps.insert(0, f"All {people} people were asked: the interval is of what they would all say.")
    if one.people < one.responses:
        steps.insert(0, f"The {one.responses} answers are{of_people(one)}: the latest of each counts here.")
    return Explanation(
        figure=name,
        formula=formula,
        steps=tuple(steps),
        result=None,
        low=one.low,
        high=one.high,
        source=metric.interval_source,
    )


def _differences(score: Score) -> list[Explanation]:
    """Every change from one period to the next."""
    if score.by not in PERIODS:
        raise UsageError(
            "A difference is one between two periods.", "Tell them apart: --by month, quarter or year"
        )
    groups = {group.key: group for group in score.groups or ()}
    return [
        _difference(name, change, groups[change.since], group)
        for group in groups.values()
        for name, change in group.changes.items()
        if change is not None
    ]


def _difference(name: str, change: PeriodChange, before: ScoreGroup, after: ScoreGroup) -> Explanation:
    metric, old, new = METRICS[name], before.scores[name], after.scores[name]
    ends = Interval(low=change.low, high=change.high, method=change.method)
    steps = [f"change = {number(new.value)} - {operand(old.value)} = {number(change.change)}"]
    steps += metric.difference_steps(old, new, ends)
    if change.verdict == "cannot-be-told":
        steps.append(chance_step(metric.points(old), metric.points(new)))
        steps.append("That is how often chance alone deals these answers out as tellingly as can be.")
    holds = "holds" if change.verdict == "could-be-chance" else "does not hold"
    steps.append(f"It {holds} 0: {change.verdict.replace('-', ' ')}.")
    return Explanation(
        figure=f"difference of {name}, {change.since} to {after.key}",
        formula=metric.difference_formula,
        steps=tuple(steps),
        result=change.change,
        low=change.low,
        high=change.high,
        source=metric.difference_source,
    )


def _response(score: Score) -> list[Explanation]:
    rate = score.response
    formula = "100 * answered / asked"
    if rate.rate is None:
        why = "No survey was asked in these days: ask one with 'clientkit survey ask'."
        return [nothing("response-rate", formula, why, RESPONSE_SOURCE)]
    steps = (
        f"asked = {rate.asked}",
        f"reached = {rate.asked} - {rate.asked - rate.reached} = {rate.reached} (the others came back)",
        f"answered = {rate.answered}",
        f"100 * {rate.answered} / {rate.asked} = {number(rate.rate)}",
    )
    exact = mid_p(rate.answered, rate.asked)
    return [
        Explanation(
            figure="response-rate",
            formula=formula,
            steps=(*steps, *(mid_p_steps(rate.answered, rate.asked, None, exact) if exact else ())),
            result=rate.rate,
            low=rate.low,
            high=rate.high,
            source=RESPONSE_SOURCE,
        )
    ]


def _retention(score: Score) -> list[Explanation]:
    return [_kept(score, "retention", "100 * (E - N) / S", "100 * ({end} - {won}) / {start}")]


def _churn(score: Score) -> list[Explanation]:
    return [_kept(score, "churn", "100 * lost / S", "100 * {lost} / {start}")]


def _kept(score: Score, figure: str, formula: str, numbers: str) -> Explanation:
    kept = score.clients
    if kept is None:
        raise _only_over_all(figure)
    result = getattr(kept, figure)
    days = f"from {kept.since} to {kept.until}"
    counted = (
        f"S = {kept.start} (clients at the start, the end of the day before {kept.since})",
        f"N = {kept.won} (won {days})",
        f"E = {kept.end} (at the end)",
        f"lost = {kept.lost} (of those at the start)",
        "Won and lost in between counts in neither.",
    )
    if result is None:
        return nothing(figure, formula, f"{counted[0]} Without any, it is not defined.", KEPT_SOURCE)
    steps = (*counted, f"{numbers.format(**kept.model_dump())} = {number(result)}")
    return Explanation(figure=figure, formula=formula, steps=steps, result=result, source=KEPT_SOURCE)


def _repeat(score: Score) -> list[Explanation]:
    kept = score.clients
    if kept is None:
        raise _only_over_all("repeat")
    formula = "100 * clients with two or more engagements / all clients"
    if kept.repeat_rate is None:
        why = f"Nobody had agreed work by {kept.until}."
        return [nothing("repeat", formula, why, KEPT_SOURCE)]
    steps = (
        f"all = {kept.all_clients} (clients who had agreed work by {kept.until})",
        f"repeat = {kept.repeat} (those with two or more projects)",
        f"100 * {kept.repeat} / {kept.all_clients} = {number(kept.repeat_rate)}",
    )
    return [
        Explanation(
            figure="repeat", formula=formula, steps=steps, result=kept.repeat_rate, source=KEPT_SOURCE
        )
    ]


def _only_over_all(figure: str) -> UsageError:
    return UsageError(f"There is no {figure} of one client or project.", "Leave out the name.")


_OTHERS: dict[str, Explainer] = {
    "interval": _intervals,
    "difference": _differences,
    "response-rate": _response,
    "retention": _retention,
    "churn": _churn,
    "repeat": _repeat,
}
