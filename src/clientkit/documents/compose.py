"""Making a document: gather what it says, render it in the client's language, put it where it belongs."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from clientkit.documents.dossier import read_dossier
from clientkit.documents.issue import DOCUMENT_LIMIT, stem_of
from clientkit.documents.kinds import Composed, DocumentDraft, document_kind, in_project
from clientkit.documents.look import look_of
from clientkit.documents.paper import Paper
from clientkit.documents.parties import Engagement
from clientkit.documents.request import DocumentRequest
from clientkit.errors import NotFoundError
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.save import clear_leftover, save_file
from clientkit.kernel.store.workspace import Workspace
from clientkit.kernel.text.figure import with_figure, without_figures
from clientkit.kernel.text.template.engine import render
from clientkit.kernel.text.template.sources import find_template


def compose(
    workspace: Workspace,
    settings: Settings,
    request: DocumentRequest,
    today: date,
    templates: Path | None = None,
    project: Project | None = None,
) -> Composed:
    """Render a document as Markdown; what it lacks is named beside it.

    `templates` are tried before the shipped ones: the workspace's own, where no others are given. `project`
    is what its file is to become, where that is asked.

    Raises:
        InvalidDataError: the project's dates cannot be, or the template has an error.
        UsageError: a report of a week that has not begun.
    """
    kind = document_kind(request.document)
    dossier = read_dossier(workspace, settings, request.ref, today, request.language, project)
    language = _language(replace(dossier.engagement, greeted=request.greeted), request)
    if language != (request.language or dossier.engagement.language):  # holidays have names
        dossier = read_dossier(workspace, settings, request.ref, today, language, project)
    heard = replace(dossier.engagement, greeted=request.greeted, spoken=language)
    dossier = replace(dossier, engagement=heard)
    data = kind.context(dossier, request, today)
    missing = kind.lacks(dossier, data)
    source = find_template(kind.name, language, templates or workspace.templates_dir)
    text = render(source, data.model_dump(), language)
    kept = kind.kept(dossier, language)
    if kept is not None and kept != without_figures(text):
        text = kept
    lacks = tuple(one._replace(write=in_project(one.write, str(request.ref))) for one in missing)
    look = partial(look_of, workspace, settings, language, templates)
    return Composed(request, data, text, dossier.engagement.project.title, language, lacks, look=look)


def _language(engagement: Engagement, request: DocumentRequest) -> Language:
    """A letter speaks as its readers do; an agreement as it was chosen for the project or the client."""
    speaks = document_kind(request.document).speaks
    is_letter = speaks == "letter" or (speaks == "either" and bool(request.greeted))
    return request.language or (engagement.letter_language if is_letter else engagement.language)


@dataclass(frozen=True)
class RenderedDocument(DocumentDraft):
    """A document as it was composed, made anew each time."""

    def save(self, workspace: Workspace, form: str, today: date) -> Path:
        """Put it into the project's `documents/`; the same bytes are not written again. Its path."""
        request = self.composed.request
        path = workspace.documents_dir(*request.ref) / f"{stem_of(request, today)}.{form}"
        data = as_format(self.composed, form, workspace.notices.add)
        save_rendered(workspace, path, data, render_message(request))
        return path


def draft_document(
    workspace: Workspace, settings: Settings, request: DocumentRequest, today: date
) -> DocumentDraft:
    """A document as it would go out: a report with the words written by hand kept in.

    What a person should know of it becomes a notice: that it was sent, where words and data clash.

    Raises:
        InvalidDataError: the report's file, or the one beside it, cannot be read; or see `compose`.
        RefusedError: a link stands in place of the report, or git left a conflict in it.
        UsageError: a report of a week or a month that has not begun.
    """
    composed = compose(workspace, settings, request, today)
    draft = None if request.full else composed.kind.draft
    return draft(workspace, composed, today) if draft else RenderedDocument(composed)


def as_format(composed: Composed, form: str, tell: Callable[[str], None] = lambda _: None) -> bytes:
    """The document's bytes: Markdown (a timeline's chart as Mermaid), a page on its own, or PDF/A.

    `tell` gets what a person should know of a PDF.

    Raises:
        OutsideError: PDF is asked for, and Typst is not installed.
    """
    if form == "md":
        figure = composed.figure if composed.kind.figure_in_markdown else None
        return (with_figure(composed.marked, figure) if figure else composed.text).encode()
    kind = composed.kind
    paper = Paper(
        composed.marked,
        full_title(composed),
        composed.language,
        kind.imprint(composed.data, composed.title),
        composed.figure,
        kind.figure_place,
        contents=kind.speaks != "letter",
        layout=kind.layout,
        compact=kind.compact,
    )
    return paper.made(form, composed.look(), tell)


def full_title(composed: Composed) -> str:
    """What it is called beside other documents: its heading, and the project where that does not name it."""
    from clientkit.kernel.text.markdown.to_html import heading_of

    heading = heading_of(composed.text.partition("\n")[0])
    return heading if composed.title in heading else " · ".join(filter(None, (heading, composed.title)))


def render_message(request: DocumentRequest) -> str:
    """What the history of the workspace says of a document that was rendered."""
    return f"Render {request.document} of {request.ref}"


def save_rendered(workspace: Workspace, path: Path, data: bytes, message: str) -> None:
    """Put rendered bytes into the workspace; the same bytes are not written again."""
    seen = _digest_of(path)
    if seen != digest(data):
        save_file(workspace, path, data, seen, message)
    else:
        clear_leftover(workspace)


def _digest_of(path: Path) -> str | None:
    try:
        return digest(read_limited(path, DOCUMENT_LIMIT))
    except NotFoundError:
        return None
