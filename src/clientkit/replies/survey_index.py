"""What was asked, sent and answered: what a mail that comes in is held against."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from clientkit.complaints.case import Case
from clientkit.complaints.cases import complaints_among
from clientkit.errors import InvalidDataError, NotFoundError
from clientkit.kernel.mail.reply.own_words import SentWords
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.correspondence import MailSending
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.model.records.question import QuestionAnswered, QuestionAsked
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.records.survey import SurveyAsked, SurveyEnded
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.agreement_files import agreed_versions
from clientkit.kernel.store.journal.read import fold_journal, read_journal
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.workspace import Workspace
from clientkit.questions.asking import whose_word
from clientkit.replies.printed_words import printed_labels, sent_words
from clientkit.replies.score_in_text import ScaledQuestion
from clientkit.replies.score_value import AnswerScale
from clientkit.replies.word import AskedQuestion, AskedQuestions
from clientkit.surveys.queries import about_surveys, survey_events


class AskedSurvey(NamedTuple):
    """One question to one contact, and what became of it."""

    asked: SurveyAsked
    email: str
    """The contact's address in small letters; empty where it is not known."""
    name: str
    messages: tuple[str, ...]
    """Message-IDs of the mails that asked and reminded."""
    answer: Feedback | None
    is_open: bool
    """Whether an answer is waited for."""
    label: str
    """What its mail printed before the place for a number, in small letters; empty if not known."""

    @property
    def question(self) -> ScaledQuestion:
        """What was asked, and on which scale."""
        scale = AnswerScale(self.asked.lowest, self.asked.scale)
        return ScaledQuestion(self.asked.question, scale, self.label)


class SurveyIndex(NamedTuple):
    """All that is known of surveys and mails, of all clients."""

    surveys: dict[str, AskedSurvey]
    """By their ids."""
    by_message: dict[str, AskedSurvey]
    open_of: dict[str, tuple[AskedSurvey, ...]]
    """Surveys without an answer, by the address of the contact, the latest first."""
    read: frozenset[str]
    """Mails whose answer stands in the journal already."""
    sent: dict[str, MailSending]
    """Mails that went out, by their Message-IDs."""
    people: dict[tuple[str, str], str]
    """Ids of contacts, by client and address."""
    own: frozenset[str]
    """Your own addresses."""
    words: SentWords
    """What stands in every survey that went out."""
    questions: AskedQuestions = AskedQuestions({})
    """Questions that a word answers."""

    @classmethod
    def of_questions(cls, questions: dict[str, AskedQuestion]) -> "SurveyIndex":
        """Some questions alone."""
        return cls({}, {}, {}, frozenset(), {}, {}, frozenset(), SentWords(), AskedQuestions(questions))

    @property
    def since(self) -> date | None:
        """The day on which the first question was asked; None where none was."""
        days = [one.asked.day for one in self.surveys.values()]
        return min((*days, *(one.asked.day for one in self.questions.by_id.values())), default=None)


class _Gathered:
    """The records of one client that matter here, also those that a correction took the place of."""

    def __init__(self) -> None:
        self.read: set[str] = set()

    def pick(self, record: Any) -> Entry | None:
        if isinstance(record, Feedback | SurveyEnded | QuestionAnswered) and record.message:
            self.read.add(record.message)
        return record if isinstance(record, QuestionAsked | QuestionAnswered) else about_surveys(record)


def survey_index(workspace: Workspace, settings: Settings) -> SurveyIndex:
    """What all journals say of surveys; a client whose file is broken has no known contacts."""
    surveys: dict[str, AskedSurvey] = {}
    read: set[str] = set()
    sent: dict[str, MailSending] = {}
    people: dict[tuple[str, str], str] = {}
    questions: dict[str, AskedQuestion] = {}
    labels = printed_labels(workspace.templates_dir)
    for client in workspace.clients():
        gathered = _Gathered()
        records = fold_journal(workspace, client, gathered.pick)
        read |= gathered.read
        sent |= {one.message: one for one in records if isinstance(one, MailSending) and one.message}
        if any(isinstance(record, SurveyAsked | QuestionAsked) for record in records):
            who = _client(workspace, client)
            contacts = {one.id: (one.email.lower(), one.name) for one in (who.contacts if who else ())}
            if any(isinstance(record, QuestionAsked) for record in records):
                questions |= asked_questions(workspace, who, read_journal(workspace, client))
            people |= {(client, email): name for name, (email, _) in contacts.items() if email}
            surveys |= _surveys(records, contacts, labels)
    return SurveyIndex(
        surveys=surveys,
        by_message={message: survey for survey in surveys.values() for message in survey.messages},
        open_of=_open_of(surveys.values()),
        read=frozenset(read),
        sent=sent,
        people=people,
        own=frozenset(address.lower() for address in (settings.you.email, settings.mail.reply_to) if address),
        words=sent_words(workspace.templates_dir, settings),
        questions=AskedQuestions(questions),
    )


def asked_questions(
    workspace: Workspace, client: Client | None, records: Sequence[Entry]
) -> dict[str, AskedQuestion]:
    """The questions among all records of a client, by their ids, each with whose word answers it."""
    answers = {one.ref: one for one in records if isinstance(one, QuestionAnswered)}
    asked = [one for one in records if isinstance(one, QuestionAsked)]
    latest = {(one.project, one.purpose, one.topic): one for one in asked}
    cases = {one.name: one for one in complaints_among(records)} if latest else {}
    return {
        one.id: AskedQuestion(
            one,
            whose_word(client, one.purpose, one.topic, (one.contact,)) if client else (),
            _over(workspace, one, answers.get(one.id), cases),
            _doubt(one, latest[one.project, one.purpose, one.topic], cases, answers.get(one.id)),
        )
        for one in asked
    }


def _doubt(
    asked: QuestionAsked, latest: QuestionAsked, cases: Mapping[str, Case], answer: QuestionAnswered | None
) -> str:
    """Why a reply to an earlier mail may mean something else than what is asked by now."""
    if answer:
        return f"answered before, on {answer.day}: {answer.answer}"
    case = cases.get(asked.topic)
    if case and case.outcome and asked.purpose == "confirm":
        return f"the complaint ended on {case.ended_on}: a no opens it again"
    if case and asked.day < case.round_begun:
        return f"a new round began on {case.round_begun}"
    anew = latest.sha256 != asked.sha256 and asked.purpose in {"choose", "approve"}
    return f"it was asked anew on {latest.day}" if anew else ""


def _over(
    workspace: Workspace, asked: QuestionAsked, answer: QuestionAnswered | None, cases: Mapping[str, Case]
) -> str:
    """Why no reply to a question is waited for; empty where one is."""
    if answer and asked.purpose != "allow":
        return f"answered on {answer.day}: {answer.answer}"
    case = cases.get(asked.topic)
    if case and asked.purpose == "choose" and (case.outcome or case.choice):
        return f"they chose on {case.choice.day}" if case.choice else f"it ended on {case.ended_on}"
    version = re.fullmatch(r"v(\d+)", asked.topic)
    if version and asked.project:
        name = ProjectRef(asked.client, asked.project)
        if int(version[1]) in agreed_versions(workspace, name):
            return f"version {version[1]} of {name} is accepted already"
    return ""


def _surveys(
    records: Sequence[Entry], contacts: Mapping[str, tuple[str, str]], labels: Mapping[str, str]
) -> dict[str, AskedSurvey]:
    events = survey_events(records)
    surveys = {}
    for asked in records:
        if isinstance(asked, SurveyAsked):
            email, name = contacts.get(asked.contact, ("", asked.contact))
            messages = tuple(dict.fromkeys(filter(None, (asked.message, *events.mails.get(asked.id, ())))))
            answer = events.answers.get(asked.id)
            surveys[asked.id] = AskedSurvey(
                asked,
                email,
                name,
                messages,
                answer,
                events.is_open(asked.id),
                labels.get(asked.language, ""),
            )
    return surveys


def _open_of(surveys: Iterable[AskedSurvey]) -> dict[str, tuple[AskedSurvey, ...]]:
    found: dict[str, tuple[AskedSurvey, ...]] = {}
    for survey in sorted(surveys, key=lambda one: (one.asked.day, one.asked.ts), reverse=True):
        if survey.email and survey.is_open:
            found[survey.email] = (*found.get(survey.email, ()), survey)
    return found


def _client(workspace: Workspace, client: str) -> Client | None:
    try:
        return read_client(workspace, client).value
    except (InvalidDataError, NotFoundError) as error:
        workspace.notices.add(f"passed over {error.message}; nobody can tell whose address is whose")
        return None
