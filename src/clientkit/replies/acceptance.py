"""A reply that accepts an agreement: as `mail read` and `scope accept` take it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from clientkit.agreements.actions import Acceptor
from clientkit.agreements.evidence import mail_in
from clientkit.documents.compose import compose
from clientkit.documents.kinds import Composed
from clientkit.documents.registry import LISTINGS
from clientkit.documents.request import DocumentRequest
from clientkit.errors import RefusedError, UsageError
from clientkit.kernel.mail.message.parse import ReceivedMail
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.question import QuestionAsked
from clientkit.kernel.model.values.language import LANGUAGES
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.outbox.letters import LetterContent, LetterContext, covering_letter
from clientkit.questions.asking import offered, whose_word
from clientkit.questions.token import has_token
from clientkit.replies.questions import NAMELESS, interpret_word, question_of
from clientkit.replies.survey_index import SurveyIndex, asked_questions
from clientkit.replies.verdict import ReplyContext, first_look
from clientkit.replies.word import AskedQuestion


def read_acceptance(
    workspace: Workspace,
    settings: Settings,
    today: date,
    composed: Composed,
    kept: Mapping[str, bytes],
    key: bytes | None = None,
) -> tuple[Acceptor, Composed]:
    """Who accepted the agreement, and when, from the mail that says so; with the agreement as they read it.

    Raises:
        UsageError: it is no mail.
        RefusedError: it says more or something else than what was asked, is from somebody else or too late,
            or the agreement is another one by now.
    """
    name, shown = composed.request.ref, next(iter(kept))
    mail = next(filter(None, map(mail_in, kept.values())), None)
    if mail is None:
        raise UsageError(f"{shown} is no mail.", "A scan or a picture is kept with --evidence FILE.")
    if key is None:
        mail = mail._replace(subject="")  # its token proves nothing here; what it says may
    version = read_project(workspace, *name).value.agreement.version
    index = _index(workspace, name, f"v{version}")
    zone = ZoneInfo(settings.defaults.timezone)
    context = ReplyContext(index, key, today, zone, name.client, settings.you.name)
    found = first_look(mail, shown, context)
    asked, doubts = _asked(mail, found.day, context) or (
        _unrecorded(LetterContext(workspace, settings, today), name, version),
        [],
    )
    read = interpret_word(found, mail, asked, doubts, context)
    who = next((one for one in asked.people if one.id == read.contact), None)
    if read.verdict != "understood" or who is None:
        said = " ".join((read.comment or "nothing of its own").split())[:SHOWN]
        people = ", ".join(one.name for one in asked.people)
        raise RefusedError(
            f"The reply is not taken: {read.reason}; it says: {said}",
            f"{people or 'Nobody'} signs. If it is a yes without a condition, say so yourself: "
            f"clientkit scope accept {name} --name NAME --on DAY --evidence FILE",
        )
    whole = as_asked(workspace, settings, composed, asked.asked, today)
    return Acceptor(who.name, read.day, "mail", kept), whole


def as_asked(
    workspace: Workspace, settings: Settings, composed: Composed, asked: QuestionAsked, today: date
) -> Composed:
    """The agreement as the mail that asked carried it, in whichever language.

    Raises:
        RefusedError: it says something else today.
    """
    if asked.id == UNRECORDED or digest(composed.text.encode()) == asked.sha256:
        return composed
    for language in LANGUAGES:
        request = DocumentRequest("scope", *composed.request.ref, language)
        other = compose(workspace, settings, request, today)
        if digest(other.text.encode()) == asked.sha256:
            return other
    raise RefusedError(
        f"The agreement of {composed.request.ref} says something else now than what went on {asked.day}.",
        f"Have the new text accepted: clientkit mail draft scope {composed.request.ref}",
    )


SHOWN = 200
"""Letters of a reply that is not taken which are shown."""

UNRECORDED = "unrecorded"
"""The id of a question that went out by hand, or before questions were recorded."""


def _asked(mail: ReceivedMail, day: date, context: ReplyContext) -> tuple[AskedQuestion, list[str]] | None:
    """The question that a mail answers; of a plain reply that names none, the last that it fits.

    Raises:
        RefusedError: it answers another question.
    """
    if found := question_of(mail, day, context):
        return found[0], [one for one in found[1] if one != NAMELESS]
    if has_token(mail.subject):
        raise RefusedError(
            "The reply answers another question: its token is not that of this agreement.",
            "Take it with: clientkit mail read FILE",
        )
    last = next(reversed([*context.index.questions.by_id.values()]), None)
    return (last, []) if last else None


def _index(workspace: Workspace, name: ProjectRef, topic: str) -> SurveyIndex:
    client = read_client(workspace, name.client).value
    questions = asked_questions(workspace, client, read_journal(workspace, name.client))
    # one that was accepted is told by who freezes: a killed command is finished by the same once more
    return SurveyIndex.of_questions(
        {
            key: one._replace(over="")
            for key, one in questions.items()
            if (one.asked.project, one.asked.topic) == (name.project, topic)
        }
    )


def _unrecorded(context: LetterContext, name: ProjectRef, version: int) -> AskedQuestion:
    """The question of an agreement that went by hand: what its covering letter prints, in each language."""
    client = read_client(context.workspace, name.client).value
    cover = LISTINGS["scope"].letter
    contents = [LetterContent(name, language, "", "", letter=cover) for language in LANGUAGES]
    letters = [covering_letter(context, content, (), ()) for content in contents]
    sentences = tuple(dict.fromkeys(one for letter in letters for one in offered(letter.text, 1)))
    asked = QuestionAsked(
        id=UNRECORDED,
        ts=datetime.combine(date.min, time(), UTC),
        day=date.min,
        client=name.client,
        project=name.project,
        purpose="accept",
        contact="anybody",
        topic=f"v{version}",
        answers=("accept",) * len(sentences),
        sentences=sentences,
        sha256="0" * 64,
        expires=date.max,
        message="<>",
    )
    known = [one.id for one in client.contacts]
    return AskedQuestion(asked, whose_word(client, "accept", asked.topic, known))
