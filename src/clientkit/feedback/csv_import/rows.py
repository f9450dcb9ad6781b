"""The rows of a survey's export as records of the journal; what cannot be is noted, and reading goes on."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, tzinfo
from hashlib import sha256
from typing import Any, NamedTuple

from clientkit.feedback.actions import ScaleInWords, scale_of
from clientkit.feedback.csv_export import plain_cell
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.text import PROSE_LIMIT
from clientkit.kernel.store.csv_dates import NUMBERS, date_order, day_of
from clientkit.kernel.store.csv_reader import SurveyFile, survey_rows
from clientkit.kernel.store.safe_read import RECORD_LIMIT
from clientkit.kernel.store.save import encode_record

ID_LENGTH = 20
"""Hexadecimal digits of an id: 80 bits, so no two of a million answers share one."""

BLANKS = " \t\r\n\0\u00a0\ufeff"
MISSING = frozenset({"", "-", "n/a", "na", "null", "none", "nan"})
SOURCE_LIMIT = 200
ROUNDED = re.compile(r"[0-9]([.,][0-9]+)?[eE]\+[0-9]+")
"""A long number after a spreadsheet rounded it."""

USUAL_TIME = re.compile(r"(.{10}).{6}:..", re.DOTALL)
"""The time of most survey tools: `2026-11-02 10:00:00`, a date and nothing after it that moves the day."""


class ImportOptions(NamedTuple):
    """Whose answers to which question they are, and what is known beside the file."""

    client: str
    project: str | None
    kind: str
    scale: int
    maps: Mapping[str, str]
    on: date | None
    order: str | None
    zone: tzinfo


class RowReader:
    """Reads an export row by row."""

    def __init__(
        self,
        survey: SurveyFile,
        places: Mapping[str, int],
        options: ImportOptions,
        stamp: Stamp,
        contacts: Mapping[str, str],
    ) -> None:
        self.survey, self.places, self.options = survey, places, options
        self.stamp, self.contacts = stamp, contacts
        self.scale: ScaleInWords = scale_of(options.kind, options.scale)
        self.order = date_order((), options.order) if options.order is not None else None
        self.lines: dict[str, bytes] = {}
        """The lines of the journal by the ids of their records."""
        self.bad: list[tuple[int, str]] = []
        """What is wrong, with the number of its row."""
        self.rows = self.without_score = self.strangers = self.twice = 0
        self._numbers: dict[str, int] = {}
        self._equal_rows: Counter[str] = Counter()

    def read(self) -> "RowReader":
        """Read all rows."""
        for number, cells in survey_rows(self.survey):
            if not "".join(cells).strip(BLANKS):
                continue
            self.rows += 1
            try:
                record = self._record(cells)
                if record is not None:
                    self._add(number, record)
            except ValueError as wrong:
                self.bad.append((number, str(wrong)))
        return self

    def ids_of(self, sources: Iterable[str]) -> set[str]:
        """The ids that answers get by their names in a survey tool."""
        return {self._digest("id", source) for source in sources}

    def _record(self, row: list[str]) -> Feedback | None:
        """The answer of a row; None where it has no score."""
        width = len(self.survey.header)
        if "".join(row[width:]).strip(BLANKS):
            raise ValueError(f"{len(row)} cells under {width} columns")
        cells = {part: row[place] for part, place in self.places.items() if place < len(row)}
        score = score_in(cells["score"], self.scale) if "score" in cells else None
        if score is None:
            self.without_score += 1
            return None
        sender = text_of(cells.get("contact", ""))
        contact = self.contacts.get(sender.casefold())
        self.strangers += bool(sender and contact is None)
        day, comment = self._day(cells.get("on", "")), comment_in(cells.get("comment", ""))
        source = source_in(cells.get("id", ""))
        values: dict[str, Any] = {self.options.kind: score}
        if self.options.kind == "csat":
            values["csat_scale"] = self.scale.highest
        return Feedback(
            id=self._digest("id", source) if source else self._id_of_row(row[:width]),
            ts=self.stamp.ts,
            day=day,
            client=self.options.client,
            project=self.options.project,
            contact=contact,
            comment=comment or None,
            source=source or None,
            **values,
        )

    def _day(self, cell: str) -> date:
        usual = USUAL_TIME.fullmatch(cell)
        text = text_of(usual[1] if usual else cell)
        if text:
            if self.order is None and NUMBERS.match(text):
                place = self.places["on"]  # which number is the month can stand in the last row
                every = (text_of(row[place]) for _, row in survey_rows(self.survey) if len(row) > place)
                self.order = date_order(every, None)
            day = day_of(text, self.order or "dmy", self.options.zone)
        else:
            day = self.options.on or (None if "on" in self.places else self.stamp.day)
        if day is None:
            raise ValueError(f"{text[:40]!r} is no date" if text else "no date; --on DATE gives one")
        if day > self.stamp.day:
            raise ValueError(f"{day} lies in the future")
        return day

    def _id_of_row(self, row: list[str]) -> str:
        """An id made from all of a row; of equal rows, the later ones get a longer one that counts them."""
        name = self._digest("row", "\x1f".join(row).rstrip("\x1f"))
        ordinal = self._equal_rows[name]
        self._equal_rows[name] += 1
        return f"{name}{ordinal:x}" if ordinal else name

    def _digest(self, what: str, text: str) -> str:
        whole = f"{self.options.client}\x1e{self.options.kind}\x1e{what}\x1e{text}"
        return sha256(whole.encode()).hexdigest()[:ID_LENGTH]

    def _add(self, number: int, record: Feedback) -> None:
        """Keep a record; the same one twice counts once, two that say different things are refused."""
        line = encode_record(record)
        if len(line) >= RECORD_LIMIT:
            raise ValueError("more than a record holds")
        before = self.lines.setdefault(record.id, line)
        first = self._numbers.setdefault(record.id, number)
        if before != line:
            raise ValueError(f"the same id as row {first}, but another answer")
        self.twice += first != number


def text_of(cell: str) -> str:
    """A cell without blanks around it and without the ' by which spreadsheets mark a text."""
    return cell.strip(BLANKS).removeprefix("'")


def score_in(cell: str, scale: ScaleInWords) -> int | None:
    """The score in a cell; None where there is none.

    Raises:
        ValueError: what stands there is no score, or not on the scale.
    """
    text = text_of(cell)
    if text.casefold() in MISSING:
        return None
    if not (match := re.fullmatch(r"([+-]?[0-9]{1,9})([.,]0{1,9})?", text)):
        raise ValueError(f"{text[:40]!r} is no score")
    score = int(match[1])
    if not scale.lowest <= score <= scale.highest:
        raise ValueError(f"{score} is out of range")
    return score


def comment_in(cell: str) -> str:
    """The comment in a cell, as it was typed; empty where there are only blanks.

    Raises:
        ValueError: it is longer than a record takes.
    """
    if len(cell) > PROSE_LIMIT:
        raise ValueError(f"a comment of {len(cell):,} characters; a record takes {PROSE_LIMIT:,}")
    return plain_cell(cell) if cell.strip(BLANKS) else ""


def source_in(cell: str) -> str:
    """An answer's id in its tool, every digit of it; empty where there is none.

    Raises:
        ValueError: digits of it are lost, or it is too long.
    """
    text = text_of(cell)
    if ROUNDED.fullmatch(text):
        raise ValueError(f"{text!r} is an id whose digits a spreadsheet rounded away; export the file anew")
    if len(text) > SOURCE_LIMIT:
        raise ValueError(f"an id of {len(text):,} characters; it may have {SOURCE_LIMIT}")
    return text
