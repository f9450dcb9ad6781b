"""Dates as people type them, in English and Indonesian: `2026-11-21`, `fri`, `+3d`, `senin depan`.

What is understood, and how it is read (a command echoes the date, so a surprise is seen at once):

- `2026-11-21`; `24 dec`, `dec 24`, `24 Des 2026`. Without a year: the coming one, today included.
- `today`, `tomorrow`, `day after tomorrow`, `yesterday`; `hari ini`, `besok`, `lusa`, `kemarin`.
- `+3d -2d +2w +1m +1y`; `in 3 days`, `2 weeks ago`; `3 hari lagi`, `2 minggu lagi`, `3 hari lalu`.
  A month later is the same day of the month, or that month's last one.
- A bare weekday (`fri`, `jumat`) is the coming one, never today: today is `today`. `this friday`, `jumat ini`
  lies in the current ISO week, `next friday`, `jumat depan` in the one after it; `last friday`, `jumat lalu`
  is the latest one before today.
- `next week`, `minggu depan`, `next month`, `bulan lalu`: the same day, a week or a month from today.
- `end of week`, `akhir pekan` is the Sunday that ends the ISO week; `end of month`, `akhir bulan`,
  `end of year`, `akhir tahun` the last day of it; with `next` or `depan` that of the next one.
- `minggu` is Sunday; with a number, `depan` or `lalu` it is a week.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from clientkit.errors import UsageError

EXAMPLE = "Write for instance 2026-11-21, today, fri, +3d, 24 dec, next monday, besok or senin depan."

DAYS = {
    "today": 0,
    "hari ini": 0,
    "tomorrow": 1,
    "besok": 1,
    "esok": 1,
    "day after tomorrow": 2,
    "the day after tomorrow": 2,
    "lusa": 2,
    "yesterday": -1,
    "kemarin": -1,
    "day before yesterday": -2,
    "the day before yesterday": -2,
    "kemarin dulu": -2,
}
"""Words for a day, and how far it is from today."""

WEEKDAY_WORDS = (
    "mon monday sen senin",
    "tue tues tuesday sel selasa",
    "wed weds wednesday rab rabu",
    "thu thur thurs thursday kam kamis",
    "fri friday jum jumat",
    "sat saturday sab sabtu",
    "sun sunday min minggu ahad",
)
"""The words for each weekday, Monday first."""

MONTH_WORDS = (
    "jan january januari",
    "feb february februari pebruari",
    "mar march maret",
    "apr april",
    "may mei",
    "jun june juni",
    "jul july juli",
    "aug august agu agt ags agustus",
    "sep sept september",
    "oct october okt oktober",
    "nov november nop nopember",
    "dec december des desember",
)
"""The words for each month, January first."""

UNITS = {
    "day": "d",
    "days": "d",
    "hari": "d",
    "week": "w",
    "weeks": "w",
    "minggu": "w",
    "pekan": "w",
    "month": "m",
    "months": "m",
    "bulan": "m",
    "year": "y",
    "years": "y",
    "tahun": "y",
}

LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
FEBRUARY = 2


def parse_day(text: str, today: date) -> date:
    """The date that a text means, as seen from today; the rules stand at the top of this file.

    Raises:
        UsageError: no date, a date that does not exist, or one outside the years 1 to 9999.
    """
    words = " ".join(re.sub(r"['\u2019]|[.,](?=\s|$)", "", text.casefold()).split())
    try:
        for read in READERS:
            day = read(words, today)
            if day:
                return day
    except OverflowError:
        raise UsageError(
            f"{text[:40]!r} lies outside the calendar, which has the years 1 to 9999.", EXAMPLE
        ) from None
    raise UsageError(f"{text[:40]!r} is not a date.", EXAMPLE)


def time_ago(text: str, today: date) -> date:
    """The day that lies a span before today: `30d`, `6 weeks`, `3 bulan`; a number alone is of days.

    Raises:
        UsageError: no span of time.
    """
    match = re.fullmatch(rf"([0-9]{{1,6}}) ?([dwmy]|{'|'.join(UNITS)})?", text.strip().casefold())
    if not match:
        raise UsageError(f"{text[:40]!r} is not a span of time.", "Write for instance 30d, 6w, 3m or 1y.")
    unit = match[2] or "d"
    return parse_day(f"-{match[1]}{UNITS.get(unit, unit)}", today)


def _iso(words: str, _today: date) -> date | None:
    match = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", words)
    return _existing(int(match[1]), int(match[2]), int(match[3])) if match else None


def _word(words: str, today: date) -> date | None:
    return today + timedelta(days=DAYS[words]) if words in DAYS else None


def _offset(words: str, today: date) -> date | None:
    match = re.fullmatch(r"([+-][0-9]{1,9}) ?([dwmy])", words)
    return _moved(today, int(match[1]), match[2]) if match else None


def _distance(words: str, today: date) -> date | None:
    """`in 3 days`, `a week ago`, `3 hari lagi`, `seminggu yang lalu`."""
    number, unit = r"(?:([0-9]{1,9}) ?|(?:an?|one) |se)", f"({'|'.join(UNITS)})"
    for pattern, sign in (
        (rf"(?:in|dalam) {number}{unit}", 1),
        (rf"{number}{unit} (?:lagi|from now|from today|later)", 1),
        (rf"{number}{unit} (?:ago|lalu|yang lalu)", -1),
    ):
        match = re.fullmatch(pattern, words)
        if match:
            return _moved(today, sign * int(match[1] or 1), UNITS[match[2]])
    return None


def _next_or_last(words: str, today: date) -> date | None:
    """`next week`, `bulan lalu`: the same day, one unit away."""
    match = re.fullmatch(r"(next|last) (\w+)", words)
    step, name = (match[1], match[2]) if match else ("", "")
    match = re.fullmatch(r"(\w+) (depan|lalu|yang lalu)", words)
    step, name = (match[2], match[1]) if match else (step, name)
    if name not in UNITS:
        return None
    return _moved(today, 1 if step in {"next", "depan"} else -1, UNITS[name])


def _weekday(words: str, today: date) -> date | None:
    """`fri`, `next monday`, `jumat lalu`, `hari senin`."""
    match = re.fullmatch(r"(?:(next|last|this) |hari )?(\w+?)(?: (depan|lalu|yang lalu|kemarin|ini))?", words)
    weekday = _place(match[2], WEEKDAY_WORDS) if match and not (match[1] and match[3]) else None
    if match is None or weekday is None:
        return None
    monday = today - timedelta(days=today.weekday())
    which = match[1] or match[3]
    if which in {"next", "depan"}:
        return monday + timedelta(days=7 + weekday)
    if which in {"this", "ini"}:
        return monday + timedelta(days=weekday)
    if which:
        return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _end_of(words: str, today: date) -> date | None:
    """`end of month`, `end of next week`, `akhir bulan`, `akhir pekan depan`."""
    match = re.fullmatch(r"(?:end of (?:(?:the|this) |(next) )?|akhir )(\w+)(?: (?:(depan)|ini))?", words)
    unit = UNITS.get(match[2]) if match else None
    if match is None or unit is None or unit == "d":
        return None
    day = _moved(today, 1, unit) if match[1] or match[3] else today
    if unit == "w":
        return day + timedelta(days=6 - day.weekday())
    return date(day.year, 12, 31) if unit == "y" else day.replace(day=_last_day(day.year, day.month))


def _day_and_month(words: str, today: date) -> date | None:
    """`24 dec`, `dec 24 2026`, `24 Desember 2026`."""
    match = re.fullmatch(r"(?:tgl |tanggal )?([0-9]{1,2})(?:st|nd|rd|th)? ?([a-z]+)(?: ([0-9]{4}))?", words)
    number, name, year = match.groups() if match else ("", "", None)
    match = re.fullmatch(r"([a-z]+) ([0-9]{1,2})(?:st|nd|rd|th)?(?: ([0-9]{4}))?", words)
    name, number, year = match.groups() if match else (name, number, year)
    month = _place(name, MONTH_WORDS)
    if month is None:
        return None
    if year:
        return _existing(int(year), month + 1, int(number))
    return _coming(month + 1, int(number), today)


READERS: tuple[Callable[[str, date], date | None], ...] = (
    _iso,
    _word,
    _offset,
    _distance,
    _next_or_last,
    _weekday,
    _end_of,
    _day_and_month,
)
"""The ways to write a date, tried in this order; each answers None to what it does not know."""


def _coming(month: int, number: int, today: date) -> date:
    """The next such day of a month, today included; 29 February may be years away."""
    year = today.year + ((month, number) < (today.month, today.day))
    while (month, number) == (FEBRUARY, 29) and _last_day(year, month) < number:
        year += 1
    return _existing(year, month, number)


def _moved(day: date, count: int, unit: str) -> date:
    if unit in {"d", "w"}:
        return day + timedelta(days=count * (7 if unit == "w" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "y" else 1)
    year, month = months // 12, months % 12 + 1
    _require_year(year)
    return date(year, month, min(day.day, _last_day(year, month)))


def _existing(year: int, month: int, number: int) -> date:
    """That date.

    Raises:
        UsageError: there is no such month, or no such day in it.
        OverflowError: there is no such year.
    """
    _require_year(year)
    if not 1 <= month <= len(LENGTHS):
        raise UsageError(
            f"There is no month {month}.", "Write year, month and day in this order: 2026-11-21."
        )
    last = _last_day(year, month)
    if not 1 <= number <= last:
        raise UsageError(
            f"There is no {year:04d}-{month:02d}-{number:02d}.",
            f"The last day of that month is {date(year, month, last)}.",
        )
    return date(year, month, number)


def _require_year(year: int) -> None:
    if not date.min.year <= year <= date.max.year:
        raise OverflowError


def _last_day(year: int, month: int) -> int:
    """How many days a month has."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if leap and month == FEBRUARY else LENGTHS[month - 1]


def _place(name: str, groups: tuple[str, ...]) -> int | None:
    return next((place for place, group in enumerate(groups) if name in group.split()), None)
