"""Scores as a document shows them: each question with its answers, its course and its last change."""

from collections.abc import Iterator, Sequence

from clientkit.kernel.statistics.counts import few_answers
from clientkit.kernel.statistics.metric import MetricScore
from clientkit.kernel.statistics.metrics import METRICS
from clientkit.scores.document import AnswerCount, ClientRetention, MeasuredScore, ScoreChange, ScorePeriod
from clientkit.scores.queries import ScoreGroup, Scores
from clientkit.scores.retention import ClientsKept


def measured(of: Scores, groups: Sequence[ScoreGroup]) -> Iterator[MeasuredScore]:
    """The questions that were answered, each with its course over the groups."""
    for one in of.scores.values():
        if one.responses:
            yield _measured(one, groups, is_usual=True)
    for apart in of.other_scales:
        yield _measured(apart, (), is_usual=False)


def _measured(one: MetricScore, groups: Sequence[ScoreGroup], *, is_usual: bool) -> MeasuredScore:
    name, counts = one.metric, one.distribution
    worst_up_to = METRICS[name].worst_up_to
    return MeasuredScore(
        name=name,
        is_usual=is_usual,
        lowest=min(counts),
        highest=max(counts),
        responses=one.responses,
        people=one.people,
        answers=few_answers(counts),
        score=one.value or 0.0,
        low=one.low,
        high=one.high,
        method=one.method,
        best=sum(count for value, count in counts.items() if value >= one.best_from),
        worst=sum(count for value, count in counts.items() if value <= worst_up_to),
        best_from=one.best_from,
        distribution=tuple(
            AnswerCount(value=value, count=count) for value, count in sorted(counts.items(), reverse=True)
        ),
        periods=tuple(_period(group.key, group.scores[name]) for group in groups),
        change=_change(name, groups),
    )


def _period(key: str, part: MetricScore) -> ScorePeriod:
    return ScorePeriod(
        key=key,
        responses=part.responses,
        people=part.people,
        answers=few_answers(part.distribution),
        score=part.value,
        low=part.low,
        high=part.high,
    )


def _change(name: str, groups: Sequence[ScoreGroup]) -> ScoreChange | None:
    """The change of the last period that has answers of the question."""
    last = next((group for group in reversed(groups) if group.scores[name].responses), None)
    change = last.changes[name] if last else None
    if last is None or change is None:
        return None
    return ScoreChange(key=last.key, since=change.since, change=change.change, verdict=change.verdict)


def keeping(kept: ClientsKept | None) -> ClientRetention | None:
    """Which clients stayed, as a document says it; None where nobody ever had agreed work."""
    if kept is None or not kept.all_clients:
        return None
    same = kept.model_dump(include=set(ClientRetention.model_fields))
    return ClientRetention(stayed=kept.start - kept.lost, **same)
