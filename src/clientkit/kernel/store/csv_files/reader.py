"""Reading what a survey tool exported: its encoding and delimiter are found, its rows come one by one."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

from clientkit.errors import InvalidDataError, NotFoundError, RefusedError, UsageError
from clientkit.kernel.store.safe_read import CHUNK, open_regular

SIZE_LIMIT = 256 * 1024 * 1024
"""Bytes that an export may hold: a million long answers."""

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 with a byte order mark",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
    "latin-1": "Latin-1",
}
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE_ROWS = 50
SEPARATOR_LINE = re.compile(r"\ufeff?\"?sep=([,;|\t])\"?\r?\n", re.IGNORECASE)
"""The first line by which Excel is told what stands between the columns."""
FIRST_ROWS = 5
COLUMNS_SHOWN = 20


class SurveyFile(NamedTuple):
    """An export, how it is written, and the titles of its columns."""

    path: Path
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    below: tuple[str, ...] = ()
    """What tools such as Qualtrics and SurveyMonkey write below each title, in rows that hold no answer."""
    skipped: int = 0
    """The number of the last row before the answers."""

    @property
    def titles(self) -> tuple[str, ...]:
        """Each title with what stands below it: what was asked, where the title is a code or empty."""
        return tuple(" ".join(filter(None, pair)) for pair in zip(self.header, self.below, strict=True))


def open_survey(path: Path, titles: int | None = None) -> SurveyFile:
    """An export's encoding, delimiter and columns; `titles` is how many rows hold these, found if not said.

    Raises:
        NotFoundError: there is no such file.
        UsageError: it is no regular file, or cannot be read.
        RefusedError: it is too long, empty, or no table of text.
    """
    head = _head(path)
    encoding = _encoding(path, head)
    sample = codecs.getincrementaldecoder(encoding)("replace").decode(head)
    said = SEPARATOR_LINE.match(sample)
    delimiter = said[1] if said else _delimiter(sample, whole=len(head) < CHUNK)
    found = SurveyFile(path, encoding, delimiter, ())
    filled = (row for row in _all_rows(found) if any(map(str.strip, row[1])) and not (said and row[0] == 1))
    rows = list(islice(filled, FIRST_ROWS))
    if not rows:
        raise RefusedError(f"{path.name} holds no rows.", "Export it again, as CSV.")
    titles = titles or _title_rows([cells for _, cells in rows])
    header, *more = [[" ".join(cell.split()) for cell in cells] for _, cells in rows[:titles]]
    texts = ([row[place] for row in more if place < len(row)] for place in range(len(header)))
    below = tuple(" ".join(cell for cell in column if not cell.startswith("{")) for column in texts)
    return found._replace(header=tuple(header), below=below, skipped=rows[titles - 1][0])


def column_named(survey: SurveyFile, column: str) -> int:
    """A column by its title, by what stands below that, or by its number as `#3`; counted from 0.

    Raises:
        UsageError: there is none, or several.
    """
    number = column.removeprefix("#")
    if column not in survey.header and column.startswith("#") and number.isascii() and number.isdigit():
        place = int(number[:6]) - 1
        if 0 <= place < len(survey.header):
            return place
    wanted = " ".join(column.split())
    names = zip(survey.header, survey.below, survey.titles, strict=True)
    exact = [place for place, title in enumerate(survey.header) if title == wanted]
    fitting = exact or [
        place for place, said in enumerate(names) if wanted.casefold() in {one.casefold() for one in said}
    ]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise UsageError(
            f"{len(fitting)} columns are called {column[:60]!r}.",
            f"Name one by its number: '#{fitting[0] + 1}'",
        )
    raise UsageError(f"There is no column {column[:60]!r}.", f"The columns: {listed_columns(survey)}")


def listed_columns(survey: SurveyFile) -> str:
    """Titles with the numbers by which they can be typed."""
    titles = list(enumerate(survey.titles, 1))
    shown = ", ".join(f"#{number} {title[:40]!r}" for number, title in titles[:COLUMNS_SHOWN])
    return f"{shown} and {len(titles) - COLUMNS_SHOWN} more" if len(titles) > COLUMNS_SHOWN else shown


def survey_rows(survey: SurveyFile) -> Iterator[tuple[int, list[str]]]:
    """The rows below the header, each with its number as a spreadsheet has it; empty ones are left out.

    Raises:
        RefusedError: a quote is never closed, or bytes are no text.
    """
    yield from ((number, cells) for number, cells in _all_rows(survey) if cells and number > survey.skipped)


def _title_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many of the first rows hold titles: Qualtrics writes three, SurveyMonkey two."""
    for place, cells in enumerate(rows[1:3], start=2):
        if any(cell.startswith('{"ImportId"') for cell in cells):
            return place
    first, second, third = (*rows, [""], [""])[:3]
    if all(first[:2]) and len(first) > 2 and not "".join(second[:2]).strip() and third[0].strip():  # noqa: PLR2004 - ids and dates come first
        answered = any(re.match(r"\s*[0-9]+([-/.][0-9]|\s*$)", cell) for cell in second)
        return 1 if answered or not any(second) else 2
    return 1


def _all_rows(survey: SurveyFile) -> Iterator[tuple[int, list[str]]]:
    number = 0
    with io.TextIOWrapper(_open(survey.path), survey.encoding, newline="") as text:
        try:
            for number, cells in enumerate(csv.reader(text, delimiter=survey.delimiter, strict=True), 1):
                yield number, cells
        except csv.Error as error:
            raise RefusedError(
                f"{survey.path.name}, row {number + 1}: no CSV: {error}.",
                "Look for a quote that is never closed, or export it again.",
            ) from None
        except UnicodeError:
            raise RefusedError(
                f"{survey.path.name}, row {number + 1}: bytes that are no {ENCODINGS[survey.encoding]} text.",
                "Export it again, as CSV in UTF-8.",
            ) from None


def _open(path: Path) -> BinaryIO:
    try:
        return open_regular(path.resolve())
    except NotFoundError:
        raise NotFoundError(
            f"There is no file {path}.", "Name the file that the other program exported."
        ) from None
    except InvalidDataError as error:
        raise UsageError(error.message, "Name the CSV file that the other program exported.") from None


def _head(path: Path) -> bytes:
    with _open(path) as file:
        head = file.read(CHUNK)
        if file.seek(0, io.SEEK_END) > SIZE_LIMIT:
            raise RefusedError(
                f"{path.name} holds more than {SIZE_LIMIT // 1024 // 1024} MB.", "Import it in parts."
            )
    return head


def _encoding(path: Path, head: bytes) -> str:
    """By its mark; else by the NULs that every second byte of UTF-16 is; else what all bytes are valid in."""
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding
    most = len(head) // 4
    if head[1::2].count(0) > most:
        return "utf-16-le"
    if head[::2].count(0) > most:
        return "utf-16-be"
    return next(name for name in ("utf-8", "cp1252", "latin-1") if _decodes(path, name))


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with _open(path) as file:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _delimiter(sample: str, *, whole: bool) -> str:
    """The one by which most rows are as long as the header; the one with more columns where that is equal."""

    def fits(delimiter: str) -> tuple[bool, float, int]:
        try:
            rows = list(islice(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), SAMPLE_ROWS))
        except csv.Error:
            return False, 0.0, 0
        rows = [row for row in (rows if whole or len(rows) == 1 else rows[:-1]) if row]
        if not rows:
            return False, 0.0, 0
        width = len(rows[0])
        return width > 1, sum(len(row) == width for row in rows) / len(rows), width

    return max(DELIMITERS, key=fits)
