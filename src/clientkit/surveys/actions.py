"""Putting a question to a contact, and reminding of it once."""

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from clientkit.clients.consent import read_consents
from clientkit.clients.engagement_periods import over
from clientkit.complaints.cases import open_complaints
from clientkit.errors import NotFoundError, RefusedError, UsageError
from clientkit.feedback.actions import occasion_of
from clientkit.kernel.model.files.client import Client, Contact
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.records.survey import SurveyAsked, SurveyReminded
from clientkit.kernel.model.values.rating_scales import RATING_SCALES, MetricName
from clientkit.kernel.model.values.references import Subject
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.journal.record_input import made_record, suggestion
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.workspace import Workspace
from clientkit.surveys.eligibility import refuse_so_soon, refuse_without_consent
from clientkit.surveys.occasion import occasion_lately
from clientkit.surveys.queries import OPEN_STATES, QUESTIONS, SEE_DUE, Survey, read_surveys


class SurveyRequest(NamedTuple):
    """Who is to be asked what, as it was typed."""

    subject: Subject
    question: str
    contact: str | None
    occasion: str | None = None
    forced: bool = False
    """Ask although the cool-down is not over."""


def plan_survey(
    workspace: Workspace, settings: Settings, stamp: Stamp, request: SurveyRequest, message: str
) -> SurveyAsked:
    """The record of asking a contact, not kept yet; `message` is the Message-ID of the mail.

    Raises:
        UsageError: no such question or occasion, or it is not clear who is to be asked.
        NotFoundError: the client has no such contact.
        RefusedError: they have no address, want no surveys, or were asked a short while ago.
    """
    client, project = request.subject
    question, occasion = _question(request.question), request.occasion
    who = read_client(workspace, client).value
    contact = _contact(who, client, request.contact)
    refuse_without_consent(who, contact, client, read_consents(workspace, client))
    asked = read_surveys(workspace, client, stamp.day)
    if not request.forced:
        refuse_so_soon(asked, who, contact, stamp.day, settings.survey.cooldown_days)
        if question == "nps":
            _refuse_unhappy(workspace, client)
    if ended := over(who, read_journal(workspace, client)):
        workspace.notices.add(f"{client} is {ended}; make sure that a question is welcome there")
    if question == "nps":
        _note_haste(workspace, settings, stamp, [one for one in asked if one.contact == contact.id])
    lately = occasion_lately(workspace, settings, request.subject, question, stamp.day)
    values = {
        "question": question,
        "scale": scale_top(question, settings),
        "contact": contact.id,
        "occasion": occasion_of(occasion) if occasion else lately,
        "language": contact.language or who.language,
        "expires": stamp.day + timedelta(days=settings.survey.expires_days),
        "message": message,
    }
    return made_record(SurveyAsked, stamp, Subject(client, project), values)


def plan_reminder(
    workspace: Workspace, settings: Settings, stamp: Stamp, survey: Survey, message: str
) -> SurveyReminded:
    """The record of the one reminder of a survey, not kept yet.

    Raises:
        RefusedError: it can no longer be answered, was reminded of, or is too young.
    """
    if survey.state not in OPEN_STATES:
        raise RefusedError(f"The survey {survey.id} is {survey.state}; nobody is reminded of it.", SEE_DUE)
    if survey.reminded_on:
        raise RefusedError(
            f"{survey.contact} was reminded of {survey.id} on {survey.reminded_on}; one reminder is enough.",
            "Ask in person, and note the answer: "
            f"clientkit feedback add --survey {survey.id} --{survey.question} …",
        )
    due = survey.asked_on + timedelta(days=settings.survey.remind_after_days)
    if stamp.day < due:
        raise RefusedError(
            f"The survey {survey.id} was asked on {survey.asked_on}; give {survey.contact} time to answer.",
            f"Remind from {due} on ([survey] remind_after_days).",
        )
    client = read_client(workspace, survey.client).value
    contact = _contact(client, survey.client, survey.contact)
    refuse_without_consent(client, contact, survey.client, read_consents(workspace, survey.client))
    values = {"ref": survey.id, "message": message}
    return made_record(SurveyReminded, stamp, Subject(survey.client, survey.project), values)


def scale_top(question: MetricName, settings: Settings) -> int:
    """The top of a question's scale in this workspace."""
    return RATING_SCALES[question].top_in(settings.feedback)


def _refuse_unhappy(workspace: Workspace, client: str) -> None:
    for case in open_complaints(read_journal(workspace, client)):
        raise RefusedError(
            f"{client} has an open complaint, {case.complaint.id}: no NPS meanwhile.",
            f"See what comes next: clientkit complaint show {case.complaint.id}",
        )


def _note_haste(workspace: Workspace, settings: Settings, stamp: Stamp, asked: Iterable[Survey]) -> None:
    """A recommendation changes slowly: asking for it often tires, and tells nothing new."""
    days = [one.asked_on for one in asked if one.question == "nps" and one.state != "unsent"]
    last = max(days, default=None)
    every = settings.survey.nps_every_days
    if last and stamp.day < last + timedelta(days=every):
        workspace.notices.add(f"asked for the NPS on {last} already; every {every} days is often enough")


def _question(text: str) -> MetricName:
    for question in QUESTIONS:
        if question == text.strip().lower():
            return question
    raise UsageError(
        f"{text[:40]!r} is no question that can be asked." if text else "What is to be asked?",
        "Give --kind csat (satisfied?), nps (recommend?) or ces (easy?).",
    )


def _contact(who: Client, client: str, name: str | None) -> Contact:
    if name is None and len(who.contacts) == 1:
        return who.contacts[0]
    known = {one.id: one.name for one in who.contacts}
    if not known:
        raise NotFoundError(
            f"{client} has no contact yet.",
            f'Add one: clientkit client set {client} --contact "Rina Wijaya <rina@kopi.example>"',
        )
    if name is None:
        raise UsageError("Who is to be asked? No contact was named.", f"Add --contact {'|'.join(known)}")
    for one in who.contacts:
        if one.id == name:
            return one
    raise NotFoundError(f"{client} has no contact called {name[:80]!r}.", suggestion(name, known))
