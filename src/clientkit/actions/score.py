"""Scores: what the answers of some clients, over some time, come to."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from pydantic import Field

from clientkit.actions.clients_kept import ClientsKept, clients_kept
from clientkit.actions.engagements import Relation, WorkStep, accepted, moved, relation_of
from clientkit.actions.score_change import Changes, changes_since
from clientkit.actions.score_counting import (
    PERIODS,
    Answer,
    Answered,
    By,
    Tally,
    Wanted,
    answer_picker,
    keys,
    period_days,
    period_number,
)
from clientkit.actions.span import Span
from clientkit.actions.survey_response import (
    Asked,
    Bounced,
    bounced,
    people_asked,
    response,
    survey_picker,
)
from clientkit.errors import UsageError
from clientkit.metrics.ces import Ces
from clientkit.metrics.csat import SATISFIED_FROM, Csat
from clientkit.metrics.nps import Nps
from clientkit.metrics.rate import ResponseRate
from clientkit.model.base import Model
from clientkit.model.workspace import FeedbackSettings
from clientkit.store.answers import last_written, picked
from clientkit.store.life_cycle import life_cycle
from clientkit.store.workspace import Workspace

METRICS = ("csat", "nps", "ces")
YEAR = timedelta(days=364)
"""From the first to the last day of 365: the period of retention where none is asked for."""


class Scores(Model):
    """The three scores of a set of answers."""

    csat: Csat = Field(description="satisfaction, on the workspace's scale")
    nps: Nps = Field(description="likelihood to recommend")
    ces: Ces = Field(description="ease")
    other_scales: tuple[Csat, ...] = Field(description="satisfaction on other scales, never pooled")


class ScoreGroup(Scores):
    """The scores of one period, client, project, tag or occasion."""

    key: str = Field(description="2026-11, 2026-Q4, 2026, a client, client/project, a tag or an occasion")
    changes: Changes = Field(Changes(), description="what changed since the period before")
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
        ResponseRate.model_construct(asked=0, reached=0, answered=0, rate=None),
        description="how many surveys were answered",
    )
    clients: ClientsKept | None = Field(
        None, description="clients kept, won and lost; null for one client or project"
    )


class _Found:
    """All that was found in the journals that were read."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.whole = Tally()
        self.tallies: defaultdict[str, Tally] = defaultdict(Tally)
        self.asked: list[Asked] = []
        self.asked_of: defaultdict[str, list[Asked]] = defaultdict(list)
        self.answers: Counter[str] = Counter()
        """Answers that count, by the survey that they name."""
        self.answered: set[str] = set()
        self.bounced: set[str] = set()
        self.relations: dict[str, Relation] = {}

    def take(self, client: str, found: Mapping[Any, int]) -> list[WorkStep]:
        """Count what a client's records gave; the steps of agreed work are left."""
        steps = []
        for value, times in found.items():
            if type(value) is tuple:
                self._answer(client, value, times)
            elif isinstance(value, WorkStep):
                steps.append(value)
            elif isinstance(value, Asked):
                self.asked.append(value)
                for key in keys(self.wanted.by, client, value.part):
                    self.asked_of[key].append(value)
            elif isinstance(value, Bounced):
                self.bounced.add(value.survey)
            elif isinstance(value, Answered):
                self.answered.add(value.survey)
        return steps

    def _answer(self, client: str, answer: Answer, times: int) -> None:
        self.whole.add(answer, times)
        for key in keys(self.wanted.by, client, answer[0]):
            self.tallies[key].add(answer, times)
        survey = answer[-1]
        if survey is not None:
            self.answers[survey] += times
            self.answered.add(survey)

    def response(self, key: str | None = None) -> ResponseRate:
        """The response rate of all surveys, or of those of one group."""
        asked = self.asked if key is None else self.asked_of.get(key, ())
        return response(asked, self.answered, self.bounced)

    def kept(self, span: Span) -> ClientsKept | None:
        """The clients kept in some days, the last of which is today at most; None without a today."""
        last = self.wanted.as_of or self.wanted.today
        if last is None or self.wanted.client or self.wanted.project:
            return None
        until = min(last, span.until or last)
        since = span.since or until - YEAR
        return clients_kept(self.relations, Span(since, until)) if since <= until else None


def score(workspace: Workspace, settings: FeedbackSettings, wanted: Wanted) -> Score:
    """The scores of the answers that are wanted; reads no other clients' journals than needed.

    Raises:
        UsageError: more answers than there are people, where every one of them was asked.
    """
    found = _found(workspace, wanted)
    kept = found.kept(wanted.span)
    whole = found.whole
    people = _people(found, kept)
    try:
        scores = whole.scores(settings, people)
    except UsageError as wrong:
        raise UsageError(
            wrong.message, "Give --everyone-asked the number of people who were asked."
        ) from None
    return Score(
        client=wanted.client,
        project=wanted.project,
        satisfied_from=settings.satisfied_from or SATISFIED_FROM[settings.csat_scale],
        since=wanted.span.since,
        until=wanted.span.until,
        as_of=wanted.as_of,
        by=wanted.by,
        overlapping=wanted.by == "tag",
        groups=tuple(_groups(wanted.by, found, settings)) if wanted.by else None,
        response=found.response(),
        clients=kept,
        **scores,
    )


def _people(found: _Found, kept: ClientsKept | None) -> dict[str, int]:
    """How many people there are to hear, by question: as it was said, or as the surveys show."""
    wanted, whole = found.wanted, found.whole
    if wanted.everyone is not None:
        return dict.fromkeys(METRICS, wanted.everyone)
    if kept is None or not found.asked:
        return {}
    counted = {
        "csat": sum(sum(counts.values()) for counts in whole.csat.values()),
        "nps": sum(whole.nps.values()),
        "ces": sum(whole.ces.values()),
    }
    at_end = [client for client, relation in found.relations.items() if relation.holds(kept.until)]
    return people_asked(found.asked, counted, found.answers, at_end)


def _found(workspace: Workspace, wanted: Wanted) -> _Found:
    found = _Found(wanted)
    picks: dict[str, Any] = {"feedback": answer_picker(wanted), "survey_ended": bounced}
    everybody = wanted.today is not None and not (wanted.client or wanted.project)
    if everybody:
        picks |= {"acceptance": accepted, "project_state": moved}
    for client in [wanted.client] if wanted.client else workspace.clients():
        picks["survey"] = survey_picker(client, wanted)
        counts = Counter(picked(workspace, client, picks, wanted.written_until))
        steps = found.take(client, counts)
        if everybody:
            found.relations[client] = _relation(workspace, client, steps, wanted)
    return found


def _relation(workspace: Workspace, client: str, steps: Collection[WorkStep], wanted: Wanted) -> Relation:
    """A client's relation; the last record is looked for only where the file says that it is over."""
    file = life_cycle(workspace, client)
    is_over = file.stage == "lost" or file.archived
    last = last_written(workspace, client) if is_over else None
    return relation_of(steps, file, last.astimezone(wanted.zone).date() if last else None)


def _groups(by: By, found: _Found, settings: FeedbackSettings) -> Iterable[ScoreGroup]:
    """One group a part, in the order of their keys; periods know what changed since those before."""
    before: dict[str, ScoreGroup] = {}
    last = None
    asked = found.asked_of.keys() if by != "tag" else ()
    for key in sorted({*found.tallies, *asked}):
        group = ScoreGroup(
            key=key,
            response=None if by == "tag" else found.response(key),
            clients=found.kept(period_days(by, key)) if by in PERIODS else None,
            **found.tallies[key].scores(settings),
        )
        if by in PERIODS:
            number = period_number(by, key)
            skipped = number - last - 1 if last is not None else 0
            last = number
            group = group.model_copy(update={"changes": changes_since(before, group), "skipped": skipped})
        yield group
        before |= {name: group for name in METRICS if getattr(group, name).responses}
