"""Watson's frames and Timewarrior's intervals: JSON, each entry with its instants in UTC."""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from clientkit.errors import RefusedError
from clientkit.progress.trackers.time_entry import TimeEntry, TimeSheet

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TIMEWARRIOR_TIME = "%Y%m%dT%H%M%SZ"
FRAME = 5
"""Values of a frame that are needed: start, stop, project, id, tags; the time of its last change follows."""


def json_entries(text: str, name: str) -> list[Any]:
    """The entries of a JSON list.

    Raises:
        RefusedError: it is no JSON, or no list.
    """
    try:
        entries = json.loads(text)
    except json.JSONDecodeError as error:
        raise RefusedError(
            f"{name}, line {error.lineno}: no JSON: {error.msg}.", "Export it anew from the time tracker."
        ) from None
    except (RecursionError, ValueError):
        raise RefusedError(f"{name}: no JSON that can be read.", "Export it anew.") from None
    if not isinstance(entries, list):
        raise RefusedError(
            f"{name} holds no list of entries.",
            "Name Watson's file 'frames', or what 'watson log --json' or 'timew export' prints.",
        )
    return entries


def watson_entries(entries: Iterable[Any], zone: tzinfo) -> TimeSheet:
    """Frames as the file `frames` keeps them, or as `watson log --json` prints them."""
    return _sheet(entries, lambda place, entry: _frame(place, entry, zone), "frame")


def timewarrior_entries(entries: Iterable[Any], zone: tzinfo) -> TimeSheet:
    """Intervals as `timew export` prints them; they have no lasting id, but no two begin at once."""
    return _sheet(entries, lambda place, entry: _interval(place, entry, zone), "interval")


def _sheet(entries: Iterable[Any], read: Callable[[str, Any], TimeEntry | None], what: str) -> TimeSheet:
    sheet = TimeSheet()
    for number, entry in enumerate(entries, start=1):
        place = f"{what} {number}"
        try:
            time = read(place, entry)
        except (ValueError, TypeError, KeyError, IndexError, OverflowError):
            sheet.wrong.append(f"{place}: no {what} of this tracker")
            continue
        if time is None:
            sheet.running += 1
        elif time.seconds < 0:
            sheet.wrong.append(f"{place}: it ends before it begins")
        else:
            sheet.add(time)
    return sheet


def _frame(place: str, entry: Any, zone: tzinfo) -> TimeEntry | None:
    if isinstance(entry, dict):
        start, stop = (datetime.fromisoformat(entry[name]) for name in ("start", "stop"))
        project, name, tags = entry["project"], entry["id"], entry.get("tags", [])
    else:
        start, stop = (EPOCH + timedelta(seconds=_number(value)) for value in entry[:2])
        project, name, tags = entry[2:FRAME]
    tags = tuple(map(_text, tags))
    return _entry(place, (start, stop), zone, name=_text(name), project=_text(project), tags=tags, text="")


def _interval(place: str, entry: Any, zone: tzinfo) -> TimeEntry | None:
    begun = datetime.strptime(entry["start"], TIMEWARRIOR_TIME).replace(tzinfo=UTC)
    if "end" not in entry:
        return None
    ended = datetime.strptime(entry["end"], TIMEWARRIOR_TIME).replace(tzinfo=UTC)
    tags, text = tuple(map(_text, entry.get("tags", []))), _text(entry.get("annotation", ""))
    return _entry(place, (begun, ended), zone, name=_text(entry["start"]), tags=tags, text=text)


def _entry(place: str, edges: tuple[datetime, datetime], zone: tzinfo, **about: Any) -> TimeEntry:
    begun, ended = (edge.astimezone(UTC) for edge in edges)
    seconds = round((ended - begun).total_seconds())
    return TimeEntry(place=place, day=begun.astimezone(zone).date(), seconds=seconds, **about)


def _number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("no instant")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value
