"""What a cell of a survey's export says: a score, a comment, an id; what cannot be is a ValueError."""

import re
from collections.abc import Mapping

from clientkit.feedback.actions import ScaleInWords
from clientkit.kernel.model.values.text import PROSE_LIMIT
from clientkit.kernel.store.csv_files.writer import plain_cell

BLANKS = " \t\r\n\0\u00a0\ufeff"
MISSING = frozenset({"", "-", "n/a", "na", "null", "none", "nan"})
SOURCE_LIMIT = 200
ROUNDED = re.compile(r"[0-9]([.,][0-9]+)?[eE]\+[0-9]+")
"""A long number after a spreadsheet rounded it."""


def text_of(cell: str) -> str:
    """A cell without blanks around it and without the ' by which spreadsheets mark a text."""
    return cell.strip(BLANKS).removeprefix("'")


def score_in(cell: str, scale: ScaleInWords, values: Mapping[str, int]) -> int | None:
    """The score in a cell, or of the label that `values` gives one; None where there is none.

    Raises:
        ValueError: what stands there is no score, or not on the scale.
    """
    text = text_of(cell)
    if text.casefold() in MISSING:
        return None
    if text.casefold() in values:
        return values[text.casefold()]
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


def score_of_label(text: str) -> int | None:
    """The score that a label suggests, which is not taken for it: the number it begins with, or its stars."""
    if match := re.match(r"([0-9]{1,2})(?![0-9])", text):
        return int(match[1])
    return text.count("\u2605") or text.count("\u2b50") or None
