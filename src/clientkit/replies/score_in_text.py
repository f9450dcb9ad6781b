"""The score in a reply to a survey: what is certain, what must be confirmed, and what is no score."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from clientkit.kernel.mail.reply.parts import Reply
from clientkit.kernel.model.values.rating_scales import METRIC_NAMES
from clientkit.replies.score_value import NOTHING, AnswerScale, Value, value_of

_LABELLED = re.compile(
    r"^[\s*_>#-]{0,4}(Q1|P1|NPS|CSAT|CES|score|skor|nilai|answer|jawaban|rating)[*_]{0,2}\s*[:=]\s*(.*)$",
    re.IGNORECASE,
)
_IN_SUBJECT = re.compile(r"\b(NPS|CSAT|CES)\b\s*[:=]?\s*(.{0,200})$", re.IGNORECASE)
_REPLY_PREFIX = re.compile(r"^\s*(re|bls|balas|fw|fwd|trs|aw|antw)\s*(\[[0-9]+\])?\s*:", re.IGNORECASE)
_GREETING = re.compile(
    r"^(hi|hello|hey|dear|good (morning|afternoon|evening|day)|halo|hai|selamat (pagi|siang|sore|malam)|yth"
    r"|assalamu'?alaikum|dh|dengan hormat|salam|(bu|pak|ibu|bapak|mbak|mas|kak)\b)[^0-9]{0,60}$",
    re.IGNORECASE,
)
_FOLLOW_UP = re.compile(r"^[\s*_>#-]{0,4}(Q2|P2)[*_]{0,2}\s*[:=]\s*", re.IGNORECASE)
_METRICS = frozenset(METRIC_NAMES)


class Reading(NamedTuple):
    """What a reply says to a question."""

    score: int | None
    """The score that it most likely gives."""
    others: tuple[int, ...]
    """Further scores that it may give."""
    sure: bool
    refused: bool
    """Whether it gives a number that is on no scale of the question."""
    why: str
    """Why it is not sure, or what was refused."""


class ScaledQuestion(NamedTuple):
    """A question: csat, nps or ces, and its scale."""

    metric: str
    scale: AnswerScale


def is_answer_to_an_answer(subject: str) -> bool:
    """Whether a subject begins with `Re:` or its kin: then its score may be one that was given before."""
    return _REPLY_PREFIX.match(subject) is not None


def read_score(subject: str, reply: Reply, question: ScaledQuestion) -> Reading:
    """The score in a reply; `subject` is empty where it carries no token.

    In the order of trust: the subject of a score link, a line such as `Q1: 5`, and a first line that is
    nothing but a number, which is never sure. Whatever stands in the quote is never sure either.
    """
    certain = [_subject_value(subject, question)] if subject else []
    if certain and is_answer_to_an_answer(subject):
        certain = [_doubted(value, "the subject of a reply repeats it") for value in certain]
    certain += _labelled(reply.above.split("\n"), question)
    first = _first_line(reply.above, question)
    certain.append(_doubted(first, "a number on the first line"))
    inside = _labelled(reply.quoted, question) + _labelled(reply.below, question)
    inside.append(_first_line("\n".join(reply.below), question))
    values = [value for value in certain if value.certainty != "none"]
    values += [_doubted(value, "it stands in or under the quote") for value in inside if value is not NOTHING]
    return _together(values)


def comment_of(reply: Reply, question: ScaledQuestion) -> str:
    """The words of a reply without the line that gives the score: above the quote, else below it."""
    lines = reply.above.split("\n") if reply.above else list(reply.below)
    first = next((place for place, line in enumerate(lines) if line.strip() and not _greets(line)), None)
    kept = []
    for place, line in enumerate(lines):
        found = _LABELLED.match(line)
        value = value_of(found[2], question.scale) if found else NOTHING
        if place == first and not found:
            value = value_of(line, question.scale)
        text = found[2] if found else line
        if not value.scores or re.search(r"[^\W\d_]{2}", _beside_the_score(text)):
            kept.append(_FOLLOW_UP.sub("", line))
    return "\n".join(kept).strip()


def _beside_the_score(text: str) -> str:
    return re.sub(r"(?i)\b(dari|out of|of|per|or|atau|to|sampai|dan|and|hingga|ten|sepuluh)\b", "", text)


def _together(values: list[Value]) -> Reading:
    scores = tuple(dict.fromkeys(score for value in values for score in value.scores))
    refused = [value.why for value in values if value.certainty == "refused"]
    doubts = [value.why for value in values if value.certainty == "unsure"]
    if len(scores) > 1:
        several = " and ".join(map(str, scores[:3]))
        return Reading(scores[0], scores[1:], sure=False, refused=False, why=f"two scores: {several}")
    if refused:
        return Reading(None, scores, sure=False, refused=not scores, why=refused[0])
    if not scores:
        return Reading(None, (), sure=False, refused=False, why=doubts[0] if doubts else "")
    sure = any(value.certainty == "sure" for value in values)
    return Reading(scores[0], (), sure=sure, refused=False, why="" if sure else doubts[0])


def _subject_value(subject: str, question: ScaledQuestion) -> Value:
    found = _IN_SUBJECT.search(subject)
    if not found:
        return _doubted(value_of(subject.rpartition("]")[2], question.scale), "its subject names no question")
    if found[1].lower() != question.metric:
        return Value(
            (),
            "unsure",
            f"its subject says {found[1].upper()}, but the question was {question.metric.upper()}",
        )
    return value_of(found[2], question.scale)


def _labelled(lines: Iterable[str], question: ScaledQuestion) -> list[Value]:
    """The values of lines such as `Q1: 5`, without those that are for another question."""
    return [
        value_of(text, question.scale)
        for label, text in _labels(lines)
        if label not in _METRICS - {question.metric}
    ]


def _labels(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        if found := _LABELLED.match(line):
            yield found[1].lower(), found[2]


def _first_line(text: str, question: ScaledQuestion) -> Value:
    """The value of the first line that is no greeting; of a line with a label there is none here."""
    for line in text.split("\n"):
        if line.strip() and not _greets(line):
            return NOTHING if _LABELLED.match(line) else value_of(line, question.scale)
    return NOTHING


def _greets(line: str) -> bool:
    return _GREETING.match(line.strip()) is not None


def _doubted(value: Value, why: str) -> Value:
    return value._replace(certainty="unsure", why=why) if value.certainty == "sure" else value
