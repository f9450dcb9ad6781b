from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientkit.kernel.model.values.week import whole_weeks
from clientkit.milestones.gantt.chart import DaySpan
from clientkit.milestones.gantt.date_axis import DateScale, LabelFit, axis
from support.charts import NOVEMBER, a_row

COLUMNS = LabelFit(len, len, 2)


def a_scale(days, room, first=date(2026, 11, 16)):
    return DateScale(DaySpan(*whole_weeks(first, first + timedelta(days=days - 1))), room)


def shown(ticks):
    return [tick.label for tick in ticks if tick.label]


@pytest.mark.parametrize(
    ("days", "room", "upper", "lower"),
    [
        (7, 40, "November 2026", "16|17|18|19|20|21|22"),
        (14, 40, "November 2026", "16 Nov|23 Nov"),
        (63, 90, "November 2026|December 2026|January 2027", "16 Nov|23 Nov|30 Nov|7 Dec|14 Dec|21 Dec"),
        (63, 40, "Nov|December 2026|Jan 2027", "16|23|30|7|14|21|28|4|11"),
        (63, 24, "Nov|Dec 2026|Jan", "16|30|14|28"),
        (300, 60, "2026|2027", "Dec|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug"),
        (1095, 80, "2027|2028|2029", "Jan|Apr|Jul|Oct|Jan|Apr|Jul|Oct"),
        (1095, 40, "2027|2028|2029", "Jan|Jul|Jan|Jul|Jan|Jul"),
        (3650, 60, "", "2026|2028|2030|2032|2034"),
        (36500, 60, "", "2026|2040|2060|2080|2100"),
    ],
)
def test_dates_thin_out(days, room, upper, lower):
    found = axis(a_scale(days, room), "en", COLUMNS)
    assert "|".join(shown(found.upper)) == upper
    assert "|".join(shown(found.lower)).startswith(lower)


def test_dates_are_in_the_language_of_the_document():
    found = axis(a_scale(63, 90, date(2026, 7, 20)), "id", COLUMNS)
    assert shown(found.upper) == ["Juli 2026", "Agustus 2026", "September 2026"]
    assert shown(found.lower)[2:4] == ["3 Agt", "10 Agt"]


def test_the_larger_unit_takes_the_longest_form_that_fits_all_but_the_outer_ones():
    found = axis(a_scale(84, 60, date(2026, 11, 23)), "en", COLUMNS)
    assert shown(found.upper) == ["Nov", "December 2026", "January 2027", "Feb 2027"]


@settings(max_examples=150)
@given(
    st.dates(),
    st.integers(1, 4_000) | st.integers(1, 4_000_000),
    st.floats(8, 600),
    st.sampled_from(["en", "id"]),
)
def test_dates_never_touch(first, days, room, language):
    last = first + timedelta(days=min(days, (date.max - first).days))
    found = axis(DateScale(DaySpan(*whole_weeks(first, last)), room), language, COLUMNS)
    for ticks in found:
        assert all(0 <= tick.at < room for tick in ticks)
        written = [tick for tick in ticks if tick.label]
        ends = [tick.at + len(tick.label) + 2 for tick in written]
        assert all(end <= after.at + 1e-9 for end, after in zip(ends, written[1:], strict=False))
        assert not ends or ends[-1] <= room + 1e-9


def test_where_not_even_millennia_fit_no_date_is_squeezed_in():
    found = axis(DateScale(DaySpan(date.min, date.max), 3), "en", COLUMNS)
    assert shown(found.upper) == shown(found.lower) == []


def test_a_scale_knows_where_days_are():
    scale = a_scale(14, 28)
    assert (scale.per_day, scale.begin(date(2026, 11, 18)), scale.end(date(2026, 11, 18))) == (2, 4, 6)
    assert scale.middle(date(2026, 11, 16)) == 1


@pytest.mark.parametrize(
    ("status", "today", "passed"),
    [
        ("planned", 20, 0),
        ("running", 20, 9),
        ("running", 10, 0),
        ("running", 30, 24),
        ("done", 20, 24),
        ("late", 20, 24),
        ("waiting", 20, 24),
    ],
)
def test_what_has_passed_ends_in_the_middle_of_today(status, today, passed):
    row = a_row(expected=NOVEMBER, status=status)
    assert a_scale(14, 28).past_end(row, date(2026, 11, today)) == passed
