"""What holds for every plan and every forecast, whatever the milestones and the facts."""

from datetime import date, timedelta
from time import process_time
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.kernel.calendar.working_days import WorkingCalendar
from clientkit.kernel.model.files.calendar_settings import Calendar, DayOff
from clientkit.kernel.model.values.choices import Cause
from clientkit.milestones.schedule.forecast import Facts, Move, forecast
from clientkit.milestones.schedule.plan import plan
from clientkit.milestones.schedule.slip_shares import book
from support.builders import MONDAY, a_milestone

CALENDAR = WorkingCalendar.of(
    Calendar(days_off=(DayOff(day=date(2026, 11, 24)),)), {date(2026, 12, 9): "Election"}
)
DAYS = st.dates(min_value=date(2026, 11, 2), max_value=date(2027, 1, 31))


@st.composite
def projects(draw, size=7):
    """Milestones that can be planned: a fixed date lies on the day they would get anyway, or after it."""
    milestones = []
    for n in range(draw(st.integers(1, size))):
        after = draw(st.sets(st.sampled_from([each.id for each in milestones]), max_size=3)) if n else ()
        milestone = a_milestone(
            f"M{n}",
            days=draw(st.sampled_from([None, 0, 1, 2, 5])),
            owner=draw(st.sampled_from(["us", "client"])),
            buffer=draw(st.integers(0, 3)),
            after=tuple(sorted(after)),
            not_before=draw(st.none() | DAYS),
        )
        milestones.append(milestone)
        later = timedelta(days=draw(st.integers(0, 9)))
        row = plan(milestones, MONDAY, CALENDAR).milestones[-1]
        fixed = draw(st.sampled_from([{}, {}, {"start": row.start + later}, {"due": row.end + later}]))
        if fixed.get("due") and draw(st.booleans()):
            fixed["start"] = row.start
        milestones[-1] = milestone.model_copy(update=fixed)
    return draw(st.permutations(milestones))


@st.composite
def histories(draw, milestones):
    ids = st.sampled_from([each.id for each in milestones])
    moves = st.builds(Move, ids, DAYS, st.sampled_from(get_args(Cause)), st.just("why"), st.none() | DAYS)
    return Facts(done=draw(st.dictionaries(ids, DAYS)), moves=draw(st.lists(moves, max_size=6)))


@given(projects())
def test_a_plan_holds_to_its_own_rules(milestones):
    made = plan(milestones, MONDAY, CALENDAR)
    rows = {row.id: row for row in made.milestones}
    for milestone in milestones:
        row = rows[milestone.id]
        assert row.start <= row.end <= made.end
        assert not milestone.not_before or row.start >= milestone.not_before
        assert row.start == milestone.start or milestone.start is None
        assert row.end == milestone.due or milestone.due is None
        if milestone.days and not (milestone.start and milestone.due):
            assert CALENDAR.within(row.start, row.end) == milestone.days == row.days
        assert all(rows[name].end <= row.start for name in milestone.after)
    assert any(row.critical for row in made.milestones)


@given(st.data(), projects(), st.integers(0, 12))
def test_slack_is_exactly_what_can_slip(data, milestones, days):
    made = plan(milestones, MONDAY, CALENDAR)
    row = data.draw(st.sampled_from(made.milestones))
    moves = [Move(row.id, CALENDAR.add(row.end, days), "us")] if days else []
    slipped = forecast(made, milestones, Facts(moves=moves), date(2026, 1, 1), CALENDAR)
    assert slipped.slip == max(0, days - row.slack)


@given(st.data(), projects(), DAYS)
def test_slip_per_cause_always_adds_up(data, milestones, today):
    made = plan(milestones, MONDAY, CALENDAR)
    facts = data.draw(histories(milestones))
    foreseen = forecast(made, milestones, facts, today, CALENDAR)
    for row in foreseen.milestones:
        assert sum(row.slip_by_cause.values()) == row.slip == CALENDAR.count(row.baseline.end, row.end)
        assert row.start <= row.end
    assert sum(foreseen.slip_by_cause.values()) == foreseen.slip == CALENDAR.count(made.end, foreseen.end)
    assert foreseen.end == max(row.end for row in foreseen.milestones)


@given(st.data(), projects(), projects(), DAYS)
def test_it_adds_up_when_the_file_is_no_longer_what_was_agreed(data, agreed, milestones, today):
    baseline = plan(agreed, MONDAY, CALENDAR)
    foreseen = forecast(baseline, milestones, data.draw(histories(milestones)), today, CALENDAR)
    assert [row.baseline.id for row in foreseen.milestones] == [each.id for each in milestones]
    assert all(sum(row.slip_by_cause.values()) == row.slip for row in foreseen.milestones)
    assert sum(foreseen.slip_by_cause.values()) == foreseen.slip


@given(st.data(), projects(), DAYS)
def test_facts_are_kept(data, milestones, today):
    facts = data.draw(histories(milestones))
    foreseen = forecast(plan(milestones, MONDAY, CALENDAR), milestones, facts, today, CALENDAR)
    ends = {row.baseline.id: row.end for row in foreseen.milestones}
    for row in foreseen.milestones:
        name = row.baseline.id
        assert row.done_on == facts.done.get(name)
        if row.done_on:
            assert (row.end, row.status) == (row.done_on, "done")
        else:
            assert row.end >= today
            assert all(ends[other] <= row.end for other in row.baseline.after)
        assert (row.status in {"late", "waiting"}) <= (row.end == CALENDAR.next_working(today))


@given(projects())
def test_nothing_happened_before_the_start_and_nothing_slips(milestones):
    made = plan(milestones, MONDAY, CALENDAR)
    foreseen = forecast(made, milestones, Facts(), date(2026, 1, 1), CALENDAR)
    for row in foreseen.milestones:
        assert (row.start, row.end, row.slip) == (row.baseline.start, row.baseline.end, 0)
        assert row.status == "planned"


@given(st.data(), projects(), DAYS)
def test_a_move_that_knows_the_forecast_changes_it_by_its_own_days(data, milestones, today):
    """The end goes to the new due, and its cause gets the days; what was booked before stays booked."""
    made = plan(milestones, MONDAY, CALENDAR)
    name = data.draw(st.sampled_from([each.id for each in milestones]))
    cause = data.draw(st.sampled_from(get_args(Cause)))
    before = row_of(forecast(made, milestones, Facts(), today, CALENDAR), name)
    due = CALENDAR.add(before.end, data.draw(st.integers(1, 10)))
    facts = Facts(moves=[Move(name, due, cause, was=before.end)])
    after = row_of(forecast(made, milestones, facts, today, CALENDAR), name)
    assert after.end == due
    assert after.slip_by_cause == book(before.slip_by_cause, cause, after.slip - before.slip)


def row_of(foreseen, name):
    return next(row for row in foreseen.milestones if row.baseline.id == name)


@pytest.mark.slow
def test_five_hundred_milestones_over_years_take_a_tenth_of_a_second_at_most():
    milestones = [
        a_milestone(f"M{n}", days=3, buffer=1, after=tuple(f"M{m}" for m in range(max(0, n - 3), n)))
        for n in range(500)
    ]
    facts = Facts(
        done={f"M{n}": MONDAY + timedelta(days=6 * n) for n in range(100)},
        moves=[Move(f"M{n}", MONDAY + timedelta(days=7 * n), "client") for n in range(100, 300)],
    )
    calendar = WorkingCalendar.of(Calendar(), {date(year, 12, 25): "Christmas" for year in range(2026, 2040)})
    spent = []
    for _ in range(5):
        begun = process_time()
        made = plan(milestones, MONDAY, calendar)
        foreseen = forecast(made, milestones, facts, date(2028, 1, 1), calendar)
        spent.append(process_time() - begun)
    assert len(foreseen.milestones) == len(made.milestones) == 500
    assert min(spent) < 0.1, spent


def test_thousands_in_a_chain_are_forecast():
    milestones = [a_milestone("M0", days=1)]
    milestones += [a_milestone(f"M{n}", days=1, after=(f"M{n - 1}",)) for n in range(1, 5000)]
    made = plan(milestones, MONDAY, CALENDAR)
    foreseen = forecast(made, milestones, Facts(done={"M0": date(2026, 11, 18)}), MONDAY, CALENDAR)
    assert (foreseen.slip, foreseen.slip_by_cause) == (2, {"us": 2})


@given(st.data(), projects(), DAYS)
def test_a_day_lost_is_its_owner_s_only_after_the_step_was_due(data, milestones, today):
    """What is overdue was due after all that it waits for, and only these days are told as its owner's."""
    foreseen = forecast(
        plan(milestones, MONDAY, CALENDAR), milestones, data.draw(histories(milestones)), today, CALENDAR
    )
    rows = {row.baseline.id: row for row in foreseen.milestones}
    for row in foreseen.milestones:
        late = row.status in {"late", "waiting"}
        assert late == (row.due < today and not row.done_on)
        assert row.overdue == (CALENDAR.count(row.due, row.end) if late else 0)
        if late:
            assert all(rows[name].end <= row.due for name in row.baseline.after)


@given(st.data(), st.integers(1, 12), st.integers(0, 4), st.integers(0, 12), st.booleans())
def test_days_stay_with_the_step_that_won_or_lost_them(data, late, buffer, more, done):
    """Ours is some days late or early, then the client's uses more or fewer days than it has."""
    late *= data.draw(st.sampled_from([1, -1]))
    milestones = [
        a_milestone("M1", days=15, buffer=buffer),
        a_milestone("M2", days=14, owner="client", after=("M1",)),
    ]
    made = plan(milestones, MONDAY, CALENDAR)
    ours = CALENDAR.add(made.milestones[0].end, late)
    pushed = max(0, late - buffer)
    more *= data.draw(st.sampled_from([1, -1])) if done else 1
    ended = CALENDAR.add(made.milestones[1].end, pushed + more)
    facts = Facts(done={"M1": ours, "M2": ended} if done else {"M1": ours})
    row = row_of(forecast(made, milestones, facts, ended, CALENDAR), "M2")
    slip = pushed + more
    if pushed:
        expected = {"us": pushed, "client": more}
    elif slip < 0 and late < 0:
        expected = {"us": max(late, slip), "client": slip - max(late, slip)}
    else:
        expected = {"client": slip}
    if not done and slip:
        assert row.status in {"waiting", "running"}
        assert row.overdue == (more if row.status == "waiting" else 0)
    assert row.slip_by_cause == {cause: days for cause, days in expected.items() if days}
