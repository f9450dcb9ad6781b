"""What one can do with templates: see which is used, look at one, copy one to change it, try them all."""

from pathlib import Path
from typing import Literal

from pydantic import Field

from clientkit.documents.kinds import SampleTrial, template_kind
from clientkit.documents.look import style_source
from clientkit.documents.registry import template_names
from clientkit.errors import ClientkitError, RefusedError
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.language import LANGUAGES, Language, language_codes
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.store.save import save_file
from clientkit.kernel.store.toml.client_file import read_settings
from clientkit.kernel.store.workspace import Workspace
from clientkit.kernel.text.brand.style_file import STYLES
from clientkit.kernel.text.template.sources import TemplateSource, find_template, read_template
from clientkit.workspace.demo_sample import REFERENCE_DAY, sample_workspace


class TemplateRow(Model):
    """Which template a document is made from in a language."""

    document: str = Field(description="document or letter, for instance scope or mail-scope")
    language: Language | Literal[""] = Field(description=f"{language_codes('or')}; empty for a style file")
    origin: str = Field(description="workspace or shipped")
    path: str = Field(description="the file")
    reason: str = Field(description="why this one")


class TemplateTrial(Model):
    """One document of the sample, rendered with the templates as they are, or a style file of one's own."""

    document: str = Field(description="document or letter, for instance scope or mail-scope")
    language: Language | Literal[""] = Field(description=f"{language_codes('or')}; empty for a style file")
    project: str = Field(description="project of the sample; empty for a style file")
    path: str = Field(description="the template")
    problem: str = Field(description="what failed; empty when all is well")
    hint: str = Field(description="what to do about it")


class TemplateRows(Rows[TemplateRow]):
    """The template of each document in each language."""


class TrialRows(Rows[TemplateTrial]):
    """What became of each trial."""


class TemplateText(Model):
    """A template as it is used."""

    text: str = Field(description="the template as it is")


def list_templates(workspace: Workspace) -> TemplateRows:
    """The template of each document in each language, then the style files."""
    styles = (style_source(workspace.templates_dir, name) for name in STYLES)
    return TemplateRows(
        TemplateRow(
            document=source.document,
            language="" if source.document in STYLES else source.language,
            origin=source.origin,
            path=_shown(workspace, source),
            reason=source.reason,
        )
        for source in (*_sources(workspace), *styles)
    )


def template_text(workspace: Workspace, document: str, language: Language) -> TemplateText:
    """A template or a style file as it is used.

    Raises:
        NotFoundError: there is no such document.
    """
    source = _source(workspace, document, language)
    return TemplateText(text=read_template(source.path))


def copy_template(workspace: Workspace, document: str, language: Language) -> Path:
    """Put a shipped template or style file into the workspace, to be changed there; its path.

    Raises:
        NotFoundError: there is no such document.
        RefusedError: the workspace has its own already.
    """
    source = _source(workspace, document, language)
    if source.origin == "workspace":
        raise RefusedError(
            f"{_shown(workspace, source)} is your own already; nothing was copied.", "Change it in an editor."
        )
    path = workspace.templates_dir / source.path.parent.name / source.path.name
    save_file(
        workspace,
        path,
        read_template(source.path).encode(),
        None,
        f"Copy {'' if document in STYLES else 'the template of '}{document} ({source.path.parent.name})",
    )
    return path


def try_templates(workspace: Workspace) -> TrialRows:
    """Render every document of the sample in every language with this workspace's templates.

    Of its style files, those of its own are tried too.
    """
    sample = sample_workspace()
    settings = read_settings(sample).value
    documents = (
        _trial(workspace, source, settings, ProjectRef(client, project))
        for source in _sources(workspace)
        for client in sample.clients()
        for project in sample.projects(client)
    )
    styles = (style_source(workspace.templates_dir, name) for name in STYLES)
    own = (_style_trial(workspace, source) for source in styles if source.origin == "workspace")
    return TrialRows((*documents, *own))


def _style_trial(workspace: Workspace, source: TemplateSource) -> TemplateTrial:
    from clientkit.templates.trial import try_style

    problem, hint = "", ""
    try:
        try_style(workspace.templates_dir, source.document)
    except ClientkitError as error:
        problem, hint = error.message, error.hint
    return TemplateTrial(
        document=source.document,
        language="",
        project="",
        path=_shown(workspace, source),
        problem=problem,
        hint=hint,
    )


def _source(workspace: Workspace, document: str, language: Language) -> TemplateSource:
    if document in STYLES:
        return style_source(workspace.templates_dir, document)
    return find_template(template_kind(document).name, language, workspace.templates_dir)


def _trial(
    workspace: Workspace, source: TemplateSource, settings: Settings, name: ProjectRef
) -> TemplateTrial:
    from clientkit.templates.trial import read_as_client, try_template

    trial = SampleTrial(sample_workspace(), settings, name, source, workspace.templates_dir, REFERENCE_DAY)
    problem, hint = "", ""
    try:
        if found := read_as_client(trial, try_template(trial)):
            more = f"; and {len(found) - 1} more" if found[1:] else ""
            problem, hint = f"{found[0]}{more}.", "Look at it as the client would, and mend the template."
    except ClientkitError as error:
        problem, hint = error.message, error.hint
    return TemplateTrial(
        document=source.document,
        language=source.language,
        project=str(name),
        path=_shown(workspace, source),
        problem=problem,
        hint=hint,
    )


def _sources(workspace: Workspace) -> list[TemplateSource]:
    return [
        find_template(name, language, workspace.templates_dir)
        for name in template_names()
        for language in LANGUAGES
    ]


def _shown(workspace: Workspace, source: TemplateSource) -> str:
    return workspace.relative(source.path)
