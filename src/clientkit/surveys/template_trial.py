"""Trying the template of surveys: every question after every occasion, asked and reminded of."""

from datetime import UTC, datetime, time, timedelta
from itertools import product

from clientkit.documents.kinds import SampleTrial
from clientkit.feedback.actions import OCCASIONS
from clientkit.kernel.model.records.survey import SurveyAsked, SurveyReminded
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.outbox.letters import LetterContext
from clientkit.surveys.actions import scale_top
from clientkit.surveys.mail import survey_mail
from clientkit.surveys.queries import QUESTIONS

TRIAL = "0000000000"
"""An id that no survey gets."""

TRIAL_KEY = b"0" * 32


def try_survey(trial: SampleTrial) -> str:
    """Write the mails of a project's surveys in the template's language, and keep none; their words.

    Raises:
        ClientkitError: the template has an error.
    """
    context = LetterContext(trial.workspace, trial.settings, trial.today, trial.templates)
    client, project = trial.project
    contact = next(one for one in read_client(context.workspace, client).value.contacts if one.email)
    texts = []
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
            language=trial.source.language,
            expires=context.today + timedelta(days=45),
        )
        reminder = SurveyReminded(id=TRIAL, ts=ts, day=context.today, client=client, ref=TRIAL)
        for again in (None, reminder):
            mail = survey_mail(context, asked, TRIAL_KEY, again, trial.templates)
            texts.append(mail.letter.text)
    return "\n\n".join(texts)
