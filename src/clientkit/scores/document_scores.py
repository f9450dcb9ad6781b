"""Scores as a document shows them: each question with its answers, its course and its last change."""

from collections.abc import Iterator, Sequence
from typing import Any

from clientkit.kernel.statistics.ces import EASY_FROM, Ces
from clientkit.kernel.statistics.counts import few_answers
from clientkit.kernel.statistics.csat import SATISFIED_FROM, Csat
from clientkit.kernel.statistics.nps import PROMOTER_FROM, Nps
from clientkit.scores.document import Given, MeasuredScore, Metric, ScoreChange, ScorePeriod
from clientkit.scores.queries import ScoreGroup, Scores


def measured(of: Scores, satisfied_from: int, groups: Sequence[ScoreGroup]) -> Iterator[MeasuredScore]:
    """The questions that were answered, each with its course over the groups."""
    if of.csat.responses:
        yield _satisfaction(of.csat, satisfied_from, groups, is_usual=True)
    if of.nps.responses:
        yield _recommendation(of.nps, groups)
    if of.ces.responses:
        yield _ease(of.ces, groups)
    for apart in of.other_scales:
        yield _satisfaction(apart, SATISFIED_FROM[apart.scale], (), is_usual=False)


def _satisfaction(csat: Csat, line: int, groups: Sequence[ScoreGroup], *, is_usual: bool) -> MeasuredScore:
    return MeasuredScore(
        name="csat",
        is_usual=is_usual,
        lowest=1,
        highest=csat.scale,
        score=csat.score or 0.0,
        best=csat.satisfied,
        worst=0,
        best_from=line,
        **_common(csat, "csat", groups),
    )


def _recommendation(nps: Nps, groups: Sequence[ScoreGroup]) -> MeasuredScore:
    return MeasuredScore(
        name="nps",
        is_usual=True,
        lowest=0,
        highest=10,
        score=nps.score or 0.0,
        best=nps.promoters,
        worst=nps.detractors,
        best_from=PROMOTER_FROM,
        **_common(nps, "nps", groups),
    )


def _ease(ces: Ces, groups: Sequence[ScoreGroup]) -> MeasuredScore:
    easy = sum(count for value, count in ces.distribution.items() if value >= EASY_FROM)
    return MeasuredScore(
        name="ces",
        is_usual=True,
        lowest=1,
        highest=7,
        score=ces.mean or 0.0,
        best=easy,
        worst=0,
        best_from=EASY_FROM,
        **_common(ces, "ces", groups),
    )


def _common(whole: Csat | Nps | Ces, name: Metric, groups: Sequence[ScoreGroup]) -> dict[str, Any]:
    """The fields that all three have."""
    counts = sorted(whole.distribution.items(), reverse=True)
    return {
        "responses": whole.responses,
        "answers": few_answers(whole.distribution),
        "low": whole.low,
        "high": whole.high,
        "method": whole.method,
        "distribution": tuple(Given(value=value, count=count) for value, count in counts),
        "periods": tuple(_period(group.key, getattr(group, name)) for group in groups),
        "change": _change(name, groups),
    }


def _period(key: str, part: Csat | Nps | Ces) -> ScorePeriod:
    value = part.mean if isinstance(part, Ces) else part.score
    return ScorePeriod(
        key=key,
        responses=part.responses,
        answers=few_answers(part.distribution),
        score=value,
        low=part.low,
        high=part.high,
    )


def _change(name: Metric, groups: Sequence[ScoreGroup]) -> ScoreChange | None:
    """The change of the last period that has answers of the question."""
    last = next((group for group in reversed(groups) if getattr(group, name).responses), None)
    change = getattr(last.changes, name) if last else None
    if last is None or change is None:
        return None
    return ScoreChange(key=last.key, since=change.since, change=change.change, verdict=change.verdict)
