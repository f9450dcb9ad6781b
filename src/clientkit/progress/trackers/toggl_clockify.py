"""The detailed reports of Toggl Track and Clockify: CSV with a row for each stretch of time."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import tzinfo
from decimal import Decimal

from clientkit.errors import UsageError
from clientkit.kernel.store.csv_dates import date_order, day_of
from clientkit.progress.trackers.time_entry import TimeEntry, TimeSheet, made_name

TITLES: dict[str, tuple[str, ...]] = {
    "project": ("project",),
    "client": ("client",),
    "text": ("description",),
    "task": ("task",),
    "who": ("email", "user", "member"),
    "tags": ("tags", "tag"),
    "type": ("type",),
    "day": ("start date",),
    "time": ("start time",),
    "length": ("duration (h)", "duration", "time (h)"),
    "decimal": ("duration (decimal)", "time (decimal)"),
}
"""Titles of the columns that are read, in any capitals; both programs may leave some out."""

REQUIRED = ("day", "length")
BREAKS = frozenset({"break", "holiday", "time off"})
HOUR, MINUTE, NOON = 3600, 60, 12

_CLOCK = re.compile(r"(\d{1,4}):(\d{2})(?::(\d{2}))?")
_MINUTES = re.compile(r"(\d{1,5}):(\d{2}) ?min")
_DECIMAL = re.compile(r"(\d{1,4})(?:[.,](\d{1,6}))? ?h?")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s?([AaPp])\.?[Mm]\.?)?")


def columns_of(header: Sequence[str]) -> dict[str, int]:
    """Where the parts stand in a table of either program.

    Raises:
        UsageError: a column that is needed is not there.
    """
    titles = [title.strip().strip('"').casefold() for title in header]
    places: dict[str, int] = {}
    for part, known in TITLES.items():
        place = next((titles.index(title) for title in known if title in titles), None)
        if place is not None:
            places[part] = place
    if "length" not in places and "decimal" in places:
        places["length"] = places["decimal"]
    missing = [TITLES[part][0] for part in REQUIRED if part not in places]
    if missing:
        listed = ", ".join(missing)
        raise UsageError(
            f"The table has no column {listed!r}.", "Export the detailed report as CSV: one row an entry."
        )
    return places


def table_entries(
    rows: Iterable[tuple[int, list[str]]], header: Sequence[str], order: str | None, zone: tzinfo
) -> TimeSheet:
    """The rows of a detailed report; the order of its dates is found where nobody says it.

    Raises:
        UsageError: a column is missing, or the dates can be read in two ways.
    """
    places = columns_of(header)
    sheet = TimeSheet()
    kept = [(number, _cells(places, row)) for number, row in rows if any(cell.strip() for cell in row)]
    kept = [(number, cells) for number, cells in kept if not _is_total(cells)]
    order = date_order((cells["day"] for _, cells in kept), order)
    for number, cells in kept:
        _take(sheet, f"row {number}", cells, order, zone)
    return sheet


def _cells(places: Mapping[str, int], row: Sequence[str]) -> dict[str, str]:
    found = dict.fromkeys(TITLES, "")
    for part, place in places.items():
        if place < len(row):
            found[part] = row[place].strip().removeprefix("'")
    return found


def _is_total(cells: Mapping[str, str]) -> bool:
    """Some reports end with the sum of their rows."""
    return not cells["day"] and cells["project"].casefold().startswith("total")


def _take(sheet: TimeSheet, place: str, cells: Mapping[str, str], order: str, zone: tzinfo) -> None:
    if cells["type"].casefold() in BREAKS:
        sheet.breaks += 1
        return
    day = day_of(cells["day"], order, zone)
    if day is None:
        sheet.wrong.append(f"{place}: {cells['day'][:40]!r} is no date")
        return
    if not cells["length"] and not cells["decimal"]:
        sheet.running += 1
        return
    seconds = _seconds(cells["length"]) if cells["length"] else _seconds(cells["decimal"])
    begun = _time(cells["time"])
    if seconds is None:
        sheet.wrong.append(f"{place}: {cells['length'][:40]!r} is no duration")
    elif begun is None:
        sheet.wrong.append(f"{place}: {cells['time'][:40]!r} is no time of a day")
    else:
        moment = (str(day), begun, cells["who"].casefold())
        about = () if begun else (cells["project"], cells["task"], cells["text"])
        tags = tuple(tag.strip() for tag in re.split(r"[,;|]", cells["tags"]) if tag.strip())
        words = cells["text"] or cells["task"]
        name = made_name((*moment, *about))
        sheet.add(TimeEntry(place, name, day, seconds, words, tags, cells["project"], cells["client"]))


def _seconds(text: str) -> int | None:
    """Seconds in 1:30:00, 1:30, 90:00 min, 1.50, 1,50 h; None where it is none of these."""
    if match := _MINUTES.fullmatch(text):
        return int(match[1]) * MINUTE + int(match[2])
    if match := _CLOCK.fullmatch(text):
        if int(match[2]) >= MINUTE or int(match[3] or 0) >= MINUTE:
            return None
        return int(match[1]) * HOUR + int(match[2]) * MINUTE + int(match[3] or 0)
    if match := _DECIMAL.fullmatch(text):
        return round(Decimal(f"{match[1]}.{match[2] or 0}") * HOUR)
    return None


def _time(text: str) -> str | None:
    """A time of a day as HH:MM:SS, '' where none is given; None where it is no time."""
    if not text:
        return ""
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    hour, half = int(match[1]), (match[4] or "").lower()
    if half:
        if not 1 <= hour <= NOON:
            return None
        hour = hour % NOON + (NOON if half == "p" else 0)
    if hour * HOUR >= 24 * HOUR or int(match[2]) >= MINUTE or int(match[3] or 0) >= MINUTE:
        return None
    return f"{hour:02d}:{match[2]}:{match[3] or '00'}"
