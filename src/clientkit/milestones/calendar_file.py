"""A project's dates as a calendar file that other programs import, and import again."""

from datetime import UTC, date, datetime, time
from pathlib import Path

from clientkit.documents.compose import save_rendered
from clientkit.documents.parties import Engagement
from clientkit.errors import NotFoundError
from clientkit.kernel.model.files.schedule import Forecast
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.acceptance import Acceptance
from clientkit.kernel.model.records.project import MilestoneDone, MilestoneMoved
from clientkit.kernel.model.records.record import Entry, Retraction
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.agreement_files import agreed_versions
from clientkit.kernel.store.journal.read import numbered_records
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.milestones.calendar_file_events import Edition, calendar_file
from clientkit.milestones.queries import outlook_of, read_facts, told_with_place

FILE = "timeline.ics"

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""The stamp of a plan that nothing has happened to."""


def project_calendar(
    workspace: Workspace, settings: Settings, name: ProjectRef, today: date, language: Language | None = None
) -> bytes:
    """The calendar file of a project, in the client's language where no other is given.

    Raises:
        NotFoundError: the project has neither milestones nor dated duties.
        InvalidDataError: its dates cannot be.
    """
    project = read_project(workspace, *name).value
    client = read_client(workspace, name[0]).value
    if not project.milestones and not any(duty.due for duty in project.duties):
        raise NotFoundError(
            f"{'/'.join(name)} has no dates to export: neither milestones nor duties with a due day.",
            f'Add one: clientkit milestone add {"/".join(name)} "Design approved" --days 5',
        )
    records, agreed = read_facts(workspace, name)
    with told_with_place(workspace, name):
        forecast = outlook_of(project, settings, records, today, agreed).forecast()
    engagement = Engagement(project, client, settings, agreed.on if agreed else None)
    edition = _edition(workspace, name, forecast, today)
    return calendar_file(engagement, forecast, edition, language or engagement.language)


def write_calendar(workspace: Workspace, name: ProjectRef, data: bytes) -> Path:
    """Put a calendar file into the project's `documents/`; the same bytes are not written again. Its path."""
    path = workspace.documents_dir(*name) / FILE
    save_rendered(workspace, path, data, f"Export the timeline of {'/'.join(name)}")
    return path


def _edition(workspace: Workspace, name: ProjectRef, forecast: Forecast, today: date) -> Edition:
    """See `render.ics`: from what was ever recorded, so that taking something back counts too."""
    client, slug = name
    every: dict[str, Entry] = {record.id: record for _, _, record in numbered_records(workspace, client)}
    counted = {
        record.id
        for record in every.values()
        if record.project == slug and isinstance(record, MilestoneMoved | MilestoneDone)
    }
    counted |= {
        record.id
        for record in every.values()
        if isinstance(record, Retraction) and record.retracts in counted
    }
    stamps = [
        record.ts
        for record in every.values()
        if record.id in counted or (record.project == slug and isinstance(record, Acceptance))
    ]
    if any(row.status in {"late", "waiting"} for row in forecast.milestones):
        stamps.append(datetime.combine(today, time(), UTC))
    sequence = len(counted) + len(agreed_versions(workspace, name))
    return Edition("/".join(name), sequence, max(stamps, default=EPOCH).astimezone(UTC))
