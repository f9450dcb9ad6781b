"""What became of a plan, as the report of the week after tells it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.kernel.model.values.week import IsoWeek
from clientkit.reports.period_records import WeekRecords
from clientkit.reports.plan_vs_actual import Plans
from support.builders import MONDAY, a_record

WEEK = IsoWeek.of(MONDAY)
FRIDAY, SUNDAY = MONDAY + timedelta(days=4), MONDAY + timedelta(days=6)
LAST_FRIDAY = MONDAY - timedelta(days=3)
NEXT_FRIDAY = MONDAY + timedelta(days=11)


def plans(*records, week=WEEK, as_of=None, sent=None):
    return Plans(WeekRecords(records, week, as_of or week.sunday, sent or {}), {})


def a_plan(due=FRIDAY, day=LAST_FRIDAY, **fields):
    return a_record("next", day, **{"text": "Test the till", "due": due, **fields})


def moved(plan, due, day=FRIDAY, **fields):
    words = {"reason": "The till was out of order", "text": None, **fields}
    return a_record("plan_moved", day, ref=plan.id, due=due, **words)


def dropped(plan, day=FRIDAY):
    return a_record("plan_dropped", day, ref=plan.id, reason="You keep the old till", text=None)


def became(*records, **seen):
    (note,) = plans(*records, **seen).last_week()
    return note.outcome


def names(notes):
    return [note.text for note in notes]


def test_an_outcome_that_names_its_plan_keeps_it_in_other_words():
    plan = a_plan()
    done = a_record(day=FRIDAY, text="The till takes cards", ref=plan.id)
    assert became(plan, done) == "kept"
    assert plans(plan, done).next() == ()


def test_a_corrected_plan_is_still_the_plan_that_was_named():
    plan = a_plan()
    corrected = a_plan(replaces=plan.id)
    assert became(corrected, a_record(day=FRIDAY, text="Cards work", ref=plan.id)) == "kept"
    assert became(corrected, moved(plan, NEXT_FRIDAY)) == "slipped"
    assert became(corrected, dropped(plan)) == "dropped"


def test_a_moved_plan_slipped_with_its_new_day_and_the_reason_and_comes_next():
    plan = a_plan()
    (note,) = plans(plan, moved(plan, NEXT_FRIDAY)).last_week()
    assert (note.outcome, note.due, note.new_due) == ("slipped", FRIDAY, NEXT_FRIDAY)
    assert note.reason == "The till was out of order"
    (ahead,) = plans(plan, moved(plan, NEXT_FRIDAY)).next()
    assert (ahead.due, ahead.outcome, ahead.carried) == (NEXT_FRIDAY, "ahead", False)


def test_the_week_after_a_move_asks_what_became_of_it_again():
    plan = a_plan()
    after = plans(plan, moved(plan, NEXT_FRIDAY), week=WEEK.plus(1))
    (note,) = after.last_week()
    assert (note.due, note.outcome) == (NEXT_FRIDAY, "slipped")
    done = a_record(day=NEXT_FRIDAY, text="test the till")
    assert became(plan, moved(plan, NEXT_FRIDAY), done, week=WEEK.plus(1)) == "kept"


def test_a_move_in_the_week_of_the_planning_is_part_of_the_plan():
    plan = a_plan(due=LAST_FRIDAY)
    (note,) = plans(plan, moved(plan, FRIDAY, day=LAST_FRIDAY), as_of=MONDAY).last_week()
    assert (note.due, note.new_due, note.outcome) == (FRIDAY, None, "ahead")


def test_the_last_move_counts():
    plan = a_plan()
    again = moved(plan, NEXT_FRIDAY, reason="Another reason", day=SUNDAY)
    (note,) = plans(plan, again, moved(plan, SUNDAY)).last_week()
    assert (note.new_due, note.reason) == (NEXT_FRIDAY, "Another reason")


def test_a_dropped_plan_is_told_once_and_comes_no_more():
    plan = a_plan()
    (note,) = plans(plan, dropped(plan)).last_week()
    assert (note.outcome, note.reason) == ("dropped", "You keep the old till")
    assert plans(plan, dropped(plan)).next() == ()
    assert plans(plan, dropped(plan), week=WEEK.plus(1)).last_week() == ()


@pytest.mark.parametrize(
    ("as_of", "outcome"),
    [(MONDAY, "ahead"), (FRIDAY, "ahead"), (FRIDAY + timedelta(days=1), "slipped"), (SUNDAY, "slipped")],
)
def test_a_plan_is_ahead_until_its_day_is_over(as_of, outcome):
    assert became(a_plan(), as_of=as_of) == outcome


def test_the_sunday_of_a_week_that_is_over_is_over():
    assert became(a_plan(due=SUNDAY)) == "slipped"


def test_a_plan_for_a_later_week_is_named_until_it_comes():
    plan = a_plan(due=NEXT_FRIDAY)
    assert became(plan) == "ahead"
    (note,) = plans(plan).next()
    assert (note.outcome, note.carried) == ("ahead", True)
    assert plans(plan, week=WEEK.plus(2)).next() == ()


def test_a_plan_without_a_day_that_nobody_speaks_of_is_open():
    assert became(a_plan(due=None)) == "open"
    assert names(plans(a_plan(due=None)).next()) == []


def test_what_was_done_before_last_week_s_report_was_no_plan_in_it():
    plan = a_plan(day=MONDAY - timedelta(days=7))
    done = a_record(day=LAST_FRIDAY, text="test the till")
    assert plans(plan, done).last_week() == ()


def test_what_was_done_after_last_week_s_report_was_sent_keeps_its_plan():
    plan = a_plan(day=MONDAY - timedelta(days=7))
    sent = {WEEK.plus(-1): datetime(2026, 11, 13, 10, tzinfo=UTC)}
    done = a_record(day=LAST_FRIDAY, text="test the till", ts=datetime(2026, 11, 13, 16, tzinfo=UTC))
    assert became(plan, done, sent=sent) == "kept"


@given(
    st.lists(
        st.tuples(st.dates(date(2026, 11, 2), date(2026, 12, 6)), st.integers(-3, 20), st.booleans()),
        max_size=6,
    )
)
def test_every_plan_of_last_week_s_report_is_in_this_one(given_plans):
    """None is lost between two weeks: what was next is told as something."""
    records = [
        a_plan(day=day, text=f"plan {number}", due=day + timedelta(days=days) if dated else None)
        for number, (day, days, dated) in enumerate(given_plans)
    ]
    earlier = plans(*records, week=WEEK.plus(-1))
    before = [*earlier.next(), *earlier.behind()]
    assert sorted(names(before)) == sorted(names(plans(*records).last_week()))
