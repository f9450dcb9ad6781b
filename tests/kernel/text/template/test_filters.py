"""Money, numbers and dates as a reader of each language writes them."""

import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.kernel.text.template.filters import (
    format_day,
    format_hours,
    format_money,
    format_month,
    format_number,
    format_percent,
    format_period,
    format_weekday,
    format_working_days,
    join_words,
    language_filters,
)

INDEPENDENCE_DAY = date(2026, 8, 17)


@pytest.mark.parametrize(
    ("amount", "currency", "english", "indonesian"),
    [
        ("12500000", "IDR", "IDR 12,500,000", "Rp12.500.000"),
        ("12500000.00", "IDR", "IDR 12,500,000", "Rp12.500.000"),
        ("12500.5", "IDR", "IDR 12,500.50", "Rp12.500,50"),
        ("0", "IDR", "IDR 0", "Rp0"),
        ("-5000", "IDR", "\u2212IDR 5,000", "\u2212Rp5.000"),
        ("12500", "USD", "$12,500.00", "US$12.500,00"),
        ("0.005", "USD", "$0.01", "US$0,01"),
        ("0.004", "USD", "$0.00", "US$0,00"),
        ("-0.004", "USD", "$0.00", "US$0,00"),
        ("-3.5", "USD", "\u2212$3.50", "\u2212US$3,50"),
        ("2.675", "USD", "$2.68", "US$2,68"),
        ("2.6749999", "USD", "$2.67", "US$2,67"),
        ("999.995", "EUR", "€1,000.00", "€1.000,00"),
        ("1234567", "JPY", "¥1,234,567", "JP¥1.234.567"),
        ("1250", "SGD", "SGD 1,250.00", "SGD 1.250,00"),
        ("1250.5", "XTS", "XTS 1,250.50", "XTS 1.250,50"),
        ("123456789012345.67", "GBP", "£123,456,789,012,345.67", "£123.456.789.012.345,67"),
    ],
)
def test_money(amount, currency, english, indonesian):
    assert format_money(Decimal(amount), currency, "en") == english
    assert format_money(Decimal(amount), currency, "id") == indonesian


def test_money_takes_whole_numbers_too():
    assert format_money(45_000_000, "IDR", "id") == "Rp45.000.000"


@given(st.decimals(-(10**15), 10**15, places=6, allow_nan=False))
def test_money_is_rounded_once_and_half_up(amount):
    shown = format_money(amount, "USD", "en")
    value = Decimal(shown.replace("$", "").replace(",", "").replace("\u2212", "-"))
    assert abs(value - amount) <= Decimal("0.005")
    assert value.as_tuple().exponent == -2
    assert not (value - amount == Decimal("-0.005") and amount > 0)


@pytest.mark.parametrize(
    ("value", "decimals", "english", "indonesian"),
    [
        ("1234.5", None, "1,234.5", "1.234,5"),
        ("1234.50", None, "1,234.5", "1.234,5"),
        ("8", None, "8", "8"),
        ("1E+3", None, "1,000", "1.000"),
        ("-0", None, "0", "0"),
        ("2.5", 0, "3", "3"),
        ("-2.5", 0, "\u22123", "\u22123"),
        ("0.45", 1, "0.5", "0,5"),
        ("46.153846", 2, "46.15", "46,15"),
        ("3", 2, "3.00", "3,00"),
    ],
)
def test_number(value, decimals, english, indonesian):
    assert format_number(Decimal(value), "en", decimals) == english
    assert format_number(Decimal(value), "id", decimals) == indonesian


def test_numbers_with_units():
    assert format_percent(Decimal("12.5"), "id") == "12,5%"
    assert format_percent(11, "en") == "11%"
    assert format_percent(Decimal("66.66"), "en", 0) == "67%"
    assert [format_hours(Decimal(n), "en") for n in ("1", "1.5", "0", "-1")] == [
        "1 hour",
        "1.5 hours",
        "0 hours",
        "\u22121 hour",
    ]
    assert format_hours(Decimal("12.5"), "id") == "12,5 jam"
    assert [format_working_days(n, "en") for n in (1, 5)] == ["1 working day", "5 working days"]
    assert format_working_days(5, "id") == "5 hari kerja"


def test_days():
    assert format_day(INDEPENDENCE_DAY, "id") == "Senin, 17 Agustus 2026"
    assert format_day(INDEPENDENCE_DAY, "en") == "Monday, 17 August 2026"
    assert format_day(INDEPENDENCE_DAY, "id", "short") == "Sen, 17 Agt 2026"
    assert format_day(INDEPENDENCE_DAY, "en", "short") == "Mon 17 Aug 2026"
    assert format_day(INDEPENDENCE_DAY, "id", "long") == "17 Agustus 2026"
    assert format_day(date(2026, 12, 4), "id", "compact") == "4 Des 2026"
    assert format_day(INDEPENDENCE_DAY, "id", "compact") == "17 Agt 2026"
    assert format_month(INDEPENDENCE_DAY, "id") == "Agustus 2026"
    assert format_month(date(2026, 5, 1), "en") == "May 2026"
    with pytest.raises(ValueError, match="'tiny': there are full, long, short, brief, compact"):
        format_day(INDEPENDENCE_DAY, "en", "tiny")


def test_every_day_and_month_has_its_indonesian_name():
    days = [format_weekday(date(2026, 11, 16 + n), "id") for n in range(7)]
    assert days == ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
    months = " ".join(format_day(date(2026, n, 1), "id", "compact").split()[1] for n in range(1, 13))
    assert months == "Jan Feb Mar Apr Mei Jun Jul Agt Sep Okt Nov Des"


def test_weekdays_by_their_codes():
    assert format_weekday("fri", "en") == "Friday"
    assert format_weekday("sun", "id") == "Minggu"
    with pytest.raises(ValueError, match="'someday' is not a weekday: write one of mon, tue"):
        format_weekday("someday", "en")


def test_periods():
    assert format_period(date(2026, 11, 16), date(2026, 11, 22), "en") == "16\N{EN DASH}22 November 2026"
    assert format_period(date(2026, 11, 30), date(2026, 12, 6), "id") == (
        "30 November \N{EN DASH} 6 Desember 2026"
    )
    assert format_period(date(2026, 12, 28), date(2027, 1, 3), "en") == (
        "28 December 2026 \N{EN DASH} 3 January 2027"
    )
    assert format_period(INDEPENDENCE_DAY, INDEPENDENCE_DAY, "id") == "17 Agustus 2026"


def test_words_in_a_sentence():
    assert [join_words("abc"[:n], "en") for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert [join_words("abc"[:n], "id") for n in range(4)] == ["", "a", "a dan b", "a, b, dan c"]


def test_the_filters_of_a_language_speak_it():
    indonesian = language_filters("id")
    assert indonesian["money"](Decimal(12500), "USD") == "US$12.500,00"
    assert indonesian["number"](Decimal("1.25"), 1) == "1,3"
    assert indonesian["number"](Decimal("1.25"), decimals=1) == "1,3"
    assert indonesian["day"](INDEPENDENCE_DAY, "short") == "Sen, 17 Agt 2026"
    assert indonesian["weekday"]("mon") == "Senin"
    assert indonesian["weekday"](INDEPENDENCE_DAY) == "Senin"
    assert indonesian["period"](INDEPENDENCE_DAY, INDEPENDENCE_DAY) == "17 Agustus 2026"
    assert indonesian["join_words"](word for word in "ab") == "a dan b"


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("money", "12", "needs a number, not text"),
        ("number", None, r"needs a number, not an empty value \(None\)"),
        ("hours", True, "needs a number, not yes or no"),
        ("day", "2026-01-01", "needs a date, not text"),
        ("weekday", 1, "needs a date, not a whole number"),
        ("join_words", "abc", "needs a list, not text"),
        ("percent", {}, "needs a number, not a group of fields"),
        ("percent", (), "needs a number, not tuple"),
    ],
)
def test_a_value_of_another_kind_is_refused(name, value, message):
    with pytest.raises(TypeError, match=message):
        language_filters("en")[name](value)


def test_formats_for_the_terminal_load_no_template_engine_and_babel_only_when_used():
    code = (
        "import sys\nimport clientkit.kernel.text.template.filters as f\n"
        "print([m for m in ('jinja2', 'markdown_it', 'babel') if m in sys.modules])\n"
        "f.format_money(1, 'USD', 'en')\nprint('babel' in sys.modules, 'jinja2' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\nTrue False\n"
