"""Writing a document as a letter: whom it goes to, what is said before it, what goes with it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

from clientkit.documents.compose import as_format, draft_document
from clientkit.documents.cover_letter import Cover, CoverDocument, cover, letter_text
from clientkit.documents.issue import stem_of
from clientkit.documents.kinds import Composed, document_kind
from clientkit.documents.look import look_of
from clientkit.documents.parties import Addressee
from clientkit.documents.registry import FILE_LETTER
from clientkit.documents.request import DocumentRequest
from clientkit.kernel.mail.letter import Attachment, InlinePicture, Letter
from clientkit.kernel.model.files.client import Contact
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.question import QuestionAsked
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.references import ProjectRef, Subject
from clientkit.kernel.picture.figure import Png
from clientkit.kernel.store.agreement_files import agreed_versions, read_manifest
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.kernel.text.figure import without_figures
from clientkit.kernel.text.template.sources import find_template
from clientkit.outbox.recipients import answer_address, contacts_for, envelope, message_id
from clientkit.questions.asking import Asker, Asking, linked, question_in

AttachmentKind: TypeAlias = Literal["pdf", "ics"]
"""What can go with a letter: the document for printing and signing, the dates for a calendar."""

LOGO = "logo"
"""What the name of the logo's picture begins with."""

ATTACHMENT_KINDS: tuple[AttachmentKind, ...] = ("pdf", "ics")


@dataclass(frozen=True)
class Delivery:
    """How a document goes out: to which contacts, and with what beside it.

    Without contacts it goes to the one whose role it is; where nothing is said of attachments, an agreement
    takes its PDF along if PDFs can be made.
    """

    to: tuple[str, ...] = ()
    attachments: tuple[AttachmentKind, ...] | None = None


@dataclass(frozen=True)
class LetterContext:
    """What a letter is written with: the workspace, its settings, today's date."""

    workspace: Workspace
    settings: Settings
    today: date
    templates: Path | None = None
    """Templates that are tried before the shipped ones; the workspace's own, where no others are given."""
    asker: Asker | None = None
    """What questions are asked with; without it, a letter asks none."""


@dataclass(frozen=True)
class LetterContent:
    """What a letter carries: a composed document, or a file of one's own."""

    project: ProjectRef
    language: Language
    heading: str
    marked: str
    """Its Markdown, with the place of its chart."""
    composed: Composed | None = None
    """The document, where it is one that clientkit makes."""
    letter: str = ""
    """The template of its letter, where it is not the document's own."""

    @property
    def cover(self) -> str:
        """Template of the letter that goes with it."""
        return self.letter or (self.composed and self.composed.kind.letter) or FILE_LETTER

    @classmethod
    def of(cls, composed: Composed) -> "LetterContent":
        """What a composed document is as the content of a letter."""
        return cls(composed.request.ref, composed.language, composed.title, composed.marked, composed)


def letter_of(
    context: LetterContext, request: DocumentRequest, delivery: Delivery
) -> tuple[Letter, Composed]:
    """A document as a letter, undated, with the document it carries.

    The same data give the same letter, its Message-ID included.

    Raises:
        InvalidDataError: the document or its covering letter cannot be made.
        NotFoundError: there is no such contact.
        OutsideError: a PDF is to go with it, and Typst is not installed.
        RefusedError: an address is missing.
        UsageError: a contact's name fits several, or the week has not begun.
    """
    client = read_client(context.workspace, request.client).value
    contacts = contacts_for(client, request.client, delivery.to, document_kind(request.document).recipients)
    greeting = replace(request, greeted=tuple(contact.id for contact in contacts))
    composed = draft_document(context.workspace, context.settings, greeting, context.today).composed
    return document_letter(context, composed, contacts, delivery), composed


def document_letter(
    context: LetterContext, composed: Composed, contacts: tuple[Contact, ...], delivery: Delivery
) -> Letter:
    """A composed document as a letter to contacts; see `letter_of`."""
    attachments = _attachments(context, composed, delivery)
    return write_letter(context, LetterContent.of(composed), contacts, attachments)


def write_letter(
    context: LetterContext,
    content: LetterContent,
    contacts: tuple[Contact, ...],
    attachments: tuple[Attachment, ...],
) -> Letter:
    """A letter: the covering letter that its template makes, and the content below."""
    covering = covering_letter(context, content, contacts, tuple(one.name for one in attachments))
    about = envelope(context.settings, contacts)
    text = letter_text(covering, without_figures(content.marked))
    named = message_id(about["sender"], covering.subject, text, *(one.address for one in about["to"]))
    composed = content.composed
    printed = covering.text if "\n> " in covering.text else text
    asking = composed.kind.asks(context.workspace, composed, context.today) if composed else None
    question = ask(context, Subject(*content.project), asking, contacts, (printed, named))
    html, pictures = _page(context, content, covering, named, question)
    from clientkit.kernel.text.mail_text import mail_text

    return Letter(
        **about,
        message_id=named,
        subject=covering.subject,
        text=mail_text(text),
        html=html,
        pictures=pictures,
        attachments=attachments,
        question=question,
    )


def ask(
    context: LetterContext,
    subject: Subject,
    asking: Asking | None,
    contacts: tuple[Contact, ...],
    mail: tuple[str, str],
) -> QuestionAsked | None:
    """The question of a letter, not on record yet; `mail` is what prints its answers, and its Message-ID."""
    if asking is None or context.asker is None or not contacts:
        return None
    client = read_client(context.workspace, subject.client).value
    people = (client, contacts)
    return question_in(context.workspace, context.asker.stamp, subject, asking, people, *mail)


def with_answers(context: LetterContext, text: str, question: QuestionAsked | None) -> str:
    """A letter's Markdown with a link on each sentence that answers its question."""
    key = context.asker.key() if question and context.asker else None
    return linked(text, question, key, answer_address(context.settings)) if key else text


def _page(
    context: LetterContext,
    content: LetterContent,
    covering: Cover,
    named: str,
    question: QuestionAsked | None,
) -> tuple[str, tuple[InlinePicture, ...]]:
    """The HTML and its pictures, the chart among them where the text has a place for it."""
    text = with_answers(context, letter_text(covering, content.marked), question)
    composed = content.composed
    figure = composed.figure if composed else None
    shown = {}
    if composed and figure and without_figures(text) != text:
        shown = {composed.kind.figure_place: figure.as_png()}
    return html_part(context, (covering.subject, text, content.language), named, shown)


def html_part(
    context: LetterContext,
    mail: tuple[str, str, Language],
    named: str,
    figures: Mapping[str, Png] = MappingProxyType({}),
) -> tuple[str, tuple[InlinePicture, ...]]:
    """The HTML of a mail with the look of the workspace, and its pictures.

    `mail` is its subject, its Markdown and its language, `named` its Message-ID, which the pictures' names
    end with: no other mail's picture has the same. `figures` stand where the text marks their places.
    """
    from clientkit.kernel.text.mail_html import mail_page

    subject, text, language = mail
    look = look_of(context.workspace, context.settings, language, context.templates)
    end = named.strip("<>").removeprefix("ck.")
    pictures = [
        InlinePicture(cid=f"{place}.{end}", png=one.png, alt=one.alt) for place, one in figures.items()
    ]
    elements = {place: one.element(f"{place}.{end}") for place, one in figures.items()}
    logo = f"{LOGO}.{end}" if look.logo else ""
    if look.logo:
        pictures.append(InlinePicture(cid=logo, png=look.logo.as_png(), alt=look.name))
    return mail_page(text, subject, language, elements, look=look, logo_cid=logo), tuple(pictures)


def covering_letter(
    context: LetterContext, content: LetterContent, contacts: tuple[Contact, ...], attached: tuple[str, ...]
) -> Cover:
    """What is said before the content, by the template that is for it.

    Raises:
        InvalidDataError: the template has an error, or begins with no subject.
    """
    project = read_project(context.workspace, *content.project).value
    agreement = project.agreement
    client = read_client(context.workspace, content.project[0]).value
    document = CoverDocument(
        title=project.title,
        client=client.name,
        addressee=Addressee.of(contacts, client),
        author=context.settings.you.name,
        signature=context.settings.signature_in(content.language),
        heading=content.heading,
        attachments=attached,
        number=agreement.number,
        version=agreement.version,
        valid_until=agreement.valid_until,
        agreed_on=_agreed_on(context.workspace, content.project, agreement.version),
        **_dates(content.composed),
    )
    source = find_template(
        content.cover, content.language, context.templates or context.workspace.templates_dir
    )
    return cover(source, document, content.language)


def _dates(composed: Composed | None) -> dict[str, Any]:
    """What a document says of time, by the fields of a covering letter; none where it says nothing."""
    names = ("end", "month", "week_number", "monday", "sunday", "asked_on", "answer_by")
    nothing: dict[str, Any] = {**dict.fromkeys(names), "slip": 0, "change": ""}
    return {**nothing, **(composed.kind.letter_dates(composed.data) if composed else {})}


def _agreed_on(workspace: Workspace, project: ProjectRef, version: int) -> date | None:
    """The day on which this version of the agreement was accepted."""
    if version not in agreed_versions(workspace, project):
        return None
    return read_manifest(workspace, project, version).value.accepted_on


def _attachments(context: LetterContext, composed: Composed, delivery: Delivery) -> tuple[Attachment, ...]:
    by_custom = composed.kind.attachments if find_spec("typst") else ()
    chosen = by_custom if delivery.attachments is None else delivery.attachments
    return tuple(_attachment(context, composed, one) for one in dict.fromkeys(chosen))


def _attachment(context: LetterContext, composed: Composed, kind: str) -> Attachment:
    request = composed.request
    if kind == "pdf":
        name = f"{request.project}-{stem_of(request, context.today)}.pdf"
        return Attachment(
            name=name, mime="application/pdf", data=as_format(composed, "pdf", context.workspace.notices.add)
        )
    return calendar_attachment(context, request.ref, composed.language)


def draft_name(composed: Composed, today: date) -> str:
    """The file of a document's draft in `documents/`; a later edition of a report has its number in it."""
    edition = getattr(composed.data, "edition", 1)
    return f"{stem_of(composed.request, today)}{f'.{edition}' if edition > 1 else ''}.eml"


def calendar_attachment(context: LetterContext, project: ProjectRef, language: Language) -> Attachment:
    """The dates of a project for a calendar.

    Raises:
        NotFoundError: the project has no dates.
    """
    from clientkit.milestones.calendar_file import project_calendar

    calendar = project_calendar(context.workspace, context.settings, project, context.today, language)
    return Attachment(name=f"{project[1]}-timeline.ics", mime="text/calendar", data=calendar)
