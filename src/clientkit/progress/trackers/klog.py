"""klog files: records of a date with durations and ranges below it (format 1.4, jotaen/klog).

Total time is reckoned as its specification says: a range counts wholly on its record's date, overlaps count
twice, an open range does not count.
"""

import re
from datetime import date

from clientkit.progress.trackers.time_entry import TimeEntry, TimeSheet, made_name

_DATE = re.compile(r"(\d{4})([-/])(\d{2})\2(\d{2})(?: +\(([^)]*)!\))?[ \t]*")
_INDENT = re.compile(r"( {2,4}|\t)(?=[^ \t])")
_DEEPER = re.compile(r"( {4,8}|\t\t)[^ \t]")
_TIME = r"<?\d{1,2}:\d{2}(?:am|pm)?>?"
_RANGE = re.compile(rf"({_TIME}) *- *({_TIME}|\?+)(?:[ \t](.*))?")
_DURATION = re.compile(r"([+-])?(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:[ \t](.*))?")
_CLOCK = re.compile(r"(<)?(\d{1,2}):(\d{2})(am|pm)?(>)?")
_TAG = re.compile(r"#([\w-]+)(?:=(?:\"([^\"]*)\"|'([^']*)'|([\w-]+)))?")
DAY, HOUR, NOON = 24 * 60, 60, 12


def klog_entries(text: str) -> TimeSheet:
    """The entries of a klog file; tags of a record count for each of its entries."""
    reader = _Reader()
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        reader.take(number, line.removesuffix("\r"))
    return reader.sheet


class _Reader:
    """Reads line by line: where a record began, what its summary says, how its entries are indented."""

    def __init__(self) -> None:
        self.sheet = TimeSheet()
        self.record = ""
        self.day: date | None = None
        self.summary = ""
        self.indent = ""
        self.open = False
        self.skipping = False

    def take(self, number: int, line: str) -> None:
        place = f"line {number}"
        if not line.strip():
            self.day, self.skipping = None, False
        elif self.skipping:
            return
        elif self.day is None:
            self._begin(place, line)
        elif not line[:1].isspace() and not self.indent:
            self.summary += f" {line}"
        else:
            self._entry(place, line)

    def _begin(self, place: str, line: str) -> None:
        match = _DATE.fullmatch(line)
        try:
            self.day = date(int(match[1]), int(match[3]), int(match[4])) if match else None
        except ValueError:
            self.day = None
        if self.day is None:
            self.skipping = True
            self._wrong(place, f"{line.strip()[:40]!r} is no date that a record begins with")
        else:
            self.sheet.days.add(self.day)
        self.record, self.summary, self.indent, self.open = place, "", "", False

    def _entry(self, place: str, line: str) -> None:
        if self.indent and _DEEPER.match(line) and len(line) - len(line.lstrip()) > len(self.indent):
            last = self.sheet.entries[-1] if self.sheet.entries else None
            if last is not None and last.record == self.record:
                words = f"{last.text} {line.strip()}".strip()
                self.sheet.entries[-1] = last._replace(text=words, tags=(*last.tags, *_tags(line)))
            return
        match = _INDENT.match(line)
        if match is None or (self.indent and match[1] != self.indent):
            self._wrong(place, "an entry is indented by two to four blanks or a tab, alike in a record")
            return
        self.indent = match[1]
        self._read(place, line[match.end() :].rstrip())

    def _read(self, place: str, words: str) -> None:
        found = _RANGE.fullmatch(words)
        if found is not None:
            self._range(place, found)
            return
        found = _DURATION.fullmatch(words)
        if found is None or found[2] is found[3] is None:
            self._wrong(place, f"{words[:40]!r} is neither a duration nor a range")
        elif found[2] and found[3] and int(found[3]) >= HOUR:
            self._wrong(place, f"{found[3]} minutes beside hours; an hour has 60")
        else:
            minutes = int(found[2] or 0) * HOUR + int(found[3] or 0)
            self._add(place, -minutes if found[1] == "-" else minutes, "duration", found[4] or "")

    def _range(self, place: str, found: re.Match[str]) -> None:
        start, end = _minutes(found[1]), None if found[2].startswith("?") else _minutes(found[2])
        if start is None or (end is None and not found[2].startswith("?")):
            self._wrong(place, f"{found[1]} - {found[2]}: no time of a day")
        elif end is None:
            if self.open:
                self._wrong(place, "a second open range in one record")
            self.open = True
            self.sheet.running += 1
        elif end < start:
            self._wrong(
                place, f"{found[1]} - {found[2]}: it ends before it begins; a time of the next day has a >"
            )
        else:
            self._add(place, end - start, f"from {start}", found[3] or "")

    def _add(self, place: str, minutes: int, when: str, summary: str) -> None:
        if self.day is None:
            return
        own = "" if when.startswith("from") else summary
        self.sheet.add(
            TimeEntry(
                place=place,
                name=f"{self.day} {made_name((str(self.day), when, own))}",
                day=self.day,
                seconds=minutes * 60,
                tags=(*_tags(summary), *_tags(self.summary)),
                text=summary,
                record=self.record,
            )
        )

    def _wrong(self, place: str, what: str) -> None:
        self.sheet.wrong.append(f"{place}: {what}")


def _minutes(text: str) -> int | None:
    """Minutes from the record's midnight; None for no time of a day."""
    match = _CLOCK.fullmatch(text)
    if match is None or (match[1] and match[5]):
        return None
    hour, minute, half = int(match[2]), int(match[3]), match[4]
    if half:
        if not 1 <= hour <= NOON:
            return None
        hour = hour % NOON + (NOON if half == "pm" else 0)
    elif hour * HOUR + minute > DAY or (match[5] and hour * HOUR + minute == DAY):
        return None
    if minute >= HOUR:
        return None
    return hour * HOUR + minute - (DAY if match[1] else 0) + (DAY if match[5] else 0)


def _tags(text: str) -> tuple[str, ...]:
    """Names of tags, and their values: `#toko` and `#project=toko` both name toko."""
    return tuple(
        part for found in _TAG.finditer(text) for part in (found[1], *filter(None, found.groups()[1:]))
    )
