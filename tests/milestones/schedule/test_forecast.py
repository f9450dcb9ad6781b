"""Baseline against facts, over the weeks from Monday, 16 November 2026."""

from datetime import date

import pytest

from clientkit.errors import InvalidDataError
from clientkit.kernel.calendar.working_days import WorkingCalendar
from clientkit.kernel.model.files.calendar_settings import Calendar
from clientkit.kernel.model.files.schedule import Plan
from clientkit.milestones.schedule.forecast import Facts, Move, forecast
from clientkit.milestones.schedule.plan import plan
from support.builders import MONDAY, a_milestone

CALENDAR = WorkingCalendar.of(Calendar())


def nov(day):
    return date(2026, 11, day)


def dec(day):
    return date(2026, 12, day)


def foreseen(milestones, *, today=MONDAY, done=None, moves=(), baseline=None):
    agreed = plan(milestones, MONDAY, CALENDAR) if baseline is None else baseline
    return forecast(agreed, milestones, Facts(done=done or {}, moves=moves), today, CALENDAR)


def rows(*args, **facts):
    return {row.baseline.id: row for row in foreseen(*args, **facts).milestones}


def slips(*args, **facts):
    return {name: row.slip_by_cause for name, row in rows(*args, **facts).items()}


def texts_then_pages(buffer=0):
    """The client's texts until Friday 20, our pages from Monday 23 (or later) for five days."""
    return [
        a_milestone("texts", owner="client", days=5, buffer=buffer),
        a_milestone("pages", days=5, after=("texts",)),
    ]


def test_without_facts_the_forecast_is_the_plan():
    made = foreseen(texts_then_pages())
    assert [(row.start, row.end) for row in made.milestones] == [(nov(16), nov(20)), (nov(23), nov(27))]
    assert [(row.slip, row.slip_by_cause, row.reason) for row in made.milestones] == [(0, {}, "")] * 2
    assert (made.baseline_end, made.end, made.slip, made.slip_by_cause) == (nov(27), nov(27), 0, {})


@pytest.mark.parametrize(
    ("today", "status"),
    [
        (date(2026, 11, 15), ("planned", "planned")),
        (nov(16), ("running", "planned")),
        (nov(20), ("running", "planned")),
        (nov(21), ("waiting", "planned")),
    ],
)
def test_status_follows_the_dates(today, status):
    assert tuple(row.status for row in foreseen(texts_then_pages(), today=today).milestones) == status


def test_what_the_client_owes_is_waited_for_and_pushes_us_on_their_account():
    made = rows(texts_then_pages(), today=nov(25))
    texts, pages = made["texts"], made["pages"]
    assert (texts.status, texts.end, texts.slip, texts.slip_by_cause) == (
        "waiting",
        nov(25),
        3,
        {"client": 3},
    )
    assert (pages.status, pages.start, pages.end) == ("planned", nov(26), dec(2))
    assert (pages.slip, pages.slip_by_cause) == (3, {"client": 3})


def test_what_we_owe_is_late_until_the_next_working_day():
    late = rows([a_milestone("M1", days=5)], today=nov(21))["M1"]
    assert (late.status, late.end, late.slip, late.slip_by_cause) == ("late", nov(23), 1, {"us": 1})


def test_due_today_is_not_late():
    assert rows([a_milestone("M1", days=5)], today=nov(20))["M1"].status == "running"


def test_done_late_books_the_days_on_the_owner():
    made = rows(texts_then_pages(), today=dec(4), done={"texts": nov(24), "pages": dec(3)})
    assert made["texts"].slip_by_cause == {"client": 2}
    pages = made["pages"]
    assert (pages.status, pages.done_on, pages.end) == ("done", dec(3), dec(3))
    assert (pages.slip, pages.slip_by_cause) == (4, {"client": 2, "us": 2})


def test_days_won_back_are_the_owner_s():
    made = slips(texts_then_pages(), today=dec(4), done={"texts": nov(25), "pages": dec(1)})
    assert made == {"texts": {"client": 3}, "pages": {"client": 3, "us": -1}}


def test_an_early_finish_pulls_nothing_forward():
    made = rows(texts_then_pages(), today=nov(19), done={"texts": nov(18)})
    assert (made["texts"].slip, made["texts"].slip_by_cause) == (-2, {"client": -2})
    assert (made["pages"].start, made["pages"].end, made["pages"].slip) == (nov(23), nov(27), 0)


def test_done_before_its_start_begins_when_it_is_done():
    made = rows(texts_then_pages(), today=nov(21), done={"texts": nov(18), "pages": nov(20)})
    assert (made["pages"].start, made["pages"].end, made["pages"].slip) == (nov(20), nov(20), -5)


def test_a_buffer_takes_up_slip_before_it_pushes():
    milestones = texts_then_pages(buffer=2)
    assert slips(milestones, done={"texts": nov(24)}, today=nov(24)) == {"texts": {"client": 2}, "pages": {}}
    assert slips(milestones, done={"texts": nov(26)}, today=nov(26)) == {
        "texts": {"client": 4},
        "pages": {"client": 2},
    }


def test_a_buffer_takes_up_the_days_that_came_first():
    milestones = [
        a_milestone("texts", owner="client", days=5),
        a_milestone("pages", days=5, after=("texts",), buffer=2),
        a_milestone("launch", days=1, after=("pages",)),
    ]
    made = slips(milestones, done={"texts": nov(25), "pages": dec(4)}, today=dec(4))
    assert made == {
        "texts": {"client": 3},
        "pages": {"client": 3, "us": 2},
        "launch": {"client": 1, "us": 2},
    }


def test_of_several_predecessors_the_one_that_pushes_furthest_decides():
    milestones = [
        a_milestone("texts", owner="client", days=5),
        a_milestone("design", days=3),
        a_milestone("pages", days=5, after=("texts", "design")),
    ]
    assert slips(milestones, done={"texts": nov(23), "design": nov(25)}, today=nov(25)) == {
        "texts": {"client": 1},
        "design": {"us": 5},
        "pages": {"us": 3},
    }


def test_where_two_push_equally_far_the_one_named_first_decides():
    milestones = [
        a_milestone("texts", owner="client", days=5),
        a_milestone("design", days=5),
        a_milestone("pages", days=5, after=("texts", "design")),
    ]
    done = {"texts": nov(24), "design": nov(24)}
    assert slips(milestones, done=done, today=nov(24))["pages"] == {"client": 2}


def test_days_won_back_are_not_handed_on():
    milestones = [*texts_then_pages(), a_milestone("launch", days=1, after=("pages",))]
    made = slips(milestones, done={"texts": nov(25), "pages": nov(27)}, today=nov(27))
    assert made == {"texts": {"client": 3}, "pages": {"client": 3, "us": -3}, "launch": {}}


def test_an_agreed_overlap_of_a_day_is_no_push():
    milestones = [a_milestone("M1", days=5), a_milestone("M2", days=2, start=nov(20), after=("M1",))]
    assert rows(milestones)["M2"].slip == 0
    late = rows(milestones, today=nov(24))
    assert (late["M1"].slip_by_cause, late["M2"].slip_by_cause) == ({"us": 2}, {"us": 2})


def test_done_is_pushed_only_by_what_was_done_before_it():
    made = slips(texts_then_pages(), done={"pages": nov(27)}, today=dec(4))
    assert made == {"texts": {"client": 10}, "pages": {}}
    made = slips(texts_then_pages(), done={"pages": nov(27), "texts": nov(30)}, today=dec(4))
    assert made == {"texts": {"client": 6}, "pages": {}}


def test_a_point_in_time_is_pushed_to_the_day_of_what_it_waits_for():
    milestones = [a_milestone("M1", days=5, buffer=1), a_milestone("review", days=0, after=("M1",))]
    made = rows(milestones, today=nov(25))
    assert (made["review"].start, made["review"].end) == (nov(25), nov(25))
    assert (made["review"].slip, made["review"].slip_by_cause) == (2, {"us": 2})


def test_a_fixed_date_is_pushed_when_its_predecessor_comes_too_late():
    milestones = [a_milestone("M1", days=5), a_milestone("fair", days=None, due=nov(24), after=("M1",))]
    assert rows(milestones, today=nov(24))["fair"].slip == 0
    assert rows(milestones, today=nov(26))["fair"].end == nov(26)


def test_work_done_on_a_sunday_shifts_a_point_to_that_sunday_without_a_slip():
    milestones = [a_milestone("M1", days=5), a_milestone("review", days=0, after=("M1",))]
    review = rows(milestones, done={"M1": nov(22)}, today=nov(22))["review"]
    assert (review.end, review.slip, review.slip_by_cause) == (nov(22), 0, {})


def test_a_move_sets_the_end_and_books_its_days_on_its_cause():
    made = rows(
        texts_then_pages(),
        moves=[Move("texts", nov(25), "third-party", "The printer was closed")],
        today=nov(20),
    )
    texts = made["texts"]
    assert (texts.end, texts.slip_by_cause, texts.reason) == (
        nov(25),
        {"third-party": 3},
        "The printer was closed",
    )
    assert made["pages"].slip_by_cause == {"third-party": 3}


def test_each_of_several_moves_books_its_own_days():
    moves = [
        Move("M1", nov(24), "client", "a"),
        Move("M1", nov(27), "change", "b"),
        Move("M1", nov(26), "us", "c"),
    ]
    made = rows([a_milestone("M1", days=5)], moves=moves)["M1"]
    assert (made.end, made.slip, made.reason) == (nov(26), 4, "c")
    assert made.slip_by_cause == {"client": 2, "change": 3, "us": -1}


def test_a_move_may_bring_the_end_forward():
    made = rows([a_milestone("M1", days=5)], moves=[Move("M1", nov(18), "us")])["M1"]
    assert (made.start, made.end, made.slip_by_cause) == (nov(16), nov(18), {"us": -2})


def test_a_moved_milestone_that_is_overdue_books_the_rest_on_its_owner():
    made = rows([a_milestone("M1", days=5)], moves=[Move("M1", nov(24), "client")], today=nov(26))["M1"]
    assert (made.status, made.end, made.slip_by_cause) == ("late", nov(26), {"client": 2, "us": 2})


def test_done_after_a_move_books_the_difference_on_the_owner():
    made = slips([a_milestone("M1", days=5)], moves=[Move("M1", nov(25), "client")], done={"M1": nov(24)})
    assert made == {"M1": {"client": 3, "us": -1}}


def test_a_move_of_a_pushed_milestone_books_only_what_it_adds():
    facts = {"done": {"texts": nov(25)}, "today": nov(25)}
    made = rows(texts_then_pages(), moves=[Move("pages", dec(4), "us", was=dec(2))], **facts)["pages"]
    assert (made.end, made.slip_by_cause) == (dec(4), {"client": 3, "us": 2})
    made = rows(texts_then_pages(), moves=[Move("pages", dec(1), "us", was=dec(2))], **facts)["pages"]
    assert (made.end, made.slip_by_cause) == (dec(1), {"client": 3, "us": -1})
    made = rows(texts_then_pages(), moves=[Move("pages", dec(4), "us")], **facts)["pages"]
    assert (made.end, made.slip_by_cause) == (dec(4), {"client": 3, "us": 2})


def test_what_slips_after_a_move_pushes_the_moved_one_on():
    moves = [Move("pages", dec(1), "us", was=nov(27)), Move("pages", dec(2), "change", was=dec(1))]
    before = rows(texts_then_pages(), moves=moves, today=nov(20))["pages"]
    assert (before.end, before.slip_by_cause) == (dec(2), {"us": 2, "change": 1})
    after = rows(texts_then_pages(), moves=moves, today=nov(25))["pages"]
    assert (after.end, after.slip_by_cause) == (dec(7), {"client": 3, "us": 2, "change": 1})


def test_a_kept_end_is_the_owner_s_when_the_push_grew_less():
    moves = [Move("pages", dec(4), "client", was=dec(2))]
    made = rows(texts_then_pages(), moves=moves, done={"texts": nov(23)}, today=nov(25))["pages"]
    assert (made.end, made.slip_by_cause) == (dec(4), {"client": 3, "us": 2})


def test_a_move_changes_the_slip_by_its_own_days_even_when_the_milestone_was_overdue():
    before = rows(texts_then_pages(), done={"texts": nov(20)}, today=dec(1))["pages"]
    assert (before.end, before.slip_by_cause) == (dec(1), {"us": 2})
    moves = [Move("pages", dec(3), "client", was=dec(1))]
    after = rows(texts_then_pages(), done={"texts": nov(20)}, moves=moves, today=dec(1))["pages"]
    assert (after.end, after.slip_by_cause) == (dec(3), {"client": 2, "us": 2})


def test_a_moved_milestone_never_ends_before_what_it_waits_for():
    moves = [Move("texts", dec(4), "client"), Move("pages", nov(30), "us")]
    made = rows(texts_then_pages(), moves=moves)["pages"]
    assert (made.start, made.end) == (dec(4), dec(4))


def test_a_move_of_a_milestone_that_is_gone_says_nothing():
    facts = {"moves": [Move("gone", dec(4), "us")], "done": {"gone": nov(17)}}
    assert slips([a_milestone("M1", days=5)], **facts) == {"M1": {}}


def test_the_project_s_slip_is_that_of_its_last_milestone_as_far_as_it_is_felt():
    milestones = [
        a_milestone("main", days=10),
        a_milestone("side", days=8, owner="client"),
    ]
    made = foreseen(milestones, moves=[Move("side", dec(2), "client")])
    assert (made.end, made.slip, made.slip_by_cause) == (dec(2), 3, {"client": 3})
    assert made.milestones[1].slip == 5


def test_a_project_that_ends_early_has_its_last_milestone_to_thank():
    milestones = [a_milestone("main", days=10), a_milestone("side", days=9)]
    made = foreseen(milestones, done={"main": nov(20)}, today=nov(23))
    assert (made.end, made.slip, made.slip_by_cause) == (nov(26), -1, {"us": -1})


def test_a_milestone_added_since_is_its_own_baseline_and_its_days_are_a_change():
    agreed = plan(texts_then_pages(), MONDAY, CALENDAR)
    milestones = [*texts_then_pages(), a_milestone("shop", days=4, after=("pages",))]
    made = foreseen(milestones, baseline=agreed, today=nov(24))
    shop = made.milestones[2]
    assert (shop.baseline.end, shop.end, shop.slip_by_cause) == (dec(3), dec(7), {"client": 2})
    assert (made.baseline_end, made.end) == (nov(27), dec(7))
    assert (made.slip, made.slip_by_cause) == (6, {"client": 2, "change": 4})


def test_a_milestone_dropped_since_leaves_its_days_to_the_change():
    agreed = plan(texts_then_pages(), MONDAY, CALENDAR)
    made = foreseen([a_milestone("texts", owner="client", days=5)], baseline=agreed, today=nov(23))
    assert (made.baseline_end, made.end, made.slip) == (nov(27), nov(23), -4)
    assert made.slip_by_cause == {"change": -4}


def test_a_dependency_added_since_pushes_as_a_change():
    agreed = plan([a_milestone("texts", days=5), a_milestone("pages", days=5)], MONDAY, CALENDAR)
    made = foreseen(texts_then_pages(), baseline=agreed).milestones[1]
    assert (made.start, made.end, made.slip_by_cause) == (nov(23), nov(27), {"change": 5})


def test_days_edited_since_wait_for_a_move_or_an_agreement():
    agreed = plan([a_milestone("M1", days=5)], MONDAY, CALENDAR)
    assert foreseen([a_milestone("M1", days=9)], baseline=agreed).milestones[0].slip == 0


def test_an_agreement_without_milestones_has_no_slip():
    made = foreseen([a_milestone("M1", days=5)], baseline=Plan(), today=nov(18))
    assert (made.baseline_end, made.end, made.slip, made.slip_by_cause) == (None, nov(24), 0, {})


def test_a_project_without_milestones_has_no_end():
    assert foreseen([]).model_dump(exclude={"milestones"}) == {
        "baseline_end": None,
        "end": None,
        "slip": 0,
        "slip_by_cause": {},
        "has_begun": True,
    }


def test_milestones_in_a_circle_are_refused():
    agreed = plan(texts_then_pages(), MONDAY, CALENDAR)
    circle = [a_milestone("texts", after=("pages",)), a_milestone("pages", after=("texts",))]
    with pytest.raises(InvalidDataError, match="texts -> pages -> texts"):
        foreseen(circle, baseline=agreed)
