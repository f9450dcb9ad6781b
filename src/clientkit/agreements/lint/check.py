"""Checking an agreement before it is sent: what makes agreements fail, each with its line."""

from collections.abc import Iterator
from itertools import chain

from pydantic import Field

from clientkit.agreements.completeness import missing_fields
from clientkit.agreements.lint.clauses import clauses, own_template
from clientkit.agreements.lint.clauses import settings as settings_of
from clientkit.agreements.lint.finding import Finding
from clientkit.agreements.lint.indonesian_law import indonesian_contract
from clientkit.agreements.lint.repeated_figures import repeated_figures
from clientkit.agreements.lint.rules import dates, duties, limits, open_ends, shares, targets, vague, words
from clientkit.agreements.reference_check import project_references
from clientkit.documents.kinds import MissingField
from clientkit.documents.parties import Engagement
from clientkit.errors import UsageError
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.project import Project, Waiver
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.agreement_files import agreed_versions, is_as_agreed
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.edit import find_location
from clientkit.kernel.store.toml.file import TomlFile, load
from clientkit.kernel.store.toml.line_numbers import line_of
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace

SEVERITY = {"error": 0, "warning": 1}
CODES = {"exclusions": "no-exclusions", "criteria": "no-criterion", "client_answers_within": "no-answer-time"}
"""Empty fields that have a code of their own, by the last part of their key."""


class ScopeCheck(Model):
    """What the check of an agreement found."""

    project: str = Field(description="client/project")
    findings: tuple[Finding, ...] = Field(description="errors first, then warnings, in the order of the file")

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What stops acceptance: errors that nobody waived."""
        return tuple(one for one in self.findings if one.severity == "error" and not one.waived)

    @property
    def standing(self) -> tuple[Finding, ...]:
        """Every finding that nobody waived."""
        return tuple(one for one in self.findings if not one.waived)


def check_scope(
    workspace: Workspace, settings: Settings, name: ProjectRef, file: TomlFile[Project] | None = None
) -> ScopeCheck:
    """Every weakness of a project's agreement, or of what its file is to become; waived ones stay.

    Raises:
        InvalidDataError: the project's or the client's file cannot be read.
    """
    file = file or read_project(workspace, *name)
    client = read_client(workspace, name.client).value
    found = {
        (one.code, one.key, one.message): one for one in _findings(workspace, name, file, client, settings)
    }
    placed = [_placed(workspace, name, file, one) for one in found.values()]
    waived = [_waived(one, file.value.waivers) for one in placed]
    order = sorted(waived, key=lambda one: (SEVERITY[one.severity], one.file, one.line or 0))
    return ScopeCheck(project=str(name), findings=tuple(order))


def _findings(
    workspace: Workspace, name: ProjectRef, file: TomlFile[Project], client: Client, settings: Settings
) -> Iterator[Finding]:
    project = file.value
    language = project.language or client.language
    engagement = Engagement(project, client, settings)
    law = list(indonesian_contract(engagement.stated(), client, settings, language))
    told = {one.key for one in law}
    for missing in missing_fields(engagement):
        if missing.field in told:
            continue
        yield _missing(project, missing)
    for problem in project_references(workspace, file, None):
        yield Finding(
            code=problem.code,
            severity="error",
            key="",
            line=problem.line,
            message=problem.message,
            write=problem.hint,
        )
    yield from chain(
        targets(project),
        shares(project),
        words(project, language),
        dates(project, settings),
        limits(project),
        open_ends(project),
        duties(project, language),
        law,
        () if _is_agreed(workspace, name) else clauses(engagement, str(name)),
        settings_of(engagement, language),
        own_template(workspace, engagement, language),
        vague(project, language),
        repeated_figures(project, language),
    )


def _is_agreed(workspace: Workspace, name: ProjectRef) -> bool:
    """Whether the file is what was accepted: what is agreed is asked for nothing more."""
    return bool(agreed_versions(workspace, name)) and is_as_agreed(workspace, name)


def _missing(project: Project, missing: MissingField) -> Finding:
    """A field that is empty, or sums that contradict the price."""
    field = missing.field
    if field == "deliverables.price" or (field == "payments" and project.payments):
        key = field.partition(".")[0]
        message = f"the {key} should have {missing.write}"
        return Finding(
            code="sums-differ", severity="error", key=key, message=message, write="Correct one of them"
        )
    code = CODES.get(field.rpartition(".")[2], "missing-field")
    return Finding(code=code, severity="error", key=field, message=f"'{field}' is empty", write=missing.write)


def _placed(workspace: Workspace, name: ProjectRef, file: TomlFile[Project], one: Finding) -> Finding:
    """The finding with the file that its key belongs to, and the line nearest to it."""
    if one.key.startswith("client."):
        return one.model_copy(update={"file": workspace.relative(workspace.client_file(name.client))})
    if one.key.startswith(("you.", "calendar.", "terms.")):
        return one.model_copy(update={"file": workspace.relative(workspace.settings_file)})
    line = one.line or _line(file.text, one.key)
    return one.model_copy(update={"file": workspace.relative(file.path), "line": line})


def _line(text: str, key: str) -> int | None:
    """The line of a key, or of the nearest table above it that is there."""
    data = load(text)
    while key:
        try:
            return line_of(text, find_location(data, key))
        except UsageError:
            key = key.rpartition(".")[0]
    return None


def _waived(one: Finding, waivers: tuple[Waiver, ...]) -> Finding:
    for waiver in waivers:
        if waiver.code == one.code and waiver.where in {"", one.key}:
            return one.model_copy(update={"waived": waiver.reason})
    return one
