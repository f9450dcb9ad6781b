"""Reading what a survey tool exported: its encoding and delimiter are found, its rows come one by one."""

import codecs
import csv
import io
from collections.abc import Iterator
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


class SurveyFile(NamedTuple):
    """An export, how it is written, and the titles of its columns."""

    path: Path
    encoding: str
    delimiter: str
    header: tuple[str, ...]


def open_survey(path: Path) -> SurveyFile:
    """An export's encoding, delimiter and columns.

    Raises:
        NotFoundError: there is no such file.
        UsageError: it is no regular file, or cannot be read.
        RefusedError: it is too long, empty, or no table of text.
    """
    head = _head(path)
    encoding = _encoding(path, head)
    sample = codecs.getincrementaldecoder(encoding)("replace").decode(head)
    found = SurveyFile(path, encoding, _delimiter(sample, whole=len(head) < CHUNK), ())
    header = next((cells for _, cells in _all_rows(found) if any(map(str.strip, cells))), None)
    if header is None:
        raise RefusedError(f"{path.name} holds no rows.", "Export the answers again, as CSV.")
    return found._replace(header=tuple(cell.strip() for cell in header))


def survey_rows(survey: SurveyFile) -> Iterator[tuple[int, list[str]]]:
    """The rows below the header, each with its number as a spreadsheet has it; empty ones are left out.

    Raises:
        RefusedError: a quote is never closed, or bytes are no text.
    """
    rows = _all_rows(survey)
    next((cells for _, cells in rows if any(map(str.strip, cells))), None)
    yield from ((number, cells) for number, cells in rows if cells)


def _all_rows(survey: SurveyFile) -> Iterator[tuple[int, list[str]]]:
    number = 0
    with io.TextIOWrapper(_open(survey.path), survey.encoding, newline="") as text:
        try:
            for number, cells in enumerate(csv.reader(text, delimiter=survey.delimiter, strict=True), 1):
                yield number, cells
        except csv.Error as error:
            raise RefusedError(
                f"{survey.path.name}, row {number + 1}: no CSV: {error}.",
                "Look for a quote that is never closed, or export the answers again.",
            ) from None
        except UnicodeError:
            raise RefusedError(
                f"{survey.path.name}, row {number + 1}: bytes that are no {ENCODINGS[survey.encoding]} text.",
                "Export the answers again, as CSV in UTF-8.",
            ) from None


def _open(path: Path) -> BinaryIO:
    try:
        return open_regular(path.resolve())
    except NotFoundError:
        raise NotFoundError(
            f"There is no file {path}.", "Name the file that the survey tool exported."
        ) from None
    except InvalidDataError as error:
        raise UsageError(error.message, "Name the CSV file that the survey tool exported.") from None


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
