"""What one can do with templates: see which is used, look at one, copy one to change it, try them all."""

from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field

from clientkit.actions.sample import REFERENCE_DAY, sample_workspace
from clientkit.errors import ClientkitError, RefusedError
from clientkit.model.base import Model
from clientkit.model.week import IsoWeek
from clientkit.model.workspace import LANGUAGES, Language, Settings
from clientkit.render.documents import KINDS, document_kind
from clientkit.render.sources import TemplateSource, find_template, read_template
from clientkit.store.records import read_settings
from clientkit.store.save import save_file
from clientkit.store.workspace import Workspace

if TYPE_CHECKING:
    from clientkit.actions.documents import Wanted


class TemplateRow(Model):
    """Which template a document is made from in a language."""

    document: str = Field(description="scope, timeline, report or diff")
    language: Language = Field(description="en or id")
    origin: str = Field(description="workspace or shipped")
    path: str = Field(description="the file")
    reason: str = Field(description="why this one")


class TemplateTrial(Model):
    """One document of the sample, rendered with the templates as they are."""

    document: str = Field(description="scope, timeline, report or diff")
    language: Language = Field(description="en or id")
    project: str = Field(description="project of the sample")
    path: str = Field(description="the template")
    problem: str = Field(description="what failed; empty when all is well")
    hint: str = Field(description="what to do about it")


def list_templates(workspace: Workspace) -> list[TemplateRow]:
    """The template of each document in each language."""
    return [
        TemplateRow(
            document=source.document,
            language=source.language,
            origin=source.origin,
            path=_shown(workspace, source),
            reason=source.reason,
        )
        for source in _sources(workspace)
    ]


def template_text(workspace: Workspace, document: str, language: Language) -> str:
    """A template as it is used.

    Raises:
        NotFoundError: there is no such document.
    """
    return read_template(find_template(document_kind(document).name, language, workspace.templates_dir).path)


def copy_template(workspace: Workspace, document: str, language: Language) -> Path:
    """Put a shipped template into the workspace, to be changed there; its path.

    Raises:
        NotFoundError: there is no such document.
        RefusedError: the workspace has its own already.
    """
    source = find_template(document_kind(document).name, language, workspace.templates_dir)
    if source.origin == "workspace":
        raise RefusedError(
            f"{_shown(workspace, source)} is your own already; nothing was copied.", "Change it in an editor."
        )
    path = workspace.templates_dir / language / source.path.name
    save_file(
        workspace,
        path,
        read_template(source.path).encode(),
        None,
        f"Copy the template of {document} ({language})",
    )
    return path


def try_templates(workspace: Workspace) -> list[TemplateTrial]:
    """Render every document of the sample in every language with this workspace's templates."""
    from clientkit.actions.documents import Wanted

    sample = sample_workspace()
    settings = read_settings(sample).value
    week = IsoWeek.of(REFERENCE_DAY)
    return [
        _trial(
            workspace,
            source,
            settings,
            Wanted(document_kind(source.document).name, client, project, source.language, week),
        )
        for source in _sources(workspace)
        for client in sample.clients()
        for project in sample.projects(client)
    ]


def _trial(
    workspace: Workspace, source: TemplateSource, settings: Settings, wanted: "Wanted"
) -> TemplateTrial:
    problem, hint = "", ""
    try:
        _try(settings, wanted, workspace.templates_dir)
    except ClientkitError as error:
        problem, hint = error.message, error.hint
    return TemplateTrial(
        document=source.document,
        language=source.language,
        project=f"{wanted.client}/{wanted.project}",
        path=_shown(workspace, source),
        problem=problem,
        hint=hint,
    )


def _try(settings: Settings, wanted: "Wanted", templates: Path) -> None:
    """Render a document of the sample as a page.

    Raises:
        ClientkitError: the template has an error.
    """
    from clientkit.actions.documents import as_format, compose
    from clientkit.render.html import page

    if document_kind(wanted.document).name == "survey":
        from clientkit.actions.letters import Desk
        from clientkit.actions.survey_trial import try_survey

        desk = Desk(sample_workspace(), settings, REFERENCE_DAY)
        try_survey(desk, (wanted.client, wanted.project), wanted.language or "en", templates)
        return
    if wanted.document == "diff":
        text, title, language = _changed_sample(settings, wanted, templates)
        page(text, title, language)
        return
    as_format(compose(sample_workspace(), settings, wanted, REFERENCE_DAY, templates), "html")


def _changed_sample(settings: Settings, wanted: "Wanted", templates: Path) -> tuple[str, str, Language]:
    """A comparison of a project of the sample with itself, dearer and with an exclusion less."""
    from clientkit.actions.comparison import compared
    from clientkit.actions.planning import plan_of
    from clientkit.render.difference import Side
    from clientkit.render.engine import render
    from clientkit.store.projects import read_project

    project = read_project(sample_workspace(), wanted.client, wanted.project).value
    price = project.price.model_copy(update={"amount": (project.price.amount or 0) + 1})
    changed = project.model_copy(update={"price": price, "exclusions": project.exclusions[1:]})
    plan = plan_of(project, settings)
    document = compared(Side(project, plan, 1), Side(changed, plan, None), settings)
    language = wanted.language or "en"
    text = render(find_template("diff", language, templates), document.model_dump(), language)
    return text, project.title, language


def _sources(workspace: Workspace) -> list[TemplateSource]:
    return [
        find_template(kind.name, language, workspace.templates_dir)
        for kind in KINDS
        for language in LANGUAGES
    ]


def _shown(workspace: Workspace, source: TemplateSource) -> str:
    return workspace.relative(source.path)
