"""Answers as a table for other programs."""

from collections.abc import Sequence
from typing import Literal, get_args

from clientkit.errors import UsageError
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.store.csv_files.writer import csv_text

ExportFormat = Literal["csv", "json"]

COLUMNS = (
    *("id", "day", "client", "project", "contact", "csat", "csat_scale", "nps", "ces", "ces_scale"),
    *("comment", "quotable", "tags", "occasion", "survey", "source", "ts"),
)
"""The fields of an answer that have a column, in this order; a tag has no blank, so blanks part them."""

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
    """The answers under a line with the names of the columns."""
    return csv_text(COLUMNS, ([_value(one, name) for name in COLUMNS] for one in records), delimiter)


def _value(record: Feedback, name: str) -> object:
    """A field of an answer; no scale where there is no score on it."""
    return None if name == "csat_scale" and record.csat is None else getattr(record, name)
