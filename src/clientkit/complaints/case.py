"""A complaint with all that its records come to: nobody types a state, and nothing closes by a verb."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

from clientkit.kernel.model.records.complaint import (
    Complaint,
    ComplaintChoice,
    ComplaintEscalated,
    ComplaintLesson,
    ComplaintNoted,
    ComplaintOption,
    ComplaintWord,
)
from clientkit.kernel.model.records.correspondence import Logged
from clientkit.kernel.model.records.promise import PromiseEnded

ComplaintState = Literal[
    "received",
    "acknowledged",
    "understood",
    "offered",
    "agreed",
    "put-right",
    "confirmed",
    "silent",
    "final",
    "closed",
]
"""As its records say: the last three before `closed` have ended, and lack their lesson."""

Outcome = Literal["yes", "silent", "final"]
"""How one ended: by the client's yes, by their documented silence, by our documented final answer."""

BEFORE_END = ("received", "acknowledged", "understood", "offered", "agreed", "put-right")
ENDED = ("confirmed", "silent", "final", "closed")

SPOKEN = frozenset({"phone", "video", "meeting"})
"""Channels on which one hears the other: what money, law or safety is about begins there."""

GRAVEST = 4
"""The severity of what is about money, law or safety."""

LETTERS = frozenset(f"letter-{one}" for one in ("acknowledge", "options", "put-right", "last-word", "final"))
"""The letters that are about a complaint."""


class Told(NamedTuple):
    """A word of ours to the client about a complaint: a letter that went, or a contact of ours."""

    ref: str
    day: date
    ts: datetime
    id: str
    document: str = ""
    """The letter's template; empty for a contact."""
    channel: str = "mail"

    @property
    def kind(self) -> str:
        """How the walk over the records names it."""
        return "told"


@dataclass
class Case:
    """A complaint with all that its records come to."""

    complaint: Complaint
    name: str
    """The id that its records name, whatever is corrected in it."""
    begun: date
    """From when its clocks run: its day, or that on which it was opened again."""
    round_begun: date
    round: int = 1
    acknowledged_on: date | None = None
    spoken: bool = False
    """Whether there was a word of ours that they heard."""
    last_told: date | None = None
    restated: str = ""
    feels: str = ""
    facts: list[str] = field(default_factory=list)
    whys: list[str] = field(default_factory=list)
    root: str = ""
    whose: str = ""
    upheld: str = ""
    recurs_on: date | None = None
    options: list[ComplaintOption] = field(default_factory=list)
    """The ways of this round."""
    ever_offered: bool = False
    offered: set[str] = field(default_factory=set)
    """Ids of those that the client was told."""
    offered_on: date | None = None
    choice: ComplaintChoice | None = None
    put_right_on: date | None = None
    result: Told | None = None
    """The letter that says that it was put right."""
    last_word: Told | None = None
    """The letter after which silence ends it."""
    replied_on: date | None = None
    """Day on which they wrote last, of themselves: then it is no silence."""
    outcome: Outcome | None = None
    ended_on: date | None = None
    words: str = ""
    """What the client said last."""
    lessons: list[ComplaintLesson] = field(default_factory=list)
    lesson: ComplaintLesson | None = None
    """That of the present end."""
    escalated: ComplaintEscalated | None = None
    checked_on: date | None = None
    """Day on which we spoke of it after it was closed."""
    pauses: list[tuple[date, date]] = field(default_factory=list)
    """Days from which, and to which, it waited for the client."""
    last: datetime | None = None
    """The instant of its last record."""

    @property
    def state(self) -> ComplaintState:
        """Where it stands."""
        if self.outcome:
            names: dict[Outcome, ComplaintState] = {"yes": "confirmed", "silent": "silent", "final": "final"}
            return "closed" if self.lesson else names[self.outcome]
        if self.put_right_on:
            return "put-right"
        if self.choice:
            return "agreed"
        if self.offered:
            return "offered"
        if self.acknowledged_on is None:
            return "received"
        return "understood" if self.restated and self.root else "acknowledged"

    @property
    def is_open(self) -> bool:
        """Whether something is left to do: its end or its lesson."""
        return self.state != "closed"

    @property
    def waits_since(self) -> date | None:
        """The day from which it waits for the client: for their choice, or for their word."""
        state = self.state
        return self.offered_on if state == "offered" else self.put_right_on if state == "put-right" else None

    @property
    def closed_on(self) -> date | None:
        """The day of what came last of its end and its lesson."""
        return max(self.ended_on, self.lesson.day) if self.ended_on and self.lesson else None

    @property
    def chosen(self) -> ComplaintOption | None:
        """The option that was chosen."""
        return next((one for one in self.options if self.choice and one.id == self.choice.option), None)

    @property
    def untold(self) -> list[ComplaintOption]:
        """Options of this round that the client was not told yet."""
        return [one for one in self.options if one.id not in self.offered]

    def hears(self, event: Any) -> None:
        """Take what came next into account: a record about it, or what was told."""
        self.last = max(self.last or event.ts, event.ts)
        _HEARS[event.kind](self, event)

    def _promise_ended(self, end: PromiseEnded) -> None:
        if end.outcome == "kept" and not self.outcome:
            self.put_right_on = end.day
        elif not self.outcome:
            self._opens_round(end.day)

    def _learned(self, lesson: ComplaintLesson) -> None:
        self.lessons.append(lesson)
        self.lesson = lesson

    def _replied(self, contact: Logged) -> None:
        self.replied_on = contact.day
        if self.outcome and not contact.no_answer:
            self._opens_round(contact.day)

    def _told(self, told: Told) -> None:
        if not self.is_open:
            self.checked_on = told.day
            return
        self.acknowledged_on = self.acknowledged_on or told.day
        self.spoken = self.spoken or told.channel in SPOKEN
        self.last_told = told.day
        offers = told.document in {"", "letter-options"}
        if offers and self.options and not self.choice and not self.outcome:
            self.offered = {one.id for one in self.options}
            self.offered_on = self.offered_on or told.day
            self.ever_offered = True
        elif told.document == "letter-put-right" and self.put_right_on:
            self.result = told
        elif told.document == "letter-last-word":
            self.last_word, self.replied_on = told, None
        elif told.document == "letter-final" and not self.outcome:
            self._ends("final", told.day)

    def _noted(self, note: ComplaintNoted) -> None:
        for name in ("restated", "feels", "root", "whose", "upheld", "recurs_on"):
            if value := getattr(note, name):
                setattr(self, name, value)
        self.facts += note.facts
        self.whys += note.whys

    def _chosen(self, choice: ComplaintChoice) -> None:
        if any(one.id == choice.option for one in self.options) and not (self.choice or self.outcome):
            self._waited(self.offered_on, choice.day)
            self.choice = choice

    def _word(self, word: ComplaintWord) -> None:
        self.words = word.text or self.words
        if word.answer == "no":
            self._opens_round(word.day)
        else:
            self._ends(word.answer, word.day)

    def _ends(self, outcome: Outcome, day: date) -> None:
        self._waited(self.waits_since, day)
        self.outcome, self.ended_on = outcome, day

    def _waited(self, since: date | None, until: date) -> None:
        if since and since < until:
            self.pauses.append((since, until))

    def _opens_round(self, day: date) -> None:
        """What was chosen is off: by the client's no, a broken promise, or their word after the end."""
        if self.outcome:
            self.begun, self.pauses, self.lesson, self.checked_on = day, [], None, None
        else:
            self._waited(self.waits_since, day)
        self.round, self.round_begun = self.round + 1, day
        self.options, self.offered, self.offered_on, self.choice = [], set(), None, None
        self.put_right_on = self.result = self.last_word = self.outcome = self.ended_on = None
        self.replied_on = None


_HEARS: dict[str, Callable[[Case, Any], None]] = {
    "told": Case._told,  # noqa: SLF001 - the table of its own methods
    "log": Case._replied,  # noqa: SLF001
    "complaint_noted": Case._noted,  # noqa: SLF001
    "complaint_option": lambda case, option: case.options.append(option),
    "complaint_choice": Case._chosen,  # noqa: SLF001
    "promise_ended": Case._promise_ended,  # noqa: SLF001
    "complaint_word": Case._word,  # noqa: SLF001
    "complaint_lesson": Case._learned,  # noqa: SLF001
    "complaint_escalated": lambda case, said: setattr(case, "escalated", said),
}
