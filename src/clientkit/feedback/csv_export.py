"""Answers as a table for other programs: CSV by RFC 4180, in which no text is a formula."""

import csv
import io
import re
from collections.abc import Sequence
from typing import Literal, get_args

from clientkit.errors import UsageError
from clientkit.kernel.model.records.feedback import Feedback

ExportFormat = Literal["csv", "json"]

COLUMNS = (
    *("id", "day", "client", "project", "contact", "csat", "csat_scale", "nps", "ces", "ces_scale"),
    *("comment", "quotable", "tags", "occasion", "survey", "source", "ts"),
)
"""The fields of an answer that have a column, in this order; a tag has no blank, so blanks part them."""

FORMULA = re.compile(r"'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
"""How a text begins that a spreadsheet reckons with, in full width too, and one that had its `'` already."""

DELIMITERS = {",": ",", ";": ";", "tab": "\t"}
"""What may stand between the columns, by how it is typed."""


def format_of(text: str) -> ExportFormat:
    """A format that answers are exported in.

    Raises:
        UsageError: there is none of that name.
    """
    for form in get_args(ExportFormat):
        if form == text:
            return form  # type: ignore[no-any-return] # one of the literals
    raise UsageError(f"There is no format {text[:20]!r}.", "Formats are csv and json.")


def delimiter_of(text: str) -> str:
    """What is to stand between the columns.

    Raises:
        UsageError: it is none of those that spreadsheets know.
    """
    if text not in DELIMITERS:
        raise UsageError(
            f"{text[:20]!r} cannot stand between columns.", f"Name one of these: {' '.join(DELIMITERS)}"
        )
    return DELIMITERS[text]


def as_csv(records: Sequence[Feedback], delimiter: str = ",") -> str:
    """The answers under a line with the names of the columns; lines end as RFC 4180 wants it."""
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(record, name) for name in COLUMNS] for record in records)
    return lines.getvalue()


def safe_cell(text: str) -> str:
    """The text, with a `'` in front where a spreadsheet would take it for a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def plain_cell(text: str) -> str:
    """The text that `safe_cell` was given."""
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text


def _cell(record: Feedback, name: str) -> str | int:
    value = getattr(record, name)
    if name == "csat_scale" and record.csat is None:
        return ""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return value
    if name == "ts":
        return f"{value:%Y-%m-%dT%H:%M:%SZ}"
    return safe_cell(" ".join(value) if isinstance(value, tuple) else str(value))
