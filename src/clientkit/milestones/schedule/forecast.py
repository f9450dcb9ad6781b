"""Baseline and facts to a forecast: where every milestone ends now, and whose days its slip is.

Milestones are settled in the order of `after`, each in three steps, from its baseline:

1. Pushed. What it waits for pushes it by the days that slipped beyond the room between the two (buffer and
   idle days of the baseline). Where several push, the one that pushes furthest decides; its causes are
   inherited, and the room takes up the days that came first. Nothing is pulled forward: an early finish is
   kept as room. A milestone that is done is pushed only by what was done before it.
2. Moved. It ends on the `due` of its last move; each move books the days from `was`, the end that was
   expected when it was recorded, to its `due` on its own cause. What its predecessors slip after that pushes
   it on. A move without `was` is taken to have known everything: it counts from the previous move, or
   from where the milestone is pushed to. It never ends before what it waits for; these days are booked as
   those of what it waits for are.
3. Done or due. A milestone that is done ends on its day. One that is past its end ends today, or on the next
   working day. Its end until then stays told as `due`: its owner is late since that day, and not before.

A milestone that is done before its end takes over the days that its predecessors won for it, as far as it
ended early. Days that none of this explains are the owner's: overdue days, and days won or lost at the end.
That is why the shares of the causes always add up to the slip. The slip of the project is that of its last
milestone, or where it ends early of the one that was to be the last; days by which the milestones themselves
differ from the baseline's (added, dropped, newly dependent) are booked on `change`.

A milestone that the baseline does not know yet is planned around its dates, and is its own baseline.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from pydantic import Field

from clientkit.kernel.calendar.working_days import WorkingCalendar
from clientkit.kernel.model.files.schedule import (
    Forecast,
    ForecastMilestone,
    MilestoneStatus,
    Plan,
    PlannedMilestone,
)
from clientkit.kernel.model.files.timeline import Milestone
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.choices import Cause
from clientkit.milestones.schedule.dependency_order import in_order
from clientkit.milestones.schedule.plan import complete_baseline, gap, is_point
from clientkit.milestones.schedule.slip_shares import Shares, book, fit


@dataclass(frozen=True)
class Move:
    """A milestone's end moved by a decision: to when, whose days they are, and why."""

    id: str
    due: date
    cause: Cause
    reason: str = ""
    was: date | None = None
    """The end that the forecast gave when the move was recorded, where that is known."""


@dataclass(frozen=True)
class Facts:
    """What happened to the milestones: the days they were done, and their moves in order."""

    done: Mapping[str, date] = field(default_factory=dict)
    moves: Sequence[Move] = ()


def forecast(
    baseline: Plan,
    milestones: Sequence[Milestone],
    facts: Facts,
    today: date,
    calendar: WorkingCalendar,
) -> Forecast:
    """The baseline beside what is expected today, in the order of the file; slip is in working days.

    Raises:
        InvalidDataError: a circle, an unknown id in `after`, or a new milestone whose dates disagree.
        UsageError: the dates leave the calendar's years.
    """
    agreed = complete_baseline(baseline, milestones, baseline.start or today, calendar)
    moves: dict[str, list[Move]] = {}
    for move in facts.moves:
        moves.setdefault(move.id, []).append(move)
    rows: dict[str, ForecastMilestone] = {}
    for milestone in in_order(milestones):
        case = _Case(
            agreed[milestone.id], facts.done.get(milestone.id), moves.get(milestone.id, []), calendar
        )
        rows[milestone.id] = case.row([rows[name] for name in milestone.after], today)
    return _whole(tuple(rows[milestone.id] for milestone in milestones), baseline, calendar)


@dataclass(frozen=True)
class _Case:
    """One milestone with its facts."""

    planned: PlannedMilestone
    done: date | None
    moves: list[Move]
    calendar: WorkingCalendar

    def row(self, before: Sequence[ForecastMilestone], today: date) -> ForecastMilestone:
        push, shares = self._push(before)
        due, shares = self._after_what_it_waits_for(before, *self._after_moves(push, shares))
        end = self.done or due
        start = self.calendar.add(self.planned.start, push) if push else self.planned.start
        status = self._status(min(start, end), end, today)
        if status in {"late", "waiting"}:
            end = self.calendar.next_working(today)
        slip = self.calendar.count(self.planned.end, end)
        shares = self._with_days_won(before, shares, slip)
        return ForecastMilestone(
            baseline=self.planned,
            start=end if is_point(self.planned) else min(start, end),
            end=end,
            due=self.done or due,
            done_on=self.done,
            status=status,
            slip=slip,
            slip_by_cause=book(shares, self.planned.owner, slip - sum(shares.values())),
            overdue=0 if self.done else self.calendar.count(due, end),
            reason=self.moves[-1].reason if self.moves else "",
        )

    def _done_before(self, rows: Iterable[ForecastMilestone]) -> list[ForecastMilestone]:
        """What it waited for: all of it while it is not done, else what was done by then."""
        return [row for row in rows if not self.done or (row.done_on and row.done_on <= self.done)]

    def _push(self, before: Sequence[ForecastMilestone]) -> tuple[int, Shares]:
        """Days by which the predecessors push it, and whose they are."""
        furthest, shares = 0, {}
        for row in self._done_before(before):
            room = gap(row.baseline, self.planned, self.calendar)
            if row.baseline.id in self.planned.after:
                room = max(room, 0)
            if row.slip - room > furthest:
                furthest, shares = row.slip - room, row.slip_by_cause
        return furthest, fit(shares, furthest)

    def _after_what_it_waits_for(
        self, before: Sequence[ForecastMilestone], end: date, shares: Shares
    ) -> tuple[date, Shares]:
        """Its end, never before that of what it waits for, and whose the days in between are."""
        last = max(self._done_before(before), key=lambda row: row.end, default=None)
        days = self.calendar.count(end, last.end) if last else 0
        if last is None or last.end <= end:
            return end, shares
        for cause, share in fit(last.slip_by_cause, min(days, max(last.slip, 0))).items():
            shares = book(shares, cause, share)
        return last.end, shares

    def _with_days_won(self, before: Sequence[ForecastMilestone], shares: Shares, slip: int) -> Shares:
        """The shares with the days that what it waited for won for it, as far as it ended early itself."""
        rows = self._done_before(before)
        if not self.done or not rows or slip >= 0 or shares:
            return shares
        planned = max(row.baseline.end for row in rows)
        won = self.calendar.count(planned, max(row.end for row in rows))
        last = max((row for row in rows if row.baseline.end == planned), key=lambda row: row.end)
        return fit(last.slip_by_cause, max(won, slip)) if won < 0 else shares

    def _after_moves(self, push: int, shares: Shares) -> tuple[date, Shares]:
        """Its end after push and moves, and the shares that both explain."""
        end = self.calendar.add(self.planned.end, push) if push else self.planned.end
        known = push
        own = 0
        for move in self.moves:
            if move.was:
                known = max(0, self.calendar.count(self.planned.end, move.was) - own)
            days = self.calendar.count(move.was or end, move.due)
            own += days
            shares = book(shares, move.cause, days)
            end = move.due
        later = max(0, push - known)
        return self.calendar.add(end, later) if later else end, shares

    def _status(self, start: date, end: date, today: date) -> MilestoneStatus:
        if self.done:
            return "done"
        if end < today:
            return "late" if self.planned.owner == "us" else "waiting"
        return "running" if start <= today else "planned"


def _whole(rows: tuple[ForecastMilestone, ...], baseline: Plan, calendar: WorkingCalendar) -> Forecast:
    if not rows or baseline.end is None:
        end = max((row.end for row in rows), default=None)
        return Forecast(milestones=rows, baseline_end=baseline.end, end=end)
    last = max(rows, key=lambda row: row.end)
    slip = calendar.count(baseline.end, last.end)
    planned_last = [row for row in rows if row.baseline.end == baseline.end]
    driver = max(planned_last, key=lambda row: row.end) if slip < 0 and planned_last else last
    return Forecast(
        milestones=rows,
        baseline_end=baseline.end,
        end=last.end,
        slip=slip,
        slip_by_cause=fit(driver.slip_by_cause, slip),
    )


ForecastById: TypeAlias = Mapping[str, ForecastMilestone]
"""The milestones of a forecast by id, in the order of the file."""


class Shift(Model):
    """The expected end of a milestone before and after."""

    id: str = Field(description="short name of the milestone")
    title: str = Field(description="what is reached")
    before: date = Field(description="its expected end before")
    after: date = Field(description="its expected end after")
    days: int = Field(description="working days from one to the other; negative when earlier")


def shifts_between(before: ForecastById, after: ForecastById, calendar: WorkingCalendar) -> tuple[Shift, ...]:
    """The expected ends of all milestones in two forecasts."""
    return tuple(
        Shift(
            id=name,
            title=row.baseline.title,
            before=before[name].end,
            after=row.end,
            days=calendar.count(before[name].end, row.end),
        )
        for name, row in after.items()
    )


def by_id(forecast: Forecast) -> ForecastById:
    """The milestones of a forecast by id."""
    return {row.baseline.id: row for row in forecast.milestones}


def last_end(rows: ForecastById) -> date:
    """The end of the last milestone."""
    return max(row.end for row in rows.values())
