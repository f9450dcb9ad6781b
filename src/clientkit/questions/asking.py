"""What a mail asks, and the sentences that it prints as answers: each opens a ready reply.

A sentence stands on a line of its own behind `>`. Only such a sentence is a certain answer, so what the mail
really printed is kept with the question, whatever its template says later.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from clientkit.kernel.model.files.client import Client, Contact, Role
from clientkit.kernel.model.records.question import QuestionAnswered, QuestionAsked, QuestionPurpose
from clientkit.kernel.model.records.record import Entry, Stamp
from clientkit.kernel.model.values.references import Subject
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.journal.record_input import made_record
from clientkit.kernel.store.save import append_records, encode_record
from clientkit.kernel.store.workspace import Workspace
from clientkit.questions.token import in_subject, mailto, sign

CLOSING = "closing"
"""What a question is about that the closing report asks."""

_ESCAPED = re.compile(r"\\([^\w\s])")
_MARKS = re.compile("[\\\\*_`\"'>\u2018\u2019\u201c\u201d«»]")


class Asking(NamedTuple):
    """What a mail asks."""

    purpose: QuestionPurpose
    topic: str
    """As of `QuestionAsked.topic`."""
    answers: tuple[str, ...]
    """What can be answered, in the order in which the mail prints their sentences."""
    text: str
    """What it asks about, word for word."""
    expires: date


@dataclass(frozen=True)
class Asker:
    """What a question needs from outside: the identity of its record, and the key that signs its token."""

    stamp: Callable[[], Stamp]
    key: Callable[[], bytes | None]
    """None where this machine has none: then the mail has no links, and is answered by a plain reply."""


def question_in(
    workspace: Workspace,
    stamp: Callable[[], Stamp],
    subject: Subject,
    asking: Asking,
    people: tuple[Client, Sequence[Contact]],
    text: str,
    message: str,
) -> QuestionAsked | None:
    """The record of the question that a mail asks; of the same mail once more, the record that it has.

    `people` are the client, and the contacts that the mail goes to. None where the mail, by a template of
    one's own, prints another number of sentences than there are answers.
    """
    sentences = offered(text, len(asking.answers))
    if len(sentences) != len(asking.answers):
        workspace.notices.add(
            f"the mail prints no sentence behind '>' for each answer ({', '.join(asking.answers)}), "
            "so no reply to it can be read"
        )
        return None
    client, contacts = people
    values = {
        "purpose": asking.purpose,
        "contact": whose_word(client, asking.purpose, asking.topic, [one.id for one in contacts])[0].id,
        "topic": asking.topic,
        "answers": asking.answers,
        "sentences": sentences,
        "sha256": digest(asking.text.encode()),
        "message": message,
    }
    for asked in reversed(read_journal(workspace, subject.client)):
        same = isinstance(asked, QuestionAsked) and asked.project == subject.project
        if same and all(getattr(asked, name) == value for name, value in values.items()):
            return asked  # type: ignore[return-value] # one, as `same` says
    return made_record(QuestionAsked, stamp(), subject, {**values, "expires": asking.expires})


def whose_word(client: Client, purpose: str, topic: str, asked: Sequence[str]) -> list[Contact]:
    """The contacts whose word counts, those who were asked first.

    It is that of who signs or approves where somebody has the role, else of who was asked.
    """
    binding: tuple[Role, ...] = ("signer",) if purpose == "accept" and topic != CLOSING else ()
    roles: tuple[Role, ...] = ("approver", "signer") if purpose == "approve" else binding
    holders = [one for one in client.contacts if set(roles) & set(one.roles)]
    known = holders or [one for one in client.contacts if one.id in asked]
    return sorted(known, key=lambda one: one.id not in asked)


def answers_to(records: Sequence[Entry], purpose: QuestionPurpose, topic: str) -> list[QuestionAnswered]:
    """What was answered to the questions about something, earliest first."""
    asked = {
        one.id
        for one in records
        if isinstance(one, QuestionAsked) and (one.purpose, one.topic) == (purpose, topic)
    }
    return [one for one in records if isinstance(one, QuestionAnswered) and one.ref in asked]


def record_question(workspace: Workspace, question: QuestionAsked | None) -> None:
    """Put a question on record before its mail can be answered; the same one is there once."""
    if question:
        append_records(workspace, question.client, {question.id: encode_record(question)})


def linked(text: str, question: QuestionAsked | None, key: bytes | None, address: str) -> str:
    """A mail's Markdown in which each answer is a link that opens the reply that says it."""
    if question is None or key is None:
        return text
    links = ready_replies(question, key, address)

    def line_of(line: str) -> str:
        link = links.get(plain_text(line[2:])) if line.startswith("> ") else None
        return f"> [{line[2:]}]({link})" if link else line

    return "\n".join(map(line_of, text.split("\n")))


def ready_replies(question: QuestionAsked, key: bytes, address: str) -> dict[str, str]:
    """By the sentence of each answer, the link that opens the reply which says it."""
    token = sign(key, question.id, question.contact, question.expires, question.purpose)
    return {
        sentence: mailto(address, f"{in_subject(token)} {answer.upper()}", sentence)
        for answer, sentence in zip(question.answers, question.sentences, strict=True)
    }


def plain_text(line: str) -> str:
    """A line of Markdown as it is read."""
    return _ESCAPED.sub(r"\1", line).strip()


def comparable(text: str) -> str:
    """A sentence for comparison: without marks, line breaks, capitals and its last full stop."""
    return " ".join(_MARKS.sub("", text).casefold().split()).rstrip(" .!")


def offered(text: str, count: int) -> tuple[str, ...]:
    """The sentences that a mail prints as answers: the last lines behind `>`, one for each."""
    return tuple(plain_text(line[2:]) for line in text.splitlines() if line.startswith("> "))[-count:]
