"""Instants as exports write them: one reader for all imports, which knows an instant wholly or not at all."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from clientkit.errors import UsageError
from clientkit.kernel.model.values.date_input import MONTH_WORDS, WEEKDAY_WORDS

DATE_ORDERS = ("dmy", "mdy")
MONTHS = 12
NOON = 12
CENTURY = 2000
"""Of a year that is written with two digits."""

_OFFSETS = (
    *(
        (0, "z ut utc gmt"),
        (1, "cet"),
        (2, "cest eet"),
        (3, "eest"),
        (7, "wib"),
        (8, "wita sgt"),
        (9, "wit jst"),
    ),
    *((-8, "pst"), (-7, "pdt"), (-6, "mdt"), (-5, "est cdt"), (-4, "edt")),
)
ZONES = {name: hours for hours, names in _OFFSETS for name in names.split()}
"""Hours before UTC of names that are of one zone only; CST, IST and BST are of several, and so of none."""

_MONTH = {word: number for number, words in enumerate(MONTH_WORDS, 1) for word in words.split()}
_WEEKDAY = "|".join(sorted(" ".join(WEEKDAY_WORDS).split(), key=len, reverse=True))
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))
NUMBERS = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?![0-9])")
_DATES = (
    re.compile(r"(?P<y>[0-9]{4})([-/.])(?P<m>[0-9]{1,2})\2(?P<d>[0-9]{1,2})(?![0-9])"),
    re.compile(rf"(?P<d>[0-9]{{1,2}})[ -]?(?P<m>{_NAMES})\.?,?[ -](?P<y>[0-9]{{4}}|[0-9]{{2}})(?![0-9])"),
    re.compile(rf"(?P<m>{_NAMES})\.? ?(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?P<y>[0-9]{{4}})(?![0-9])"),
)
_CLOCK = re.compile(
    r"([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2})(?:[.,][0-9]{1,9})?)?(?: ?([ap])\.?m\.?(?![a-z]))?"
)
_OFFSET = re.compile(r"(?:utc|gmt)? ?([+-])([0-9]{1,2})(?::?([0-9]{2}))?(?::?00)?")


class InstantFormat(NamedTuple):
    """How the instants of a column are read: what comes first in 03/04/2026, whose clock, whose days."""

    order: str
    zone: tzinfo
    """The zone that days are counted in."""
    clock: tzinfo | None = None
    """The zone of times that name none: as somebody said, or as the column's title does."""
    said: bool = False
    """Whether `clock` was said, and so stands for a name that is no zone too."""


def date_order(texts: Iterable[str], said: str | None) -> str:
    """Whether the day or the month comes first in `03/04/2026`: as it was said, or as a day above 12 shows.

    Raises:
        UsageError: no such order, or the file does not show it.
    """
    if said is not None:
        if said not in DATE_ORDERS:
            raise UsageError(f"There is no order of dates {said[:20]!r}.", "It is dmy or mdy.")
        return said
    written = [match for match in map(NUMBERS.match, texts) if match]
    day_first = any(int(match[1]) > MONTHS or match[2] == "." for match in written)
    month_first = any(int(match[3]) > MONTHS for match in written)
    if written and not day_first and not month_first:
        raise UsageError(
            f"{written[0][0]} can be read in two ways.", "Say which comes first: --date-order dmy, or mdy"
        )
    return "mdy" if month_first and not day_first else "dmy"


def zone_of(name: str) -> tzinfo:
    """The zone of a name as `--zone` takes it.

    Raises:
        UsageError: there is none of that name.
    """
    found = zone_in(name)
    if found is None:
        raise UsageError(
            f"{name[:40]!r} is no time zone.", "Write one such as Asia/Jakarta, UTC, WIB or +07:00."
        )
    return found


def zone_in(text: str) -> tzinfo | None:
    """The zone that a text is the name of, or its distance from UTC; None where it is neither."""
    words = text.strip(" ()[]").casefold()
    if words in ZONES:
        return timezone(timedelta(hours=ZONES[words]))
    if match := _OFFSET.fullmatch(words):
        ahead = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        return timezone(-ahead if match[1] == "-" else ahead) if ahead < timedelta(hours=24) else None
    if "/" not in words:
        return None
    try:
        return ZoneInfo("/".join(part.title() for part in words.split("/")))
    except (OSError, ValueError, KeyError):
        return None


def zone_of_title(title: str) -> tzinfo | None:
    """The zone that a column's title names at its end: `Submit Date (UTC)`, `Start [GMT+7]`, `mulai WIB`."""
    match = re.search(r"[\[(]([^\])]+)[\])]\s*$|\s(\S+)\s*$", title)
    return zone_in(match[1] or match[2]) if match else None


@lru_cache(maxsize=4096)
def instant_of(text: str, reading: InstantFormat) -> tuple[date, time | None] | None:
    """The local day that a text means, and its time where it has one; None where some of it is not known."""
    words = " ".join(text.casefold().split())
    words = re.sub(rf"^(?:{_WEEKDAY})[.,]* (?=[0-9a-z])", "", words)
    day, rest = _date(words, reading.order)
    if day is None or not rest:
        return (day, None) if day else None
    rest = re.sub(r"^(?:t|,? ?(?:at|pukul|jam)|,)? ?(?=[0-9])", "", rest)
    match = _CLOCK.match(rest)
    moment = _time(match) if match else None
    if match is None or moment is None:
        return None
    named = rest[match.end() :].strip()
    zone = zone_in(named) if named else reading.clock
    if named and zone is None and not reading.said:
        return None
    try:
        if zone or reading.clock:
            local = datetime.combine(day, moment, zone or reading.clock).astimezone(reading.zone)
            return local.date(), local.time()
    except OverflowError:
        return None
    return day, moment


def day_of(text: str, order: str, zone: tzinfo) -> date | None:
    """The local day that a text means; None where it means none."""
    found = instant_of(text, InstantFormat(order, zone))
    return found[0] if found else None


def _date(words: str, order: str) -> tuple[date | None, str]:
    """The date that a text begins with, and what follows it."""
    for pattern in _DATES:
        if match := pattern.match(words):
            month = match["m"]
            return _existing(match["y"], _MONTH.get(month) or month, match["d"]), words[match.end() :]
    if match := NUMBERS.match(words):
        first, second = (match[1], match[3]) if order == "dmy" else (match[3], match[1])
        return _existing(match[4], second, first), words[match.end() :]
    return None, words


def _existing(year: str, month: str | int, day: str) -> date | None:
    try:
        return date(int(year) + (CENTURY if len(year) == 2 else 0), int(month), int(day))  # noqa: PLR2004 - two digits
    except ValueError:
        return None


def _time(match: re.Match[str]) -> time | None:
    hour, half = int(match[1]), match[4]
    if half:
        if not 1 <= hour <= NOON:
            return None
        hour = hour % NOON + (NOON if half == "p" else 0)
    try:
        return time(hour, int(match[2]), int(match[3] or 0))
    except ValueError:
        return None
