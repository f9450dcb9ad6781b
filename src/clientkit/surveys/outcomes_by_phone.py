"""An answer to a survey that came in another way than by its mail: on the phone, in a meeting."""

from collections.abc import Mapping
from typing import Any

from clientkit.errors import RefusedError, UsageError
from clientkit.kernel.model.records.survey import SurveyAsked
from clientkit.kernel.store.workspace import Workspace
from clientkit.surveys.queries import QUESTIONS, find_survey, survey_records, surveys_of


def answering(
    workspace: Workspace,
    survey: str,
    subject: str | None,
    given: Mapping[str, Any],
) -> tuple[str | None, dict[str, Any]]:
    """The subject and the values of an answer, with what its survey says.

    Raises:
        UsageError: another client, contact or trigger than the survey's, or a score of another kind.
        NotFoundError: no survey's id begins so.
        RefusedError: the survey was answered before, or taken back.
    """
    values = dict(given)
    asked = find_survey(workspace, survey)
    _require_one_kind(asked, values)
    about = f"{asked.client}/{asked.project}" if asked.project else asked.client
    said = (
        ("subject", subject, (about, asked.client, asked.project)),
        ("contact", values.get("contact"), (asked.contact,)),
        ("trigger", values.get("occasion"), (asked.occasion,)),
    )
    for name, word, fitting in said:
        if word and word not in fitting:
            raise UsageError(
                f"The survey {asked.id} has the {name} {fitting[0]}, not {word}.",
                f"Leave it out: clientkit feedback add --survey {asked.id} --{asked.question} …",
            )
    _require_unanswered(workspace, asked)
    values |= {"survey": asked.id, "contact": asked.contact, "occasion": asked.occasion}
    if asked.question == "csat":
        values["csat_scale"] = asked.scale
    return about, values


def _require_one_kind(asked: SurveyAsked, values: Mapping[str, Any]) -> None:
    for question in QUESTIONS:
        if question != asked.question and values.get(question):
            raise UsageError(
                f"The survey {asked.id} asks for {asked.question.upper()}, not for {question.upper()}.",
                f"Record a score of another kind by itself, without --survey: --{question} …",
            )


def _require_unanswered(workspace: Workspace, asked: SurveyAsked) -> None:
    records = survey_records(workspace, asked.client)
    answer = next(one.answer for one in surveys_of(records, asked.day) if one.id == asked.id)
    if answer:
        raise RefusedError(
            f"The survey {asked.id} was answered already.",
            f"To correct that answer: clientkit feedback edit {answer}",
        )
