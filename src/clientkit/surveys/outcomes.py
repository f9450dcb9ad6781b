"""How a survey ends: answered on the phone or in a meeting, declined, or never sent."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from clientkit.errors import RefusedError, UsageError
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.records.survey import SurveyAsked, SurveyEnded
from clientkit.kernel.model.values.references import Subject
from clientkit.kernel.store.journal.record_input import made_record, typed_text
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.workspace import Workspace
from clientkit.surveys.queries import (
    QUESTIONS,
    SEE_DUE,
    find_survey,
    survey_now,
    survey_records,
    surveys_of,
)


class SurveyDecline(NamedTuple):
    """A survey that will not be answered, and the record that says so."""

    record: SurveyEnded
    asked: SurveyAsked


def decline_survey(workspace: Workspace, stamp: Stamp, beginning: str, note: str | None) -> SurveyDecline:
    """Record that a survey will not be answered, where that was said in another way than by its mail.

    Raises:
        NotFoundError: no survey's id begins so.
        RefusedError: it was answered, or ended before.
    """
    asked = find_survey(workspace, beginning)
    survey = survey_now(workspace, asked, stamp.day)
    if survey.state in {"answered", "declined"}:
        raise RefusedError(f"The survey {asked.id} is {survey.state} already.", SEE_DUE)
    words = typed_text(note, "The note") if note else None
    values = {"ref": asked.id, "outcome": "declined", "note": words}
    record = made_record(SurveyEnded, stamp, Subject(asked.client, asked.project), values)
    append_record(workspace, record)
    return SurveyDecline(record, asked)


def survey_answer(
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
    about = str(Subject(asked.client, asked.project))
    expected = (
        ("subject", subject, (about, asked.client, asked.project)),
        ("contact", values.get("contact"), (asked.contact,)),
        ("trigger", values.get("occasion"), (asked.occasion,)),
    )
    for name, word, fitting in expected:
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
            f"To correct that answer: clientkit feedback set {answer} …",
        )
