"""The words of a picture of scores, and the picture told in sentences, in English and Indonesian."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from clientkit.kernel.model.values.language import Language
from clientkit.kernel.text.template.filters import format_number
from clientkit.scores.document import MeasuredScore, Metric, ScoreDocument, ScorePeriod

Tone = str
"""What an answer counts as: best, rest or worst."""


@dataclass(frozen=True)
class Words:
    """The words of one language."""

    title: str
    metrics: Mapping[Metric, str]
    scale: str
    tones: Mapping[Metric, Mapping[Tone, str]]
    between: str
    all_answered: str
    count: str
    nothing: str
    of_period: str


WORDS: Mapping[Language, Words] = {
    "en": Words(
        title="Scores",
        metrics={"csat": "Satisfaction (CSAT)", "nps": "Recommendation (NPS)", "ces": "Ease (CES)"},
        scale="on 1 to {highest}",
        tones={
            "csat": {"best": "satisfied", "rest": "not satisfied"},
            "nps": {"best": "promoters", "rest": "passives", "worst": "detractors"},
            "ces": {"best": "easy", "rest": "not easy"},
        },
        between="{low} to {high}",
        all_answered="all answered",
        count="{value}: {count}",
        nothing="No answers yet.",
        of_period="{key}: {score}, n = {n}",
    ),
    "id": Words(
        title="Skor",
        metrics={"csat": "Kepuasan (CSAT)", "nps": "Rekomendasi (NPS)", "ces": "Kemudahan (CES)"},
        scale="skala 1 sampai {highest}",
        tones={
            "csat": {"best": "puas", "rest": "belum puas"},
            "nps": {"best": "promotor", "rest": "pasif", "worst": "detraktor"},
            "ces": {"best": "mudah", "rest": "belum mudah"},
        },
        between="{low} sampai {high}",
        all_answered="semua menjawab",
        count="{value}: {count}",
        nothing="Belum ada jawaban.",
        of_period="{key}: {score}, n = {n}",
    ),
}


def title_of(document: ScoreDocument, language: Language) -> str:
    """What the picture, and the page around it, is called."""
    title = WORDS[language].title
    return f"{title}: {document.client}" if document.client else title


def value(measured: MeasuredScore, score: float, language: Language) -> str:
    """A score without its unit, rounded for display."""
    decimals = 1 if measured.name == "ces" else 0
    return format_number(Decimal(repr(score)), language, decimals)


def shown(measured: MeasuredScore, score: float, language: Language) -> str:
    """A score with its unit."""
    plain = value(measured, score, language)
    if measured.name == "csat":
        return f"{plain} %" if language == "en" else f"{plain}%"
    return f"+{plain}" if measured.name == "nps" and score > 0 and plain != "0" else plain


def name_of(measured: MeasuredScore, language: Language) -> str:
    """What a question is called; with its scale where it is not the usual one."""
    words = WORDS[language]
    name = words.metrics[measured.name]
    return name if measured.is_usual else f"{name}, {words.scale.format(highest=measured.highest)}"


def figure_of(measured: MeasuredScore, language: Language) -> str:
    """A score, its n and its interval on one line; few answers themselves before it."""
    words = WORDS[language]
    few = [", ".join(map(str, measured.answers))] if measured.answers else []
    parts = [*few, shown(measured, measured.score, language), f"n = {measured.responses}"]
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
    return WORDS[language].of_period.format(key=period.key, score=told, n=period.responses)


def in_sentences(document: ScoreDocument, language: Language) -> str:
    """All that the picture shows, for those who do not see it."""
    words = WORDS[language]
    told = []
    for one in document.scores:
        counts = "; ".join(
            words.count.format(value=given.value, count=given.count) for given in one.distribution
        )
        course = "; ".join(of_period(one, period, language) for period in one.periods if period.responses)
        told.append(f"{name_of(one, language)}: {figure_of(one, language)}. {counts}. {course}.")
    return " ".join(told) or words.nothing
