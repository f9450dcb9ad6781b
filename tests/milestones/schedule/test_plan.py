"""Milestones to dates over the weeks from Monday, 16 November 2026."""

from datetime import date

import pytest

from clientkit.errors import InvalidDataError, UsageError
from clientkit.kernel.calendar.working_days import WorkingCalendar
from clientkit.kernel.model.files.calendar_settings import Calendar, DayOff
from clientkit.kernel.model.files.schedule import Plan
from clientkit.milestones.schedule.plan import plan
from support.builders import MONDAY, a_milestone

CALENDAR = WorkingCalendar.of(Calendar())
FRIDAY = date(2026, 11, 20)
SATURDAY = date(2026, 11, 21)
SUNDAY = date(2026, 11, 22)


def nov(day):
    return date(2026, 11, day)


def planned(*milestones, start=MONDAY, calendar=CALENDAR):
    return {each.id: each for each in plan(milestones, start, calendar).milestones}


def dates(*milestones, start=MONDAY, calendar=CALENDAR):
    rows = planned(*milestones, start=start, calendar=calendar)
    return {name: (row.start.day, row.end.day) for name, row in rows.items()}


def test_days_run_from_the_project_s_first_working_day():
    assert dates(a_milestone("M1", days=5)) == {"M1": (16, 20)}
    assert dates(a_milestone("M1", days=5), start=date(2026, 11, 14)) == {"M1": (16, 20)}


def test_a_follower_starts_on_the_next_working_day_after_the_latest_predecessor():
    assert dates(
        a_milestone("M3", days=2, after=("M1", "M2")),
        a_milestone("M1", days=5),
        a_milestone("M2", days=3),
    ) == {"M3": (23, 24), "M1": (16, 20), "M2": (16, 18)}


def test_buffer_lies_between_a_milestone_and_what_depends_on_it():
    assert dates(a_milestone("M1", days=3, buffer=2), a_milestone("M2", days=2, after=("M1",))) == {
        "M1": (16, 18),
        "M2": (23, 24),
    }


def test_days_off_are_passed_over():
    calendar = WorkingCalendar.of(Calendar(days_off=(DayOff(day=nov(18)),)))
    assert dates(a_milestone("M1", days=5), calendar=calendar) == {"M1": (16, 23)}


@pytest.mark.parametrize("days", [0, None])
def test_no_days_are_a_point_in_time(days):
    assert dates(
        a_milestone("kickoff", days=days),
        a_milestone("M1", days=2, buffer=1),
        a_milestone("M2", days=3),
        a_milestone("after-buffer", days=days, after=("M1",)),
        a_milestone("at-the-end", days=days, after=("M2",)),
    ) == {
        "kickoff": (16, 16),
        "M1": (16, 17),
        "M2": (16, 18),
        "after-buffer": (18, 18),
        "at-the-end": (18, 18),
    }


def test_not_before_holds_a_milestone_back_until_a_working_day():
    assert dates(
        a_milestone("M1", days=1),
        a_milestone("M2", days=1, after=("M1",), not_before=SATURDAY),
        a_milestone("M3", days=1, after=("M1",), not_before=MONDAY),
        a_milestone("M4", days=0, after=("M1",), not_before=nov(19)),
    ) == {"M1": (16, 16), "M2": (23, 23), "M3": (17, 17), "M4": (19, 19)}


def test_fixed_dates_stand_as_written():
    assert dates(
        a_milestone("due", days=3, due=nov(27)),
        a_milestone("due-on-sunday", days=3, due=SUNDAY),
        a_milestone("due-point", days=None, due=SUNDAY),
        a_milestone("due-no-days", days=0, due=FRIDAY),
        a_milestone("start", days=3, start=FRIDAY),
        a_milestone("start-point", days=None, start=SATURDAY),
        a_milestone("both", days=None, start=FRIDAY, due=nov(27)),
        a_milestone("both-and-days", days=6, start=FRIDAY, due=nov(27)),
        start=None,
    ) == {
        "due": (25, 27),
        "due-on-sunday": (18, 22),
        "due-point": (22, 22),
        "due-no-days": (20, 20),
        "start": (20, 24),
        "start-point": (21, 21),
        "both": (20, 27),
        "both-and-days": (20, 27),
    }


def test_working_days_are_told_and_a_point_has_none():
    rows = planned(
        a_milestone("work", days=5),
        a_milestone("window", days=2, start=FRIDAY, due=nov(27)),
        a_milestone("point", days=0),
    )
    assert {name: row.days for name, row in rows.items()} == {"work": 5, "window": 6, "point": 0}


def test_a_fixed_date_may_use_up_a_buffer_and_meet_the_last_day_before_it():
    assert dates(
        a_milestone("M1", days=5, buffer=5),
        a_milestone("M2", days=2, start=FRIDAY, after=("M1",)),
        a_milestone("M3", days=None, due=nov(23), after=("M2",)),
    ) == {"M1": (16, 20), "M2": (20, 23), "M3": (23, 23)}


def test_acceptance_is_due_working_days_after_the_end():
    rows = planned(a_milestone("M1", days=5, acceptance_days=3), a_milestone("M2", acceptance_days=None))
    assert rows["M1"].acceptance_due == nov(25)
    assert rows["M2"].acceptance_due is None


def test_the_plan_spans_its_milestones_and_keeps_their_order():
    made = plan([a_milestone("B", days=2, after=("A",)), a_milestone("A", days=3)], MONDAY, CALENDAR)
    assert [each.id for each in made.milestones] == ["B", "A"]
    assert (made.start, made.end) == (MONDAY, FRIDAY)
    assert plan([], MONDAY, CALENDAR) == Plan()


def test_what_a_milestone_says_of_itself_is_carried_over():
    row = planned(
        a_milestone("M1", "Texts", owner="client", deliverables=("D1",), buffer=2, note="By mail"),
        a_milestone("M2", after=("M1",)),
    )
    assert row["M1"].model_dump(include={"title", "owner", "deliverables", "buffer", "note"}) == {
        "title": "Texts",
        "owner": "client",
        "deliverables": ("D1",),
        "buffer": 2,
        "note": "By mail",
    }
    assert row["M2"].after == ("M1",)


def test_slack_is_what_can_slip_before_the_end_moves_and_zero_is_critical():
    rows = planned(
        a_milestone("M1", days=5),
        a_milestone("M2", days=2),
        a_milestone("M3", days=5, after=("M1", "M2"), buffer=1),
        a_milestone("M4", days=0, after=("M3",)),
        a_milestone("M5", days=1, after=("M1",)),
        a_milestone("M6", days=1, after=("M3",)),
    )
    assert {name: row.slack for name, row in rows.items()} == {
        "M1": 1,
        "M2": 4,
        "M3": 1,
        "M4": 1,
        "M5": 6,
        "M6": 0,
    }
    assert [name for name, row in rows.items() if row.critical] == ["M6"]


def test_without_buffers_the_longest_chain_is_critical():
    rows = planned(
        a_milestone("M1", days=5), a_milestone("M2", days=2), a_milestone("M3", days=5, after=("M1", "M2"))
    )
    assert [name for name, row in rows.items() if row.critical] == ["M1", "M3"]


def test_idle_days_before_a_fixed_start_are_slack_even_where_it_starts_on_a_day_off():
    rows = planned(
        a_milestone("M1", days=3), a_milestone("M2", days=2, start=SATURDAY, due=nov(24), after=("M1",))
    )
    assert rows["M1"].slack == 2


def test_an_overlap_of_a_day_leaves_no_slack_and_owes_none():
    rows = planned(
        a_milestone("M1", days=5),
        a_milestone("M2", days=2, start=FRIDAY, after=("M1",)),
        a_milestone("M3", days=8),
    )
    assert {name: row.slack for name, row in rows.items()} == {"M1": 2, "M2": 2, "M3": 0}


@pytest.mark.parametrize(
    ("second", "message", "hint"),
    [
        (
            {"days": None, "start": nov(24), "due": nov(23)},
            "M2 is due on 2026-11-23, before it starts on 2026-11-24.",
            "Change `start` or `due` of M2.",
        ),
        (
            {"days": 3, "start": nov(23), "due": nov(24)},
            "M2 takes 3 working days, but 2026-11-23 to 2026-11-24 has 2.",
            "Change `days`, `start` or `due` of M2.",
        ),
        (
            {"days": 3, "start": nov(19)},
            "M2 starts on 2026-11-19, but it comes after M1, which ends on 2026-11-20.",
            "Start M2 on 2026-11-20 or later, end M1 sooner, or change `after`.",
        ),
        (
            {"days": 5, "due": nov(25)},
            (
                "M2 starts on 2026-11-19 (due on 2026-11-25, 5 working days), "
                "but it comes after M1, which ends on 2026-11-20."
            ),
            "Start M2 on 2026-11-20 or later, end M1 sooner, or change `after`.",
        ),
        (
            {"days": None, "due": nov(24), "not_before": nov(25)},
            "M2 starts on 2026-11-24, but its `not_before` is 2026-11-25.",
            "Change one of the two dates of M2.",
        ),
    ],
)
def test_dates_that_cannot_be_are_told(second, message, hint):
    with pytest.raises(InvalidDataError) as told:
        planned(a_milestone("M1", days=5), a_milestone("M2", after=("M1",), **second))
    assert (told.value.message, told.value.hint) == (message, hint)


def test_without_any_date_the_project_s_start_is_asked_for():
    with pytest.raises(InvalidDataError) as told:
        planned(a_milestone("M1"), a_milestone("M2", after=("M1",)), start=None)
    assert told.value.message == "There is no date to start from for M1."
    assert (
        told.value.hint
        == "Set `start` under [timeline] in the project file, for instance start = 2026-11-16."
    )


def test_many_without_a_date_are_not_all_listed():
    with pytest.raises(InvalidDataError, match="for M0, M1, M2, M3, M4, M5, M6, M7 and others"):
        planned(*(a_milestone(f"M{n}") for n in range(9)), start=None)


def test_one_date_is_enough_to_start_from():
    assert dates(
        a_milestone("M1", not_before=MONDAY, days=2), a_milestone("M2", after=("M1",), days=3), start=None
    ) == {"M1": (16, 17), "M2": (18, 20)}


def test_dates_beyond_the_calendar_are_refused():
    with pytest.raises(UsageError, match="outside the years 1 to 9999"):
        planned(a_milestone("M1", days=5, start=date(9999, 12, 30)))


def test_a_chain_of_thousands_is_planned():
    chain = [a_milestone("M0", days=1)] + [
        a_milestone(f"M{n}", days=1, after=(f"M{n - 1}",)) for n in range(1, 5000)
    ]
    made = plan(chain, MONDAY, CALENDAR)
    assert made.end == CALENDAR.last_of(MONDAY, 5000)
    assert all(each.critical for each in made.milestones)
