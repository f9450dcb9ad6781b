"""Comparing what was agreed with a later version, or with what the project has become."""

from collections.abc import Sequence
from datetime import date

from clientkit.agreements.differences import Difference, DifferenceDocument
from clientkit.agreements.document import COMPARISON
from clientkit.agreements.version_diff import Side, difference_document
from clientkit.documents.kinds import SampleTrial
from clientkit.documents.paper import Paper
from clientkit.errors import ClientkitError, NotFoundError, UsageError
from clientkit.kernel.calendar.working_days import WorkingCalendar
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.pseudonyms import with_names
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.agreement_files import (
    agreed_versions,
    read_agreed_plan,
    read_agreed_project,
    read_manifest,
)
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.milestones.queries import plan_of, possible_plan


def compare(
    workspace: Workspace,
    settings: Settings,
    name: ProjectRef,
    before: int | None = None,
    after: int | None = None,
) -> DifferenceDocument:
    """What is not as it was: between two accepted versions, or between one and the project as it stands.

    Without `before` the last accepted version is taken.

    Raises:
        NotFoundError: nothing was accepted yet.
        UsageError: there is no such version.
        InvalidDataError: a file cannot be read, or the project's dates cannot be.
    """
    versions = agreed_versions(workspace, name)
    if not versions:
        raise NotFoundError(
            f"Nothing of {name} was accepted yet, so there is nothing to compare with.",
            f'Record it: clientkit scope accept {name} --name "Rina Wijaya"',
        )
    first = _agreed(workspace, name, _known(before or versions[-1], versions))
    second = (
        _now(workspace, name, settings, first.project)
        if after is None
        else _agreed(workspace, name, _known(after, versions))
    )
    found = compared(first, second, settings)
    start, last = first.version or 0, after or versions[-1]
    made = _changes_between(workspace, settings, name, [one for one in versions if start < one <= last])
    rows = (one.model_copy(update={"change": made.get(_point(one), "")}) for one in found.differences)
    return found.model_copy(update={"differences": tuple(rows)}) if made else found


def _point(one: Difference) -> tuple[str, str, str]:
    return one.area, one.item, one.field


def _changes_between(
    workspace: Workspace, settings: Settings, name: ProjectRef, versions: Sequence[int]
) -> dict[tuple[str, str, str], str]:
    """The change that each point came with, of those that were approved as such."""
    found: dict[tuple[str, str, str], str] = {}
    for version in versions:
        if change := read_manifest(workspace, name, version).value.change:
            before, after = (_agreed(workspace, name, one) for one in (version - 1, version))
            found |= {_point(one): change for one in compared(before, after, settings).differences}
    return found


def compared(before: Side, after: Side, settings: Settings) -> DifferenceDocument:
    """The comparison of two sides, with the working days between their dates."""
    calendar = WorkingCalendar.of(settings.calendar)
    ends = {milestone.id: milestone.end for milestone in before.plan.milestones}
    days = {
        milestone.id: calendar.count(ends[milestone.id], milestone.end)
        for milestone in after.plan.milestones
        if milestone.id in ends
    }
    if before.plan.end and after.plan.end:
        days[""] = calendar.count(before.plan.end, after.plan.end)
    return difference_document(before, after, days)


def comparison_paper(
    workspace: Workspace,
    settings: Settings,
    name: ProjectRef,
    comparison: DifferenceDocument,
    language: Language | None,
    today: date,
) -> Paper:
    """A comparison as a paper, in a language, else in that of the project's documents."""
    from clientkit.kernel.text.template.engine import render
    from clientkit.kernel.text.template.sources import find_template

    chosen = _spoken(workspace, name, language)
    source = find_template(COMPARISON.name, chosen, workspace.templates_dir)
    client = read_client(workspace, name.client).value
    parties = {"client": client.name, "author": settings.you.name, "as_of": today}
    currency = comparison.currency or client.currency
    text = render(source, comparison.model_dump() | parties | {"currency": currency}, chosen)
    return Paper.of_text(text, chosen, today, settings.you.name, comparison.title)


def _spoken(workspace: Workspace, name: ProjectRef, language: Language | None) -> Language:
    own = read_project(workspace, *name).value.language
    return language or own or read_client(workspace, name.client).value.language


def try_comparison(trial: SampleTrial) -> str:
    """Compare a project of the sample with itself, dearer and with an exclusion less, by the template.

    Raises:
        ClientkitError: the template has an error.
    """
    from clientkit.kernel.text.template.engine import render
    from clientkit.kernel.text.web_page import page

    project = read_project(trial.workspace, *trial.project).value
    price = project.price.model_copy(update={"amount": (project.price.amount or 0) + 1})
    changed = project.model_copy(update={"price": price, "exclusions": project.exclusions[1:]})
    plan = plan_of(project, trial.settings)
    document = compared(Side(project, plan, 1), Side(changed, plan, None), trial.settings)
    language = trial.source.language
    text = render(trial.source, document.model_dump(), language)
    page(text, project.title, language)
    return text


def drift(workspace: Workspace, settings: Settings, name: ProjectRef) -> int:
    """How many points of a project are not as they were agreed; 0 while nothing was agreed.

    Files that cannot be read are told by those who read them; here they count for nothing.
    """
    if not agreed_versions(workspace, name):
        return 0
    try:
        return len(compare(workspace, settings, name).differences)
    except ClientkitError:
        return 0


def _known(version: int, versions: list[int]) -> int:
    if version in versions:
        return version
    raise UsageError(f"There is no accepted version {version}.", f"Accepted: {', '.join(map(str, versions))}")


def _agreed(workspace: Workspace, name: ProjectRef, version: int) -> Side:
    project = read_agreed_project(workspace, name, version)
    return Side(project, read_agreed_plan(workspace, name, version), version)


def _now(workspace: Workspace, name: ProjectRef, settings: Settings, agreed: Project) -> Side:
    """The project as it stands; somebody's name that was forgotten since is no difference."""
    project: Project = read_project(workspace, *name).value
    data = project.model_dump(mode="json", exclude_unset=True)
    if (named := with_names(data, agreed.model_dump(mode="json"))) != data:
        project = Project.model_validate(named)
    return Side(project, possible_plan(project, settings), None)
