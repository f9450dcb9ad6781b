"""What was planned beside what became of it: kept, worked on, slipped, dropped, still ahead."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from clientkit.kernel.model.records.progress import Done, Next, PlanDropped, PlanMoved
from clientkit.kernel.model.records.project import MilestoneDone
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.reports.notes import PlannedNote, PlanOutcome
from clientkit.reports.period_records import Kind, WeekRecords, comparable, names_of

MISSED: frozenset[PlanOutcome] = frozenset({"slipped", "dropped"})
"""What became of a plan that a report has to explain."""


class PlanRecords(NamedTuple):
    """A project's records on its plans by what they are found by, each in order."""

    plans: Mapping[str, list[Next]]
    """By their words."""
    done: Mapping[str, list[Done]]
    """By their words."""
    carried_out: Mapping[str, list[Done]]
    """By the plan that they name."""
    worked_on: Mapping[str, list[Done]]
    """By their item."""
    reached: Mapping[str, list[MilestoneDone]]
    """By the milestone."""
    moves: Mapping[str, list[PlanMoved]]
    """By the plan."""
    drops: Mapping[str, list[PlanDropped]]
    """By the plan."""


@dataclass(frozen=True)
class Plans:
    """The planned steps of a project seen from one week; `titles` names their items by id."""

    known: WeekRecords
    titles: Mapping[str, str]
    last: date | None = None
    """The last day that is told of, over when the report is of it; the week's Sunday if not given."""

    def last_week(self) -> tuple[PlannedNote, ...]:
        """What last week's report named as next, with what became of it by now."""
        return self._notes(self.known.week.plus(-1))

    def next(self) -> tuple[PlannedNote, ...]:
        """What comes next, earliest first."""
        return tuple(one for one in self._this_week if one.due is None or self._is_ahead(one.due))

    def behind(self) -> tuple[PlannedNote, ...]:
        """What was planned for days that are over and is not done, unless last week's plan tells it."""
        told = {one.id for one in self.last_week()}
        late = (one for one in self._this_week if one.due and not self._is_ahead(one.due))
        return tuple(one for one in late if one.id not in told)

    @cached_property
    def _this_week(self) -> tuple[PlannedNote, ...]:
        notes = self._notes(self.known.week)
        return tuple(sorted(notes, key=lambda one: (one.due is None, one.due or date.max)))

    @cached_property
    def _records(self) -> PlanRecords:
        done = self.known.of(Done)
        return PlanRecords(
            plans=_by(self.known.of(Next), lambda one: comparable(one.text)),
            done=_by(done, lambda one: comparable(one.text)),
            carried_out=_by(done, lambda one: one.ref or ""),
            worked_on=_by(done, lambda one: one.item or ""),
            reached=_by(self.known.of(MilestoneDone), lambda one: one.milestone),
            moves=_by(self.known.of(PlanMoved), lambda one: one.ref),
            drops=_by(self.known.of(PlanDropped), lambda one: one.ref),
        )

    def _notes(self, week: IsoWeek) -> tuple[PlannedNote, ...]:
        plans = [plan for plan in self.known.of(Next) if self._is_next(plan, week)]
        times = Counter(plan.item for plan in plans if plan.item)
        return tuple(self._note(plan, week, alone=times[plan.item or ""] == 1) for plan in plans)

    def _is_next(self, plan: Next, week: IsoWeek) -> bool:
        """Whether a week's report names it: planned or moved then, or due later, and still to be done."""
        due = self._due(plan, week)
        named = self._is_planned_in(plan, week) or (due is not None and due > week.sunday)
        if not named or not self.known.known_to(plan, week):
            return False
        return not (self._done_on(plan, week) or self._dropped(plan, week) or self._again(plan, week))

    def _is_planned_in(self, plan: Next, week: IsoWeek) -> bool:
        """Whether it was planned or moved in a week, as its report tells."""
        return any(self.known.belongs(one, week) for one in (plan, *self._moves(plan, week)))

    def _note(self, plan: Next, week: IsoWeek, *, alone: bool) -> PlannedNote:
        """A plan that the report of `week` named, with what this week's report knows of it."""
        due, now = self._due(plan, week), self.known.week
        moves = [one for one in self._moves(plan, now) if not self.known.known_to(one, week)]
        dropped, again = self._dropped(plan, now), self._again(plan, now)
        moved = moves[-1] if moves else None
        new_due = moved.due if moved else again.due if again else None
        note = PlannedNote(
            id=plan.id,
            text=plan.text,
            day=plan.day,
            due=due,
            item=plan.item or "",
            item_title=self.titles.get(plan.item or "", ""),
            done_on=self._done_on(plan, now),
            done_late=due is not None and (self._done_on(plan, now) or due) > due,
            worked_on=self._worked_on(plan) if alone else "",
            planned_again=again is not None,
            new_due=new_due,
            reason=dropped.reason if dropped else moved.reason if moved else "",
            carried=not self._is_planned_in(plan, week),
            outcome="open",
            late=week == now and self.known.is_late(plan) and not self.known.known_to(plan, now.plus(-1)),
        )
        return note.model_copy(update={"outcome": self._outcome(note, is_dropped=dropped is not None)})

    def _outcome(self, note: PlannedNote, *, is_dropped: bool) -> PlanOutcome:
        if note.done_on:
            return "kept"
        if is_dropped:
            return "dropped"
        if note.new_due and note.due and note.new_due > note.due:
            return "slipped"
        if note.worked_on:
            return "worked-on"
        due = note.new_due or note.due
        if due is None or (note.due is None and note.planned_again):
            return "open"
        return "ahead" if self._is_ahead(due) else "slipped"

    def _is_ahead(self, due: date) -> bool:
        """Whether there is time left: the day itself counts while it lasts."""
        as_of = self.known.as_of
        return due > as_of or (due == as_of and as_of < (self.last or self.known.week.sunday))

    def _due(self, plan: Next, week: IsoWeek) -> date | None:
        """The day it was planned for, as the report of a week knows it."""
        moves = self._moves(plan, week)
        return moves[-1].due if moves else plan.due

    def _moves(self, plan: Next, week: IsoWeek) -> list[PlanMoved]:
        moves = [one for name in names_of(plan) for one in self._records.moves.get(name, ())]
        return sorted(
            (one for one in moves if self.known.known_to(one, week)),
            key=lambda one: (one.day, one.ts, one.id),
        )

    def _dropped(self, plan: Next, week: IsoWeek) -> PlanDropped | None:
        drops = (one for name in names_of(plan) for one in self._records.drops.get(name, ()))
        return next((one for one in drops if self.known.known_to(one, week)), None)

    def _done_on(self, plan: Next, week: IsoWeek) -> date | None:
        """The day of the outcome that names it or says it in the same words, or of its milestone."""
        named = [one for name in names_of(plan) for one in self._records.carried_out.get(name, ())]
        same = [
            *self._records.done.get(comparable(plan.text), ()),
            *self._records.reached.get(plan.item or "", ()),
        ]
        outcomes = (*named, *(one for one in same if one.day >= plan.day))
        return min((one.day for one in outcomes if self.known.known_to(one, week)), default=None)

    def _worked_on(self, plan: Next) -> str:
        """The latest outcome of the same item, from the day after the planning on.

        On the day itself one piece of an item is often finished and the next one planned.
        """
        outcomes = self._records.worked_on.get(plan.item or "", ())
        later = [one.text for one in outcomes if one.day > plan.day]
        return later[-1] if later and plan.item else ""

    def _again(self, plan: Next, week: IsoWeek) -> Next | None:
        """The latest plan of a later week in the same words."""
        later = [
            one
            for one in self._records.plans.get(comparable(plan.text), ())
            if one.day > plan.day and one.day not in IsoWeek.of(plan.day)
        ]
        return next((one for one in reversed(later) if self.known.known_to(one, week)), None)


def _by(records: Iterable[Kind], key: Callable[[Kind], str]) -> dict[str, list[Kind]]:
    """Records by what they are found by."""
    found: dict[str, list[Kind]] = {}
    for record in records:
        found.setdefault(key(record), []).append(record)
    return found
