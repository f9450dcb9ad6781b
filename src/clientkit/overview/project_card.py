"""A project on one card: state, price, dates, what is open, what the agreement still lacks."""

from collections.abc import Sequence
from datetime import date

from pydantic import Field

from clientkit.agreements.completeness import missing_fields
from clientkit.agreements.queries import drift
from clientkit.checklists.queries import checklist_of
from clientkit.checklists.rules import PhaseCount, counts
from clientkit.documents.dossier import AgreedPlan, agreed_plan
from clientkit.documents.parties import Engagement
from clientkit.errors import ClientkitError
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.schedule import Forecast
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.project import ProjectState
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.agreement_files import agreed_versions
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.milestones.queries import forecast_of
from clientkit.overview.open_cases import change_items, complaint_items
from clientkit.projects.open_items import OpenItem, open_items, pressing, project_state
from clientkit.projects.rules import work_without_agreement


class ProjectCard(Model):
    """All that one wants to know before working on a project."""

    project: str = Field(description="client/project")
    value: Project = Field(description="what the project's file holds")
    state: ProjectState = Field(description="draft, active, delivered or closed")
    agreed_version: int | None = Field(description="last accepted version of the agreement")
    agreed_on: date | None = Field(description="day on which it was accepted")
    unagreed_since: date | None = Field(
        description="first day of work without an accepted agreement; null where that is as it should be"
    )
    drifted: int = Field(description="points that are not as they were agreed")
    forecast: Forecast | None = Field(description="milestones with dates; null while there are none")
    dates_problem: str = Field(description="why there are no dates, where there are milestones")
    open: tuple[OpenItem, ...] = Field(description="what waits for somebody, the most pressing first")
    checklist: tuple[PhaseCount, ...] = Field(description="how much of each phase of its checklist is done")
    missing: tuple[str, ...] = Field(description="what the agreement still lacks")


def project_card(workspace: Workspace, settings: Settings, name: ProjectRef, today: date) -> ProjectCard:
    """The card of one project."""
    client, slug = name
    who = read_client(workspace, client).value
    project = read_project(workspace, client, slug).value
    records = [record for record in read_journal(workspace, client) if record.project == slug]
    agreed = agreed_plan(workspace, name)
    forecast, problem = _dates(project, settings, records, today, agreed)
    return ProjectCard(
        project=f"{client}/{slug}",
        value=project,
        state=project_state(records, slug),
        agreed_version=agreed.version if agreed else None,
        agreed_on=agreed.on if agreed else None,
        unagreed_since=work_without_agreement(who, project, records, agreed_versions(workspace, name)),
        drifted=drift(workspace, settings, name),
        forecast=forecast,
        dates_problem=problem,
        open=tuple(
            sorted(
                [
                    *open_items(records, today, slug),
                    *complaint_items(workspace, client, records, today),
                    *change_items(workspace, client, records, today),
                ],
                key=pressing,
            )
        ),
        checklist=counts(checklist_of(project, records)),
        missing=tuple(one.field for one in missing_fields(Engagement(project, who, settings))),
    )


def _dates(
    project: Project, settings: Settings, records: Sequence[Entry], today: date, agreed: AgreedPlan | None
) -> tuple[Forecast | None, str]:
    if not project.has_dates:
        return None, ""
    try:
        return forecast_of(project, settings, records, today, agreed), ""
    except ClientkitError as error:
        return None, error.message
