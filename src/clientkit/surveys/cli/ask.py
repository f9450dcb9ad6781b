"""Asking by mail: the record first, then the draft or the sending; for the commands in survey.py."""

import os
from collections.abc import Callable
from typing import NamedTuple

from clientkit.documents.cli.document import write_output, write_paper
from clientkit.documents.paper import PaperPlace
from clientkit.errors import ClientkitError, UsageError
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.records.survey import SurveyAsked, SurveyReminded
from clientkit.kernel.model.values.references import Subject
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.session import Session
from clientkit.kernel.screen.surroundings import new_key
from clientkit.kernel.store.save import append_planned
from clientkit.outbox.cli.questions import require_consent, resolve_unknown_mails
from clientkit.outbox.cli.request import key_to_ask_with, letter_context
from clientkit.outbox.outgoing_mail import preview
from clientkit.questions.signing_key import require_survey_key
from clientkit.surveys.actions import SurveyRequest, plan_reminder, plan_survey
from clientkit.surveys.mail import (
    SurveyMail,
    draft_bytes,
    keep_draft,
    reminder_message_id,
    survey_delivery,
    survey_mail,
    survey_message_id,
)
from clientkit.surveys.queries import find_survey, reminder_record, survey_now
from clientkit.surveys.show import explain_survey


class MailOptions(NamedTuple):
    """How a mail leaves: sent or drafted, asked about or not, where to."""

    send: bool
    yes: bool
    dry_run: bool
    output: str | None
    as_json: bool
    form: str = "eml"


def ask_survey(session: Session, request: SurveyRequest, how: MailOptions) -> None:
    """Ask: what would go is checked and made before anything is recorded."""
    stamp = session.stamp()
    message = survey_message_id(session.settings, stamp.id)

    def plan() -> SurveyAsked:
        return plan_survey(session.workspace, session.settings, stamp, request, message)

    asked = plan()
    key = new_key() if how.dry_run else key_to_ask_with(session)
    _deliver(session, survey_mail(letter_context(session), asked, key, None), how, plan)


def remind_of_survey(session: Session, beginning: str, how: MailOptions) -> None:
    """Remind: the same, in the thread of the first mail."""
    asked = find_survey(session.workspace, beginning)
    stamp = session.stamp()
    message = reminder_message_id(session.settings, asked.id)

    def plan() -> SurveyReminded:
        survey = survey_now(session.workspace, asked, session.today)
        return plan_reminder(session.workspace, session.settings, stamp, survey, message)

    reminder = plan()
    key = require_survey_key(session.workspace, os.environ)
    _deliver(session, survey_mail(letter_context(session), asked, key, reminder), how, plan)


def mail_again(session: Session, beginning: str, how: MailOptions) -> None:
    """Write or send the mail of a survey that is recorded already."""
    asked = find_survey(session.workspace, beginning)
    key = require_survey_key(session.workspace, os.environ)
    mail = survey_mail(letter_context(session), asked, key, reminder_record(session.workspace, asked))
    _deliver(session, mail, how, None)


def _deliver(session: Session, mail: SurveyMail, how: MailOptions, plan: Callable[[], Entry] | None) -> None:
    """Show, or record and then draft or send: an answer must never come before its survey is on record.

    What is recorded is planned anew when nobody else can write, or two commands would both ask.
    """
    if how.yes and not how.send:
        raise UsageError(
            "--yes sends without asking, but only --send sends; nothing was recorded.",
            "Add --send, or leave out --yes for a draft.",
        )
    if how.send and how.form != "eml":
        raise UsageError("--send sends the mail, which has one form.", "Leave out --send or --format.")
    if how.dry_run:
        session.show(preview(mail.outgoing), as_json=how.as_json)
        say("Nothing was recorded, nothing was sent.", error=True)
        return
    if how.send:
        resolve_unknown_mails(session, mail.asked.client)
        refusal = "Nothing was asked and nothing was sent."
        require_consent(session, mail.outgoing, yes=how.yes, refusal=refusal)
    if plan is not None:
        append_planned(session.workspace, mail.asked.client, plan)
    explain_survey(mail, sent=how.send)
    if how.send:
        _send(session, mail, as_json=how.as_json)
    else:
        _draft(session, mail, how)


def _draft(session: Session, mail: SurveyMail, how: MailOptions) -> None:
    try:
        if how.form != "eml":
            asked = Subject(mail.asked.client, mail.asked.project)
            place = PaperPlace(session.workspace.documents_dir(*asked), mail.file_name, asked)
            write_paper(session, mail.paper, how.form, place, how.output, as_json=how.as_json)
        elif how.as_json and how.output is None:
            path = session.workspace.relative(keep_draft(session.workspace, mail))
            session.show(survey_delivery(mail, file=path), as_json=True)
        else:
            write_output(
                how.output,
                lambda: draft_bytes(mail),
                lambda: keep_draft(session.workspace, mail),
                as_json=how.as_json,
            )
    except ClientkitError as error:
        again = f"The survey is on record; to write its mail again: clientkit survey mail {mail.asked.id}"
        error.hint = f"{error.hint} {again}".strip()
        raise


def _send(session: Session, mail: SurveyMail, *, as_json: bool) -> None:
    from clientkit.outbox.send import send

    try:
        sent = send(session.workspace, session.settings, mail.outgoing, session.stamp, os.environ)
    except ClientkitError as error:
        again = f"The survey is on record; to send it later: clientkit survey mail {mail.asked.id} --send"
        error.hint = f"{error.hint} {again}".strip()
        raise
    session.show(survey_delivery(mail, sending=sent.id), as_json=as_json)
    if not as_json:
        say(f"Sent to {', '.join(sent.accepted)}.", error=True)
