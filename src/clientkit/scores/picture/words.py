"""The words of a picture of scores, and the picture told in sentences."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from clientkit.kernel.model.values.language import Language
from clientkit.kernel.statistics.metric import PERCENT
from clientkit.kernel.statistics.metrics import METRICS
from clientkit.kernel.text.template.filters import format_number
from clientkit.kernel.text.words import words_of
from clientkit.scores.document import MeasuredScore, ScoreDocument, ScorePeriod

Tone = str
"""What an answer counts as: best, rest or worst."""


class ScoreWords(NamedTuple):
    """The words of one language."""

    title: str
    metrics: Mapping[str, str]
    scale: str
    tones: Mapping[str, Mapping[Tone, str]]
    between: str
    all_answered: str
    answers: str
    person: str
    people: str
    nothing: str
    of_period: str
    percent: str


@cache
def score_words(language: Language) -> ScoreWords:
    """What a picture of scores says in a language."""
    return words_of(language, "scores", ScoreWords)


def title_of(document: ScoreDocument, language: Language) -> str:
    """What the picture, and the page around it, is called."""
    title = score_words(language).title
    return f"{title}: {document.client}" if document.client else title


def value(measured: MeasuredScore, score: float, language: Language) -> str:
    """A score without its unit, rounded for display."""
    return format_number(Decimal(repr(score)), language, METRICS[measured.name].decimals)


def shown(measured: MeasuredScore, score: float, language: Language) -> str:
    """A score with its unit."""
    metric, plain = METRICS[measured.name], value(measured, score, language)
    if metric.unit == PERCENT:
        return score_words(language).percent.format(plain)
    return f"+{plain}" if metric.is_signed and score > 0 and plain != "0" else plain


def name_of(measured: MeasuredScore, language: Language) -> str:
    """What a question is called; with its scale where it is not the usual one."""
    words = score_words(language)
    name = words.metrics.get(measured.name, METRICS[measured.name].title)
    return name if measured.is_usual else f"{name}, {words.scale.format(highest=measured.highest)}"


def tones_of(measured: MeasuredScore, language: Language) -> Mapping[Tone, str]:
    """What the answers of a question count as; by their values where a language has no words for it."""
    line = measured.best_from
    by_value = {"best": f"{line}-{measured.highest}", "rest": f"{measured.lowest}-{line - 1}"}
    return score_words(language).tones.get(measured.name, by_value)


def figure_of(measured: MeasuredScore, language: Language) -> str:
    """A score, its n and its interval on one line; few answers themselves before it."""
    words = score_words(language)
    few = [", ".join(map(str, measured.answers))] if measured.answers else []
    of_people = words.person if measured.people == 1 else words.people.format(measured.people)
    people = f" {of_people}" if measured.people < measured.responses else ""
    parts = [*few, shown(measured, measured.score, language), f"n = {measured.responses}{people}"]
    if measured.low is not None and measured.high is not None:
        low, high = (value(measured, end, language) for end in (measured.low, measured.high))
        parts.append(words.between.format(low=low, high=high))
    elif measured.method == "all-answered":
        parts.append(words.all_answered)
    return " · ".join(parts)


def of_period(measured: MeasuredScore, period: ScorePeriod, language: Language) -> str:
    """What a period's answers come to, in a few words; few answers themselves before it."""
    score = "" if period.score is None else shown(measured, period.score, language)
    told = f"{', '.join(map(str, period.answers))} ({score})" if period.answers else score
    return score_words(language).of_period.format(key=period.key, score=told, n=period.responses)


def in_sentences(document: ScoreDocument, language: Language) -> str:
    """All that the picture shows, for those who do not see it."""
    words = score_words(language)
    told = []
    for one in document.scores:
        counts = "; ".join(
            words.answers.format(value=given.value, count=given.count) for given in one.distribution
        )
        course = "; ".join(of_period(one, period, language) for period in one.periods if period.responses)
        told.append(f"{name_of(one, language)}: {figure_of(one, language)}. {counts}. {course}.")
    return " ".join(told) or words.nothing
