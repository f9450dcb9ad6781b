"""A client with all that is read of it: what what is due, and how it stands, is made from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from clientkit.documents.dossier import AgreedPlan, agreed_plan
from clientkit.errors import ClientkitError, InvalidDataError, NotFoundError
from clientkit.kernel.calendar.public_holidays import public_holidays
from clientkit.kernel.calendar.working_days import WorkingCalendar
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.project import ProjectState
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.agreement_files import agreed_versions, is_as_agreed, read_agreed_project
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.file import BrokenFileError
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.projects.open_items import project_state

YEARS = 2
"""Years before and after a given one whose public holidays clocks are reckoned with."""


@dataclass(frozen=True)
class AccountProject:
    """One project of an account."""

    name: ProjectRef
    project: Project
    """Its file as it stands."""
    terms: Project
    """The version that was agreed last; the file where there is none."""
    versions: Sequence[int]
    agreed: AgreedPlan | None
    records: Sequence[Entry]

    @cached_property
    def state(self) -> ProjectState:
        """The state that it entered last."""
        return project_state(self.records, self.name.project)

    @property
    def is_running(self) -> bool:
        """Whether it was started, or agreed and not yet over."""
        return self.state == "active" or (self.state == "draft" and bool(self.versions))


@dataclass(frozen=True)
class ClientAccount:
    """All that is read of one client; `who` is missing where its file is broken, so are broken projects."""

    workspace: Workspace
    settings: Settings
    calendar: WorkingCalendar
    client: str
    who: Client | None
    records: Sequence[Entry]
    projects: Sequence[AccountProject]
    years: tuple[int, ...] = ()
    """The years whose yearly days are looked at."""

    def project(self, name: str | None) -> AccountProject | None:
        """One of its projects, where it can be read."""
        return next((one for one in self.projects if one.name.project == name), None)


def read_account(
    workspace: Workspace,
    settings: Settings,
    calendar: WorkingCalendar,
    client: str,
    years: tuple[int, ...] = (),
) -> ClientAccount:
    """A client with its projects and records; what cannot be read becomes a notice and is left out."""
    who = None
    try:
        who = read_client(workspace, client).value
    except BrokenFileError as error:
        workspace.notices.add(f"passed over {error.message}")
    records = read_journal(workspace, client)
    read = (_project(workspace, ProjectRef(client, one), records) for one in workspace.projects(client))
    found = [one for one in read if one]
    return ClientAccount(workspace, settings, calendar, client, who, records, found, years)


def _project(workspace: Workspace, name: ProjectRef, records: Sequence[Entry]) -> AccountProject | None:
    try:
        project = read_project(workspace, *name).value
        versions = agreed_versions(workspace, name)
    except ClientkitError as error:
        workspace.notices.add(f"passed over {error.message}")
        return None
    terms = project
    if versions and not is_as_agreed(workspace, name):
        try:
            terms = read_agreed_project(workspace, name, versions[-1])
        except (InvalidDataError, NotFoundError) as error:
            workspace.notices.add(f"passed over {error.message}")
    own = [one for one in records if one.project == name.project]
    return AccountProject(name, project, terms, versions, agreed_plan(workspace, name), own)


def clock_calendar(settings: Settings, year: int) -> WorkingCalendar:
    """The working days that clocks run on: without the public holidays of the years around a given one.

    Raises:
        InvalidDataError: the settings name a country or a region that is not known.
    """
    place = settings.calendar
    years = range(max(year - YEARS, date.min.year), min(year + YEARS, date.max.year) + 1)
    found = public_holidays(place.country, place.region, years, "en") if place.country else {}
    return WorkingCalendar.of(place, found)
