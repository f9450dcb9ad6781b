"""A mail that was read: what it was taken for, and why."""

from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Literal

from pydantic import Field

from clientkit.kernel.mail.message.parse import ReceivedMail
from clientkit.kernel.model.records.question import QuestionPurpose
from clientkit.kernel.model.records.record import RecordId
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.rating_scales import MetricName
from clientkit.replies.survey_index import AskedSurvey, SurveyIndex

Verdict = Literal["understood", "unsure", "left"]

UNRELATED = "no answer to a question"
READ_BEFORE = "read before: it is in the journal"


class InterpretedMail(Model):
    """One mail, what it was taken for, and why."""

    place: str = Field(description="where it stands")
    message: str = Field(description="its Message-ID, or a hash of it where it has none")
    day: date = Field(description="local day on which it was written; today where it does not say")
    sender: str = Field(description="address of who wrote it")
    subject: str = Field(description="its subject")
    verdict: Verdict = Field(description="understood, unsure or left")
    reason: str = Field(description="why it is unsure or left; what it says, where it was understood")
    what: Literal["answer", "word", "bounce", "decline", "other"] = Field(
        "other", description="answer to a survey, word to another question, bounce, decline or other"
    )
    client: str | None = Field(None, description="client whose survey it belongs to")
    project: str | None = Field(None, description="project that the survey was about")
    survey: RecordId | None = Field(None, description="id of the survey")
    contact: str | None = Field(None, description="id of the contact who answers")
    asked: RecordId | None = Field(None, description="id of the question that a word answers")
    purpose: QuestionPurpose | None = Field(
        None, description="what that asks for: accept, approve, choose, confirm or allow"
    )
    topic: str | None = Field(None, description="what that is about: v1, closing, CO-1, the id of a record")
    word: str | None = Field(None, description="which of its answers the mail gives")
    question: MetricName | None = Field(None, description="csat, nps or ces")
    scale: int | None = Field(None, description="top of its scale")
    score: int | None = Field(None, description="the score that it gives, or may give")
    others: tuple[int, ...] = Field((), description="further scores that it may give")
    comment: str | None = Field(None, description="what it says above the quote")
    replaces: RecordId | None = Field(None, description="id of the earlier answer that it takes the place of")
    record: RecordId | None = Field(None, description="id of the record that was made of it")


@dataclass(frozen=True)
class ReplyContext:
    """What a mail is held against."""

    index: SurveyIndex
    key: bytes | None
    """What tokens were signed with; None where this machine has no key."""
    today: date
    zone: tzinfo
    client: str | None = None
    """The only client whose answers are wanted."""
    ours: str = ""
    """Your own name, which a greeting may hold."""


def local_day(mail: ReceivedMail, today: date, zone: tzinfo) -> date:
    """The day on which a mail was written, as the workspace's clock has it; never one that is to come."""
    if mail.written is None:
        return today
    try:
        return min(mail.written.astimezone(zone).date(), today)
    except (OverflowError, ValueError):
        return today


def first_look(mail: ReceivedMail, place: str, context: ReplyContext) -> InterpretedMail:
    """A mail of which nothing is understood yet."""
    return InterpretedMail.model_construct(
        place=place,
        message=mail.message,
        day=local_day(mail, context.today, context.zone),
        sender=mail.sender,
        subject=mail.subject[:300],
        verdict="left",
        reason=UNRELATED,
    )


def leave(found: InterpretedMail, reason: str) -> InterpretedMail:
    """A mail that nothing is taken from."""
    return found.model_copy(update={"verdict": "left", "reason": reason})


def about_survey(found: InterpretedMail, survey: AskedSurvey, context: ReplyContext) -> InterpretedMail:
    """A mail that belongs to a survey."""
    asked = survey.asked
    contact = context.index.people.get((asked.client, found.sender), asked.contact)
    return found.model_copy(
        update={
            "what": "answer",
            "client": asked.client,
            "project": asked.project,
            "survey": asked.id,
            "contact": contact,
            "question": asked.question,
            "scale": asked.scale,
        }
    )
