"""Writing a document as a letter: whom it goes to, what is said before it, what goes with it."""

from dataclasses import dataclass, replace
from datetime import date
from importlib.util import find_spec
from typing import Literal, TypeAlias

from clientkit.actions.addressing import addressee, contacts_for, mailbox, message_id, sender
from clientkit.actions.documents import Composed, Wanted, as_format
from clientkit.actions.drafting import draft
from clientkit.mail.letter import Attachment, InlinePicture, Letter, Mailbox
from clientkit.model.client import Contact
from clientkit.model.week import IsoWeek
from clientkit.model.workspace import Settings
from clientkit.render.cover import Cover, CoverDocument, cover, letter_text
from clientkit.render.documents import document_kind
from clientkit.render.report import ReportDocument
from clientkit.render.sources import find_template
from clientkit.render.timeline import TimelineDocument
from clientkit.store.agreements import agreed_versions, read_manifest
from clientkit.store.projects import read_project
from clientkit.store.records import read_client
from clientkit.store.workspace import Workspace

Enclosure: TypeAlias = Literal["pdf", "ics"]
"""What can go with a letter: the document for printing and signing, the dates for a calendar."""

ENCLOSURES: tuple[Enclosure, ...] = ("pdf", "ics")


@dataclass(frozen=True)
class Delivery:
    """How a document goes out: to which contacts, and with what beside it.

    Without contacts it goes to the one whose role it is; where nothing is said of enclosures, an agreement
    takes its PDF along if PDFs can be made.
    """

    to: tuple[str, ...] = ()
    enclosed: tuple[Enclosure, ...] | None = None


@dataclass(frozen=True)
class Desk:
    """What a letter is written with: the workspace, its settings, today's date."""

    workspace: Workspace
    settings: Settings
    today: date


def letter_of(desk: Desk, wanted: Wanted, delivery: Delivery) -> Letter:
    """A document as a letter, undated; the same data give the same letter, its Message-ID included.

    Raises:
        InvalidDataError: the document or its covering letter cannot be made.
        NotFoundError: there is no such contact.
        OutsideError: a PDF is to go with it, and Typst is not installed.
        RefusedError: an address is missing.
        UsageError: a contact's name fits several, or the week has not begun.
    """
    client = read_client(desk.workspace, wanted.client).value
    contacts = contacts_for(client, wanted.client, wanted.document, delivery.to)
    composed = draft(desk.workspace, desk.settings, replace(wanted, greeted=contacts[0].id), desk.today)
    return written(desk, composed, contacts, delivery)


def written(desk: Desk, composed: Composed, contacts: tuple[Contact, ...], delivery: Delivery) -> Letter:
    """A composed document as a letter to contacts; see `letter_of`."""
    attachments = _enclosures(desk, composed, delivery)
    said = _cover(desk, composed, contacts[0], tuple(one.name for one in attachments))
    writer = sender(desk.settings)
    to = tuple(mailbox(contact) for contact in contacts)
    text = letter_text(said, composed.text)
    named = message_id(writer, said.subject, text, *(one.address for one in to))
    html, pictures = _page(composed, said, named)
    copy = desk.settings.mail.copy_to
    return Letter(
        message_id=named,
        sender=writer,
        reply_to=desk.settings.mail.reply_to,
        to=to,
        blind_copy_to=(Mailbox(name="", address=copy),) if copy else (),
        subject=said.subject,
        text=text,
        html=html,
        pictures=pictures,
        attachments=attachments,
    )


def _page(composed: Composed, said: Cover, named: str) -> tuple[str, tuple[InlinePicture, ...]]:
    from clientkit.render.mail_html import mail_page
    from clientkit.render.picture import gantt_picture

    chart = composed.chart
    picture = gantt_picture(chart) if chart else None
    inline = (
        InlinePicture(cid=f"gantt.{named.strip('<>').removeprefix('ck.')}", png=picture.png, alt=picture.alt)
        if picture
        else None
    )
    shown = {"gantt": picture.element(inline.cid)} if picture and inline else {}
    text = letter_text(said, composed.marked)
    return mail_page(text, said.subject, composed.language, shown), (inline,) if inline else ()


def _cover(desk: Desk, composed: Composed, contact: Contact, attached: tuple[str, ...]) -> Cover:
    wanted, data = composed.wanted, composed.data
    project = read_project(desk.workspace, wanted.client, wanted.project).value
    dated = data if isinstance(data, TimelineDocument | ReportDocument) else None
    week = data if isinstance(data, ReportDocument) else None
    document = CoverDocument(
        title=project.title,
        client=read_client(desk.workspace, wanted.client).value.name,
        addressee=addressee(contact),
        author=desk.settings.you.name,
        signature=desk.settings.signature,
        heading=composed.title,
        attachments=attached,
        number=project.agreement.number,
        version=project.agreement.version,
        valid_until=project.agreement.valid_until,
        agreed_on=_agreed_on(desk.workspace, wanted, project.agreement.version),
        end=dated.end if dated else None,
        slip=dated.slip if dated else 0,
        week_number=week.week_number if week else None,
        monday=week.monday if week else None,
        sunday=week.sunday if week else None,
    )
    source = find_template(f"mail-{wanted.document}", composed.language, desk.workspace.templates_dir)
    return cover(source, document, composed.language)


def _agreed_on(workspace: Workspace, wanted: Wanted, version: int) -> date | None:
    """The day on which this version of the agreement was accepted."""
    name = (wanted.client, wanted.project)
    return (
        read_manifest(workspace, name, version).value.accepted_on
        if version in agreed_versions(workspace, name)
        else None
    )


def _enclosures(desk: Desk, composed: Composed, delivery: Delivery) -> tuple[Attachment, ...]:
    wanted = composed.wanted
    by_custom: tuple[Enclosure, ...] = ("pdf",) if wanted.document == "scope" and find_spec("typst") else ()
    chosen = by_custom if delivery.enclosed is None else delivery.enclosed
    return tuple(_enclosure(desk, composed, one) for one in dict.fromkeys(chosen))


def _enclosure(desk: Desk, composed: Composed, kind: Enclosure) -> Attachment:
    wanted = composed.wanted
    if kind == "pdf":
        week = wanted.week or IsoWeek.of(desk.today)
        name = document_kind(wanted.document).file_name(week).removesuffix(".md")
        pdf = as_format(composed, "pdf")
        return Attachment(name=f"{wanted.project}-{name}.pdf", mime="application/pdf", data=pdf)
    from clientkit.actions.ics import project_calendar

    project = (wanted.client, wanted.project)
    calendar = project_calendar(desk.workspace, desk.settings, project, desk.today, composed.language)
    return Attachment(name=f"{wanted.project}-timeline.ics", mime="text/calendar", data=calendar)
