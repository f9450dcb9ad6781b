"""The clocks of a complaint, in working days: they stand still while it waits for the client."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from clientkit.complaints.case import GRAVEST, Case
from clientkit.kernel.calendar.working_days import WorkingCalendar

if TYPE_CHECKING:
    from clientkit.kernel.model.files.project import Project
    from clientkit.kernel.model.files.settings import Policies


class Terms(NamedTuple):
    """Working days that the client was told."""

    acknowledge: int
    plan: int
    update: int
    resolve: int
    silence: int

    @classmethod
    def of(cls, policies: "Policies", agreed: "Project | None") -> "Terms":
        """Those that the agreement prints, else those of the policies."""
        path = agreed.complaints if agreed else None
        first = path.acknowledge_within if path else None
        plan = path.answer_within if path else None
        return cls(
            policies.acknowledge_within if first is None else first,
            policies.plan_within if plan is None else plan,
            policies.update_every,
            policies.resolve_within,
            policies.silence_days,
        )


class Clock(NamedTuple):
    """Something that was promised for a day."""

    name: str
    """acknowledge, plan, update or resolve."""
    due: date
    done: date | None
    paused: bool = False

    def is_late(self, today: date) -> bool:
        """Whether its day is over, and it was not done by then."""
        return (self.done or today) > self.due and not self.paused


def clocks(case: Case, terms: Terms, calendar: WorkingCalendar) -> Iterator[Clock]:
    """Every clock of a complaint, those that have done their work too."""
    waits = case.waits_since is not None
    first = 0 if case.complaint.severity == GRAVEST else terms.acknowledge
    yield Clock("acknowledge", calendar.add(case.complaint.day, first), case.acknowledged_on)
    if not case.outcome and not case.choice:
        yield Clock("plan", calendar.add(case.round_begun, terms.plan), case.offered_on)
    if not case.outcome and case.last_told and (not waits or (case.put_right_on and not case.result)):
        yield Clock("update", calendar.add(case.last_told, terms.update), None)
    lost = sum(max(calendar.count(since, until), 0) for since, until in case.pauses)
    due = calendar.add(case.begun, terms.resolve + lost)
    yield Clock("resolve", due, case.put_right_on or case.ended_on, waits and case.put_right_on is None)


def next_clock(case: Case, terms: Terms, calendar: WorkingCalendar) -> Clock | None:
    """The clock that runs out first."""
    running = [one for one in clocks(case, terms, calendar) if one.done is None and not one.paused]
    return min(running, key=lambda one: one.due, default=None)


def silent_from(case: Case, terms: Terms, calendar: WorkingCalendar) -> date | None:
    """The first day on which silence ends it; None until the result and the last word went, or they wrote."""
    if case.result is None or case.last_word is None or case.replied_on:
        return None
    return calendar.add(case.last_word.day, terms.silence)
