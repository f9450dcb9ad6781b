"""Hours in CSV with a row for each stretch of time: Toggl Track, Clockify, Watson, and others by titles."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time, timedelta
from decimal import Decimal

from clientkit.errors import UsageError
from clientkit.kernel.store.csv_files.dates import InstantFormat, date_order, instant_of, zone_of_title
from clientkit.progress.trackers.time_entry import OWN, TimeEntry, TimeSheet, made_name

TITLES: dict[str, tuple[str, ...]] = {
    "id": ("id", "entry id", "time entry id"),
    "project": ("project", "project name", "projekt", "proyek"),
    "client": ("client", "customer", "kunde", "klien"),
    "text": ("description", "notes", "note", "beschreibung", "deskripsi", "keterangan", "catatan"),
    "task": ("task", "activity", "aufgabe", "tätigkeit", "tugas", "aktivitas"),
    "who": ("email", "e-mail", "user", "member", "username", "benutzer", "name"),
    "tags": ("tags", "tag"),
    "type": ("type", "typ"),
    "day": ("start date", "date", "startdatum", "datum", "tanggal", "tanggal mulai", "day"),
    "time": ("start time", "start", "from", "startzeit", "von", "beginn", "waktu mulai", "mulai"),
    "end": ("end time", "end", "stop", "to", "endzeit", "bis", "ende", "waktu selesai", "selesai"),
    "hours": ("duration (h)", "duration", "time (h)", "hours", "dauer (h)", "dauer", "durasi", "jam"),
    "decimal": ("duration (decimal)", "time (decimal)", "dauer (dezimal)"),
    "minutes": ("minutes", "minuten", "menit"),
}
"""Titles of the columns that are read, in any capitals; each program leaves some out."""

PARTS = tuple(part for part in TITLES if part != "decimal")
"""What `--map` can name a column for."""
WATSON = ("id", "start", "stop", "project", "tags")
BREAKS = frozenset({"break", "holiday", "time off", "pause", "urlaub"})
TOTALS = ("total", "summe", "gesamt", "jumlah")
HOUR, MINUTE, DAY = 3600, 60, 24 * 3600
ROUNDED = 180
"""Seconds by which two columns of one length may differ: one digit after the point."""

_CLOCK = re.compile(r"(\d{1,4}):(\d{2})(?::(\d{2}))?")
_MINUTES = re.compile(r"(\d{1,5}):(\d{2}) ?min")
_DECIMAL = re.compile(r"(\d{1,6})(?:[.,](\d{1,6}))? ?h?")


def tracker_of(header: Sequence[str]) -> str | None:
    """The program that writes such a table; 'csv' for any other with days and lengths, None for none."""
    titles = {title.strip('"').casefold() for title in header}
    if tuple(title.casefold() for title in header) == WATSON:
        return "watson"
    if titles & {"start date", "startdatum"}:
        if titles & {"duration (h)", "duration (decimal)", "time (h)", "dauer (h)", "dauer (dezimal)"}:
            return "clockify"
        if "duration" in titles:
            return "toggl"
    try:
        columns_of(header, {})
    except UsageError:
        return None
    return "csv"


def columns_of(header: Sequence[str], maps: Mapping[str, int]) -> dict[str, int]:
    """Where the parts stand in a table: as it was said, or by titles. A length that was said is the only one.

    Raises:
        UsageError: a column that is needed is not there.
    """
    titles = [title.strip('"').casefold() for title in header]
    places = dict(maps)
    lengths = {"hours", "decimal", "minutes"}
    settled = {*lengths, "end"} if lengths & maps.keys() else set()
    for part, known in TITLES.items():
        place = next((titles.index(title) for title in known if title in titles), None)
        if place is not None and place not in maps.values() and part not in settled:
            places.setdefault(part, place)
    if "day" not in places and "time" in places:
        places["day"] = places["time"]
    missing = [] if "day" in places else ["the day: --map day=COLUMN"]
    if not lengths & places.keys() and not {"time", "end"} <= places.keys():
        missing.append("how long: --map hours=COLUMN (or minutes=COLUMN)")
    if missing:
        raise UsageError(
            f"No column is known to hold {' and '.join(one.split(':')[0] for one in missing)}.",
            f"Name it: {'; '.join(one.split(': ')[1] for one in missing)}",
        )
    return places


def table_entries(
    tracker: str,
    rows: Iterable[tuple[int, list[str]]],
    header: Sequence[str],
    places: Mapping[str, int],
    reading: InstantFormat,
) -> TimeSheet:
    """The rows of a table; the order of its dates is found where `reading` leaves it empty.

    Raises:
        UsageError: the dates can be read in two ways.
    """
    sheet = TimeSheet(tracker=tracker)
    kept = [(number, _cells(places, row)) for number, row in rows if any(cell.strip() for cell in row)]
    kept = [(number, cells) for number, cells in kept if not _is_total(cells)]
    texts = (cells[part] for _, cells in kept for part in ("day", "time", "end"))
    clock = reading.clock or zone_of_title(header[places["day"]])
    reading = reading._replace(order=date_order(texts, reading.order or None), clock=clock)
    for number, cells in kept:
        try:
            _take(sheet, f"row {number}", cells, reading, {part: header[at] for part, at in places.items()})
        except ValueError as wrong:
            sheet.wrong.append(f"row {number}: {wrong}")
    return sheet


def _cells(places: Mapping[str, int], row: Sequence[str]) -> dict[str, str]:
    found = dict.fromkeys(TITLES, "")
    for part, place in places.items():
        if place < len(row):
            found[part] = row[place].strip().removeprefix("'")
    return found


def _is_total(cells: Mapping[str, str]) -> bool:
    """Some reports end with the sum of their rows."""
    words = next(filter(None, cells.values()), "").casefold()
    return not cells["time"] and (not cells["day"] or cells["day"] == words) and words.startswith(TOTALS)


def _take(
    sheet: TimeSheet, place: str, cells: Mapping[str, str], reading: InstantFormat, titles: Mapping[str, str]
) -> None:
    """Take a row.

    Raises:
        ValueError: what cannot be, in words.
    """
    if cells["type"].casefold() in BREAKS:
        sheet.breaks += 1
        return
    day, begun = _instant(cells, "time", reading)
    seconds = _length(cells, reading, titles)
    if seconds is None:
        sheet.running += 1
        return
    tags = tuple(tag.strip() for tag in re.split(r"[,;|]", cells["tags"]) if tag.strip())
    words, clock = cells["text"] or cells["task"], f"{begun:%H:%M:%S}" if begun else ""
    about = () if begun else (cells["project"], cells["task"], cells["text"])
    made = made_name((str(day), clock, cells["who"].casefold(), *about))
    name = f"{OWN if sheet.tracker != 'watson' else ''}{cells['id']}" if cells["id"] else made
    sheet.add(
        TimeEntry(place, name, day, seconds, words, tags, cells["project"], cells["client"], who=cells["who"])
    )


def _instant(cells: Mapping[str, str], part: str, reading: InstantFormat) -> tuple[date, time | None]:
    """The local day and time of a row's beginning or end; the day may stand with the time, or beside it."""
    text = cells[part]
    found = instant_of(text, reading) if text else instant_of(cells["day"], reading)
    if found is None and text:
        day = cells["day"].split(" ")[0] if instant_of(cells["day"].split(" ")[0], reading) else cells["day"]
        found = instant_of(f"{day} {text}", reading)
    if found is None:
        shown = " ".join(dict.fromkeys(filter(None, (cells["day"], text))))
        raise ValueError(f"{shown[:60]!r} is no date and time that is understood; a zone: --zone NAME")
    return found


def _length(cells: Mapping[str, str], reading: InstantFormat, titles: Mapping[str, str]) -> int | None:
    """Seconds; None where no column holds any, which is an entry that still runs.

    Raises:
        ValueError: what stands there is no length, or two columns contradict each other.
    """
    found: dict[str, int] = {}
    for part in ("hours", "decimal", "minutes"):
        if text := cells[part]:
            seconds = seconds_in(text, MINUTE if part == "minutes" else HOUR)
            if seconds is None:
                raise ValueError(f"{text[:40]!r} is no duration")
            found[part] = seconds
    if found and max(found.values()) - min(found.values()) > ROUNDED:
        said = " and ".join(f"{titles[part]!r} says {cells[part][:20]}" for part in found)
        raise ValueError(f"{said}; say which counts: --map hours=COLUMN, or minutes=COLUMN")
    between = _between(cells, reading) if cells["end"] and cells["time"] else None
    if not found:
        return between
    seconds = next(iter(found.values()))
    if between and abs(seconds - between) > max(HOUR, seconds // 2):
        part = next(iter(found))
        told = (
            f"{titles[part]!r} says {cells[part][:20]}, but {cells['time']} to {cells['end']} is another time"
        )
        raise ValueError(f"{told[:200]}; say what counts: --map minutes=COLUMN, or hours=COLUMN")
    return seconds


def _between(cells: Mapping[str, str], reading: InstantFormat) -> int | None:
    (first, begun), (last, ended) = _instant(cells, "time", reading), _instant(cells, "end", reading)
    if begun is None or ended is None:
        return None
    seconds = [one.hour * HOUR + one.minute * MINUTE + one.second for one in (begun, ended)]
    whole = (last - first) // timedelta(days=1) * DAY + seconds[1] - seconds[0]
    return whole if whole >= 0 else whole + DAY


def seconds_in(text: str, unit: int = HOUR) -> int | None:
    """Seconds in 1:30:00, 1:30, 90:00 min, 1.50, 1,50 h; None where it is none of these."""
    if match := _MINUTES.fullmatch(text):
        return int(match[1]) * MINUTE + int(match[2])
    if match := _CLOCK.fullmatch(text):
        if int(match[2]) >= MINUTE or int(match[3] or 0) >= MINUTE:
            return None
        return int(match[1]) * HOUR + int(match[2]) * MINUTE + int(match[3] or 0)
    if match := _DECIMAL.fullmatch(text):
        return round(Decimal(f"{match[1]}.{match[2] or 0}") * unit)
    return None
