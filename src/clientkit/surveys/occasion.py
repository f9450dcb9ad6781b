"""What a question is asked after: what ended lately, as the journal tells it."""

from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from clientkit.feedback.follow_ups import LowScore, low_scores
from clientkit.feedback.time_limit import TimeLimit
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.feedback import FollowUp
from clientkit.kernel.model.records.project import MilestoneDone, ProjectMoved
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.choices import Occasion
from clientkit.kernel.model.values.rating_scales import MetricName
from clientkit.kernel.model.values.references import Scope, Subject
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.workspace import Workspace

REMEMBERED = 30
"""Days after which a delivery or a complaint is no longer asked about."""


def occasion_lately(
    workspace: Workspace, settings: Settings, subject: Subject, question: MetricName, today: date
) -> Occasion:
    """What the journal tells that can be asked about: what was settled, delivered or reached lately.

    `periodic`, which claims nothing, where there is no such thing.
    """
    client, scope = subject.client, Scope(*subject)
    records = [one for one in read_journal(workspace, client) if scope.covers(one.project)]
    if question == "ces":
        settled = resolved(workspace, settings, client, records)
        remembered = any(is_remembered(one.steps[-1].day, today) for one in settled)
        return "complaint" if remembered else "periodic"
    ends = [one for one in records if isinstance(one, MilestoneDone) or is_delivery(one)]
    last = max((one for one in ends if is_remembered(one.day, today)), key=lambda one: one.day, default=None)
    if question == "nps" or last is None:
        return "periodic"
    return "milestone" if isinstance(last, MilestoneDone) else "delivery"


def resolved(
    workspace: Workspace, settings: Settings, client: str, records: Sequence[Entry]
) -> list[LowScore]:
    """Low scores that are done with, whatever ids they have had; nothing is read where none can be."""
    if not any(isinstance(one, FollowUp) and one.done for one in records):
        return []
    limit = TimeLimit(settings.survey.follow_up_hours, ZoneInfo(settings.defaults.timezone))
    low = low_scores(workspace, client, max(one.ts for one in records), limit, records)
    return [one for one in low if one.state == "done"]


def is_delivery(record: Entry) -> bool:
    """Whether a project was delivered."""
    return isinstance(record, ProjectMoved) and record.state == "delivered"


def remembered_until(day: date) -> date:
    """The last day on which what happened on a day can still be asked about."""
    return day + min(timedelta(days=REMEMBERED), date.max - day)


def is_remembered(day: date, today: date) -> bool:
    """Whether what happened on a day can still be asked about."""
    return timedelta(0) <= today - day <= timedelta(days=REMEMBERED)
