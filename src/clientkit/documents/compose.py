"""Making a document: gather what it says, render it in the client's language, put it where it belongs."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from clientkit.agreements.document import scope_document
from clientkit.correspondence.document_editions import KEPT, Issue
from clientkit.documents.completeness import (
    MissingField,
    in_project,
    missing_fields,
    missing_in_closing,
    missing_in_report,
    missing_in_timeline,
)
from clientkit.documents.kinds import DocumentName, document_kind
from clientkit.documents.parties import Engagement
from clientkit.errors import NotFoundError
from clientkit.kernel.model.files.schedule import Forecast
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.month import Month
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.save import save_file
from clientkit.kernel.store.workspace import Workspace
from clientkit.kernel.text.figure import GANTT, with_figure, without_figures
from clientkit.kernel.text.template.engine import render
from clientkit.kernel.text.template.sources import find_template
from clientkit.milestones.document import TimelineDocument, timeline_document
from clientkit.milestones.queries import forecast_of, plan_of, told_with_place
from clientkit.reports.closing.queries import closing_report
from clientkit.reports.monthly.queries import month_report
from clientkit.reports.weekly.document import ReportDocument
from clientkit.reports.weekly.queries import Subject, read_subject, week_report

if TYPE_CHECKING:
    from clientkit.kernel.picture.figure import Figure

Format = Literal["md", "html", "pdf"]
FORMATS: tuple[Format, ...] = ("md", "html", "pdf")

DOCUMENT_LIMIT = 16 * 1024 * 1024
"""Bytes of a rendered document that is compared before it is written again."""


@dataclass(frozen=True)
class Wanted:
    """Which document of which project, and how."""

    document: DocumentName
    client: str
    project: str
    language: Language | None = None
    week: IsoWeek | None = None
    month: Month | None = None
    greeted: tuple[str, ...] = ()
    """Ids of the contacts that it goes to and greets; who its letters go to by role, when empty."""

    @property
    def ref(self) -> ProjectRef:
        """The project that it is about."""
        return ProjectRef(self.client, self.project)


@dataclass(frozen=True)
class Composed:
    """A document as Markdown, with what it was made from."""

    wanted: Wanted
    data: Model
    marked: str
    """Its Markdown, with the places of its figures."""
    title: str
    language: Language
    missing: tuple[MissingField, ...]
    own_words: int = 0
    """Words that somebody wrote into it by hand."""

    @property
    def text(self) -> str:
        """Its Markdown without figures: what a mail says, and what an agreement freezes."""
        return without_figures(self.marked)

    @property
    def figure(self) -> "Figure | None":
        """The chart of a timeline, or of a weekly report, that has milestones."""
        if not isinstance(self.data, TimelineDocument | ReportDocument):
            return None
        from clientkit.milestones.gantt.figure import gantt_figure

        return gantt_figure(self.data, self.language)


def compose(
    workspace: Workspace, settings: Settings, wanted: Wanted, today: date, templates: Path | None = None
) -> Composed:
    """Render a document as Markdown; what it lacks is named beside it.

    `templates` are tried before the shipped ones: the workspace's own, where no others are given.

    Raises:
        InvalidDataError: the project's dates cannot be, or the template has an error.
        UsageError: a report of a week that has not begun.
    """
    name = wanted.ref
    subject = read_subject(workspace, settings, name, today, wanted.language)
    engagement = replace(subject.engagement, greeted=wanted.greeted)
    language = _language(engagement, wanted)
    if language != (wanted.language or engagement.language):  # holidays have names
        subject = read_subject(workspace, settings, name, today, language)
    subject = replace(subject, engagement=replace(subject.engagement, greeted=wanted.greeted))
    with told_with_place(workspace, subject.name):
        data, missing = _context(subject, wanted, today)
    source = find_template(wanted.document, language, templates or workspace.templates_dir)
    text = render(source, data.model_dump(), language)
    lacks = tuple(one._replace(write=in_project(one.write, "/".join(name))) for one in missing)
    return Composed(wanted, data, text, subject.engagement.project.title, language, lacks)


def _language(engagement: Engagement, wanted: Wanted) -> Language:
    """A letter speaks as its readers do; an agreement as it was chosen for the project or the client."""
    is_letter = wanted.document in KEPT or (wanted.greeted and wanted.document != "scope")
    return wanted.language or (engagement.letter_language if is_letter else engagement.language)


def _context(subject: Subject, wanted: Wanted, today: date) -> tuple[Model, list[MissingField]]:
    engagement = subject.engagement
    project, settings = engagement.project, engagement.settings
    if wanted.document == "scope":
        plan = plan_of(project, settings) if project.has_dates else None
        return scope_document(engagement, plan), missing_fields(project, engagement.client, settings)
    if wanted.document == "timeline":
        timeline = timeline_document(engagement, _forecast(subject, today), today)
        return timeline, missing_in_timeline(timeline)
    if wanted.document == "closing":
        closing = closing_report(subject, today)
        return closing, missing_in_closing(closing)
    if wanted.document == "month":
        return month_report(subject, wanted.month or Month.of(today), today), []
    report = week_report(subject, wanted.week or IsoWeek.of(today), today)
    return report, missing_in_report(report)


def _forecast(subject: Subject, today: date) -> Forecast:
    if not subject.engagement.project.milestones:
        return Forecast()
    return forecast_of(subject.engagement.project, subject.settings, subject.records, today, subject.agreed)


def as_format(composed: Composed, form: Format) -> bytes:
    """The document's bytes: Markdown (a timeline's chart as Mermaid), a page on its own, or PDF/A.

    Raises:
        OutsideError: PDF is asked for, and Typst is not installed.
    """
    figure = composed.figure
    if form == "html":
        from clientkit.kernel.text.web_page import page

        figures = {GANTT: figure.as_page_svg()} if figure else None
        is_letter = composed.wanted.document in KEPT
        return page(
            composed.marked, composed.title, composed.language, figures, with_contents=not is_letter
        ).encode()
    if form == "pdf":
        from clientkit.kernel.text.pdf import to_pdf
        from clientkit.kernel.text.pdf_metadata import imprint

        figures = {GANTT: figure.as_print_svg()} if figure else None
        said = imprint(composed.data, composed.title)
        return to_pdf(composed.marked, composed.title, composed.language, said, figures)
    in_text = figure if composed.wanted.document == "timeline" else None  # a report is read as a mail
    return (with_figure(composed.marked, in_text) if in_text else composed.text).encode()


def write_document(workspace: Workspace, composed: Composed, form: Format, today: date) -> Path:
    """Put a document into the project's `documents/`; the same bytes are not written again. Its path."""
    wanted = composed.wanted
    path = workspace.documents_dir(*wanted.ref) / f"{stem_of(wanted, today)}.{form}"
    message = f"Render {wanted.document} of {wanted.client}/{wanted.project}"
    save_rendered(workspace, path, as_format(composed, form), message)
    return path


def stem_of(wanted: Wanted, today: date) -> str:
    """What a document's files are called: `scope`, `2026-W47`, `2026-11`."""
    week, month = wanted.week or IsoWeek.of(today), wanted.month or Month.of(today)
    return document_kind(wanted.document).file_name(week, month).removesuffix(".md")


def issue_of(wanted: Wanted, today: date) -> Issue | None:
    """Which report it is, of those that keep words written by hand; None for other documents."""
    return Issue(wanted.document, stem_of(wanted, today)) if wanted.document in KEPT else None


def save_rendered(workspace: Workspace, path: Path, data: bytes, message: str) -> None:
    """Put rendered bytes into the workspace; the same bytes are not written again."""
    seen = _digest_of(path)
    if seen != digest(data):
        save_file(workspace, path, data, seen, message)


def _digest_of(path: Path) -> str | None:
    try:
        return digest(read_limited(path, DOCUMENT_LIMIT))
    except NotFoundError:
        return None
