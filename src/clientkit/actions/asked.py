"""What was asked, sent and answered: what a mail that comes in is held against."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from clientkit.errors import InvalidDataError, NotFoundError
from clientkit.mail.score_reading import Asked as Question
from clientkit.mail.score_value import Scale
from clientkit.model.journal import (
    Feedback,
    MailSending,
    SurveyAsked,
    SurveyEnded,
    SurveyReminded,
)
from clientkit.model.workspace import Settings
from clientkit.store.journal import fold_journal
from clientkit.store.records import read_client
from clientkit.store.workspace import Workspace

LOWEST = {"nps": 0, "csat": 1, "ces": 1}


class Survey(NamedTuple):
    """One question to one contact, and what became of it."""

    asked: SurveyAsked
    email: str
    """The contact's address in small letters; empty where it is not known."""
    name: str
    messages: tuple[str, ...]
    """Message-IDs of the mails that asked and reminded."""
    answer: Feedback | None
    ended: SurveyEnded | None

    @property
    def question(self) -> Question:
        """What was asked, and on which scale."""
        return Question(self.asked.question, Scale(LOWEST[self.asked.question], self.asked.scale))

    @property
    def is_open(self) -> bool:
        """Whether an answer is waited for."""
        return self.answer is None and self.ended is None


class Correspondence(NamedTuple):
    """All that is known of surveys and mails, of all clients."""

    surveys: dict[str, Survey]
    """By their ids."""
    by_message: dict[str, Survey]
    open_of: dict[str, tuple[Survey, ...]]
    """Surveys without an answer, by the address of the contact, the latest first."""
    read: frozenset[str]
    """Mails whose answer stands in the journal already."""
    sent: dict[str, MailSending]
    """Mails that went out, by their Message-IDs."""
    people: dict[tuple[str, str], str]
    """Ids of contacts, by client and address."""
    own: frozenset[str]
    """Your own addresses."""

    @property
    def since(self) -> Any:
        """The day on which the first question was asked; None where none was."""
        return min((survey.asked.day for survey in self.surveys.values()), default=None)


class _Gathered:
    """The records of one client that matter here, also those that a correction took the place of."""

    def __init__(self) -> None:
        self.read: set[str] = set()

    def pick(self, record: Any) -> Any:
        if isinstance(record, Feedback | SurveyEnded) and record.message:
            self.read.add(record.message)
        if isinstance(record, Feedback):
            return record if record.survey else None
        return (
            record if isinstance(record, SurveyAsked | SurveyReminded | SurveyEnded | MailSending) else None
        )


def correspondence(workspace: Workspace, settings: Settings) -> Correspondence:
    """What all journals say of surveys; a client whose file is broken has no known contacts."""
    surveys: dict[str, Survey] = {}
    read: set[str] = set()
    sent: dict[str, MailSending] = {}
    people: dict[tuple[str, str], str] = {}
    for client in workspace.clients():
        gathered = _Gathered()
        records = fold_journal(workspace, client, gathered.pick)
        read |= gathered.read
        sent |= {record.message: record for record in records if isinstance(record, MailSending)}
        if any(isinstance(record, SurveyAsked) for record in records):
            contacts = _contacts(workspace, client)
            people |= {(client, email): name for name, (email, _) in contacts.items() if email}
            surveys |= _surveys(records, contacts)
    return Correspondence(
        surveys=surveys,
        by_message={message: survey for survey in surveys.values() for message in survey.messages},
        open_of=_open_of(surveys.values()),
        read=frozenset(read),
        sent=sent,
        people=people,
        own=frozenset(address.lower() for address in (settings.you.email, settings.mail.reply_to) if address),
    )


def _surveys(records: Iterable[Any], contacts: dict[str, tuple[str, str]]) -> dict[str, Survey]:
    surveys: dict[str, Survey] = {}
    for record in records:
        if isinstance(record, SurveyAsked):
            email, name = contacts.get(record.contact, ("", record.contact))
            asked_by = (record.message,) if record.message else ()
            surveys[record.id] = Survey(record, email, name, asked_by, None, None)
    for record in records:
        about = record.survey if isinstance(record, Feedback) else getattr(record, "ref", None)
        survey = surveys.get(about or "")
        if survey is None:
            continue
        if isinstance(record, Feedback):
            surveys[survey.asked.id] = survey._replace(answer=record)
        elif isinstance(record, SurveyEnded):
            surveys[survey.asked.id] = survey._replace(ended=record)
        elif isinstance(record, MailSending | SurveyReminded) and record.message:
            messages = tuple(dict.fromkeys((*survey.messages, record.message)))
            surveys[survey.asked.id] = survey._replace(messages=messages)
    return surveys


def _open_of(surveys: Iterable[Survey]) -> dict[str, tuple[Survey, ...]]:
    found: dict[str, tuple[Survey, ...]] = {}
    for survey in sorted(surveys, key=lambda one: (one.asked.day, one.asked.ts), reverse=True):
        if survey.email and survey.is_open:
            found[survey.email] = (*found.get(survey.email, ()), survey)
    return found


def _contacts(workspace: Workspace, client: str) -> dict[str, tuple[str, str]]:
    """Address and name of a client's contacts, by their ids."""
    try:
        contacts = read_client(workspace, client).value.contacts
    except (InvalidDataError, NotFoundError) as error:
        workspace.notices.add(f"passed over {error.message}; nobody can tell whose address is whose")
        return {}
    return {contact.id: (contact.email.lower(), contact.name) for contact in contacts}
