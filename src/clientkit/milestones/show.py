"""How milestones look on a screen: the list, what moves with one of them, and what would be."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import put, say
from clientkit.kernel.screen.show import view
from clientkit.kernel.screen.table import Column, aligned, columns_of, show_table

if TYPE_CHECKING:  # one command does not load what the others make
    from clientkit.kernel.model.values.choices import Cause
    from clientkit.milestones.actions import NewMilestone
    from clientkit.milestones.queries import MilestoneList, MilestoneRow
    from clientkit.milestones.reschedule import MilestoneChange
    from clientkit.milestones.scenario import Scenario
    from clientkit.milestones.schedule.forecast import Shift

COLUMNS = columns_of(
    "id, title, owner, baseline, forecast, slip, slack, status",
    right="slip, slack",
    named="baseline, forecast, slip, slack",
)

SHIFTS = (
    Column("id"),
    Column("title"),
    Column("before"),
    Column("after"),
    Column("days", right=True),
)

WHOSE: Mapping[str, str] = {
    "us": "ours",
    "client": "waiting for the client",
    "third-party": "because of a third party",
    "change": "from changes",
}
"""The causes of a slip, to stand after a number of days."""

WON_BACK: Mapping[str, str] = {
    "us": "won back by us",
    "client": "won back by the client",
    "third-party": "won back from a third party",
    "change": "won back by changes",
}
"""What stands after a number of days that were won back."""


@view("milestones")
def show_milestones(listed: "MilestoneList") -> None:
    """The table; where the project ends and what is left to do on stderr."""
    if not listed.milestones or listed.end is None:
        say(
            f'No milestone yet. Add one: clientkit milestone add {listed.project} "Design approved" --days 5',
            error=True,
        )
        return
    show_table(COLUMNS, [_cells(row) for row in listed.milestones])
    agreed = f"version {listed.agreed_version} of the agreement" if listed.agreed_version else "the plan"
    slip = f"{_shift(listed.slip, 'after', 'before')} {agreed}" if listed.slip else f"as {agreed} has it"
    whose = f": {_whose(listed.slip_by_cause)}" if listed.slip else ""
    say(f"The project ends on {_day(listed.end)}, {slip}{whose}.", error=True)
    if listed.days_left:
        hours = f"{listed.hours_left:g} hours at {listed.hours_per_week:g} a week"
        say(f"Left for us: {_working_days(listed.days_left)}, {hours}.", error=True)


@view("milestone")
def show_new(added: "NewMilestone") -> None:
    """The new milestone's id; its dates and the project's end on stderr."""
    say(added.id)
    kept = f"Kept in {added.file}: {added.id}, {one_line(added.title)}"
    if added.start is None or added.end is None or added.end_after is None:
        say(f"{kept}.", error=True)
        hint = f"clientkit project set {added.project} timeline.start=mon"
        say(f"  There is no date to plan from yet. Say when the project begins: {hint}", error=True)
        return
    when = _day(added.end) if added.start == added.end else f"{_day(added.start)} to {_day(added.end)}"
    say(f"{kept}, {when}.", error=True)
    if added.end_before == added.end_after:
        say(f"The project still ends on {_day(added.end_after)}.", error=True)
    elif added.end_before:
        say(f"The project ends on {_day(added.end_after)} instead of {_day(added.end_before)}.", error=True)


@view("replanned")
def show_change(done: "MilestoneChange") -> None:
    """The record's id; the milestone's slip and all that moves on stderr."""
    say(done.id)
    verb = "was reached" if done.what == "reached" else "is expected"
    baseline = _day(done.baseline_end)
    slip = f"{_shift(done.slip, 'after', 'before')} {baseline}" if done.slip else "as planned"
    whose = f": {_whose(done.slip_by_cause)}" if done.slip else ""
    say(f"{done.milestone} of {done.project} {verb} on {_day(done.end)}, {slip}{whose}.", error=True)
    if done.overdue and done.what == "moved":
        say("  Days that were over stay with its owner; --was DATE counts them on the cause.", error=True)
    if done.shifts:
        put(_shift_table(done.shifts), error=True)
    if done.days:
        ends = f"{_day(done.end_after)} instead of {_day(done.end_before)}"
        say(f"The project ends on {ends}: {_shift(done.days)}.", error=True)
    else:
        say(f"The project still ends on {_day(done.end_after)}.", error=True)


def _shift_table(shifts: "Sequence[Shift]") -> str:
    """Milestones before and after, in aligned columns."""
    rows = [
        (shift.id, one_line(shift.title), str(shift.before), str(shift.after), _signed(shift.days))
        for shift in shifts
    ]
    return aligned(SHIFTS, rows)


def _cells(row: "MilestoneRow") -> tuple[str, ...]:
    slack = "critical" if row.critical else str(row.slack)
    return (
        row.id,
        row.title,
        row.owner,
        str(row.baseline_end),
        str(row.end),
        _signed(row.slip),
        "" if row.status == "done" else slack,
        row.status,
    )


@view("what-if")
def show_what_if(answer: "Scenario") -> None:
    """Sentence and table on stdout; that nothing was written on stderr."""
    say(f"What if {_question(answer)}?")
    say(_answer(answer))
    if answer.without_buffer and answer.late:
        say(
            f"Without buffers and on time it would end on {_day(answer.end_on_time)}; "
            f"the delay moves that by {_working_days(answer.delay)}."
        )
    say("")
    put(_shift_table(answer.milestones))
    say("This is a what-if: nothing was written.", error=True)


def _question(answer: "Scenario") -> str:
    parts = [f"{one.milestone} ends {_shift(one.days)}" for one in answer.late]
    if answer.without_buffer:
        parts.append("no buffer is planned")
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if parts[1:] else parts)


def _answer(answer: "Scenario") -> str:
    if answer.days:
        ends = f"{_day(answer.end_after)} instead of {_day(answer.end_before)}"
        return f"{answer.project} would end on {ends}: {_shift(answer.days)}."
    free = "" if answer.without_buffer else ": buffers and idle days take it up"
    return f"{answer.project} would still end on {_day(answer.end_after)}{free}."


def _day(day: date) -> str:
    """A date with its weekday: `Fri 4 Dec 2026`."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def _working_days(days: int) -> str:
    """`3 working days`."""
    return f"{days} working {'day' if days == 1 else 'days'}"


def _shift(days: int, later: str = "later", earlier: str = "earlier") -> str:
    """How far a date moved: `3 working days later`."""
    return f"{_working_days(abs(days))} {later if days > 0 else earlier}"


def _whose(slip_by_cause: "Mapping[Cause, int]") -> str:
    """Whose days a slip is: `4 waiting for the client, 2 won back by us`."""
    return ", ".join(
        f"{abs(days)} {(WHOSE if days > 0 else WON_BACK)[cause]}" for cause, days in slip_by_cause.items()
    )


def _signed(days: int) -> str:
    """Days in a column: `+3`, `-2`, and nothing for none."""
    return f"{days:+d}" if days else ""
