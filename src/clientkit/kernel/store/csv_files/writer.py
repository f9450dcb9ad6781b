"""Tables for other programs: CSV by RFC 4180, in which no text is a formula."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

FORMULA = re.compile(r"'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
"""How a text begins that a spreadsheet reckons with, in full width too, and one that had its `'` already."""


def csv_text(columns: Sequence[str], rows: Iterable[Iterable[object]], delimiter: str = ",") -> str:
    """Rows under a line with the names of the columns; lines end as RFC 4180 wants it."""
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(map(cell, row) for row in rows)
    return lines.getvalue()


def cell(value: object) -> str:
    """A value as a cell: nothing for what is not known, several words with blanks, sums with semicolons."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M:%SZ}"
    if isinstance(value, Mapping):
        return safe_cell("; ".join(f"{name} {one}" for name, one in value.items()))
    if isinstance(value, tuple):
        return safe_cell(" ".join(map(str, value)))
    return safe_cell(value) if isinstance(value, str) else str(value)


def safe_cell(text: str) -> str:
    """The text, with a `'` in front where a spreadsheet would take it for a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def plain_cell(text: str) -> str:
    """The text that `safe_cell` was given."""
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text
