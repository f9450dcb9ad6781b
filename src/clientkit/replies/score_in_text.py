"""The score in a reply to a survey: what is certain, what must be confirmed, and what is no score."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from clientkit.kernel.mail.reply.parts import Reply
from clientkit.kernel.model.values.rating_scales import METRIC_NAMES
from clientkit.replies.score_value import NOTHING, AnswerScale, Value, numbers_in, value_of

_LABELLED = re.compile(
    r"^[\s*_>#-]{0,4}(Q1|P1|NPS|CSAT|CES|score|skor|nilai|answer|jawaban|rating)[*_]{0,2}\s*[:=]\s*(.*)$",
    re.IGNORECASE,
)
"""A line that says what its number is. Only with the label that the mail itself printed is it certain."""
_IN_SUBJECT = re.compile(r"\b(NPS|CSAT|CES)\b\s*[:=]?\s*(.{0,200})$", re.IGNORECASE)
_BEFORE_TOKEN = re.compile(r"(.*?)(?:\[|%5B|=5B)\s*CK\s*-", re.IGNORECASE)
_TAGS = re.compile(r"\s*(?:\[[^\[\]]{1,40}\]\s*)*")
"""What a mail server puts before a subject: `[EXTERNAL]`."""

_GREETING = re.compile(
    r"^(hi|hello|hey|dear|good (morning|afternoon|evening|day)|halo|hai|selamat (pagi|siang|sore|malam)|yth"
    r"|assalamu'?alaikum|dh|dengan hormat|salam|(bu|pak|ibu|bapak|mbak|mas|kak)\b)[^0-9]{0,60}$",
    re.IGNORECASE,
)
_FOLLOW_UP = re.compile(r"^[\s*_>#-]{0,4}(Q2|P2)[*_]{0,2}\s*[:=]\s*", re.IGNORECASE)
_METRICS = frozenset(METRIC_NAMES)


class ScoreReading(NamedTuple):
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
    """A question: csat, nps or ces, its scale, and the label that its mail printed before the blank."""

    metric: str
    scale: AnswerScale
    label: str


def read_score(subject: str, reply: Reply, question: ScaledQuestion) -> ScoreReading:
    """The score in a reply; `subject` is empty where it carries no token.

    Certain is what our own mail printed and nothing else: the subject of a score link as it was, or the label
    of its line as the first thing said; and only while no other number of the scale is written beside it.
    All else is a guess: another label, a number on the first line, whatever stands in the quote.
    """
    values = [_subject_value(subject, question)] if subject else []
    lines = [line for line in reply.above.split("\n") if line.strip() and not _greets(line)]
    values += [
        value if place == 0 and label == question.label else _doubted(value, "not in the line that was asked")
        for place, label, value in _labelled(lines, question)
    ]
    values.append(_doubted(_first_line(lines, question), "a number on the first line"))
    inside = [value for _, _, value in _labelled((*reply.quoted, *reply.below), question)]
    inside.append(_first_line(reply.below, question))
    values += [_doubted(value, "it stands in or under the quote") for value in inside]
    reading = _together([value for value in values if value.certainty != "none"])
    said = "\n".join((*lines, *reply.below))
    beside = numbers_in(said, question.scale) - {reading.score}
    if reading.sure and beside:
        why = f"beside {reading.score} it names {', '.join(map(str, sorted(beside)))}"
        return reading._replace(sure=False, why=why)
    return reading


def comment_of(reply: Reply, question: ScaledQuestion) -> str:
    """The words of a reply without the line that gives the score: above the quote, else below it."""
    lines = reply.above.split("\n") if reply.above else list(reply.below)
    first = next((place for place, line in enumerate(lines) if line.strip() and not _greets(line)), None)
    kept = []
    for place, line in enumerate(lines):
        found = label_of(line, question)
        text = found[1] if found else line
        value = value_of(text, question.scale) if found or place == first else NOTHING
        if not value.scores or re.search(r"[^\W\d_]{2}", _beside_the_score(text)):
            kept.append(_FOLLOW_UP.sub("", line))
    return "\n".join(kept).strip()


def _beside_the_score(text: str) -> str:
    return re.sub(r"(?i)\b(dari|out of|of|per|or|atau|to|sampai|dan|and|hingga|ten|sepuluh)\b", "", text)


def _together(values: list[Value]) -> ScoreReading:
    scores = tuple(dict.fromkeys(score for value in values for score in value.scores))
    refused = [value.why for value in values if value.certainty == "refused"]
    doubts = [value.why for value in values if value.certainty == "unsure"]
    if len(scores) > 1:
        several = " and ".join(map(str, scores[:3]))
        return ScoreReading(scores[0], scores[1:], sure=False, refused=False, why=f"two scores: {several}")
    if refused:
        return ScoreReading(None, scores, sure=False, refused=not scores, why=refused[0])
    if not scores:
        return ScoreReading(None, (), sure=False, refused=False, why=doubts[0] if doubts else "")
    sure = any(value.certainty == "sure" for value in values)
    return ScoreReading(scores[0], (), sure=sure, refused=False, why="" if sure else doubts[0])


def _subject_value(subject: str, question: ScaledQuestion) -> Value:
    before = _BEFORE_TOKEN.match(subject)
    found = _IN_SUBJECT.search(subject)
    if not found:
        return _doubted(value_of(subject.rpartition("]")[2], question.scale), "its subject names no question")
    if found[1].lower() != question.metric:
        return Value(
            (),
            "unsure",
            f"its subject says {found[1].upper()}, but the question was {question.metric.upper()}",
        )
    value = value_of(found[2], question.scale)
    if not before or not _TAGS.fullmatch(before[1]):
        return _doubted(value, "the subject of a reply repeats it")
    return value if re.fullmatch(r"[0-9]+\s*", found[2]) else _doubted(value, "its subject was changed")


def _labelled(lines: Iterable[str], question: ScaledQuestion) -> Iterator[tuple[int, str, Value]]:
    """Place, label and value of lines such as `Score: 5`, without those that are for another question."""
    for place, line in enumerate(lines):
        found = label_of(line, question)
        if found and found[0] not in _METRICS - {question.metric}:
            yield place, found[0], value_of(found[1], question.scale)


def label_of(line: str, question: ScaledQuestion) -> tuple[str, str] | None:
    """The label of a line in small letters, and what stands behind it; None where it has none."""
    label, colon, text = line.strip("*_ \t").partition(":")
    if colon and question.label and label.strip("*_ \t").lower() == question.label:
        return question.label, text
    found = _LABELLED.match(line)
    return (found[1].lower(), found[2]) if found else None


def _first_line(lines: Sequence[str], question: ScaledQuestion) -> Value:
    """The value of the first line that is no greeting; of a line with a label there is none here."""
    for line in lines:
        if line.strip() and not _greets(line):
            return NOTHING if label_of(line, question) else value_of(line, question.scale)
    return NOTHING


def _greets(line: str) -> bool:
    return _GREETING.match(line.strip()) is not None


def _doubted(value: Value, why: str) -> Value:
    return value._replace(certainty="unsure", why=why) if value.certainty == "sure" else value
