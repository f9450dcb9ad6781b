"""A project with all that documents are made from: its client, its records, what was agreed, its holidays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from clientkit.documents.parties import Engagement
from clientkit.errors import InvalidDataError, NotFoundError
from clientkit.kernel.calendar.project_calendar import holidays_around
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.schedule import Plan
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.project import MilestoneMoved
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.agreement_files import agreed_versions, read_agreed_plan, read_manifest
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace


@dataclass(frozen=True)
class AgreedPlan:
    """The last accepted version: when it was accepted, and the dates it holds."""

    version: int
    on: date
    plan: Plan


@dataclass(frozen=True)
class Dossier:
    """A project of the workspace with what is read of it."""

    workspace: Workspace
    name: ProjectRef
    engagement: Engagement
    records: Sequence[Entry]
    agreed: AgreedPlan | None

    @property
    def settings(self) -> Settings:
        """The workspace's settings."""
        return self.engagement.settings


def read_dossier(
    workspace: Workspace,
    settings: Settings,
    name: ProjectRef,
    today: date,
    language: Language | None = None,
    project: Project | None = None,
) -> Dossier:
    """What the workspace holds of a project; `language` is that of holidays, the documents' if not given.

    `project` is what its file is to become, where that is asked.

    Raises:
        InvalidDataError: the project's file, or the client's, does not hold what it should.
    """
    project = project or read_project(workspace, *name).value
    agreed = agreed_plan(workspace, name)
    client = read_client(workspace, name.client).value
    records = [one for one in read_journal(workspace, name.client) if one.project == name.project]
    spoken = language or project.language or client.language
    holidays = holidays_around(project, settings, days_beside(records, today, agreed), spoken)
    engagement = Engagement(project, client, settings, agreed.on if agreed else None, holidays)
    return Dossier(workspace, name, engagement, records, agreed)


def agreed_plan(workspace: Workspace, name: ProjectRef) -> AgreedPlan | None:
    """The last accepted version of a project; one whose files are broken becomes a notice."""
    versions = agreed_versions(workspace, name)
    if not versions:
        return None
    try:
        accepted_on = read_manifest(workspace, name, versions[-1]).value.accepted_on
        return AgreedPlan(versions[-1], accepted_on, read_agreed_plan(workspace, name, versions[-1]))
    except (InvalidDataError, NotFoundError) as error:
        workspace.notices.add(f"passed over {error.message}")
        return None


def days_beside(records: Sequence[Entry], today: date, agreed: AgreedPlan | None) -> Iterator[date]:
    """The dates of a project that its file does not hold."""
    yield today
    for record in records:
        yield record.day
        if isinstance(record, MilestoneMoved):
            yield record.due
    for row in agreed.plan.milestones if agreed else ():
        yield from (row.start, row.end)
