"""Milestones to dates: a forward pass for start and end, a backward pass for slack and the critical path.

Forward, in the order of `after`:

- `start` and `due` are taken as written. With `due` and `days` the start is counted back; with one date
  and no days the milestone is a point in time.
- Without a date it starts on the first working day after the latest of its predecessors, their buffers
  included, and neither before the project's start nor before `not_before`. With 0 days, or none, it is a
  point in time: the day its last predecessor ends (its buffer included), or else the project's first day.
- A fixed date may fall into a predecessor's buffer or on its last day, not before that.

Backward: the slack of a milestone is the number of working days that it can slip before the end of the
project moves. Buffers absorb slip, so they count as slack of the milestone that they follow; slack 0 is the
critical path.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from clientkit.kernel.calendar.working_days import WorkingCalendar
from clientkit.kernel.model.files.schedule import Plan, PlannedMilestone
from clientkit.kernel.model.files.timeline import Milestone
from clientkit.milestones.schedule.dependency_order import ImpossibleDatesError, in_order


@dataclass(frozen=True)
class PlannedDays:
    """First and last day of a milestone, and its working days; a point in time has none."""

    start: date
    end: date
    days: int


def plan(milestones: Sequence[Milestone], start: date | None, calendar: WorkingCalendar) -> Plan:
    """The milestones with their dates, in the order of the file.

    Raises:
        ImpossibleDatesError: a circle, an unknown id in `after`, dates that contradict each other, or nothing
            to start from.
        UsageError: the dates leave the calendar's years.
    """
    ordered = in_order(milestones)
    _require_a_start(milestones, start)
    spans = _forward(ordered, {}, start, calendar)
    _require_possible(ordered, spans)
    if not spans:
        return Plan()
    rows = _rows(ordered, spans, calendar)
    return Plan(
        milestones=tuple(rows[milestone.id] for milestone in milestones),
        start=min(span.start for span in spans.values()),
        end=max(span.end for span in spans.values()),
    )


def complete_baseline(
    baseline: Plan, milestones: Sequence[Milestone], start: date, calendar: WorkingCalendar
) -> dict[str, PlannedMilestone]:
    """The baseline's milestones by id, and those that it does not know yet, planned around its dates.

    Raises:
        ImpossibleDatesError: a circle, an unknown id in `after`, or a new milestone whose own dates disagree.
    """
    agreed = {row.id: row for row in baseline.milestones}
    if all(milestone.id in agreed for milestone in milestones):
        return agreed
    ordered = in_order(milestones)
    known = {each.id: _span_of(agreed[each.id]) for each in ordered if each.id in agreed}
    return {**_rows(ordered, _forward(ordered, known, start, calendar), calendar), **agreed}


def gap(
    earlier: PlannedMilestone | PlannedDays, later: PlannedMilestone | PlannedDays, calendar: WorkingCalendar
) -> int:
    """Working days that lie free between two milestones; negative where they overlap.

    A point in time needs no day of its own, so all days up to and with its own one are free.
    """
    free = calendar.count(earlier.end, later.start)
    return free if is_point(later) or not calendar.is_working(later.start) else free - 1


def is_point(span: PlannedMilestone | PlannedDays) -> bool:
    """Whether a milestone is a point in time: it takes no working day of its own."""
    return span.days == 0 and span.start == span.end


def _span_of(row: PlannedMilestone) -> PlannedDays:
    return PlannedDays(row.start, row.end, row.days)


def _forward(
    ordered: Sequence[Milestone],
    known: Mapping[str, PlannedDays],
    start: date | None,
    calendar: WorkingCalendar,
) -> dict[str, PlannedDays]:
    """First and last day of each milestone; those in `known` keep theirs."""
    spans = dict(known)
    named = {milestone.id: milestone for milestone in ordered}
    for milestone in ordered:
        if milestone.id not in known:
            before = [(named[name], spans[name]) for name in milestone.after]
            written = _as_written(milestone, calendar)
            spans[milestone.id] = written or _after_others(milestone, before, start, calendar)
    return spans


def _require_a_start(milestones: Sequence[Milestone], start: date | None) -> None:
    lost = [
        each.id
        for each in milestones
        if not (start or each.start or each.due or each.after or each.not_before)
    ]
    if lost:
        raise ImpossibleDatesError(
            lost[0],
            f"There is no date to start from for {', '.join(lost[:8])}{' and others' if lost[8:] else ''}.",
            "Set `start` under [timeline] in the project file, for instance start = 2026-11-16.",
        )


def _after_others(
    milestone: Milestone,
    before: Iterable[tuple[Milestone, PlannedDays]],
    start: date | None,
    calendar: WorkingCalendar,
) -> PlannedDays:
    days = milestone.days or 0
    own_first_day = 1 if days else 0
    earliest = [calendar.next_working(day) for day in (start, milestone.not_before) if day]
    for other, span in before:
        wait = other.buffer + own_first_day
        earliest.append(calendar.add(span.end, wait) if wait else span.end)
    first = max(earliest)
    return PlannedDays(first, calendar.last_of(first, days) if days else first, days)


def _as_written(milestone: Milestone, calendar: WorkingCalendar) -> PlannedDays | None:
    start, due, days = milestone.start, milestone.due, milestone.days or 0
    if start and due:
        return _window(milestone, start, due, calendar)
    if start:
        return PlannedDays(start, calendar.last_of(start, days) if days else start, days)
    if due:
        return PlannedDays(calendar.first_of(due, days) if days else due, due, days)
    return None


def _require_possible(ordered: Iterable[Milestone], spans: Mapping[str, PlannedDays]) -> None:
    for milestone in ordered:
        start = spans[milestone.id].start
        if milestone.not_before and start < milestone.not_before:
            raise ImpossibleDatesError(
                milestone.id,
                f"{_dates_of(milestone, spans)}, but its `not_before` is {milestone.not_before}.",
                f"Change one of the two dates of {milestone.id}.",
            )
        for name in milestone.after:
            end = spans[name].end
            if start < end:
                raise ImpossibleDatesError(
                    milestone.id,
                    f"{_dates_of(milestone, spans)}, but it comes after {name}, which ends on {end}.",
                    f"Start {milestone.id} on {end} or later, end {name} sooner, or change `after`.",
                )


def _dates_of(milestone: Milestone, spans: Mapping[str, PlannedDays]) -> str:
    span = spans[milestone.id]
    counted_back = milestone.start is None and span.days
    why = f" (due on {span.end}, {span.days} working days)" if counted_back else ""
    return f"{milestone.id} starts on {span.start}{why}"


def _window(milestone: Milestone, start: date, due: date, calendar: WorkingCalendar) -> PlannedDays:
    if due < start:
        raise ImpossibleDatesError(
            milestone.id,
            f"{milestone.id} is due on {due}, before it starts on {start}.",
            f"Change `start` or `due` of {milestone.id}.",
        )
    room = calendar.within(start, due)
    if (milestone.days or 0) > room:
        raise ImpossibleDatesError(
            milestone.id,
            f"{milestone.id} takes {milestone.days} working days, but {start} to {due} has {room}.",
            f"Change `days`, `start` or `due` of {milestone.id}.",
        )
    return PlannedDays(start, due, room)


def _rows(
    ordered: Sequence[Milestone], spans: Mapping[str, PlannedDays], calendar: WorkingCalendar
) -> dict[str, PlannedMilestone]:
    slack = _slack(ordered, spans, calendar)
    return {
        milestone.id: _milestone(milestone, spans[milestone.id], slack[milestone.id], calendar)
        for milestone in ordered
    }


def _slack(
    ordered: Sequence[Milestone], spans: Mapping[str, PlannedDays], calendar: WorkingCalendar
) -> dict[str, int]:
    end = max(span.end for span in spans.values())
    slack = {name: calendar.count(span.end, end) for name, span in spans.items()}
    for milestone in reversed(ordered):
        for name in milestone.after:
            free = max(0, gap(spans[name], spans[milestone.id], calendar))
            slack[name] = min(slack[name], slack[milestone.id] + free)
    return slack


def _milestone(
    milestone: Milestone, span: PlannedDays, slack: int, calendar: WorkingCalendar
) -> PlannedMilestone:
    accept = milestone.acceptance_days
    return PlannedMilestone(
        id=milestone.id,
        title=milestone.title,
        owner=milestone.owner,
        deliverables=milestone.deliverables,
        after=milestone.after,
        start=span.start,
        end=span.end,
        days=span.days,
        acceptance_due=None if accept is None else calendar.add(span.end, accept),
        buffer=milestone.buffer,
        slack=slack,
        critical=slack == 0,
        note=milestone.note,
    )
