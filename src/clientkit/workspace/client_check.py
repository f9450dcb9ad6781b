"""What is wrong with the files of one client."""

from collections.abc import Generator, Iterator, Sequence
from zoneinfo import ZoneInfo

from clientkit.agreements.evidence import evidence_problems
from clientkit.agreements.later_evidence import kept_problems
from clientkit.agreements.queries import drift
from clientkit.agreements.reference_check import journal_references, project_references
from clientkit.changes.problems import change_problems
from clientkit.complaints.problems import complaint_problems
from clientkit.correspondence.mails import mail_problems
from clientkit.feedback.case_studies import changed_studies
from clientkit.feedback.quotes import withdrawn_problems
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.problem import Problem
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.agreement_files import agreed_versions, agreement_problems, is_as_agreed
from clientkit.kernel.store.journal.read import examined_journal, read_journal
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.file import BrokenFileError, TomlFile
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.projects.rules import NO_AGREEMENT
from clientkit.projects.unagreed_work import unagreed_since
from clientkit.reports.drafts.file_integrity import report_problems
from clientkit.workspace.fixes import told_keys
from clientkit.workspace.stray_files import bad_names


def check_client(workspace: Workspace, slug: str, settings: Settings | None) -> Iterator[Problem]:
    """In the client's file, its projects with what was agreed, its records and its papers."""
    client: Client | None = None
    try:
        found = read_client(workspace, slug)
        client = found.value
        yield from told_keys(workspace, found)
    except BrokenFileError as error:
        yield from error.problems
    projects = yield from _check_projects(workspace, slug, settings)
    unreadable, records = examined_journal(workspace, slug)
    yield from unreadable
    yield from journal_references(workspace, slug, records, client, projects)
    yield from report_problems(workspace, slug, records, projects)
    yield from mail_problems(records)
    yield from change_problems(workspace, slug, records)
    yield from complaint_problems(workspace, slug, records)
    counted = [record for _, _, record in records]
    yield from kept_problems(workspace, counted)
    yield from withdrawn_problems(workspace, counted)
    yield from changed_studies(workspace, counted)
    for name, project in projects.items():
        yield from _unagreed(workspace, ProjectRef(slug, name), client, project, counted)


def _check_projects(
    workspace: Workspace, slug: str, settings: Settings | None
) -> Generator[Problem, None, dict[str, Project | None]]:
    """What is wrong with the projects and what was agreed; the projects, None for a broken one."""
    yield from bad_names(workspace, workspace.client_dir(slug) / "projects", "project")
    projects: dict[str, Project | None] = {}
    for name in (ProjectRef(slug, one) for one in workspace.projects(slug)):
        projects[name.project] = None
        try:
            file: TomlFile[Project] = read_project(workspace, *name)
        except BrokenFileError as error:
            yield from error.problems
            continue
        projects[name.project] = file.value
        yield from project_references(workspace, file, settings)
        for version in agreed_versions(workspace, name):
            yield from agreement_problems(workspace, name, version)
            if settings is not None:
                yield from evidence_problems(workspace, ZoneInfo(settings.defaults.timezone), name, version)
        yield from _drift(workspace, settings, name)
    return projects


def _unagreed(
    workspace: Workspace,
    name: ProjectRef,
    client: Client | None,
    project: Project | None,
    records: Sequence[Entry],
) -> Iterator[Problem]:
    since = unagreed_since(workspace, name, client, records, project) if project else None
    if since:  # what was taken back is no work
        since = unagreed_since(workspace, name, client, read_journal(workspace, name.client), project)
    if since:
        file = workspace.relative(workspace.project_file(*name))
        message = f"work since {since} without an accepted agreement"
        hint = f"Send it: clientkit mail draft scope {name}; or waive '{NO_AGREEMENT}' with the reason."
        yield Problem(file=file, code=NO_AGREEMENT, message=message, hint=hint, severity="warning")


def _drift(workspace: Workspace, settings: Settings | None, name: ProjectRef) -> Iterator[Problem]:
    if settings is None or is_as_agreed(workspace, name):
        return
    points = drift(workspace, settings, name)
    if points:
        file = workspace.relative(workspace.project_file(*name))
        message = f"not as agreed in {points} {'point' if points == 1 else 'points'}"
        hint = f"Look: clientkit scope diff {'/'.join(name)}; then agree on a new version or set it back."
        yield Problem(file=file, code="drift", message=message, hint=hint, severity="warning")
