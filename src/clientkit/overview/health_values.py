"""What the health of a client is reckoned from: read of its files, in plain values, on whatever day."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from clientkit.changes.goodwill import goodwill_signs
from clientkit.documents.dossier import agreed_plan
from clientkit.errors import ClientkitError
from clientkit.feedback.follow_ups import LowScore, low_scores
from clientkit.feedback.time_limit import TimeLimit
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.feedback import Feedback, FollowUp
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.toml.client_file import read_client, settings_or_usual
from clientkit.kernel.store.toml.file import BrokenFileError
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.milestones.queries import outlook_of
from clientkit.overview.health_signs import date_signs, score_values, scores_of
from clientkit.overview.open_cases import complaint_values, failed_lessons
from clientkit.projects.open_items import last_contact, open_items, project_state
from clientkit.projects.unagreed_work import said_of_work, unagreed_since
from clientkit.promises.queries import promise_values

Dates = tuple[int, list[tuple[str, str]], list[tuple[int, dict[str, int]]]]
"""The last day for which late dates hold, their signs, and slips in working days, with their causes."""


def read_values(workspace: Workspace, slug: str, today: date) -> dict[str, Any] | None:
    """What is read of a client in a list; None with a notice where its file is broken."""
    try:
        client = read_client(workspace, slug).value
    except BrokenFileError as error:
        workspace.notices.add(f"passed over {error.message}")
        return None
    settings, records = settings_or_usual(workspace), read_journal(workspace, slug)
    values = _health_values(workspace, settings, (slug, client, records), today)
    return {"name": client.name, "archived": client.archived, **values}


def _health_values(
    workspace: Workspace, settings: Settings, client: tuple[str, Client, Sequence[Entry]], today: date
) -> dict[str, Any]:
    """What its health is reckoned from; all but late dates holds on any day."""
    slug, value, records = client
    answers = [record for record in records if isinstance(record, Feedback)]
    patience = TimeLimit(settings.survey.follow_up_hours, ZoneInfo(settings.defaults.timezone))
    lows = low_scores(workspace, slug, datetime.combine(today, time.min, UTC), patience, records)
    settled = {one.ref: one.day for one in records if isinstance(one, FollowUp) and one.done}
    settled |= {low.feedback.id: low.steps[-1].day for low in lows if low.state == "done"}
    for low in lows:
        if low.state != "done":
            settled.pop(low.feedback.id, None)
    running = [name for name in workspace.projects(slug) if project_state(records, name) == "active"]
    found = [_dates(workspace, settings, ProjectRef(slug, name), records, today) for name in running]
    contact = last_contact(records)
    scores = scores_of(sorted(answers, key=lambda one: (one.day, one.ts)), settled)
    return {
        "at_work": bool(running),
        "contact": str(contact) if contact else None,
        "scores": [*score_values(scores)],
        "last_score": f"{scores[0]}, {scores[0].day}" if scores else "",
        "lows": [_waiting(low) for low in lows if low.state != "done"],
        "cases": complaint_values(workspace, slug, records, today),
        "lessons": failed_lessons(records),
        "complaints": [*_complaints(answers, settled)],
        "asks": [
            (str(one.due) if one.due else None, one.text)
            for one in open_items(records, today)
            if one.kind == "ask"
        ],
        "promises": sorted(
            (one for one in promise_values(records) if one[6] != "kept"),
            key=lambda one: (one[6] is not None, one[5], one[1]),
        ),
        "dates": [sign for _, signs, _ in found for sign in signs],
        "slips": [slip for _, _, slips in found for slip in slips],
        "first": today.toordinal() if found else 1,
        "last": min((last for last, *_ in found), default=date.max.toordinal()),
        "unagreed": [*_unagreed(workspace, slug, value, records)],
        "goodwill": [*goodwill_signs(workspace, slug, records, settings.policies.goodwill_percent)],
        "any_records": bool(records),
    }


def _unagreed(workspace: Workspace, slug: str, client: Client, records: Sequence[Entry]) -> Iterator[str]:
    for name in (ProjectRef(slug, one) for one in workspace.projects(slug)):
        if since := unagreed_since(workspace, name, client, records):
            yield said_of_work(name, since)


def _waiting(low: LowScore) -> tuple[str, float, str]:
    """A low score that waits: in words, when its follow-up is due, and that in words where none was begun."""
    said = f"the score of {low.feedback.day} ({low.feedback.id})"
    return (said, low.due.timestamp(), f"{low.due:%Y-%m-%d %H:%M}" if low.state == "open" else "")


def _complaints(answers: Sequence[Feedback], settled: dict[str, date]) -> Iterator[tuple[str, str]]:
    for one in answers:
        if not one.is_low and one.occasion == "complaint" and one.id not in settled:
            yield str(one.day), f"Feedback on a complaint, of {one.day} ({one.id}), is not followed up"


def _dates(
    workspace: Workspace, settings: Settings, name: ProjectRef, records: Sequence[Entry], today: date
) -> Dates:
    """How late a project is, by cause; one whose dates cannot be told becomes a notice.

    A forecast holds until the day after which the next open step would be late; where one is, for its day.
    """
    own = [record for record in records if record.project == name.project]
    try:
        project = read_project(workspace, *name).value
        if not project.has_dates:
            return date.max.toordinal(), [], []
        outlook = outlook_of(project, settings, own, today, agreed_plan(workspace, name))
        forecast = outlook.forecast()
    except ClientkitError as error:
        workspace.notices.add(f"passed over {error.message}")
        return today.toordinal(), [], []
    signs = date_signs(str(name), forecast.slip, forecast.slip_by_cause)
    days = [row.due or row.end for row in forecast.milestones if row.done_on is None]
    days += [outlook.begun_on] if outlook.begun_on and outlook.begun_on > today else []
    last = max(today, min(days, default=date.max))
    slip = (forecast.slip, {str(cause): days for cause, days in forecast.slip_by_cause.items()})
    return last.toordinal(), [(one.weight, one.text) for one in signs], [slip]
