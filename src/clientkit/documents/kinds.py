"""A kind of document as one object: what it is made from, what it lacks, how it looks and goes out.

A room declares its documents in `document.py` and `program.py` lists them; everything that renders, mails,
completes or tries documents goes over that list.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, TypeVar

from clientkit.documents.registry import (
    FILE_LETTER,
    LISTINGS,
    document_of_letter,
    load,
    template_names,
)
from clientkit.documents.request import DocumentRequest
from clientkit.errors import NotFoundError, UsageError
from clientkit.kernel.model.files.client import Role
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.month import Month
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.picture.figure import Figure
from clientkit.kernel.store.workspace import Workspace
from clientkit.kernel.text.figure import GANTT, without_figures
from clientkit.kernel.text.pdf_metadata import UNDATED, Imprint
from clientkit.kernel.text.template.fields import ContextField, context_fields
from clientkit.kernel.text.template.sources import TemplateSource

if TYPE_CHECKING:
    from clientkit.documents.dossier import Dossier
    from clientkit.kernel.text.brand.look import Look
    from clientkit.questions.asking import Asking

Context = TypeVar("Context", bound=Model)

READERS: tuple[Role, ...] = ("day-to-day", "approver", "signer")
"""Whom a document goes to: the first of these roles that anyone has."""

_SPANS = {
    "week": r"(?P<week>[0-9]{4}-W[0-9]{2})",
    "month": r"(?P<month>[0-9]{4}-[0-9]{2})",
    "about": r"(?P<about>CO-[0-9]{1,4})",
}


class MissingField(NamedTuple):
    """A field to fill, and what belongs in it.

    Fields of the project stand as in `project.toml`; those of the client begin with `client.`, those of
    the settings with `you.`. `about` is the whole text of the note that lacks something. A command in
    `write` says PROJECT where the project's name belongs: see `in_project`.
    """

    field: str
    write: str
    about: str = ""


def in_project(advice: str, project: str) -> str:
    """Advice with the name that its commands need, so that they run wherever one stands."""
    return advice.replace("PROJECT", project)


def _as_shipped() -> "Look":
    from clientkit.kernel.text.brand.look import PLAIN

    return PLAIN


@dataclass(frozen=True)
class Composed:
    """A document as Markdown, with what it was made from."""

    request: DocumentRequest
    data: Model
    marked: str
    """Its Markdown, with the places of its figures."""
    title: str
    language: Language
    missing: tuple[MissingField, ...]
    own_words: int = 0
    """Words that somebody wrote into it by hand."""
    look: "Callable[[], Look]" = _as_shipped
    """Reads how it looks, where it is made as something that shows it."""

    @property
    def kind(self) -> "DocumentKind[Any]":
        """What kind of document it is."""
        return document_kind(self.request.document)

    @property
    def text(self) -> str:
        """Its Markdown without figures: what a mail says, and what an agreement freezes."""
        return without_figures(self.marked)

    @property
    def figure(self) -> Figure | None:
        """Its figure, where it has one."""
        return self.kind.figure(self.data, self.language)


@dataclass(frozen=True)
class DocumentDraft:
    """A document to show, write or mail; a kind that keeps more of it has a class of its own."""

    composed: Composed

    def save(self, workspace: Workspace, form: str, today: date) -> Path:
        """Put it into the project's `documents/`; the same bytes are not written again. Its path."""
        raise NotImplementedError


class Warnings(NamedTuple):
    """What a person should know before a document is sent: a heading, and a line for each point."""

    heading: str
    lines: tuple[str, ...]
    indent: str = ""


def warnings_of_missing(workspace: Workspace, composed: Composed) -> Warnings:  # noqa: ARG001 - as every kind's
    """What the document lacks."""
    return Warnings("Still missing:", tuple(f"{one.field}: {one.write}" for one in composed.missing))


class SampleTrial(NamedTuple):
    """A template to try on a project of the sample."""

    workspace: Workspace
    settings: Settings
    project: ProjectRef
    source: TemplateSource
    templates: Path
    """Templates that are tried before the shipped ones."""
    today: date


@dataclass(frozen=True, kw_only=True)
class TemplateKind:
    """A template, and what it is given."""

    name: str
    context_type: type[Model]
    trial: str = ""
    """A function that takes a `SampleTrial` and makes what the template is for, as `module:name`."""


@dataclass(frozen=True, kw_only=True)
class DocumentKind(TemplateKind, Generic[Context]):
    """A document of a project."""

    context_type: type[Context]
    context: "Callable[[Dossier, DocumentRequest, date], Context]"
    lacks: "Callable[[Dossier, Context], Iterable[MissingField]]" = lambda _dossier, _context: ()
    noun: str = ""
    """What a sentence calls it; its name where nothing is said."""
    file: str = "{name}"
    """What its files are called, from name, week and month: `{week}` for what comes every week."""
    speaks: Literal["agreement", "letter", "either"] = "either"
    """Whose language it has: that of the agreement, that of who reads it, the reader's if mailed."""
    kept: "Callable[[Dossier, Language], str | None]" = lambda _dossier, _language: None
    """Its text where that was agreed as it stands, which no template says anew."""
    keeps_words: bool = False
    """Whether words written into it by hand are kept, and what was sent stays as it is."""
    draft: Callable[[Workspace, Composed, date], DocumentDraft] | None = None
    """How it becomes a draft, where it is more than what was composed."""
    warnings: Callable[[Workspace, Composed], Warnings] = warnings_of_missing
    imprint: Callable[[Context, str], Imprint] = lambda _context, title: Imprint(title, UNDATED, "")
    figure: Callable[[Context, Language], Figure | None] = lambda _context, _language: None
    figure_place: str = GANTT
    """The name that its template marks the figure's place with."""
    compact: bool = False
    """Whether paper sets it closely: a letter of one page."""
    layout: Literal["paper", "cards"] = "paper"
    """How its page looks: a sheet, or a card for each section."""
    figure_in_markdown: bool = False
    """Whether its Markdown ends with the figure as a diagram."""
    asks: "Callable[[Workspace, Composed, date], Asking | None]" = lambda _workspace, _composed, _today: None
    """What its mail asks that a word answers."""
    on_terminal: str = ""
    """What shows its marked text with its figure on a terminal, as `module:name`."""
    recipients: tuple[Role, ...] = READERS
    attachments: tuple[str, ...] = ()
    """What goes with its letter where nothing is said."""
    find: str = ""
    """What finds the one that a text means, where a project has several, as `module:name`: its project, and
    what a request names it by."""
    refers: Callable[[Workspace, DocumentRequest], str | None] = lambda _workspace, _request: None
    """The id of the record that it carries."""
    letter_dates: Callable[[Context], Mapping[str, Any]] = lambda _context: {}
    """What its covering letter can say of time and price."""

    @property
    def letter(self) -> str:
        """The template of its covering letter; empty where it has none."""
        return LISTINGS[self.name].letter

    @property
    def span(self) -> Literal["week", "month"] | None:
        """What it comes again with."""
        return "week" if "{week}" in self.file else "month" if "{month}" in self.file else None

    def stem(
        self,
        week: IsoWeek | str | None = None,
        month: Month | str | None = None,
        about: str | None = None,
    ) -> str:
        """What its files are called: `scope`, `2026-W47`, `2026-11`, `CO-1`."""
        return self.file.format(name=self.name, week=week, month=month, about=about or self.name)

    def about_of(self, stem: str) -> str | None:
        """Which one of its kind a file is by its name."""
        return stem if "{about}" in self.file else None

    def span_of(self, stem: str) -> str | None:
        """The week or month in the name of its file, as it is written there; "" without one.

        None where the file is none of its own.
        """
        match = re.fullmatch(self.file.format(name=re.escape(self.name), **_SPANS), stem)
        return match and (match.groupdict().get(self.span or "") or "")

    def dates_of(self, stem: str) -> tuple[IsoWeek | None, Month | None] | None:
        """The week or month that the name of its file says; None where the file is none of its own."""
        text = self.span_of(stem)
        if text is None:
            return None
        try:
            return (
                IsoWeek.parse(text) if self.span == "week" else None,
                Month.parse(text) if self.span == "month" else None,
            )
        except UsageError:
            return None


def template_kind(name: str) -> TemplateKind:
    """What stands behind a template: a document, a letter, or something else that is made from one.

    Raises:
        NotFoundError: there is no such template.
    """
    if name in LISTINGS or document_of_letter(name):
        kind: TemplateKind = load(LISTINGS[name if name in LISTINGS else FILE_LETTER].declared)
        return kind if name in LISTINGS else replace(kind, name=name)
    raise NotFoundError(f"There is no document '{name[:40]}'.", f"There are {', '.join(template_names())}.")


def document_kind(name: str) -> DocumentKind[Any]:
    """The kind of document of that name.

    Raises:
        NotFoundError: there is none.
    """
    kind = template_kind(name)
    if isinstance(kind, DocumentKind):
        return kind
    raise NotFoundError(f"'{name[:40]}' is no document of a project.", "See: clientkit template list")


def document_kinds() -> list[DocumentKind[Any]]:
    """Every document of projects, in the order of the table."""
    kinds = (load(one.declared) for one in LISTINGS.values())
    return [kind for kind in kinds if isinstance(kind, DocumentKind)]


def refers(workspace: Workspace, request: DocumentRequest | None) -> str | None:
    """The id of the record that a document carries; none for what carries none."""
    return document_kind(request.document).refers(workspace, request) if request else None


class TemplateFields(Rows[ContextField]):
    """What a template is given, field by field."""


def fields(name: str) -> TemplateFields:
    """What a template is given: dotted name, type in words, description.

    Raises:
        NotFoundError: there is no such template.
    """
    return TemplateFields(context_fields(template_kind(name).context_type))
