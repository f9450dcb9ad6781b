"""What one can do with templates: see which is used, look at one, copy one to change it, try them all."""

from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field

from clientkit.documents.kinds import KINDS, document_kind
from clientkit.errors import ClientkitError, RefusedError
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.language import LANGUAGES, Language, language_codes
from clientkit.kernel.model.values.references import ProjectRef, Subject
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.store.save import save_file
from clientkit.kernel.store.toml.client_file import read_settings
from clientkit.kernel.store.workspace import Workspace
from clientkit.kernel.text.template.sources import TemplateSource, find_template, read_template
from clientkit.workspace.demo_sample import REFERENCE_DAY, sample_workspace

if TYPE_CHECKING:
    from clientkit.outbox.letters import LetterContext


class TemplateRow(Model):
    """Which template a document is made from in a language."""

    document: str = Field(description="document or letter, for instance scope or mail-scope")
    language: Language = Field(description=language_codes("or"))
    origin: str = Field(description="workspace or shipped")
    path: str = Field(description="the file")
    reason: str = Field(description="why this one")


class TemplateTrial(Model):
    """One document of the sample, rendered with the templates as they are."""

    document: str = Field(description="document or letter, for instance scope or mail-scope")
    language: Language = Field(description=language_codes("or"))
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
    sample = sample_workspace()
    settings = read_settings(sample).value
    return [
        _trial(workspace, source, settings, ProjectRef(client, project))
        for source in _sources(workspace)
        for client in sample.clients()
        for project in sample.projects(client)
    ]


def _trial(
    workspace: Workspace, source: TemplateSource, settings: Settings, name: ProjectRef
) -> TemplateTrial:
    from clientkit.outbox.letters import LetterContext

    problem, hint = "", ""
    try:
        _try(
            LetterContext(sample_workspace(), settings, REFERENCE_DAY, workspace.templates_dir), source, name
        )
    except ClientkitError as error:
        problem, hint = error.message, error.hint
    return TemplateTrial(
        document=source.document,
        language=source.language,
        project="/".join(name),
        path=_shown(workspace, source),
        problem=problem,
        hint=hint,
    )


def _try(context: "LetterContext", source: TemplateSource, name: ProjectRef) -> None:
    """Render a document of the sample as a page, a letter as a mail.

    Raises:
        ClientkitError: the template has an error.
    """
    from clientkit.documents.compose import Wanted, as_format, compose
    from clientkit.kernel.text.web_page import page

    week = IsoWeek.of(context.today)
    match document_kind(source.document).name:
        case "survey":
            from clientkit.templates.trial_survey import try_survey

            try_survey(
                context, Subject(*name), source.language, context.templates or context.workspace.templates_dir
            )
        case "score":
            from clientkit.templates.trial_score import try_summary

            try_summary(context.workspace, context.settings, source, name[0], context.today)
        case "diff":
            page(*_changed_sample(context, source, name))
        case (
            "mail-scope"
            | "mail-timeline"
            | "mail-report"
            | "mail-month"
            | "mail-closing"
            | "mail-file" as template
        ):
            from clientkit.templates.trial_letter import try_letter

            try_letter(context, template, Wanted("scope", *name, source.language, week))
        case document:
            wanted = Wanted(document, *name, source.language, week)
            as_format(
                compose(context.workspace, context.settings, wanted, context.today, context.templates), "html"
            )


def _changed_sample(
    context: "LetterContext", source: TemplateSource, name: ProjectRef
) -> tuple[str, str, Language]:
    """A comparison of a project of the sample with itself, dearer and with an exclusion less."""
    from clientkit.agreements.queries import compared
    from clientkit.agreements.version_diff import Side
    from clientkit.kernel.store.toml.project_file import read_project
    from clientkit.kernel.text.template.engine import render
    from clientkit.milestones.queries import plan_of

    project = read_project(context.workspace, *name).value
    price = project.price.model_copy(update={"amount": (project.price.amount or 0) + 1})
    changed = project.model_copy(update={"price": price, "exclusions": project.exclusions[1:]})
    plan = plan_of(project, context.settings)
    document = compared(Side(project, plan, 1), Side(changed, plan, None), context.settings)
    text = render(source, document.model_dump(), source.language)
    return text, project.title, source.language


def _sources(workspace: Workspace) -> list[TemplateSource]:
    return [
        find_template(kind.name, language, workspace.templates_dir)
        for kind in KINDS
        for language in LANGUAGES
    ]


def _shown(workspace: Workspace, source: TemplateSource) -> str:
    return workspace.relative(source.path)
