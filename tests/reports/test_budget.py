"""Money and hours of a project: what was agreed, what is used, and when the client hears of it."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.kernel.model.values.week import IsoWeek
from clientkit.reports.budget import Account, next_period, period_start
from clientkit.reports.period_records import WeekRecords
from support.builders import MONDAY, a_price, a_record

WEEK = IsoWeek.of(MONDAY)
LAST_WEEK = MONDAY - timedelta(days=3)


def an_account(*records, price=None, agreed=(), week=WEEK, start=None, sent=None, as_of=None):
    known = WeekRecords(records, week, as_of or week.sunday, sent or {})
    return Account(known, price or a_price(), agreed, "IDR", start)


def worked(hours, day=MONDAY, **fields):
    return a_record("hours", day, hours=hours, source="klog:1", text=None, **fields)


def test_hours_of_a_time_tracker_count_beside_those_of_outcomes():
    hours = an_account(a_record(hours="1.5"), worked(2), a_record()).hours()
    assert (hours.this_week, hours.to_date) == (Decimal("3.5"), Decimal("3.5"))


def test_without_a_price_and_hours_there_is_no_budget():
    assert an_account(price=a_price(None)).budget() is None


def test_the_price_alone_is_a_budget_of_which_nothing_is_known_to_be_used():
    budget = an_account().budget()
    assert (budget.approved, budget.spent, budget.used_percent) == (45_000_000, None, None)


def test_approved_is_the_first_agreement_and_its_changes():
    agreed = (a_price(40_000_000), a_price(42_000_000), a_price(45_000_000))
    budget = an_account(price=a_price(99), agreed=agreed).budget()
    assert (budget.original, budget.changes, budget.approved) == (40_000_000, 5_000_000, 45_000_000)


def test_an_agreement_in_another_currency_is_not_compared():
    budget = an_account(agreed=(a_price(1000, "USD"), a_price(45_000_000))).budget()
    assert (budget.original, budget.changes, budget.approved) == (None, None, 45_000_000)


def test_agreements_with_and_without_tax_are_compared_as_the_last_one_states_it():
    net, gross = {"tax_percent": 10}, {"tax_percent": 10, "tax_included": True}
    budget = an_account(agreed=(a_price(1000, **net), a_price(1320, **gross))).budget()
    assert (budget.original, budget.changes, budget.approved, budget.tax_on_top) == (1100, 220, 1320, False)


def test_fixed_work_uses_the_share_of_the_price_that_its_hours_are():
    budget = an_account(worked(30), price=a_price(hours=120)).budget()
    assert (budget.used_percent, budget.spent, budget.left) == (25, 11_250_000, 33_750_000)


def test_hourly_work_uses_hours_times_rate():
    price = a_price(10_000, "USD", model="hourly", rate=80, hours=100)
    budget = an_account(worked(50), price=price).budget()
    assert (budget.spent, budget.left, budget.used_percent) == (4000, 6000, 40)


def test_hourly_work_without_a_limit_has_its_estimate():
    budget = an_account(worked(50), price=a_price(None, "USD", model="hourly", rate=80, hours=100)).budget()
    assert (budget.approved, budget.used_percent) == (8000, 50)


def test_hourly_work_without_a_rate_has_no_money_spent():
    assert an_account(worked(50), price=a_price(model="hourly")).budget().spent is None


@pytest.mark.parametrize(
    ("before", "now", "notice"),
    [(0, 49, None), (0, 50, 50), (49, 1, 50), (50, 10, None), (50, 30, 80), (10, 75, 80), (80, 30, None)],
)
def test_a_mark_is_told_of_in_the_week_it_is_crossed(before, now, notice):
    records = [worked(hours, day) for hours, day in ((before, LAST_WEEK), (now, MONDAY)) if hours]
    assert an_account(*records, price=a_price(hours=100)).budget().notice == notice


@given(st.lists(st.integers(0, 12), min_size=1, max_size=30))
def test_each_mark_is_told_of_once_in_a_project_s_life(weeks):
    records = [worked(hours, MONDAY + timedelta(weeks=n)) for n, hours in enumerate(weeks) if hours]
    notices = [
        an_account(*records, price=a_price(hours=100), week=WEEK.plus(n)).budget().notice
        for n in range(len(weeks))
    ]
    told = [notice for notice in notices if notice]
    assert told == sorted(set(told))
    assert (80 in told) == (sum(weeks) >= 80)


def test_late_hours_cross_a_mark_in_the_week_that_tells_of_them():
    sent = {WEEK.plus(-1): datetime(2026, 11, 13, 10, tzinfo=UTC)}
    late = worked(60, LAST_WEEK, ts=datetime(2026, 11, 16, 10, tzinfo=UTC))
    account = an_account(late, worked(1), price=a_price(hours=100), sent=sent)
    hours = account.hours()
    assert (hours.this_week, hours.late, hours.to_date) == (1, 60, 61)
    assert account.budget().notice == 50


def a_retainer(rollover, **fields):
    return a_price(model="retainer", period="month", hours=10, rollover=rollover, **fields)


START = date(2026, 9, 1)
USED = [worked(4, date(2026, 9, 15)), worked(8, date(2026, 10, 15)), worked(3, MONDAY)]


@pytest.mark.parametrize(
    ("rollover", "carried"),
    [
        ("none", 0),
        ("one-period", 8),  # September leaves 6; October uses them first, then 2 of its own 10
        ("all", 8),
    ],
)
def test_hours_that_are_kept_are_used_first(rollover, carried):
    hours = an_account(*USED, price=a_retainer(rollover), start=START).hours()
    assert (hours.carried, hours.to_date, hours.left) == (carried, 3, 10 + carried - 3)


def test_kept_hours_lapse_after_one_period_or_add_up():
    idle = [worked(1, MONDAY)]
    one, everything = (
        an_account(*idle, price=a_retainer(rollover), start=START).hours().carried
        for rollover in ("one-period", "all")
    )
    assert (one, everything) == (10, 20)


def test_hours_beyond_a_period_take_nothing_from_the_next():
    over = worked(25, date(2026, 10, 2))
    assert an_account(over, price=a_retainer("all")).hours().carried == 0


def test_a_retainer_is_held_against_what_is_left_of_its_period():
    account = an_account(price=a_retainer("none"), as_of=date(2026, 11, 21))
    assert account.period_left() == Decimal(100 * 9) / 30
    assert an_account().period_left() is None


@given(
    st.lists(st.tuples(st.dates(date(2026, 1, 1), date(2026, 11, 22)), st.integers(1, 30)), max_size=12),
    st.sampled_from(["week", "month", "quarter"]),
)
def test_keeping_more_leaves_more(records, period):
    noted = [worked(hours, day) for day, hours in records]
    carried = [
        an_account(*noted, price=a_price(model="retainer", period=period, hours=10, rollover=rollover))
        .hours()
        .carried
        for rollover in ("none", "one-period", "all")
    ]
    assert 0 == carried[0] <= carried[1] <= carried[2]
    assert carried[1] <= 10


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(["week", "month", "quarter"]))
def test_periods_follow_each_other_without_a_gap(day, period):
    first = period_start(day, period)
    after = next_period(first, period)
    assert first <= day < after
    assert period_start(after, period) == after
    assert period_start(after - timedelta(days=1), period) == first
