"""Scores: what the answers of some clients, over some time, come to."""

from collections.abc import Iterable
from datetime import date

from pydantic import Field

from clientkit.errors import UsageError
from clientkit.kernel.model.files.settings import FeedbackSettings
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.statistics.ces import Ces
from clientkit.kernel.statistics.csat import SATISFIED_FROM, Csat
from clientkit.kernel.statistics.nps import Nps
from clientkit.kernel.statistics.response_rate import ResponseRate
from clientkit.kernel.store.workspace import Workspace
from clientkit.scores.change import Changes, changes_since
from clientkit.scores.groups import PERIODS, By, Wanted, period_days, period_number
from clientkit.scores.journal_answers import Found, gather
from clientkit.scores.response_rate import people_asked
from clientkit.scores.retention import ClientsKept

METRICS = ("csat", "nps", "ces")


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


def score(workspace: Workspace, settings: FeedbackSettings, wanted: Wanted) -> Score:
    """The scores of the answers that are wanted; reads no other clients' journals than needed.

    Raises:
        UsageError: more answers than there are people, where every one of them was asked.
    """
    found = gather(workspace, wanted)
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


def _people(found: Found, kept: ClientsKept | None) -> dict[str, int]:
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


def _groups(by: By, found: Found, settings: FeedbackSettings) -> Iterable[ScoreGroup]:
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
