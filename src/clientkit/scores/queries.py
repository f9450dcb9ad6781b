"""Scores: what the answers of some clients, over some time, come to."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal

from pydantic import Field

from clientkit.errors import UsageError
from clientkit.kernel.model.files.settings import FeedbackSettings
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.statistics.difference import ScoreDifference
from clientkit.kernel.statistics.metrics import METRICS, ByMetric
from clientkit.kernel.statistics.response_rate import ResponseRate
from clientkit.kernel.store.workspace import Workspace
from clientkit.scores.groups import PERIODS, By, ScoreQuery, period_days, period_number
from clientkit.scores.journal_answers import JournalAnswers, journal_answers
from clientkit.scores.response_rate import people_asked
from clientkit.scores.retention import ClientsKept

Verdict = Literal["more-than-chance", "could-be-chance", "cannot-be-told"]


class PeriodChange(Model):
    """How a score changed from one period to another, and whether that is more than chance."""

    since: str = Field(description="the period before that has answers")
    change: float = Field(description="later score less the earlier, in its own unit")
    low: float = Field(description="lower end of its 95 % interval")
    high: float = Field(description="upper end of its 95 % interval")
    method: str = Field(description="how the interval was found")
    verdict: Verdict = Field(description="more-than-chance, could-be-chance or cannot-be-told")


class Scores(ByMetric):
    """The scores of a set of answers."""

    scores: dict[str, Any] = Field(description="the score of each metric, on the workspace's scale")
    other_scales: tuple[Any, ...] = Field(description="scores on other scales, never pooled")


class ScoreGroup(Scores):
    """The scores of one period, client, project, tag or occasion."""

    key: str = Field(description="2026-11, 2026-Q4, 2026, a client, client/project, a tag or an occasion")
    changes: dict[str, PeriodChange | None] = Field(
        default_factory=lambda: dict.fromkeys(METRICS), description="what changed since the period before"
    )
    skipped: int = Field(0, description="periods without any answer between the one before and this")
    response: ResponseRate | None = Field(
        None, description="how many surveys of it were answered; null for tags, which surveys have not"
    )
    clients: ClientsKept | None = Field(
        None, description="clients kept, won and lost; null where it is no period"
    )


class Score(Scores):
    """The scores asked for."""

    client: str | None = Field(description="the client, where one was asked for")
    project: str | None = Field(description="the client's project, where one was asked for")
    satisfied_from: int = Field(description="first answer that counts as satisfied, on the workspace's scale")
    since: date | None = Field(description="first day that counts")
    until: date | None = Field(description="last day that counts")
    as_of: date | None = Field(
        None, description="the figures are as they were at the end of that day; null for today's"
    )
    by: By | None = Field(description="what the groups are")
    overlapping: bool = Field(
        default=False, description="whether an answer with several tags counts in several groups"
    )
    groups: tuple[ScoreGroup, ...] | None = Field(description="scores apart; null where not asked for")
    response: ResponseRate = Field(
        ResponseRate.model_construct(asked=0, reached=0, answered=0, rate=None, low=None, high=None),
        description="how many surveys were answered",
    )
    clients: ClientsKept | None = Field(
        None, description="clients kept, won and lost; null for one client or project"
    )


def score(workspace: Workspace, settings: FeedbackSettings, query: ScoreQuery) -> Score:
    """The scores of the answers that are asked for; reads no other clients' journals than needed.

    Raises:
        UsageError: more answers than there are people, where every one of them was asked.
    """
    found = journal_answers(workspace, query)
    kept = found.clients_kept(query.span)
    try:
        scores = found.whole.scores(settings, _people(found, kept))
    except UsageError as wrong:
        raise UsageError(
            wrong.message, "Give --everyone-asked the number of people who were asked."
        ) from None
    return Score(
        client=query.scope.client,
        project=query.scope.project,
        satisfied_from=settings.first_satisfied,
        since=query.span.since,
        until=query.span.until,
        as_of=query.as_of,
        by=query.by,
        overlapping=query.by == "tag",
        groups=tuple(_groups(query.by, found, settings)) if query.by else None,
        response=found.response(),
        clients=kept,
        scores=scores,
        other_scales=found.whole.other_scales(settings),
    )


def _people(found: JournalAnswers, kept: ClientsKept | None) -> dict[str, int]:
    """How many people there are to hear, by metric: as it was said, or as the surveys show."""
    if found.query.everyone is not None:
        return dict.fromkeys(METRICS, found.query.everyone)
    if kept is None or not found.surveys:
        return {}
    at_end = [client for client, relation in found.relations.items() if relation.holds(kept.until)]
    return people_asked(found.surveys, found.whole.responses, found.answers, at_end)


def _groups(by: By, found: JournalAnswers, settings: FeedbackSettings) -> Iterable[ScoreGroup]:
    """One group a part, in the order of their keys; periods know what changed since those before."""
    before: dict[str, ScoreGroup] = {}
    last = None
    surveyed = found.surveys_of.keys() if by != "tag" else ()
    for key in sorted({*found.groups, *surveyed}):
        group = ScoreGroup(
            key=key,
            response=None if by == "tag" else found.response(key),
            clients=found.clients_kept(period_days(by, key)) if by in PERIODS else None,
            scores=found.groups[key].scores(settings),
            other_scales=found.groups[key].other_scales(settings),
        )
        if by in PERIODS:
            number = period_number(by, key)
            skipped = number - last - 1 if last is not None else 0
            last = number
            group = group.model_copy(update={"changes": changes_since(before, group), "skipped": skipped})
        yield group
        before |= {name: group for name, one in group.scores.items() if one.responses}


def changes_since(before: Mapping[str, ScoreGroup], group: ScoreGroup) -> dict[str, PeriodChange | None]:
    """The changes of a group's scores, each since the last period before that has it; None without one."""
    found: dict[str, PeriodChange | None] = dict.fromkeys(METRICS)
    for name, earlier in before.items():
        difference = METRICS[name].difference(earlier.scores[name], group.scores[name])
        if difference is not None:
            found[name] = _change(earlier.key, difference)
    return found


def _change(since: str, difference: ScoreDifference) -> PeriodChange:
    verdict: Verdict = "more-than-chance" if difference.more_than_chance else "could-be-chance"
    if difference.leaves_out_0 and not difference.could_show:
        verdict = "cannot-be-told"
    return PeriodChange(
        since=since,
        verdict=verdict,
        **difference.model_dump(exclude={"leaves_out_0", "could_show"}),
    )
