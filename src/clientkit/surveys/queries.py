"""The surveys that were asked, what became of each, and how many were answered."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple, get_args

from pydantic import Field

from clientkit.correspondence.mails import Mail, mails_among
from clientkit.errors import NotFoundError, RefusedError, UsageError
from clientkit.kernel.model.records.correspondence import MailOutcome, MailSending
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.records.survey import SurveyAsked, SurveyEnded, SurveyReminded
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.choices import Occasion
from clientkit.kernel.model.values.date_span import ALL_DAYS, Span
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.rating_scales import MetricName
from clientkit.kernel.model.values.references import Scope
from clientkit.kernel.statistics.response_rate import ResponseRate, response_rate
from clientkit.kernel.store.journal.read import fold_journal
from clientkit.kernel.store.journal.record_versions import Lineage, lineages_begun
from clientkit.kernel.store.workspace import Workspace
from clientkit.questions.signing_key import VARIABLE, survey_key

SurveyState = Literal["asked", "reminded", "answered", "declined", "bounced", "expired", "unsent"]

ABOUT_SURVEYS = (SurveyAsked, SurveyReminded, SurveyEnded, MailSending, MailOutcome)

QUESTIONS: tuple[MetricName, ...] = get_args(MetricName)
OPEN_STATES = frozenset({"asked", "reminded"})
SEE = "See the ids: clientkit survey list"
SEE_DUE = "See what is open: clientkit survey list; whom to ask: clientkit survey due"


class KeyState(Model):
    """The survey key of this machine, without the key."""

    source: Literal["environment", "file", "none"] = Field(description="environment, file or none")
    place: str = Field(description="the variable or the file that holds it; where it would lie, without one")
    fingerprint: str = Field(description="first 12 hex digits of its SHA-256, to compare two machines by")


class SurveyEvents(NamedTuple):
    """What happened to surveys, by the survey's id."""

    reminders: dict[str, SurveyReminded]
    """The first of each, for there is only one."""
    endings: dict[str, SurveyEnded]
    answers: dict[str, Feedback]
    """The last of each."""
    unsent: frozenset[str]
    """Those that no server took."""
    mails: dict[str, tuple[str, ...]]
    """Message-IDs of what went out for each after it was asked: the mail itself, its reminder."""

    def is_open(self, survey: str) -> bool:
        """Whether nothing ended it; its time may be over."""
        return not (survey in self.answers or survey in self.endings or survey in self.unsent)

    def state(self, asked: SurveyAsked, today: date) -> SurveyState:
        """What became of one; an answer that came all the same counts before everything else."""
        if asked.id in self.answers:
            return "answered"
        if ending := self.endings.get(asked.id):
            return ending.outcome
        if asked.id in self.unsent:
            return "unsent"
        if today > asked.expires:
            return "expired"
        return "reminded" if asked.id in self.reminders else "asked"


class Survey(Model):
    """A question that was put to a contact, and what became of it."""

    id: str = Field(description="id of the survey")
    client: str = Field(description="client that was asked")
    project: str | None = Field(description="project that it is about")
    contact: str = Field(description="id of the contact who was asked")
    question: MetricName = Field(description="csat, nps or ces")
    scale: int = Field(description="top of its scale")
    occasion: Occasion = Field(description="what it was asked after")
    language: Language = Field(description="language it was asked in")
    asked_on: date = Field(description="day it was asked")
    expires: date = Field(description="last day on which an answer by its token counts")
    state: SurveyState = Field(
        description="asked, reminded, answered, declined, bounced, expired, or unsent: no server took it"
    )
    reminded_on: date | None = Field(description="day of its one reminder")
    answer: str | None = Field(description="id of the answer, the last one where there are several")
    answered_on: date | None = Field(description="day of that answer")
    score: int | None = Field(description="the score it gives")
    message: str | None = Field(description="Message-ID of the mail that asks")


class Surveys(Model):
    """Surveys, the latest first, and the response rate over them."""

    surveys: tuple[Survey, ...] = Field(description="the surveys, the latest first")
    rate: ResponseRate = Field(description="asked, reached, answered, and the rate in per cent")
    open: int = Field(description="how many of those asked can still be answered")


def list_surveys(workspace: Workspace, scope: Scope, today: date, span: Span = ALL_DAYS) -> Surveys:
    """The surveys of all clients, of one, or about one project, that were asked in a span of days."""
    surveys = [
        survey
        for slug in scope.clients(workspace)
        for survey in read_surveys(workspace, slug, today)
        if scope.covers(survey.project) and span.holds(survey.asked_on)
    ]
    surveys.sort(key=lambda one: (one.asked_on, one.id), reverse=True)
    asked = [one for one in surveys if one.state != "unsent"]
    answered = sum(one.state == "answered" for one in asked)
    bounced = sum(one.state == "bounced" for one in asked)
    return Surveys(
        surveys=tuple(surveys),
        rate=response_rate(len(asked), len(asked) - bounced, answered),
        open=sum(one.state in OPEN_STATES for one in asked),
    )


def read_surveys(workspace: Workspace, client: str, today: date) -> list[Survey]:
    """The surveys of a client, in the order in which they were asked."""
    return surveys_of(survey_records(workspace, client), today)


def survey_records(workspace: Workspace, client: str) -> list[Entry]:
    """The records of a client that are about surveys."""
    return fold_journal(workspace, client, about_surveys)


def surveys_of(records: Sequence[Entry], today: date) -> list[Survey]:
    """The surveys among a client's records, in their order."""
    events = survey_events(records)
    return [_survey(record, events, today) for record in records if isinstance(record, SurveyAsked)]


def find_survey(workspace: Workspace, beginning: str) -> SurveyAsked:
    """A survey by the beginning of its id.

    Raises:
        NotFoundError: no survey's id begins so.
        UsageError: it begins several.
        RefusedError: it was taken back.
    """
    text = beginning.strip().lower()
    found = lineages_begun(workspace, text, SurveyAsked) if text else []
    standing = [one for one in found if one.retraction is None] or found
    if not standing:
        raise NotFoundError(f"There is no survey whose id begins with {beginning[:40]!r}.", SEE)
    if len(standing) > 1:
        listed = ", ".join(one.latest.id for one in standing[:5])
        raise UsageError(f"'{text[:40]}' could be {listed}.", "Write more of the id.")
    return _standing(standing[0])


def survey_now(workspace: Workspace, asked: SurveyAsked, today: date) -> Survey:
    """What became of one survey."""
    return next(one for one in read_surveys(workspace, asked.client, today) if one.id == asked.id)


def reminder_record(workspace: Workspace, asked: SurveyAsked) -> SurveyReminded | None:
    """The record of a survey's reminder; None before it."""
    return survey_events(survey_records(workspace, asked.client)).reminders.get(asked.id)


def _standing(lineage: Lineage) -> SurveyAsked:
    if lineage.retraction:
        raise RefusedError(f"{lineage.latest.id} was taken back on {lineage.retraction.day}.", SEE)
    survey: Any = lineage.latest
    return survey  # type: ignore[no-any-return] # the kind was asked for


def _survey(asked: SurveyAsked, events: SurveyEvents, today: date) -> Survey:
    answer, reminder = events.answers.get(asked.id), events.reminders.get(asked.id)
    return Survey.from_fields(
        asked,
        asked_on=asked.day,
        state=events.state(asked, today),
        reminded_on=reminder.day if reminder else None,
        answer=answer.id if answer else None,
        answered_on=answer.day if answer else None,
        score=getattr(answer, asked.question) if answer else None,
    )


def about_surveys(record: Any) -> Entry | None:
    """A record where it may say something of a survey, else None."""
    if isinstance(record, Feedback):
        return record if record.survey else None
    return record if isinstance(record, ABOUT_SURVEYS) else None


def survey_events(records: Iterable[Entry]) -> SurveyEvents:
    """What the records of a client, in their order, say of its surveys."""
    reminders: dict[str, SurveyReminded] = {}
    endings: dict[str, SurveyEnded] = {}
    answers: dict[str, Feedback] = {}
    records = list(records)
    for record in records:
        match record:
            case SurveyReminded():
                reminders.setdefault(record.ref, record)
            case SurveyEnded():
                endings[record.ref] = record
            case Feedback(survey=str(survey)):
                answers[survey] = record
    mails = [one for one in mails_among(records) if one.ref]
    return SurveyEvents(reminders, endings, answers, _never_sent(mails), _messages(mails, reminders.values()))


def _never_sent(mails: Iterable[Mail]) -> frozenset[str]:
    """Surveys whose every mail was refused; one without an outcome may have gone."""
    asking = [one for one in mails if one.document == "survey" and one.ref]
    return frozenset(
        {str(one.ref) for one in asking} - {str(one.ref) for one in asking if one.outcome != "failed"}
    )


def _messages(mails: Iterable[Mail], reminders: Iterable[SurveyReminded]) -> dict[str, tuple[str, ...]]:
    went = [(one.ref, one.message) for one in mails] + [(one.ref, one.message) for one in reminders]
    found: dict[str, dict[str, None]] = {}
    for survey, message in went:
        if survey and message:
            found.setdefault(survey, {})[message] = None
    return {survey: tuple(messages) for survey, messages in found.items()}


def key_state(workspace: Workspace, environment: Mapping[str, str]) -> KeyState:
    """Where the key comes from.

    Raises:
        InvalidDataError: what is there is no key.
    """
    key = survey_key(workspace, environment)
    from_environment = bool(environment.get(VARIABLE, "").strip())
    return KeyState(
        source="none" if key is None else "environment" if from_environment else "file",
        place=VARIABLE if from_environment else workspace.relative(workspace.survey_key_file),
        fingerprint=hashlib.sha256(key).hexdigest()[:12] if key else "",
    )
