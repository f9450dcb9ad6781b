"""What a client's own records say of how the relation stands: one sign, one reason, never a sum of points."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from clientkit.kernel.model.values.choices import Cause
from clientkit.kernel.model.values.rating_scales import RATING_SCALES
from clientkit.promises.queries import PromiseRow

if TYPE_CHECKING:
    from clientkit.kernel.model.records.feedback import Feedback

Weight = Literal["info", "watch", "act"]
About = Literal[
    "contact", "score", "follow-up", "complaint", "ask", "dates", "agreement", "promise", "goodwill"
]

QUIET = timedelta(days=14)
"""Time without a contact, while there is work, from which one should look."""

SILENT = timedelta(days=30)
"""The same, from which one should call."""

RECENT = timedelta(days=180)
"""How long a score says something about today: the longer of the two spans in which one asks again."""

LATELY = timedelta(days=90)
"""How long a broken promise is remembered here."""

LONG_OPEN = timedelta(days=10)
"""How long after its day an unanswered question needs a call and not another mail."""

OURS_LATE = 5
"""Working days of ours from which a report is red."""

DROP = {5: 1, 7: 1, 10: 2}
"""Points that a score falls from one answer of a person to their next before it is called a fall."""


@dataclass(slots=True)
class Sign:
    """One thing that the records say, and how heavy it is."""

    about: Annotated[
        About, "contact, score, follow-up, complaint, ask, dates, agreement, promise or goodwill"
    ]
    weight: Annotated[Weight, "info, watch or act"]
    text: Annotated[str, "what it is, with its figures and days"]


class OpenAsk(NamedTuple):
    """A question that waits for the client."""

    due: date | None
    text: str


class GivenScore(NamedTuple):
    """A score on its scale, and who gave it when."""

    metric: str
    score: int
    top: int
    day: date
    contact: str | None
    settled: date | None = None
    """Day on which nothing was left to do about a low one."""

    def __str__(self) -> str:
        """As a person writes it."""
        return f"{self.metric.upper()} {self.score} of {self.top}"

    @property
    def is_low(self) -> bool:
        """Whether it calls for a follow-up."""
        return self.score <= RATING_SCALES[self.metric].low_up_to[self.top]


def contact_signs(last: date | None, today: date, *, at_work: bool) -> Iterator[Sign]:
    """How long ago the last contact was; it weighs only while there is work."""
    if last is None:
        text = "No contact is on record"
        yield Sign(about="contact", weight="watch" if at_work else "info", text=text)
        return
    past = today - last
    weight: Weight = "info"
    if at_work and past > QUIET:
        weight = "act" if past > SILENT else "watch"
    days = {0: "today", 1: "yesterday"}.get(past.days, f"{past.days} days ago")
    yield Sign(about="contact", weight=weight, text=f"Last contact {days}, on {last}")


def scores_of(answers: Sequence["Feedback"], settled: Mapping[str, date]) -> list[GivenScore]:
    """Every score of the answers, which come in the order of their days; the latest first.

    `settled` names the low ones that were followed up, by id, with the day.
    """
    return [
        GivenScore(scale.metric, score, top, one.day, one.contact, settled.get(one.id))
        for one in reversed(answers)
        for scale, top, score in one.scores()
    ]


def score_values(scores: Sequence[GivenScore]) -> Iterator[tuple[Weight, str, str]]:
    """Weight, words and day of the last score of each kind; it is told beside their score before."""
    seen: set[str] = set()
    for number, score in enumerate(scores):
        if score.metric not in seen:
            seen.add(score.metric)
            before = next((old for old in scores[number + 1 :] if _same_question(old, score)), None)
            yield (*_score_in_words(score, before), str(score.day))


def _same_question(old: GivenScore, new: GivenScore) -> bool:
    return (old.metric, old.top, old.contact) == (new.metric, new.top, new.contact)


def _score_in_words(score: GivenScore, before: GivenScore | None) -> tuple[Weight, str]:
    who = f" by {score.contact}" if score.contact else ""
    text = f"Last {score}{who}, on {score.day}"
    weight: Weight = "info"
    if before:
        text += f"; {before.score} on {before.day}"
        if before.score - score.score >= DROP[score.top]:
            weight = "watch"
            text += ", so it fell"
    if score.is_low:
        weight = weight if score.settled else "act"
        text += f"; a low score, followed up on {score.settled}" if score.settled else "; a low score"
    return weight, text


def score_signs(values: Iterable[tuple[Weight, str, str]], today: date) -> Iterator[Sign]:
    """The last score of each kind, as `score_values` says it; an old one weighs nothing."""
    oldest = str(today - RECENT)
    for weight, text, day in values:
        old = day < oldest
        yield Sign(
            "score", "info" if old else weight, f"{text}; too long ago to tell of today" if old else text
        )


def complaint_signs(said: Sequence[tuple[date, str]], today: date) -> Iterator[Sign]:
    """What was said of a complaint lately, by its day, while nobody noted that nothing is left to do."""
    for day, text in said:
        if today - day <= LATELY:
            yield Sign(about="follow-up", weight="watch", text=text)


def case_sign(values: tuple[Any, ...], today: date) -> Sign:
    """An open complaint, which weighs most once its clock has run out."""
    name, _, day, state, clock, due, text = values
    late = due is not None and due < str(today)
    said = f", '{clock}' was due on {due}" if late else ""
    words = " ".join(text.split())[:60]
    return Sign(
        "complaint", "act" if late else "watch", f"Complaint {name} of {day} is {state}{said}: {words}"
    )


def ask_signs(asks: Sequence[OpenAsk], today: date) -> Iterator[Sign]:
    """Questions that wait for the client; overdue ones weigh."""
    overdue = [(one.due, one.text) for one in asks if one.due is not None and one.due < today]
    for due, text in overdue:
        weight: Weight = "act" if today - due > LONG_OPEN else "watch"
        yield Sign(about="ask", weight=weight, text=f"Unanswered since {due}: {text}")
    if waiting := len(asks) - len(overdue):
        said = "A question waits" if waiting == 1 else f"{waiting} questions wait"
        yield Sign(about="ask", weight="info", text=f"{said} for an answer")


WHOSE: dict[Cause, str] = {
    "us": "ours",
    "client": "the client's",
    "third-party": "somebody else's",
    "change": "for changes",
}


def date_signs(project: str, slip: int, causes: Mapping[Cause, int]) -> Iterator[Sign]:
    """Working days that a project's end is late, by whose they are; our own weigh."""
    late = {cause: days for cause, days in causes.items() if days > 0}
    if slip <= 0 and not late:
        return
    split = ", ".join(f"{days} {WHOSE[cause]}" for cause, days in late.items())
    end = f"{slip} working days late" if slip > 0 else "on its day"
    ours = late.get("us", 0)
    weight: Weight = "info" if not ours else "act" if ours > OURS_LATE else "watch"
    said = f"{project} is expected {end}"
    yield Sign(about="dates", weight=weight, text=f"{said}: {split}" if split else said)


def promise_signs(rows: Sequence[PromiseRow], today: date) -> Iterator[Sign]:
    """Promises that are overdue, or were broken lately; ours weigh more than the client's."""
    for row in rows:
        heavy: Weight = "act" if row.owner == "us" else "watch"
        whose = "Our promise" if row.owner == "us" else "Their promise"
        if row.state == "overdue":
            yield Sign(about="promise", weight=heavy, text=f"{whose} was due on {row.due}: {row.text}")
        elif row.state == "broken" and row.ended and today - row.ended <= LATELY:
            yield Sign(about="promise", weight=heavy, text=f"{whose} was broken on {row.ended}: {row.text}")
    open_ones = sum(row.state == "open" for row in rows)
    if open_ones:
        said = "A promise is open" if open_ones == 1 else f"{open_ones} promises are open"
        yield Sign(about="promise", weight="info", text=said)
