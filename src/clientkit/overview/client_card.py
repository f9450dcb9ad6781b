"""A client on one card: contacts, projects, last contact, scores, what is open."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import Field

from clientkit.clients.consent import consents
from clientkit.clients.engagement_periods import relation_in
from clientkit.clients.stages import Loyalty, Stage, standing_on
from clientkit.feedback.follow_ups import follow_up_items, low_scores
from clientkit.feedback.time_limit import TimeLimit
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.correspondence import Logged
from clientkit.kernel.model.records.feedback import Consented, Feedback
from clientkit.kernel.model.records.project import ProjectState
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.records.relation import ClientEnded
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.choices import Channel
from clientkit.kernel.model.values.money_text import money
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.statistics.metrics import AnswerCounts, ByMetric
from clientkit.kernel.store.agreement_files import is_as_agreed
from clientkit.kernel.store.facts import facts
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.workspace import Workspace
from clientkit.overview.client_list import relation_told
from clientkit.overview.deals import businesses
from clientkit.overview.health import Health, health_facts, health_of
from clientkit.overview.open_cases import change_items, complaint_items, request_items
from clientkit.projects.open_items import OpenItem, last_contact, open_items, pressing, project_state
from clientkit.promises.queries import PromiseRow, promises


class CardProject(Model):
    """A project on the card."""

    project: str = Field(description="short name")
    state: ProjectState = Field(description="draft, active, delivered or closed")
    drifted: int = Field(description="points that are not as they were agreed")
    price: str = Field("", description="its price with the currency, as it was agreed last or is planned")


class LastWord(Model):
    """What one side said last, in the log."""

    day: date = Field(description="day of it")
    channel: Channel = Field(description="how it was said")
    contact: str | None = Field(description="id of the contact")
    text: str = Field(description="what was said")


class ClientCard(ByMetric):
    """All that one wants to know before calling a client."""

    client: str = Field(description="short name")
    value: Client = Field(description="what the client's file holds")
    stage: Stage = Field(description="prospect, onboarding, active, dormant or lost, as the records tell")
    loyalty: Loyalty = Field(description="new, repeat or loyal; empty without agreed work")
    advocate: bool = Field(description="whether a testimonial or a reference is on record")
    ended: ClientEnded | None = Field(description="the last end of the relation; null where it lasts")
    there: str = Field(description="their local time now, where they live in another zone; else empty")
    their_word: LastWord | None = Field(description="the last contact that they began")
    our_word: LastWord | None = Field(description="the last contact that you began")
    promises: tuple[PromiseRow, ...] = Field(description="promises that are not kept yet, ours and theirs")
    projects: tuple[CardProject, ...] = Field(description="projects with their states and prices")
    last_contact: date | None = Field(description="last day on which there was a contact")
    scores: dict[str, Any] = Field(description="the score of each metric, on the workspace's scale")
    consents: tuple[Consented, ...] = Field(description="what contacts allow, the last word of each")
    open: tuple[OpenItem, ...] = Field(description="what waits for somebody, the most pressing first")
    health: Health = Field(description="how the relation stands, with the reasons")


def client_card(workspace: Workspace, settings: Settings, slug: str, now: datetime) -> ClientCard:
    """The card of one client; reads this client's files and no others. `now` is in the workspace's zone."""
    client = read_client(workspace, slug).value
    ((_, health),) = facts(workspace, health_facts(now.date()), [slug])
    records = read_journal(workspace, slug)
    values, today = relation_told(workspace, slug), now.date()
    stage, loyalty = standing_on(values, today)
    answers = [record for record in records if isinstance(record, Feedback)]
    patience = TimeLimit(settings.survey.follow_up_hours, ZoneInfo(settings.defaults.timezone))
    low = follow_up_items(low_scores(workspace, slug, now, patience, records))
    return ClientCard.model_construct(
        client=slug,
        value=client,
        stage=stage,
        loyalty=loyalty,
        advocate=values["advocate"],
        ended=_ended(records, today),
        there=_there(client, now),
        their_word=_last_word(records, incoming=True),
        our_word=_last_word(records, incoming=False),
        promises=tuple(one for one in promises(records, today) if one.state in {"open", "overdue"}),
        projects=tuple(_projects(workspace, settings, slug, records)),
        last_contact=last_contact(records),
        scores=AnswerCounts(answers).scores(settings.feedback),
        consents=consents(records),
        open=tuple(
            sorted(
                [
                    *open_items(records, today),
                    *low,
                    *complaint_items(workspace, slug, records, today),
                    *change_items(workspace, slug, records, today),
                    *request_items(client, records, now, patience.zone),
                ],
                key=pressing,
            )
        ),
        health=health_of(health, now),
    )


def _projects(
    workspace: Workspace, settings: Settings, slug: str, records: Sequence[Entry]
) -> Iterator[CardProject]:
    deals = {deal.project: deal for one in businesses(workspace, [slug]) for deal in one.every_deal()}
    for name in workspace.projects(slug):
        deal = deals.get(f"{slug}/{name}")
        priced = deal is not None and deal.amount is not None
        yield CardProject.model_construct(
            project=name,
            state=project_state(records, name),
            drifted=_drifted(workspace, settings, ProjectRef(slug, name)),
            price=money(Decimal(deal.amount or 0), deal.currency) if deal and priced else "",
        )


def _there(client: Client, now: datetime) -> str:
    """Their time of day, where it is another one."""
    there = now.astimezone(ZoneInfo(client.timezone)) if client.timezone else now
    return f"{there:%H:%M}" if there.utcoffset() != now.utcoffset() else ""


def _last_word(records: Sequence[Entry], *, incoming: bool) -> LastWord | None:
    talks = [one for one in records if isinstance(one, Logged) and one.incoming is incoming]
    last = max(talks, key=lambda one: (one.day, one.ts), default=None)
    return LastWord.from_fields(last) if last else None


def _ended(records: Sequence[Entry], today: date) -> ClientEnded | None:
    ends = [one for one in records if isinstance(one, ClientEnded)]
    return ends[-1] if ends and relation_in(records).is_over(today) else None


def _drifted(workspace: Workspace, settings: Settings, name: ProjectRef) -> int:
    """How many points differ; the dear comparison is made only where the files differ at all."""
    if is_as_agreed(workspace, name):
        return 0
    from clientkit.agreements.queries import drift

    return drift(workspace, settings, name)
