"""How milestones look on a screen, and what moves with one of them."""

from collections.abc import Sequence

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import put, say, say_json
from clientkit.kernel.screen.table import Column, aligned, show_table
from clientkit.milestones.actions import AddedMilestone, MilestoneList, MilestoneRow
from clientkit.milestones.reschedule import Replanned
from clientkit.milestones.scenario_shifts import Shift
from clientkit.milestones.show.milestone_days import causes, dated, shifted, signed, working_days

COLUMNS = (
    Column("id", style="bold"),
    Column("title"),
    Column("owner"),
    Column("baseline", named=True),
    Column("forecast", named=True),
    Column("slip", right=True, named=True),
    Column("slack", right=True, named=True),
    Column("status"),
)

SHIFTS = (
    Column("id"),
    Column("title"),
    Column("before"),
    Column("after"),
    Column("days", right=True),
)


def show_milestones(listed: MilestoneList, *, as_json: bool) -> None:
    """The table; where the project ends and what is left to do on stderr."""
    if as_json:
        say_json("milestones", listed)
        return
    if not listed.milestones or listed.end is None:
        say(
            f'No milestone yet. Add one: clientkit milestone add {listed.project} "Design approved" --days 5',
            error=True,
        )
        return
    show_table(COLUMNS, [_cells(row) for row in listed.milestones])
    agreed = f"version {listed.agreed_version} of the agreement" if listed.agreed_version else "the plan"
    slip = f"{shifted(listed.slip, 'after', 'before')} {agreed}" if listed.slip else f"as {agreed} has it"
    whose = f": {causes(listed.slip_by_cause)}" if listed.slip else ""
    say(f"The project ends on {dated(listed.end)}, {slip}{whose}.", error=True)
    if listed.days_left:
        hours = f"{listed.hours_left:g} hours at {listed.hours_per_week:g} a week"
        say(f"Left for us: {working_days(listed.days_left)}, {hours}.", error=True)


def show_added(added: AddedMilestone, *, as_json: bool) -> None:
    """The new milestone's id; its dates and the project's end on stderr."""
    if as_json:
        say_json("milestone", added)
        return
    say(added.id)
    kept = f"Kept in {added.file}: {added.id}, {one_line(added.title)}"
    if added.start is None or added.end is None or added.end_after is None:
        say(f"{kept}.", error=True)
        hint = f"clientkit project set {added.project} timeline.start=mon"
        say(f"  There is no date to plan from yet. Say when the project begins: {hint}", error=True)
        return
    when = dated(added.end) if added.start == added.end else f"{dated(added.start)} to {dated(added.end)}"
    say(f"{kept}, {when}.", error=True)
    if added.end_before == added.end_after:
        say(f"The project still ends on {dated(added.end_after)}.", error=True)
    elif added.end_before:
        say(f"The project ends on {dated(added.end_after)} instead of {dated(added.end_before)}.", error=True)


def show_replanned(done: Replanned, *, as_json: bool) -> None:
    """The record's id; the milestone's slip and all that moves on stderr."""
    if as_json:
        say_json("replanned", done)
        return
    say(done.id)
    verb = "was reached" if done.what == "reached" else "is expected"
    baseline = dated(done.baseline_end)
    slip = f"{shifted(done.slip, 'after', 'before')} {baseline}" if done.slip else "as planned"
    whose = f": {causes(done.slip_by_cause)}" if done.slip else ""
    say(f"{done.milestone} of {done.project} {verb} on {dated(done.end)}, {slip}{whose}.", error=True)
    if done.overdue and done.what == "moved":
        say("  Days that were over stay with its owner; --was DATE counts them on the cause.", error=True)
    if done.shifts:
        put(shift_table(done.shifts), error=True)
    if done.days:
        ends = f"{dated(done.end_after)} instead of {dated(done.end_before)}"
        say(f"The project ends on {ends}: {shifted(done.days)}.", error=True)
    else:
        say(f"The project still ends on {dated(done.end_after)}.", error=True)


def shift_table(shifts: Sequence[Shift]) -> str:
    """Milestones before and after, in aligned columns."""
    rows = [
        (shift.id, one_line(shift.title), str(shift.before), str(shift.after), signed(shift.days))
        for shift in shifts
    ]
    return aligned(SHIFTS, rows)


def _cells(row: MilestoneRow) -> tuple[str, ...]:
    slack = "critical" if row.critical else str(row.slack)
    return (
        row.id,
        row.title,
        row.owner,
        str(row.baseline_end),
        str(row.end),
        signed(row.slip),
        "" if row.status == "done" else slack,
        row.status,
    )
