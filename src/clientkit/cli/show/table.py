"""Tables: set with rich where a person looks at them, plain aligned columns when piped or long."""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from clientkit.cli.show.foreign import one_line
from clientkit.cli.show.out import is_terminal, put

LONG = 200
"""Rows from which plain columns are printed on a terminal too: rich takes half a second for a thousand."""


class Column(NamedTuple):
    """A column's title, and how it is set."""

    title: str
    right: bool = False
    style: str = ""


def show_table(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under their columns."""
    cells = [[one_line(cell) for cell in row] for row in rows]
    if is_terminal() and len(cells) <= LONG:
        _rich(columns, cells)
    else:
        put(aligned(columns, cells))


def aligned(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> str:
    """Columns two blanks apart, nothing cut: whole for `grep` and `awk`."""
    table = [[column.title.upper() for column in columns], *rows]
    widths = [max(_width(row[position]) for row in table) for position in range(len(columns))]
    lines = []
    for row in table:
        parts = [
            _padded(cell, width, right=column.right)
            for cell, width, column in zip(row, widths, columns, strict=True)
        ]
        lines.append("  ".join(parts).rstrip())
    return "\n".join(lines) + "\n"


def _padded(cell: str, width: int, *, right: bool) -> str:
    blanks = " " * (width - _width(cell))
    return blanks + cell if right else cell + blanks


def _width(text: str) -> int:
    """Columns that a text takes on a terminal: two for most letters of East Asia, none for a mark."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(letter) in {"W", "F"} for letter in text)
    return len(text) + wide - sum(unicodedata.combining(letter) > 0 for letter in text)


def _rich(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from clientkit.cli.show.terminal import console

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column.title, justify="right" if column.right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell, style=column.style) for cell, column in zip(row, columns, strict=True)))
    console().print(table)
