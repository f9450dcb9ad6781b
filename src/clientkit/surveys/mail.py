"""The mail of a survey: one question, one link for each score, in the contact's language.

It follows from the survey's record and the key alone, so a draft that was lost is written again with the
same token and the same Message-ID.
"""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pydantic import Field

from clientkit.documents.cover_letter import Cover, cover, letter_paper
from clientkit.documents.paper import Paper
from clientkit.documents.parties import Addressee
from clientkit.kernel.mail.letter import Letter
from clientkit.kernel.mail.message.compose import message_bytes
from clientkit.kernel.model.files.client import Contact
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.survey import SurveyAsked, SurveyReminded
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.kernel.text.mail_text import mail_text
from clientkit.kernel.text.template.sources import find_template
from clientkit.outbox.eml_drafts import save_draft
from clientkit.outbox.letters import LetterContext, html_part
from clientkit.outbox.outgoing_mail import OutgoingMail
from clientkit.outbox.recipients import answer_address, contacts_for, envelope, message_id, sender
from clientkit.questions.token import answer_subject, mailto, sign, skip_subject
from clientkit.surveys.document import SURVEY, ScoreLink, SurveyDocument


class SurveyMail(NamedTuple):
    """A survey with the letter that asks it, or that reminds of it."""

    asked: SurveyAsked
    letter: Letter
    paper: Paper
    """The same as a page or on paper, with its links."""
    is_reminder: bool
    written: datetime
    """The instant of the record that it is of, in the workspace's zone."""

    @property
    def file_name(self) -> str:
        """Its files, without their format."""
        return f"survey-{self.asked.id}{'-reminder' if self.is_reminder else ''}"

    @property
    def outgoing(self) -> OutgoingMail:
        """What is given to the server."""
        return OutgoingMail(
            letter=self.letter,
            client=self.asked.client,
            project=self.asked.project,
            document="survey-reminder" if self.is_reminder else "survey",
            file_sha256=digest(self.letter.text.encode()),
            ref=self.asked.id,
        )


class SurveyDelivery(Model):
    """A survey that was put into a mail."""

    survey: SurveyAsked = Field(description="the survey")
    file: str = Field(description="path of the draft; empty where the mail was sent")
    sending: str | None = Field(description="id of the sending; empty for a draft")
    subject: str = Field(description="subject of the mail")
    to: str = Field(description="address it is for")
    reminder: bool = Field(description="whether it is the reminder")


def survey_message_id(settings: Settings, survey: str) -> str:
    """The Message-ID of the mail that asks a survey.

    Raises:
        RefusedError: your own address is not set.
    """
    return message_id(sender(settings), "survey", survey)


def reminder_message_id(settings: Settings, survey: str) -> str:
    """The Message-ID of the reminder of a survey."""
    return message_id(sender(settings), "survey reminder", survey)


def survey_mail(
    context: LetterContext,
    asked: SurveyAsked,
    key: bytes,
    reminder: SurveyReminded | None = None,
    templates: Path | None = None,
) -> SurveyMail:
    """The mail that asks a survey, or the one that reminds of it; `templates` go before the shipped ones.

    Raises:
        InvalidDataError: the template has an error.
        NotFoundError: the client or the contact is gone.
        RefusedError: an address is missing.
    """
    client = read_client(context.workspace, asked.client).value
    (contact,) = contacts_for(client, asked.client, (asked.contact,))
    token = sign(key, asked.id, asked.contact, asked.expires)
    source = find_template(SURVEY.name, asked.language, templates or context.workspace.templates_dir)
    plain, linked = (
        cover(source, _document(context, asked, contact, links, reminder), asked.language)
        for links in ("", token)
    )
    letter = _letter(context, asked, contact, (plain, linked), reminder)
    zone = ZoneInfo(context.settings.defaults.timezone)
    written = (reminder or asked).ts.astimezone(zone)
    paper = letter_paper(linked, asked.language, written.date(), context.settings.you.name)
    return SurveyMail(asked, letter, paper, reminder is not None, written)


def keep_draft(workspace: Workspace, mail: SurveyMail) -> Path:
    """Put a survey's draft into the `documents/` of its project, or of its client; its path.

    Raises:
        RefusedError: see `outbox.eml_drafts.save_draft`.
    """
    asked = mail.asked
    path = workspace.documents_dir(asked.client, asked.project) / f"{mail.file_name}.eml"
    save_draft(workspace, path, draft_bytes(mail), f"Draft a survey for {asked.client}")
    return path


def draft_bytes(mail: SurveyMail) -> bytes:
    """The draft as a mail program opens it."""
    return message_bytes(mail.letter.model_copy(update={"date": mail.written}), draft=True)


def survey_delivery(mail: SurveyMail, *, file: str = "", sending: str | None = None) -> SurveyDelivery:
    """A survey whose mail lies somewhere, or went."""
    return SurveyDelivery(
        survey=mail.asked,
        file=file,
        sending=sending,
        subject=mail.letter.subject,
        to=mail.letter.to[0].address,
        reminder=mail.is_reminder,
    )


def _letter(
    context: LetterContext,
    asked: SurveyAsked,
    contact: Contact,
    covers: tuple[Cover, Cover],
    reminder: SurveyReminded | None,
) -> Letter:
    plain, linked = covers
    first = asked.message or survey_message_id(context.settings, asked.id)
    again = reminder and (reminder.message or reminder_message_id(context.settings, asked.id))
    html, pictures = html_part(context, (linked.subject, linked.text, asked.language), again or first)
    return Letter(
        **envelope(context.settings, (contact,)),
        message_id=again or first,
        subject=plain.subject,
        text=mail_text(plain.text),
        html=html,
        pictures=pictures,
        in_reply_to=first if again else "",
    )


def _document(
    context: LetterContext, asked: SurveyAsked, contact: Contact, token: str, reminder: SurveyReminded | None
) -> SurveyDocument:
    """What the template is given; without a token there are no links."""
    address, settings = answer_address(context.settings), context.settings
    project = asked.project and read_project(context.workspace, asked.client, asked.project).value.title
    client = read_client(context.workspace, asked.client).value
    scores = range(asked.lowest, asked.scale + 1)

    def link(subject: str) -> str:
        return mailto(address, subject) if token else ""

    return SurveyDocument.from_fields(
        asked,
        addressee=Addressee.of((contact,), client),
        client=client.name,
        project=project or "",
        author=settings.you.name,
        highest=asked.scale,
        scores=tuple(
            ScoreLink(score=one, link=link(answer_subject(token, asked.question, one))) for one in scores
        ),
        has_links=bool(token),
        decline_link=link(skip_subject(token)),
        asked_on=asked.day,
        is_reminder=reminder is not None,
        signature=settings.signature_in(asked.language),
    )
