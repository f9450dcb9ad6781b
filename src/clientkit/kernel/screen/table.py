"""Tables: set with rich where a person looks at them, plain aligned columns when piped or long."""

import shutil
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.colour import about_of, is_coloured, painted
from clientkit.kernel.screen.output import is_terminal, put, say

LONG = 200
"""Rows from which plain columns are printed on a terminal too: rich takes half a second for a thousand."""

ROOM = 100
"""Columns of a terminal from which on a table that has to fold its cells is still easy to read."""


class Column(NamedTuple):
    """A column's title, and how it is set; in an entry, prose gets lines of its own, `named` its title."""

    title: str
    right: bool = False
    style: str = ""
    named: bool = False
    prose: bool = False


def columns_of(titles: str, *, right: str = "", named: str = "", prose: str = "") -> list[Column]:
    """Columns by their titles, of which the first names the row; and which of them are set otherwise."""
    to_the_right, by_title, as_prose = (set(some.split(", ")) for some in (right, named, prose))
    return [
        Column(title, title in to_the_right, "" if place else "bold", title in by_title, title in as_prose)
        for place, title in enumerate(titles.split(", "))
    ]


def show_table(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under their columns; entry by entry on a terminal without room for them."""
    cells = [[one_line(cell) for cell in row] for row in rows]
    if not is_terminal():
        put(aligned(columns, cells))
        return
    filled = [position for position in range(len(columns)) if any(row[position] for row in cells)]
    columns = [columns[position] for position in filled]
    cells = [[row[position] for position in filled] for row in cells]
    room = shutil.get_terminal_size().columns
    if room < ROOM and _natural_width(columns, cells) > room:
        for row in cells:
            say(_painted_cells(_entry(columns, row), row))
    elif len(cells) > LONG:
        put(aligned(columns, cells))
    else:
        _rich(columns, cells)


def aligned(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> str:
    """Columns two blanks apart, nothing cut: whole for `grep` and `awk`."""
    cells = zip(*rows, strict=True) if rows else [()] * len(columns)
    set_out = [_set(column, [column.title.upper(), *own]) for column, own in zip(columns, cells, strict=True)]
    if is_coloured():
        set_out = [[painted(cell, about_of(cell)) for cell in column] for column in set_out]
    return "".join([f"{'  '.join(line).rstrip()}\n" for line in zip(*set_out, strict=True)])


def _set(column: Column, cells: Sequence[str]) -> Sequence[str]:
    """The cells of a column in its width; column by column, which is three times as fast as row by row."""
    if "".join(cells).isascii():
        width = max(map(len, cells))
        return (
            [cell.rjust(width) for cell in cells] if column.right else [cell.ljust(width) for cell in cells]
        )
    width = max(map(_width, cells))
    return [_padded(cell, width, right=column.right) for cell in cells]


def _natural_width(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> int:
    """What the table takes when nothing is folded: three blanks stand between two columns."""
    table = [[column.title for column in columns], *rows]
    widths = [max(_width(row[position]) for row in table) for position in range(len(columns))]
    return sum(widths) + 3 * len(columns)


def _entry(columns: Sequence[Column], cells: Sequence[str]) -> str:
    from clientkit.kernel.screen.bars import paragraph

    filled = [(column, cell) for column, cell in zip(columns, cells, strict=True) if cell]
    head = [cell for column, cell in filled if not (column.named or column.prose)]
    named = [f"{column.title} {cell}" for column, cell in filled if column.named]
    prose = [cell for column, cell in filled if column.prose]
    lines = paragraph("  ".join(head), indent=0)
    for text in ("  ".join(named), *prose):
        lines += paragraph(text) if text else []
    return "\n".join(lines)


def _painted_cells(entry: str, cells: Sequence[str]) -> str:
    """An entry with its cells in their colours, those that were not broken over lines."""
    for cell in cells:
        if about := about_of(cell):
            entry = entry.replace(cell, painted(cell, about), 1)
    return entry


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

    from clientkit.kernel.screen.terminal import print_rich

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column.title, justify="right" if column.right else "left", overflow="fold")
    for row in rows:
        table.add_row(
            *(Text(cell, style=_style(cell, column)) for cell, column in zip(row, columns, strict=True))
        )
    print_rich(table)


def _style(cell: str, column: Column) -> str:
    return {"": column.style, "late": "red"}.get(about_of(cell), "bold red")
