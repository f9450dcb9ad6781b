"""The summary of scores: its context, for oneself or for a client about their own answers."""

from datetime import date
from typing import Literal

from pydantic import Field

from clientkit.documents.kinds import TemplateKind
from clientkit.kernel.model.values.base import Model
from clientkit.scores.queries import Verdict

Audience = Literal["self", "client"]


class AnswerCount(Model):
    """A value of the scale, and how often it was given."""

    value: int = Field(description="the value")
    count: int = Field(description="how often it was given")


class ScorePeriod(Model):
    """The score of one period that has answers, or none where it has no answers."""

    key: str = Field(description="2026-11, 2026-Q4 or 2026")
    responses: int = Field(description="how many answers there are")
    people: int = Field(description="how many people they are of")
    answers: tuple[int, ...] = Field((), description="the answers themselves where there are under five")
    score: float | None = Field(description="the score in its unit; empty without answers")
    low: float | None = Field(description="lower end of the 95 % interval")
    high: float | None = Field(description="upper end of the 95 % interval")


class ScoreChange(Model):
    """What changed in the last period that has answers."""

    key: str = Field(description="the last period")
    since: str = Field(description="the period before that has answers")
    change: float = Field(description="later score less the earlier, in its own unit")
    verdict: Verdict = Field(description="more-than-chance, could-be-chance or cannot-be-told")


class MeasuredScore(Model):
    """One question with its answers and what they come to."""

    name: str = Field(description="csat, nps or ces")
    is_usual: bool = Field(description="false for satisfaction on a scale that is not the usual one")
    lowest: int = Field(description="lowest value of the scale")
    highest: int = Field(description="highest value of the scale")
    responses: int = Field(description="how many answers there are")
    people: int = Field(description="how many people they are of; the interval counts these")
    answers: tuple[int, ...] = Field(description="the answers themselves where there are under five")
    score: float = Field(description="per cent for csat, -100 to 100 for nps, the mean for ces")
    low: float | None = Field(description="lower end of the 95 % interval; empty where there is none")
    high: float | None = Field(description="upper end of the 95 % interval")
    method: str = Field(description="mid-p, three-more or all-answered")
    best: int = Field(description="satisfied, promoters, or those who found it easy")
    worst: int = Field(description="detractors; 0 for the other two")
    best_from: int = Field(description="value from which an answer is one of the best")
    distribution: tuple[AnswerCount, ...] = Field(description="every value of the scale, the highest first")
    periods: tuple[ScorePeriod, ...] = Field(description="the score in each period")
    change: ScoreChange | None = Field(description="what changed in the last period")


class ScoreRow(Model):
    """One client's scores."""

    client: str = Field(description="name of the client")
    scores: tuple[MeasuredScore, ...] = Field(description="csat, nps and ces, as far as there are answers")


class Quote(Model):
    """A comment that may be quoted."""

    text: str = Field(description="their words, on one line")
    name: str = Field(description="who said it; empty where that is not known")
    client: str = Field(description="name of the client")
    day: date = Field(description="day it was said")


class LowAnswer(Model):
    """An answer that called for a word of ours."""

    day: date = Field(description="day it was given")
    followed_on: date | None = Field(description="first day something was done about it; empty before that")


class SurveyResponse(Model):
    """How many surveys were answered."""

    asked: int = Field(description="how many were asked")
    reached: int = Field(description="those of them whose question did not come back")
    answered: int = Field(description="those of them who answered")


class ClientRetention(Model):
    """Which clients stayed."""

    since: date = Field(description="first day")
    until: date = Field(description="last day")
    start: int = Field(description="clients at the start")
    stayed: int = Field(description="those of them who are still clients at the end")
    won: int = Field(description="clients of the end who were none at the start")
    lost: int = Field(description="clients of the start who are none at the end")
    end: int = Field(description="clients at the end")
    all_clients: int = Field(description="all who ever had agreed work")
    repeat: int = Field(description="those of them with two or more projects")


class ScoreDocument(Model):
    """What the summary's template is given."""

    audience: Audience = Field(description="self or client")
    client: str = Field(description="name of the client; empty over all of them")
    author: str = Field(description="your name")
    as_of: date = Field(description="day that it was made")
    since: date | None = Field(description="first day that counts, where one was asked for")
    until: date | None = Field(description="last day that counts, where one was asked for")
    by: Literal["month", "quarter", "year"] = Field(description="what the periods are")
    scores: tuple[MeasuredScore, ...] = Field(description="the questions that were answered")
    few: bool = Field(False, description="whether so few people answered that figures say nothing")
    low: tuple[LowAnswer, ...] = Field((), description="the low answers, and what became of them")
    clients: tuple[ScoreRow, ...] = Field(description="each client's scores; empty for a client")
    asking: SurveyResponse | None = Field(
        description="surveys asked and answered; empty where none was asked"
    )
    keeping: ClientRetention | None = Field(description="which clients stayed; empty for a client")
    quotes: tuple[Quote, ...] = Field(description="comments that may be quoted, the latest first")
    unquoted: int = Field(description="comments that may not be quoted")
    follow_up_hours: int = Field(description="hours within which a low score is followed up")


SUMMARY = TemplateKind(name="score", context_type=ScoreDocument, trial="clientkit.scores.summary:try_summary")
