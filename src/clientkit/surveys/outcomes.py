"""What became of surveys: one account of it, for those who list them and those who read answers."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal, NamedTuple

from clientkit.kernel.model.records.correspondence import MailOutcome, MailSending
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.records.survey import SurveyAsked, SurveyEnded, SurveyReminded

SurveyState = Literal["asked", "reminded", "answered", "declined", "bounced", "expired", "unsent"]

ABOUT_SURVEYS = (SurveyAsked, SurveyReminded, SurveyEnded, MailSending, MailOutcome)


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
    sendings: list[MailSending] = []
    outcomes: dict[str, set[str]] = {}
    for record in records:
        match record:
            case SurveyReminded():
                reminders.setdefault(record.ref, record)
            case SurveyEnded():
                endings[record.ref] = record
            case Feedback(survey=str(survey)):
                answers[survey] = record
            case MailSending(ref=str()):
                sendings.append(record)
            case MailOutcome():
                outcomes.setdefault(record.ref, set()).add(record.outcome)
    return SurveyEvents(
        reminders, endings, answers, _never_sent(sendings, outcomes), _mails(sendings, reminders.values())
    )


def _never_sent(sendings: Iterable[MailSending], outcomes: dict[str, set[str]]) -> frozenset[str]:
    """Surveys whose every mail was refused; one without an outcome may have gone."""
    asking = [one for one in sendings if one.document == "survey"]
    failed = {one.ref for one in asking if outcomes.get(one.id) == {"failed"}}
    return frozenset(filter(None, failed - {one.ref for one in asking if outcomes.get(one.id) != {"failed"}}))


def _mails(
    sendings: Iterable[MailSending], reminders: Iterable[SurveyReminded]
) -> dict[str, tuple[str, ...]]:
    went = [(one.ref, one.message) for one in sendings] + [(one.ref, one.message) for one in reminders]
    found: dict[str, dict[str, None]] = {}
    for survey, message in went:
        if survey and message:
            found.setdefault(survey, {})[message] = None
    return {survey: tuple(messages) for survey, messages in found.items()}
