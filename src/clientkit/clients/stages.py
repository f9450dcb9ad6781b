"""Who was a client on a day, and at what stage: agreed work makes one; an end, or a year without it, ends it.

The rules, which docs/how-to/who-your-clients-are.md tells in full: an engagement is a project whose agreement
was accepted or which was started; it runs until it is closed, or delivered where it was never closed. From
the first day of an engagement to 365 days after its last one its client is a client, but from the day of
`client end` on only once there is `client back` or new agreed work. What holds on a day is told by records of
that day and before, so a later one moves no figure of the past. A file that says `stage = "lost"` has no day
for it: until an end or a return is on record, the year ends with the work that was closed, and counts from
the last sign of work that nobody closed.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Literal, NamedTuple

LOST_AFTER = timedelta(days=365)
"""Time without agreed work after which a client is lost."""

DORMANT_AFTER = timedelta(days=90)
"""Time without agreed work after which a client is dormant."""

ENDS = ("delivered", "closed")

Stage = Literal["prospect", "onboarding", "active", "dormant", "lost"]

Turn = Literal["active", "delivered", "closed", "ended", "back"]


class RelationStep(NamedTuple):
    """Agreed work that began or ended on a day, or the relation that did: then it names no project."""

    written: float
    """Instant it was written down, in seconds."""
    project: str
    day: date
    turn: Turn


class EngagementPeriod(NamedTuple):
    """The days of agreed work on a project; open while it has not ended."""

    project: str
    first: date
    last: date | None = None


class Relation(NamedTuple):
    """What is known of the time in which somebody was a client."""

    steps: tuple[RelationStep, ...] = ()
    """In the order in which they were written down."""
    lost: bool = False
    """Whether the file says lost, without a day."""
    worked: tuple[date, ...] = ()
    """Where it does, the days of work, in their order."""

    def holds(self, day: date) -> bool:
        """Whether they were a client at the end of that day."""
        lost, seen = self._lost_by_file(day), bisect_right(self.worked, day)
        if not lost and self.is_over(day):
            return False
        back = self._back(day)
        for one in self.engagements(day):
            last, grace = one.last and max(one.last, back), LOST_AFTER
            if lost:
                last, grace = (one.last, timedelta()) if one.last else (self._last(one, seen), LOST_AFTER)
            if last is None or day - last <= grace:
                return True
        return False

    def _back(self, day: date) -> date:
        """The last day on which they came back."""
        return max((one.day for one in self.steps if one.turn == "back" and one.day <= day), default=date.min)

    def _last(self, one: EngagementPeriod, seen: int) -> date:
        return max(one.first, self.worked[seen - 1]) if seen else one.first

    def engagements(self, day: date) -> list[EngagementPeriod]:
        """The engagements that had begun by the end of that day, as they stood then, earliest first."""
        found: dict[str, EngagementPeriod] = {}
        for _, project, on, turn in self.steps:
            if not project or on > day:
                continue
            before = found.get(project)
            if turn == "active":
                found[project] = EngagementPeriod(project, min(before.first, on) if before else on)
            elif before:
                found[project] = before._replace(last=max(before.first, on))
        return sorted(found.values(), key=lambda one: one.first)

    def is_over(self, day: date) -> bool:
        """Whether the relation had been ended by the end of that day, and not taken up again."""
        told = [one for one in self.steps if one.day <= day and one.turn not in ENDS]
        last = max(told, key=lambda one: (one.day, one.written), default=None)
        return (last is not None and last.turn == "ended") or self._lost_by_file(day)

    def _lost_by_file(self, day: date) -> bool:
        return self.lost and not any(not one.project and one.day <= day for one in self.steps)

    def running(self, day: date) -> list[EngagementPeriod]:
        """The engagements that had not ended by the end of that day."""
        return [one for one in self.engagements(day) if one.last is None]

    def begun_by(self, day: date) -> int:
        """How many engagements had begun by the end of that day."""
        return len(self.engagements(day))

    def stage(self, day: date, *, onboarding: bool = False) -> Stage:
        """Where the relation stood at the end of a day; `onboarding`: rows of the first work's are open."""
        periods = self.engagements(day)
        if self.is_over(day):
            return "lost"
        if not periods:
            return "prospect"
        if periods[0].last is None and onboarding:
            return "onboarding"
        last = max(self._back(day), *(one.last or date.max for one in periods))
        if last == date.max or day - last <= DORMANT_AFTER:
            return "active"
        return "dormant" if day - last <= LOST_AFTER else "lost"


def relation_of(
    steps: Iterable[RelationStep], *, lost: bool = False, worked: Iterable[date] = ()
) -> Relation:
    """A client's relation, from its steps, and from what the file says of its end."""
    return Relation(tuple(sorted(steps)), lost, tuple(sorted(set(worked))))


def plain_relation(relation: Relation) -> tuple[Any, ...]:
    """A relation in plain values, as facts keep it."""
    steps = [(at, project, day.toordinal(), turn) for at, project, day, turn in relation.steps]
    return steps, relation.lost, [day.toordinal() for day in relation.worked]


def relation_from(values: Sequence[Any]) -> Relation:
    """A relation from plain values."""
    steps, lost, worked = values
    return Relation(
        tuple(RelationStep(at, project, date.fromordinal(day), turn) for at, project, day, turn in steps),
        lost,
        tuple(map(date.fromordinal, worked)),
    )


Loyalty = Literal["", "new", "repeat", "loyal"]

LOYAL_FROM = 3
"""Engagements from which a client is loyal."""

PROMOTER_FROM = 9
"""The last NPS from which they are."""


def standing_on(values: Mapping[str, Any], today: date) -> tuple[Stage, Loyalty]:
    """The stage and the loyalty of a client, from what `overview.relation` reads of one.

    New after one engagement, repeat after two, loyal after three where the last NPS is a promoter's.
    """
    relation = relation_from(values["relation"])
    stage, count = relation.stage(today, onboarding=values["onboarding"]), relation.begun_by(today)
    if count >= LOYAL_FROM and (values["nps"] or 0) >= PROMOTER_FROM:
        return stage, "loyal"
    return stage, "" if not count else "new" if count == 1 else "repeat"
