"""A golden table of what people type, seen from a Saturday in 2026, and what is refused."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import UsageError
from clientkit.kernel.model.values.date_input import MONTH_WORDS, WEEKDAY_WORDS, parse_day

SATURDAY = date(2026, 11, 21)

FROM_SATURDAY = """
2026-11-21              2026-11-21
 2026-1-5               2026-01-05
2028-02-29              2028-02-29
today                   2026-11-21
Hari ini                2026-11-21
tomorrow                2026-11-22
besok                   2026-11-22
day after tomorrow      2026-11-23
lusa                    2026-11-23
yesterday               2026-11-20
KEMARIN                 2026-11-20
kemarin dulu            2026-11-19
+3d                     2026-11-24
-2d                     2026-11-19
+2w                     2026-12-05
+1m                     2026-12-21
-1m                     2026-10-21
+1y                     2027-11-21
+0d                     2026-11-21
in 3 days               2026-11-24
in a week               2026-11-28
2 weeks from now        2026-12-05
3 days ago              2026-11-18
an year ago             2025-11-21
one month ago           2026-10-21
3 hari lagi             2026-11-24
2 minggu lagi           2026-12-05
seminggu lagi           2026-11-28
dalam 2 bulan           2027-01-21
3 hari lalu             2026-11-18
setahun yang lalu       2025-11-21
sunday                  2026-11-22
mon                     2026-11-23
Fri                     2026-11-27
sat                     2026-11-28
senin                   2026-11-23
jumat                   2026-11-27
Jum'at                  2026-11-27
jum\u2019at                  2026-11-27
sabtu                   2026-11-28
minggu                  2026-11-22
hari minggu             2026-11-22
next monday             2026-11-23
next sat                2026-11-28
senin depan             2026-11-23
hari minggu depan       2026-11-29
this friday             2026-11-20
sabtu ini               2026-11-21
last friday             2026-11-20
last saturday           2026-11-14
jumat lalu              2026-11-20
sabtu yang lalu         2026-11-14
minggu lalu             2026-11-14
senin kemarin           2026-11-16
next week               2026-11-28
minggu depan            2026-11-28
pekan depan             2026-11-28
last week               2026-11-14
minggu yang lalu        2026-11-14
next month              2026-12-21
bulan lalu              2026-10-21
tahun depan             2027-11-21
end of week             2026-11-22
akhir pekan             2026-11-22
akhir minggu depan      2026-11-29
end of month            2026-11-30
end of the month        2026-11-30
akhir bulan             2026-11-30
akhir bulan ini         2026-11-30
end of next month       2026-12-31
akhir bulan depan       2026-12-31
end of year             2026-12-31
akhir tahun depan       2027-12-31
24 dec                  2026-12-24
24 Des 2026             2026-12-24
24 desember             2026-12-24
24dec                   2026-12-24
tgl 24 Agt              2027-08-24
21 november             2026-11-21
20 nov                  2027-11-20
Dec 24                  2026-12-24
Dec. 24th, 2026         2026-12-24
1st mar                 2027-03-01
29 feb                  2028-02-29
28 feb                  2027-02-28
"""


def cases(table):
    return [line.rsplit(maxsplit=1) for line in table.strip("\n").splitlines()]


@pytest.mark.parametrize(("text", "expected"), cases(FROM_SATURDAY))
def test_what_people_type_is_understood(text, expected):
    assert parse_day(text, SATURDAY) == date.fromisoformat(expected)


EDGES = """
2026-12-31  +1d             2027-01-01
2026-12-31  next month      2027-01-31
2026-12-31  end of month    2026-12-31
2026-12-31  end of week     2027-01-03
2026-12-31  jumat           2027-01-01
2026-12-31  next monday     2027-01-04
2026-12-31  31 dec          2026-12-31
2027-01-01  yesterday       2026-12-31
2027-01-01  akhir pekan     2027-01-03
2027-01-01  this monday     2026-12-28
2027-01-03  next monday     2027-01-04
2027-01-03  minggu          2027-01-10
2027-01-03  end of week     2027-01-03
2027-01-01  last month      2026-12-01
2026-01-31  +1m             2026-02-28
2028-01-31  +1m             2028-02-29
2028-02-29  +1y             2029-02-28
2028-02-29  +4y             2032-02-29
2028-02-29  29 feb          2028-02-29
2028-03-01  29 feb          2032-02-29
2096-03-01  29 feb          2104-02-29
2100-02-01  akhir bulan     2100-02-28
2000-02-01  akhir bulan     2000-02-29
2026-03-31  -1m             2026-02-28
2026-11-23  monday          2026-11-30
2026-11-23  next monday     2026-11-30
2026-11-23  last monday     2026-11-16
2026-11-25  next friday     2026-12-04
2026-11-25  friday          2026-11-27
0001-01-01  this monday     0001-01-01
9999-12-31  akhir tahun     9999-12-31
"""


@pytest.mark.parametrize(("today", "text", "expected"), [(a[:10], a[12:], b) for a, b in cases(EDGES)])
def test_edges_of_weeks_months_and_years(today, text, expected):
    assert parse_day(text, date.fromisoformat(today)) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("2026-02-30", "There is no 2026-02-30.", "The last day of that month is 2026-02-28."),
        ("2026-13-01", "There is no month 13.", "Write year, month and day in this order: 2026-11-21."),
        ("2026-11-00", "There is no 2026-11-00.", "The last day of that month is 2026-11-30."),
        ("31 april", "There is no 2027-04-31.", "The last day of that month is 2027-04-30."),
        ("30 feb", "There is no 2027-02-30.", "The last day of that month is 2027-02-28."),
        ("29 feb 2027", "There is no 2027-02-29.", "The last day of that month is 2027-02-28."),
        ("0 dec", "There is no 2026-12-00.", "The last day of that month is 2026-12-31."),
    ],
)
def test_a_date_that_does_not_exist_is_told_with_the_last_day_of_its_month(text, message, hint):
    with pytest.raises(UsageError) as told:
        parse_day(text, SATURDAY)
    assert (told.value.message, told.value.hint) == (message, hint)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "+3",
        "+3h",
        "3 days",
        "05/06/2026",
        "2026.11.21",
        "in 1.5 weeks",
        "aweek ago",
        "next monday depan",
        "next soon",
        "soon depan",
        "end of day",
        "end of soon",
        "24 soon",
        "24 dec 26",
        "hari",
        "2026-11-21 10:00",
        "\u0663 hari lagi",
    ],
)
def test_what_is_no_date_is_refused_with_examples(text):
    with pytest.raises(UsageError, match="is not a date") as told:
        parse_day(text, SATURDAY)
    assert "senin depan" in told.value.hint


@pytest.mark.parametrize(
    "text", ["+9999y", "-2027y", "+999999999w", "in 99999999 days", "0000-01-01", "1 jan 0000"]
)
def test_a_date_outside_the_calendar_is_refused(text):
    with pytest.raises(UsageError, match="years 1 to 9999"):
        parse_day(text, SATURDAY)


@pytest.mark.parametrize(
    "text", ["29 feb", "1 jan", "tomorrow", "next month", "end of next year", "fri depan"]
)
def test_the_last_day_of_the_calendar_has_no_day_after_it(text):
    with pytest.raises(UsageError, match="years 1 to 9999"):
        parse_day(text, date(9999, 12, 31))


@pytest.mark.parametrize(("weekday", "words"), list(enumerate(WEEKDAY_WORDS)))
def test_every_word_for_a_weekday_means_its_coming_one(weekday, words):
    for word in words.split():
        assert {parse_day(word, SATURDAY + timedelta(days=n)).weekday() for n in range(7)} == {weekday}


@pytest.mark.parametrize(("month", "words"), list(enumerate(MONTH_WORDS, start=1)))
def test_every_word_for_a_month_means_that_month(month, words):
    for word in words.split():
        assert parse_day(f"17 {word} 2027", SATURDAY) == date(2027, month, 17)


@given(st.dates())
def test_an_iso_date_is_itself(day):
    assert parse_day(day.isoformat(), SATURDAY) == day


@given(
    st.dates(min_value=date(2, 1, 1), max_value=date(9998, 1, 1)),
    st.sampled_from(" ".join(WEEKDAY_WORDS).split()),
)
def test_weekday_words_stay_within_a_week_of_today(today, word):
    assert 1 <= (parse_day(word, today) - today).days <= 7
    assert 1 <= (today - parse_day(f"last {word}", today)).days <= 7


WORDS = st.sampled_from(
    ["in", "next", "last", "end of", "akhir", "minggu", "bulan", "lagi", "lalu", "dec", "+", "-"]
)


@given(st.lists(st.one_of(WORDS, st.integers(0, 10**10).map(str), st.text(max_size=4)), max_size=4))
def test_any_other_text_gives_a_date_or_an_error_with_a_hint(pieces):
    try:
        understood = parse_day(" ".join(pieces), SATURDAY)
    except UsageError as error:
        understood = error.hint
    assert understood
