"""What a time tracker exported: which of them wrote it, and the stretches of time in it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import tzinfo
from pathlib import Path
from typing import Any

from clientkit.errors import ClientkitError, InvalidDataError, NotFoundError, RefusedError, UsageError
from clientkit.kernel.store.csv_files.dates import InstantFormat
from clientkit.kernel.store.csv_files.reader import column_named, open_survey, survey_rows
from clientkit.kernel.store.safe_read import read_limited
from clientkit.progress.trackers.klog import klog_entries
from clientkit.progress.trackers.tables import PARTS, columns_of, table_entries, tracker_of
from clientkit.progress.trackers.time_entry import TimeSheet
from clientkit.progress.trackers.watson_timewarrior import json_entries, timewarrior_entries, watson_entries

TRACKERS = ("watson", "timewarrior", "klog", "toggl", "clockify", "csv")
LIMIT = 64 * 1024 * 1024
"""Bytes that an export may hold: a working life of frames."""

JSON_TRACKERS: dict[str, Callable[[list[Any], tzinfo], TimeSheet]] = {
    "watson": watson_entries,
    "timewarrior": timewarrior_entries,
}
SHOWN = 10
"""Wrong places that are named one by one."""


def read_export(
    file: Path, tracker: str | None, reading: InstantFormat, columns: Mapping[str, str] | None = None
) -> TimeSheet:
    """The stretches of time in a file; the tracker is found where nobody names it, or `columns` of a table.

    Raises:
        NotFoundError: there is no such file.
        UsageError: no such tracker, or no file of one.
        RefusedError: something in it cannot be; each place is named.
    """
    if tracker is not None and tracker not in TRACKERS:
        raise UsageError(
            f"There is no time tracker {tracker[:40]!r} that is read.", f"Known: {', '.join(TRACKERS)}"
        )
    text = _text(file)
    chosen = tracker or _tracker_of(file, text, any_table=bool(columns))
    if chosen in JSON_TRACKERS and not _is_table(text):
        sheet = JSON_TRACKERS[chosen](json_entries(text, file.name), reading.zone)
    elif chosen == "klog":
        sheet = klog_entries(text)
    else:
        sheet = _table(file, chosen, reading, columns or {})
    if sheet.wrong:
        more = len(sheet.wrong) - SHOWN
        listed = "; ".join(sheet.wrong[:SHOWN]) + (f"; and {more:,} more" if more > 0 else "")
        raise RefusedError(
            f"Nothing was imported from {file.name}, read as {chosen}: {listed}.",
            "Mend it in the time tracker, or name another one: --from " + "|".join(TRACKERS),
        )
    sheet.tracker = chosen
    return sheet


def parse_column_maps(file: Path, texts: Iterable[str]) -> tuple[dict[str, str], list[str]]:
    """What `--map` says of a table's columns (`hours=Dauer`), and all else, which is of projects."""
    columns: dict[str, str] = {}
    others = []
    try:
        titles = {title.casefold() for title in open_survey(file).header}
    except ClientkitError:
        _text(file)
        titles = set()
    for text in texts:
        part, _, column = (word.strip() for word in text.partition("="))
        if part.casefold() in PARTS and (column.startswith("#") or column.casefold() in titles):
            columns[part.casefold()] = column
        else:
            others.append(text)
    return columns, others


def _text(file: Path) -> str:
    try:
        return read_limited(file.resolve(), LIMIT).decode("utf-8-sig", "replace")
    except NotFoundError:
        raise NotFoundError(
            f"There is no file {file}.", "Name what the time tracker exported; '-' reads what is piped in."
        ) from None
    except InvalidDataError as error:
        raise UsageError(error.message, "Name the file that the time tracker exported.") from None


def _is_table(text: str) -> bool:
    """Watson writes its frames as JSON or as a table."""
    return not text.lstrip().startswith(("[", "{"))


def _table(file: Path, tracker: str, reading: InstantFormat, columns: Mapping[str, str]) -> TimeSheet:
    try:
        table = open_survey(file)
        places = columns_of(table.header, {part: column_named(table, one) for part, one in columns.items()})
        return table_entries(tracker, survey_rows(table), table.header, places, reading)
    except RefusedError as error:
        error.hint = "Export the detailed report anew, as CSV."
        raise


def _tracker_of(file: Path, text: str, *, any_table: bool) -> str:
    """By what the file looks like: a JSON list, a table with the columns of one, or dates with entries."""
    begin = text.lstrip()
    if begin.startswith("["):
        entries = json_entries(text, file.name)
        first = entries[0] if entries else None
        return "timewarrior" if isinstance(first, dict) and "project" not in first else "watson"
    if begin[:4].isdigit() and begin[4:5] in {"-", "/"}:
        return "klog"
    try:
        found = tracker_of(open_survey(file).header)
    except ClientkitError:
        found = None
    if found or any_table:
        return found or "csv"
    raise UsageError(
        f"{file.name} is of no time tracker that is known.",
        f"Say which: --from {'|'.join(TRACKERS)}; or a table's columns: --map day=COLUMN --map hours=COLUMN",
    )
