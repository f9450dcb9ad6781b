"""The overview of all clients, from derived facts: no journal is read that has not changed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from clientkit.agenda.queries import agenda, clock_days
from clientkit.agenda.rules import Moment
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.values.choices import CAUSES
from clientkit.kernel.model.values.date_span import Span
from clientkit.kernel.model.values.due import as_instant
from clientkit.kernel.model.values.references import Scope
from clientkit.kernel.store.facts import facts
from clientkit.kernel.store.workspace import Workspace
from clientkit.milestones.baseline_comparison import slips
from clientkit.overview.deals import Business, businesses
from clientkit.overview.document import (
    ClientInNeed,
    DueCounts,
    Given,
    HealthCount,
    KeptShare,
    Overview,
    PipelineMoney,
    Share,
    SlipTotal,
)
from clientkit.overview.health import LEVELS, HealthRow, health_facts, rows_of
from clientkit.overview.pipeline import offers_won, sums_of
from clientkit.scores.document_scores import keeping, measured
from clientkit.scores.groups import ScoreQuery
from clientkit.scores.kept import kept_terms
from clientkit.scores.queries import score

IN_NEED = 6
"""Clients who need something that are named."""


class OverviewQuery(NamedTuple):
    """When it is looked at, in the zone that days are counted in; from when on scores count; what is due."""

    now: datetime
    since: date | None = None
    due_modules: Sequence[str] = ()


def overview(workspace: Workspace, settings: Settings, query: OverviewQuery) -> Overview:
    """The whole business as it stands; what cannot be read becomes a notice."""
    workspace, today = workspace.at_one_look(), query.now.date()
    held = facts(workspace, health_facts(today))
    counting = ScoreQuery(Scope(), Span(query.since), "quarter", today)
    scores = score(workspace, settings.feedback, counting)
    found = [one for one in businesses(workspace) if not one.archived]
    offers = offers_won(deal for one in found for deal in one.every_deal())
    rows = rows_of(held, query.now)
    return Overview(
        author=settings.you.name,
        as_of=today,
        since=query.since,
        due=_due(workspace, query),
        health=tuple(_counts(rows)),
        in_need=tuple(_in_need(rows)),
        pipeline=tuple(
            PipelineMoney(state=one.state, currency=one.currency, amount=one.price, projects=one.projects)
            for one in sums_of([deal for each in found for deal in each.every_deal()])
        ),
        offers=Share(count=offers.won, of=offers.decided, low=offers.low, high=offers.high),
        scores=tuple(measured(scores, scores.groups or ())),
        kept=tuple(_kept(workspace, query)),
        slip=_slip([slip for _, values in held if not values["archived"] for slip in values["slips"]]),
        goodwill=tuple(_goodwill(found)),
        keeping=keeping(scores.clients),
    )


def _due(workspace: Workspace, query: OverviewQuery) -> DueCounts:
    moment = Moment(as_instant(query.now), None, clock_days(workspace, query.now.year))
    rows = agenda(workspace, Scope(), moment, query.due_modules)
    return DueCounts.model_validate(Counter(row.section for row in rows))


def _counts(rows: Sequence[HealthRow]) -> Iterator[HealthCount]:
    levels = Counter(row.health.level for row in rows)
    return (HealthCount(level=level, clients=levels[level]) for level in LEVELS)


def _in_need(rows: Sequence[HealthRow]) -> Iterator[ClientInNeed]:
    for row in [one for one in rows if one.health.level in LEVELS[:2]][:IN_NEED]:
        first, heavy = row.health.signs[0], [one for one in row.health.signs if one.weight != "info"]
        yield ClientInNeed(
            client=row.client,
            name=row.name,
            level=row.health.level,
            about=first.about,
            reason=first.text,
            signs=len(heavy),
        )


def _kept(workspace: Workspace, query: OverviewQuery) -> Iterator[KeptShare]:
    terms = kept_terms(workspace, Scope(), Span(query.since), as_instant(query.now), apart=False)
    for one in terms:
        rate = one.figure
        if rate.due:
            ends = {"low": rate.low, "high": rate.high}
            yield KeptShare(count=rate.in_time, of=rate.due, term=one.term, what=one.what, **ends)


def _slip(found: Sequence[tuple[int, dict[Any, int]]]) -> SlipTotal:
    days = {cause: sum(causes.get(cause, 0) for _, causes in found) for cause in CAUSES}
    return SlipTotal(projects=len(found), late=sum(slip > 0 for slip, _ in found), slips=slips(days))


def _goodwill(found: Sequence[Business]) -> Iterator[Given]:
    total: dict[str, Decimal] = {}
    for currency, value in (given for one in found for given in one.goodwill):
        total[currency] = total.get(currency, Decimal(0)) + Decimal(value)
    return (Given(currency=currency, amount=amount) for currency, amount in total.items())
