"""The rows of a survey's export as records of the journal; what cannot be is noted, and reading goes on."""

import re
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from clientkit.feedback.actions import ScaleInWords, scale_of
from clientkit.feedback.csv_import.cells import (
    BLANKS,
    comment_in,
    score_in,
    score_of_label,
    source_in,
    text_of,
)
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.store.csv_files.dates import (
    NUMBERS,
    InstantFormat,
    date_order,
    instant_of,
    zone_of_title,
)
from clientkit.kernel.store.csv_files.reader import SurveyFile, survey_rows
from clientkit.kernel.store.journal.reconcile import ID_LENGTH
from clientkit.kernel.store.safe_read import RECORD_LIMIT
from clientkit.kernel.store.save import encode_record

USUAL_TIME = re.compile(r"(.{10}).{6}:..", re.DOTALL)
"""The time of most survey tools: `2026-11-02 10:00:00`, a date and nothing after it that moves the day."""
WIDEST = 12
"""Bytes that a character takes in a record at most."""
NO_DATE = "1980-01-01"
"""What LimeSurvey writes where it keeps no dates."""
UNFINISHED = re.compile(
    "partial|partially completed?|incomplete|not completed?|started|unfinished|in progress|disqualified|spam"
    "|survey preview|belum selesai"
)
NOT_FINISHED = frozenset({"false", "0", "no", "tidak", "nein"})
"""What stands in a column that says whether somebody came to the end."""

Contacts = Mapping[str, tuple[str, str]]
"""A client and its contact, by everything that a survey may call them."""


class ImportOptions(NamedTuple):
    """Whose answers to which question they are, and what is known beside the file."""

    client: str | None
    """None where each answer belongs to the client whose contact gave it."""
    project: str | None
    kind: str
    scale: int
    maps: Mapping[str, str]
    on: date | None
    reading: InstantFormat
    values: Mapping[str, int]
    """Scores of labels, in small letters."""
    survey: str | None = None
    """A name for the survey, where its ids do not tell it from another one."""


class RowReader:
    """Reads an export row by row."""

    def __init__(
        self,
        survey: SurveyFile,
        places: Mapping[str, int],
        options: ImportOptions,
        stamp: Stamp,
        contacts: Contacts,
    ) -> None:
        self.survey, self.places, self.options = survey, places, options
        self.stamp, self.contacts = stamp, contacts
        self.scale: ScaleInWords = scale_of(options.kind, options.scale)
        said = options.reading.order
        self.reading = options.reading._replace(order=date_order((), said) if said else "")
        if "on" in places and self.reading.clock is None:
            self.reading = self.reading._replace(clock=zone_of_title(survey.header[places["on"]]))
        self.question = options.survey or survey.titles[places["score"]][:200]
        self.answers: list[Feedback] = []
        self.labels: dict[str, int | None] = {}
        """Words that stand where a score should, and the score that they suggest."""
        self.bad: list[tuple[int, str]] = []
        """What is wrong, with the number of its row."""
        self.rows = self.without_score = self.strangers = self.twice = self.unfinished = self.undated = 0
        self.left: dict[str, int] = {}
        """Answers of senders who are nobody's contacts, where their client is not known."""
        self._numbers: dict[str, tuple[int, Feedback]] = {}

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

    def _record(self, row: list[str]) -> Feedback | None:
        """The answer of a row; None where it has no score."""
        width = len(self.survey.header)
        if "".join(row[width:]).strip(BLANKS):
            raise ValueError(f"{len(row)} cells under {width} columns")
        cells = {part: row[place] for part, place in self.places.items() if place < len(row)}
        if self._is_unfinished(cells):
            self.unfinished += 1
            return None
        score = self._score(cells.get("score", ""))
        if score is None:
            self.without_score += 1
            return None
        sender = text_of(cells.get("contact", ""))
        client, contact = self.contacts.get(sender.casefold(), (self.options.client, None))
        if client is None:
            self.left[sender] = self.left.get(sender, 0) + 1
            return None
        self.strangers += bool(sender and contact is None)
        day, comment = self._day(cells.get("on", "")), comment_in(cells.get("comment", ""))
        source = source_in(cells.get("id", ""))
        values: dict[str, Any] = {self.options.kind: score}
        if self.options.kind == "csat" or (self.options.kind, self.scale.highest) == ("ces", 5):
            values[f"{self.options.kind}_scale"] = self.scale.highest
        return Feedback(
            id=self._digest(client, "id", source) if source else self._id_of_row(client, row[:width]),
            ts=self.stamp.ts,
            day=day,
            client=client,
            project=self.options.project,
            contact=contact,
            comment=comment or None,
            source=source or None,
            question=self.question,
            **values,
        )

    def _is_unfinished(self, cells: Mapping[str, str]) -> bool:
        """Whether somebody did not come to the end; LimeSurvey says so by an empty date of submission."""
        status = text_of(cells.get("status", "")).casefold()
        if UNFINISHED.fullmatch(status):
            return True
        title = self.survey.header[self.places["status"]].casefold() if "status" in self.places else ""
        ends = "last page" in title or title == "lastpage"
        return not text_of(cells.get("on", "")) if ends else "status" not in title and status in NOT_FINISHED

    def _score(self, cell: str) -> int | None:
        try:
            return score_in(cell, self.scale, self.options.values)
        except ValueError:
            text = text_of(cell)
            if not text.lstrip("+-").replace(",", "").replace(".", "").isdigit():
                self.labels[text] = score_of_label(text)
            raise

    def _day(self, cell: str) -> date:
        usual = USUAL_TIME.fullmatch(cell) if self.reading.clock is None else None
        text = text_of(usual[1] if usual else cell)
        if text.startswith(NO_DATE):
            text = ""
        if text:
            if not self.reading.order and NUMBERS.match(text):
                place = self.places["on"]  # which number is the month can stand in the last row
                every = (text_of(row[place]) for _, row in survey_rows(self.survey) if len(row) > place)
                self.reading = self.reading._replace(order=date_order(every, None))
            found = instant_of(text, self.reading)
            day = found[0] if found else None
        else:
            day = self.options.on or (None if "on" in self.places else self.stamp.day)
            self.undated += self.options.on is None
        if day is None:
            raise ValueError(f"{text[:40]!r} is no date" if text else "no date; --on DATE gives one")
        if day > self.stamp.day:
            raise ValueError(f"{day} lies in the future")
        return day

    def _id_of_row(self, client: str, row: list[str]) -> str:
        """An id made from all of a row; equal rows get different ones when they are written."""
        return self._digest(client, "row", "\x1f".join(row).rstrip("\x1f"))

    def _digest(self, client: str, what: str, text: str) -> str:
        whole = f"{client}\x1e{self.options.kind}\x1e{what}\x1e{text}"
        return sha256(whole.encode()).hexdigest()[:ID_LENGTH]

    def _add(self, number: int, record: Feedback) -> None:
        """Keep a record; one id twice counts once, and is refused where it says different things."""
        if (
            len(record.comment or "") * WIDEST >= RECORD_LIMIT // 2
            and len(encode_record(record)) >= RECORD_LIMIT
        ):
            raise ValueError("more than a record holds")
        if record.source is not None:
            first, before = self._numbers.setdefault(record.id, (number, record))
            if before != record:
                raise ValueError(f"the same id as row {first}, but another answer")
            if first != number:
                self.twice += 1
                return
        self.answers.append(record)
