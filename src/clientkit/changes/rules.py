"""Where a change stands: read off its records; which step it may take, and what is missing for each."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal

from clientkit.errors import RefusedError
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.records.change import ChangeAsked, ChangeAssessed, ChangeEnded
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.choices import ChangeClass, ChangeState

Verb = Literal["set", "assess", "offer", "approve", "decline", "withdraw", "absorb", "renumber"]
OPEN: tuple[ChangeState, ...] = ("requested", "assessed", "offered")

MAY: Mapping[Verb, tuple[ChangeState, ...]] = {
    "set": OPEN,
    "assess": OPEN,
    "offer": ("assessed", "offered"),
    "approve": ("offered",),
    "decline": OPEN,
    "withdraw": OPEN,
    "absorb": ("assessed", "offered"),
    "renumber": ("requested", "assessed"),
}
"""The states in which each step may be taken."""

PRICED: tuple[ChangeClass, ...] = ("outside", "unclear")
"""What can have a price; all else is within the agreement, or cannot be had."""

NUMBER = re.compile(r"(?i)co-?([0-9]{1,4})")


def number_in(text: str) -> int | None:
    """The number in `CO-1`; None where it is no such name."""
    match = NUMBER.fullmatch(text.strip())
    return int(match[1]) if match else None


@dataclass(frozen=True)
class ChangeCase:
    """A change with all that was said of it."""

    asked: ChangeAsked
    assessed: ChangeAssessed | None
    told: date | None
    """The day on which what it takes was told the client: by its document, or by word of mouth."""
    ended: ChangeEnded | None

    @property
    def id(self) -> str:
        """The id that other records name, whatever is corrected in it later."""
        return self.asked.replaces or self.asked.id

    @property
    def co(self) -> str:
        """Its number as it is written: `CO-1`."""
        return f"CO-{self.asked.number}"

    @property
    def name(self) -> str:
        """What a command takes for it, wherever one stands."""
        return f"{self.asked.client}/{self.asked.project}/{self.co}"

    @property
    def state(self) -> ChangeState:
        """Where it stands."""
        if self.ended:
            return self.ended.outcome
        return "requested" if self.assessed is None else "assessed" if self.told is None else "offered"

    @property
    def is_open(self) -> bool:
        """Whether anything is left to do about it; what is within the agreement is over once it was told."""
        return self.state in OPEN and not (self.told and not self.needs_answer)

    @property
    def needs_answer(self) -> bool:
        """Whether it takes the client's yes."""
        return self.assessed is not None and self.assessed.classed in PRICED

    def until(self, terms: Project | None) -> date | None:
        """The last day of its offer, by the agreement's own terms; none while it was not offered."""
        days = terms.changes.offer_valid_days if terms else None
        return self.told + timedelta(days=days) if self.told and days and self.needs_answer else None


def change_cases(
    records: Iterable[Entry], told: Iterable[tuple[str, date, datetime]]
) -> tuple[ChangeCase, ...]:
    """The changes among records, by number; `told` are ids that a mail or a contact of ours was about."""
    assessed: dict[str, ChangeAssessed] = {}
    origins: dict[str, str] = {}
    """The change that an id means which is another record of it."""
    ended: dict[str, ChangeEnded] = {}
    asked: list[ChangeAsked] = []
    for one in records:
        if isinstance(one, ChangeAsked):
            asked.append(one)
            origins[one.id] = one.replaces or one.id
        elif isinstance(one, ChangeAssessed):
            assessed[one.ref] = one
            origins |= dict.fromkeys((one.id, one.replaces or one.id), one.ref)
        elif isinstance(one, ChangeEnded):
            ended.setdefault(one.ref, one)
    said: dict[str, date] = {}
    for named, day, ts in sorted(told, key=lambda one: one[2]):
        ref = named if named in assessed else origins.get(named, "")
        if ref in assessed and ts >= assessed[ref].ts:
            said[ref] = day
    cases = (
        ChangeCase(one, assessed.get(name), said.get(name), ended.get(name))
        for one in asked
        for name in [one.replaces or one.id]
    )
    return tuple(sorted(cases, key=lambda case: (case.asked.project or "", case.asked.number, case.id)))


def lacks(case: ChangeCase) -> list[tuple[str, str]]:
    """What is missing before it can be offered: options of `change assess`, and what each is for."""
    found, what = [], case.assessed
    if what and what.classed in PRICED and what.price:
        found += [("--adds", "the title of what it adds")] if not what.adds else []
        found += [("--criterion", "the test that decides on its acceptance")] if not what.criterion else []
    return found


def require_step(case: ChangeCase, verb: Verb) -> None:
    """Refuse a step that its state does not allow, with the step that is missing.

    Raises:
        RefusedError: as said.
    """
    state, name, project = case.state, case.name, f"{case.asked.client}/{case.asked.project}"
    if state not in MAY[verb]:
        raise RefusedError(*_missing_step(case, state, name, project))
    if verb in {"approve", "offer"} and (missing := lacks(case)):
        flags = " ".join(f'{flag} "…"' for flag, _ in missing)
        what = " and ".join(what for _, what in missing)
        raise RefusedError(
            f"{case.co} has a price, and lacks {what}.", f"Say it: clientkit change assess {name} {flags}"
        )
    if verb in {"approve", "absorb"} and case.assessed and not case.needs_answer:
        raise RefusedError(
            f"{case.co} is {_class_in_words(case.assessed.classed)}: there is nothing to {verb}.",
            f"Tell them: clientkit mail draft change {name}"
            + (
                f"; end it: clientkit change decline {name}"
                if case.assessed.classed == "not-possible"
                else ""
            ),
        )
    if verb == "absorb" and case.assessed and not case.assessed.price:
        raise RefusedError(
            f"{case.co} has no price, so nobody could say what is given.",
            f"Say what it would cost: clientkit change assess {name} --price 750000",
        )


def _missing_step(case: ChangeCase, state: ChangeState, name: str, project: str) -> tuple[str, str]:
    if state == "requested":
        return (
            f"{case.co} is not assessed yet.",
            f"Say what it takes: clientkit change assess {name} --class outside --hours 3",
        )
    if state == "assessed":
        by_word = f'what was said by telephone: clientkit log add {project} "…" --for {case.id}'
        return f"{case.co} was not offered yet.", f"Send it: clientkit mail draft change {name}; {by_word}"
    if state == "offered":
        return (f"{case.co} was offered under that number.", f"See it: clientkit change show {name}")
    day = case.ended.day if case.ended else case.asked.day
    return (
        f"{case.co} was {state} on {day}, and that stands.",
        f'What comes now is a new change: clientkit change add {project} "…"',
    )


def _class_in_words(classed: ChangeClass) -> str:
    return {
        "inside": "part of the agreement",
        "revision": "one of the agreed revision rounds",
        "not-possible": "not possible",
    }.get(classed, classed)


def rounds_used(cases: Iterable[ChangeCase], before: ChangeCase | None = None) -> int:
    """Revision rounds that were asked for and not taken back, of a project; those before a change alone."""
    return sum(
        one.assessed is not None
        and one.assessed.classed == "revision"
        and one.state not in {"declined", "withdrawn"}
        and (before is None or one.asked.number < before.asked.number)
        for one in cases
        if before is None or one.id != before.id
    )


def goodwill(cases: Iterable[ChangeCase]) -> dict[str, Decimal]:
    """What was done for free, by currency."""
    given: dict[str, Decimal] = {}
    for case in cases:
        if case.ended and case.ended.worth and case.ended.currency:
            given[case.ended.currency] = given.get(case.ended.currency, Decimal(0)) + case.ended.worth
    return given
