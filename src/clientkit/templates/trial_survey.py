"""Trying the template of surveys: every question after every occasion, asked and reminded of."""

from datetime import UTC, datetime, time, timedelta
from itertools import product
from pathlib import Path

from clientkit.feedback.actions import OCCASIONS
from clientkit.kernel.model.records.survey import SurveyAsked, SurveyReminded
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.references import Subject
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.outbox.letters import LetterContext
from clientkit.surveys.actions import scale_top
from clientkit.surveys.mail import survey_mail
from clientkit.surveys.queries import QUESTIONS

TRIAL = "0000000000"
"""An id that no survey gets."""

TRIAL_KEY = b"0" * 32


def try_survey(context: LetterContext, name: Subject, language: Language, templates: Path) -> None:
    """Write the mails of a project's surveys in a language, and keep none.

    Raises:
        ClientkitError: the template has an error.
    """
    client, project = name
    contact = next(one for one in read_client(context.workspace, client).value.contacts if one.email)
    ts = datetime.combine(context.today, time(), UTC)
    for question, occasion, about in product(QUESTIONS, OCCASIONS, (project, None)):
        asked = SurveyAsked(
            id=TRIAL,
            ts=ts,
            day=context.today,
            client=client,
            project=about,
            question=question,
            scale=scale_top(question, context.settings),
            contact=contact.id,
            occasion=occasion,
            language=language,
            expires=context.today + timedelta(days=45),
        )
        reminder = SurveyReminded(id=TRIAL, ts=ts, day=context.today, client=client, ref=TRIAL)
        for again in (None, reminder):
            survey_mail(context, asked, TRIAL_KEY, again, templates)
