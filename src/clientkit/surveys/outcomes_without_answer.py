"""How a survey ends without an answer: it was declined, or it was never sent."""

from typing import NamedTuple

from clientkit.errors import RefusedError
from clientkit.kernel.model.records.record import Retraction, Stamp
from clientkit.kernel.model.records.survey import SurveyAsked, SurveyEnded
from clientkit.kernel.model.values.references import Subject
from clientkit.kernel.store.journal.record_input import made_record, typed_text
from clientkit.kernel.store.journal.retraction import retraction_of
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.workspace import Workspace
from clientkit.surveys.queries import SEE_DUE, find_survey, survey_now


class Declined(NamedTuple):
    """A survey that will not be answered, and the record that says so."""

    record: SurveyEnded
    asked: SurveyAsked


def decline(workspace: Workspace, stamp: Stamp, beginning: str, note: str | None) -> Declined:
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
    return Declined(record, asked)


def retract(workspace: Workspace, stamp: Stamp, beginning: str, reason: str | None) -> Retraction:
    """Take a survey back that was never sent: it counts as not asked.

    Raises:
        NotFoundError: no survey's id begins so.
        RefusedError: it was answered.
    """
    asked = find_survey(workspace, beginning)
    survey = survey_now(workspace, asked, stamp.day)
    if survey.answer:
        raise RefusedError(
            f"The survey {asked.id} was answered on {survey.answered_on}: it was asked.",
            f"If that answer is wrong, take it back first: clientkit feedback retract {survey.answer}",
        )
    record = retraction_of(stamp, asked, reason)
    append_record(workspace, record)
    return record
