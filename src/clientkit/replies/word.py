"""The word in a reply to a question: certain where it is a sentence that the mail printed, and no more."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from clientkit.kernel.mail.message.parse import ReceivedMail
from clientkit.kernel.mail.reply.parts import Reply, split_reply
from clientkit.kernel.model.files.client import Contact
from clientkit.kernel.model.records.question import QuestionAsked
from clientkit.questions.asking import comparable
from clientkit.questions.token import has_token

SIGNED = 4
"""Lines of a signature in which nothing may be added."""

_GREETING = re.compile(
    r"(?i)^(?:dear|hello|hi|hey|halo|hai|yth|kepada|selamat (?:pagi|siang|sore|malam)"
    r"|good (?:morning|afternoon|evening|day)|assalamu.?alaikum|dengan hormat)\b"
)
_TITLES = frozenset(
    (
        *("pak", "bapak", "bu", "ibu", "mas", "mbak", "kak", "bang", "sdr", "sdri", "yth", "tim", "semua"),
        *("mr", "mrs", "ms", "dr", "team", "all", "there"),
    )
)
"""What a greeting may hold beside our own name: with any other word it says something."""

_ADDS = re.compile(
    r"(?i)\b(?:asal|asalkan|syarat|kecuali|tapi|tetapi|namun|kalau|jika|apabila|bila|hanya|mohon|belum|tidak"
    r"|but|if|unless|except|provided|only|however|please|not|as long as|subject to)\b"
)
"""Words by which what stands where a signature stands is none."""

_QUOTES = re.compile(r"^[>|\u2502]|^---|^___|@|:$")
"""A line that is quoted, or with which a quote begins."""

_HARMLESS = re.compile(r"(?i)\.(?:p7s|asc|sig|vcf|png|jpe?g|gif)$")
"""Names of files that a mail program puts in, or a signature has."""

_CLICKED = re.compile(
    r"^\s*(?:\[(?!\s*CK\s*-)[^\[\]]{1,40}\]\s*)*\[\s*CK\s*-[^\[\]]*\]\s*(.*?)\s*$", re.IGNORECASE
)
"""The subject of a reply that a link opened, as it was: with `Re:` before it, it is another mail."""


class AskedQuestion(NamedTuple):
    """A question, whose word answers it, and what became of it."""

    asked: QuestionAsked
    people: Sequence[Contact]
    over: str = ""
    """Why no reply is waited for any more."""
    doubt: str = ""
    """Why a reply may be about something else by now."""

    @property
    def addresses(self) -> frozenset[str]:
        """Where those whose word it is write from, in small letters."""
        return frozenset(one.email.lower() for one in self.people if one.email)


@dataclass(frozen=True)
class AskedQuestions:
    """The questions that a word answers, by their ids."""

    by_id: Mapping[str, AskedQuestion]

    @cached_property
    def by_message(self) -> dict[str, AskedQuestion]:
        """By the Message-ID of the mail that asked; of the same mail, the last."""
        return {one.asked.message: one for one in self.by_id.values()}

    @cached_property
    def open_of(self) -> dict[str, tuple[AskedQuestion, ...]]:
        """Those that wait for a word, by the addresses of those whose it is."""
        found: dict[str, tuple[AskedQuestion, ...]] = {}
        for one in self.by_id.values():
            for address in () if one.over else one.addresses:
                found[address] = (*found.get(address, ()), one)
        return found


class Word(NamedTuple):
    """What a reply says to a question."""

    answer: str
    """One of the answers that the question offers; empty where none is certain."""
    text: str
    """What its writer wrote."""
    doubt: str
    """Why it is not certain."""


def read_word(mail: ReceivedMail, question: QuestionAsked, ours: str) -> Word:
    """What a mail says to a question; `ours` is the name that a greeting may hold."""
    printed = dict(zip(map(comparable, question.sentences), question.answers, strict=True))
    clicked = _clicked(mail.subject, question.answers)
    reply = split_reply(mail.text)
    said = _own_words(reply, ours)
    answer = printed.get(comparable(said), "") if said else clicked
    if said and question.purpose == "leave":  # an open question: the reason that the mail printed, or others
        return Word(answer or "other", said, "")
    if not said and not clicked:
        return Word("", "", "it only quotes" if reply.quoted else "nothing is written in it")
    if not answer or (clicked and clicked != answer):
        return Word("", said, "it does not say what the mail offered, and nothing else")
    if files := [name for name in _files(mail) if not _HARMLESS.search(name)]:
        return Word("", said, f"it brings a file, which may say something else: {', '.join(files)[:200]}")
    if added := _ADDS.search(_signature(mail.text, said)):
        return Word("", said, f"'{added[0]}' stands where one signs")
    return Word(answer, said or question.sentences[question.answers.index(answer)], "")


def _clicked(subject: str, answers: Sequence[str]) -> str:
    """The answer in the subject of a reply that a link opened."""
    match = _CLICKED.match(subject) if has_token(subject) else None
    return next((one for one in answers if match and one.casefold() == match[1].casefold()), "")


def _own_words(reply: Reply, ours: str) -> str:
    """What its writer wrote, above the quote or else below it, without greeting and signature."""
    below = "\n".join(reply.below).strip()
    lines = (f"{reply.above}\n{below}" if reply.above and below else reply.above or below).splitlines()
    filled = [line.strip() for line in lines if line.strip()]
    return "\n".join(filled[1:] if len(filled) > 1 and _is_greeting(filled[0], ours) else filled)


def _is_greeting(line: str, ours: str) -> bool:
    """Whether a line greets us and says nothing else."""
    greeting = _GREETING.match(line)
    if greeting is None:
        return False
    rest = {word.strip(",.!:") for word in line[greeting.end() :].casefold().split()}
    return rest <= _TITLES | set(ours.casefold().split()) | {""}


def _files(mail: ReceivedMail) -> list[str]:
    """Names of the files that a mail carries."""
    files = (part.fields for part in mail.parts.leaves if part.is_attachment)
    return [
        one.parameter("Content-Disposition", "filename") or one.parameter("Content-Type", "name") or "a file"
        for one in files
    ]


def _signature(text: str, said: str) -> str:
    """The lines that follow what was said: those in which one signs, or goes on."""
    filled = [line.strip() for line in text.split("\n") if line.strip()]
    last = said.rsplit("\n", maxsplit=1)[-1] if said else ""
    place = filled.index(last) + 1 if last in filled else 0
    after = filled[place : place + SIGNED]
    return "\n".join(after[: next((at for at, line in enumerate(after) if _QUOTES.search(line)), len(after))])
