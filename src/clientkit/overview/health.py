"""How the relation with a client stands, from one's own records alone: every word of it has its reason."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from clientkit.errors import ClientkitError
from clientkit.feedback.follow_ups import LowScore, TimeLimit, low_scores
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.feedback import Feedback, FollowUp
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.file import BrokenFileError
from clientkit.kernel.store.workspace import Workspace
from clientkit.overview.health_signs import (
    Sign,
    ask_signs,
    complaint_signs,
    contact_signs,
    date_signs,
    promise_signs,
    score_signs,
    scores_of,
)
from clientkit.projects.open_items import last_contact, open_items, project_state
from clientkit.promises.queries import promises

Level = Literal["well", "watch", "act", "unknown"]


class Health(Model):
    """How a client stands: the heaviest of the signs, and all of them."""

    level: Level = Field(description="act or watch, as the heaviest sign says; well; unknown without records")
    last_contact: date | None = Field(description="last day on which there was a contact")
    last_score: str = Field(description="the latest score in words; empty before the first")
    signs: tuple[Sign, ...] = Field(description="what the records say, the heaviest first")


class HealthRow(Model):
    """A client in the list by health."""

    client: str = Field(description="short name")
    name: str = Field(description="display name")
    health: Health = Field(description="how the relation stands, with the reasons")


class HealthRows(Rows[HealthRow]):
    """The clients in the list by health."""


def client_health(
    workspace: Workspace, settings: Settings, client: tuple[str, Client, Sequence[Entry]], now: datetime
) -> Health:
    """How a client stands; `now` is in the zone that days are counted in."""
    slug, value, records = client
    today = now.date()
    answers = [record for record in records if isinstance(record, Feedback)]
    patience = TimeLimit(settings.survey.follow_up_hours, ZoneInfo(settings.defaults.timezone))
    lows = low_scores(workspace, slug, now, patience, records)
    settled = {one.ref: one.day for one in records if isinstance(one, FollowUp) and one.done}
    settled |= {low.feedback.id: low.steps[-1].day for low in lows if low.state == "done"}
    for low in lows:
        if low.state != "done":
            settled.pop(low.feedback.id, None)
    scores = scores_of(sorted(answers, key=lambda one: (one.day, one.ts)), settled)
    running = [name for name in workspace.projects(slug) if project_state(records, name) == "active"]
    at_work = bool(running) or value.stage in {"onboarding", "active"}
    contact = last_contact(records)
    signs = [
        *contact_signs(contact, today, at_work=at_work),
        *score_signs(scores, today),
        *_follow_up_signs(lows),
        *complaint_signs([one for one in answers if not one.is_low], settled, today),
        *ask_signs(open_items(records, today), today),
        *(
            sign
            for name in running
            for sign in _date_signs(workspace, settings, ProjectRef(slug, name), records, today)
        ),
        *promise_signs(promises(records, today), today),
    ]
    return Health(
        level=_level(signs, records),
        last_contact=contact,
        last_score=f"{scores[0]}, {scores[0].day}" if scores else "",
        signs=tuple(sorted(signs, key=lambda sign: ("act", "watch", "info").index(sign.weight))),
    )


def list_by_health(
    workspace: Workspace, settings: Settings, now: datetime, *, archived: bool = False
) -> HealthRows:
    """The clients, those that need something first; one whose file is broken becomes a notice."""
    rows = []
    for slug in workspace.clients():
        try:
            client = read_client(workspace, slug).value
        except BrokenFileError as error:
            workspace.notices.add(f"passed over {error.message}")
            continue
        if archived or not client.archived:
            health = client_health(workspace, settings, (slug, client, read_journal(workspace, slug)), now)
            rows.append(HealthRow(client=slug, name=client.name, health=health))
    order = ("act", "watch", "well", "unknown")
    return HealthRows(sorted(rows, key=lambda row: (order.index(row.health.level), row.client)))


def _level(signs: Sequence[Sign], records: Sequence[Entry]) -> Level:
    weights = {sign.weight for sign in signs}
    if "act" in weights:
        return "act"
    if "watch" in weights:
        return "watch"
    return "well" if records else "unknown"


def _follow_up_signs(lows: Sequence[LowScore]) -> Iterator[Sign]:
    """Low scores that wait for a follow-up."""
    for low in lows:
        if low.state == "open":
            said = f"The low score of {low.feedback.day} ({low.feedback.id}) is not followed up"
            due = f"due {'since' if low.overdue else 'by'} {low.due:%Y-%m-%d %H:%M}"
            yield Sign(about="follow-up", weight="act", text=f"{said}, {due}")
        elif low.state == "begun":
            said = f"The follow-up of the score of {low.feedback.day} ({low.feedback.id}) is not done"
            yield Sign(about="follow-up", weight="watch", text=said)


def _date_signs(
    workspace: Workspace, settings: Settings, name: ProjectRef, records: Sequence[Entry], today: date
) -> Iterator[Sign]:
    """How late a project is, by cause; one whose dates cannot be told becomes a notice."""
    from clientkit.documents.dossier import agreed_plan
    from clientkit.kernel.store.toml.project_file import read_project
    from clientkit.milestones.queries import forecast_of

    own = [record for record in records if record.project == name[1]]
    try:
        project = read_project(workspace, *name).value
        if project.has_dates:
            forecast = forecast_of(project, settings, own, today, agreed_plan(workspace, name))
            yield from date_signs("/".join(name), forecast.slip, forecast.slip_by_cause)
    except ClientkitError as error:
        workspace.notices.add(f"passed over {error.message}")
