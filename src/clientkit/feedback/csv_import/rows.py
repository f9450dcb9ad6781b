"""The rows of a survey's export as lines of the journal.

A line is put together from its parts, and most batches of rows are read column by column, because a loop over
each of 100,000 rows takes most of the time. A batch in which anything is unusual is read row by row.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from json.encoder import encode_basestring_ascii as quoted
from typing import TypeVar

from clientkit.feedback.csv_import.cells import BLANKS, SOURCE_LIMIT, comment_in, source_in
from clientkit.feedback.csv_import.journal_lines import LineParts, Meanings, WantedImport
from clientkit.kernel.model.records.journal import Stamp
from clientkit.kernel.model.values.text import PROSE_LIMIT
from clientkit.kernel.store.csv_reader import SurveyFile, row_batches
from clientkit.kernel.store.journal.write_buffer import Lines
from clientkit.kernel.store.safe_read import RECORD_LIMIT

T = TypeVar("T")

ID_LENGTH = 20
"""Hexadecimal digits of an id: 80 bits, so no two of a million answers share one."""

DATE_LENGTH = len("2026-11-02")
SECONDS_SIGN = len("2026-11-02 10:00")
TO_THE_SECOND = len("2026-11-02 10:00:00")
"""The usual time of a survey tool: a date, and after it nothing that could move the day."""

ODD = frozenset(BLANKS + "'")
"""How a comment begins that is no more than blanks, or has the mark of a text."""

ROOM_FOR_IDS = 2048
"""Bytes of a line that its head, its id and its source take at most."""


def ids_of(salt: str, sources: Iterable[str]) -> Iterator[str]:
    """The ids that answers get by their names in a survey tool."""
    salt = f"{salt}\x1eid\x1e"
    for source in sources:
        yield sha256(f"{salt}{source}".encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


class RowReader:
    """Reads an export; what cannot be is noted, and reading goes on."""

    def __init__(
        self,
        survey: SurveyFile,
        places: Mapping[str, int],
        wanted: WantedImport,
        stamp: Stamp,
        contacts: Mapping[str, str],
    ) -> None:
        self.survey, self.places = survey, places
        self.parts = LineParts(survey, places, wanted, stamp, contacts)
        self.salt = f"{wanted.client}\x1e{wanted.kind}"
        self.seen: dict[str, int] = {}
        """How often a row without an id came, by the id that was made of it."""
        self.lines = Lines()
        self.numbers = array("Q")
        """The numbers of the rows that the lines came from."""
        self.bad: list[tuple[int, str]] = []
        self.rows = self.without_score = self.strangers = self.twice = 0

    def read(self) -> "RowReader":
        """Read all rows."""
        width = len(self.survey.header)
        for first, rows in row_batches(self.survey):
            numbers: Sequence[int] = range(first, first + len(rows))
            if set(map(len, rows)) != {width}:
                numbers, rows = self._of_one_length(numbers, rows)  # noqa: PLW2901 - the same rows, trimmed
            self._some(numbers, rows)
        return self

    def _of_one_length(
        self, numbers: Sequence[int], rows: list[list[str]]
    ) -> tuple[list[int], list[list[str]]]:
        """The rows as long as the header; those that are empty are left out, those too long are refused."""
        width = len(self.survey.header)
        kept: list[tuple[int, list[str]]] = []
        for number, row in zip(numbers, rows, strict=True):
            if any(cell.strip(BLANKS) for cell in row[width:]):
                self.rows += 1
                self.bad.append((number, f"{len(row)} cells under {width} columns"))
            elif any(cell.strip(BLANKS) for cell in row):
                kept.append((number, [*row[:width], *[""] * (width - len(row))]))
        return [number for number, _ in kept], [row for _, row in kept]

    def _some(self, numbers: Sequence[int], rows: list[list[str]]) -> None:
        """Read rows at once where all are sound, else each half of them, down to the row that is not."""
        if not rows:
            return
        try:
            self._at_once(numbers, rows)
        except ValueError as wrong:
            if len(rows) == 1:
                self.rows += 1
                self.bad.append((numbers[0], str(wrong)))
                return
            half = len(rows) // 2
            self._some(numbers[:half], rows[:half])
            self._some(numbers[half:], rows[half:])

    def _at_once(self, numbers: Sequence[int], rows: list[list[str]]) -> None:
        """Rows column by column; raises ValueError, and changes nothing, where one of them cannot be."""
        every, empty = len(rows), 0
        scores = self._column(rows, "score", self.parts.scores)
        if None in scores:
            empty = sum(not "".join(row).strip(BLANKS) for row in rows)
            kept = [place for place, score in enumerate(scores) if score is not None]
            numbers, rows = [numbers[place] for place in kept], [rows[place] for place in kept]
            scores = [scores[place] for place in kept]
        names = self._column(rows, "contact", self.parts.names)
        heads, comments, sources = self._days(rows), self._comments(rows), self._sources(rows)
        ends = [
            f'{head}{name or ""}{score}{comment}"quotable":false'
            for head, name, score, comment in zip(heads, names, scores, comments, strict=True)
        ]
        if max(map(len, ends), default=0) > RECORD_LIMIT - ROOM_FOR_IDS:
            raise ValueError("more than a record holds")
        self.rows += every - empty
        self.without_score += every - empty - len(rows)
        self.strangers += names.count(None)
        self._take(numbers, self._ids(rows, sources), ends, sources)

    def _column(self, rows: list[list[str]], part: str, meanings: Meanings[T]) -> list[T | str]:
        """What a column's cells mean; nothing for each row where there is no such column."""
        place = self.places.get(part)
        return [""] * len(rows) if place is None else [meanings[row[place]] for row in rows]

    def _days(self, rows: list[list[str]]) -> list[str]:
        """The part of each line that holds the day; of a usual time, all that counts is its date."""
        place = self.places.get("on")
        if place is None:
            return [self.parts.heads[""]] * len(rows)
        heads, length, sign, end = self.parts.heads, TO_THE_SECOND, SECONDS_SIGN, DATE_LENGTH
        return [
            heads[text[:end] if len(text) == length and text[sign] == ":" else text]
            for row in rows
            for text in (row[place],)
        ]

    def _comments(self, rows: list[list[str]]) -> list[str]:
        place = self.places.get("comment")
        if place is None:
            return [""] * len(rows)
        texts = [row[place] for row in rows]
        if max(map(len, texts), default=0) > PROSE_LIMIT or any(text[:1] in ODD for text in texts if text):
            texts = [comment_in(text) for text in texts]
        return [f'"comment":{quoted(text)},' if text else "" for text in texts]

    def _sources(self, rows: list[list[str]]) -> list[str]:
        """Each answer's id in its tool; empty for all where they have none."""
        place = self.places.get("id")
        if place is None:
            return []
        texts = [row[place] for row in rows]
        sources = [
            text if text.isalnum() and len(text) <= SOURCE_LIMIT else source_in(text) for text in texts
        ]
        if all(sources):
            return sources
        if any(sources):
            raise ValueError("some rows have an id, and some have none")
        return []

    def _ids(self, rows: list[list[str]], sources: list[str]) -> list[str]:
        """Ids made from those in the tool; else from all of a row, and which of equal rows it is."""
        if sources:
            return list(ids_of(self.salt, sources))
        salt = f"{self.salt}\x1erow\x1e"
        names = [
            sha256((salt + "\x1f".join(row).rstrip("\x1f")).encode("utf-8", "surrogatepass")).hexdigest()[
                :ID_LENGTH
            ]
            for row in rows
        ]
        seen = self.seen
        if len(set(names)) == len(names) and seen.keys().isdisjoint(names):
            seen.update(dict.fromkeys(names, 1))
            return names
        return [self._numbered(name) for name in names]

    def _numbered(self, name: str) -> str:
        """An id of its own for each of equal rows: longer than one that is made of a row, so never one."""
        ordinal = self.seen.get(name, 0)
        self.seen[name] = ordinal + 1
        return f"{name}{ordinal:x}" if ordinal else name

    def _take(self, numbers: Sequence[int], names: list[str], ends: list[str], sources: list[str]) -> None:
        """Take lines over; the same one twice counts once, two that say different things are refused."""
        start = self.parts.start
        lines = (
            [
                f'{start}{name}{end},"source":{quoted(source)}}}'
                for name, end, source in zip(names, ends, sources, strict=True)
            ]
            if sources
            else [f"{start}{name}{end}}}" for name, end in zip(names, ends, strict=True)]
        )
        held = self.lines.places
        if len(set(names)) < len(names) or not held.keys().isdisjoint(names):
            numbers, names, lines = self._new_ones(numbers, names, lines)
        if names:
            self.numbers.extend(numbers)
            self.lines.add(names, lines)

    def _new_ones(
        self, numbers: Sequence[int], names: list[str], lines: list[str]
    ) -> tuple[list[int], list[str], list[str]]:
        new: dict[str, tuple[int, str]] = {}
        for number, name, line in zip(numbers, names, lines, strict=True):
            if name in new:
                row, before = new[name]
            elif name in self.lines.places:
                row = self.numbers[self.lines.places[name]]
                before = self.lines.line(name).decode("ascii")
            else:
                new[name] = number, line
                continue
            if before == line:
                self.twice += 1
            else:
                self.bad.append((number, f"the same id as row {row}, but another answer"))
        return [row for row, _ in new.values()], list(new), [line for _, line in new.values()]
