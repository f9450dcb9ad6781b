"""Lists of things that people said or did: a table where there is room, entry by entry where there is not."""

import shutil
from collections.abc import Sequence
from typing import NamedTuple

from clientkit.cli.show.bars import paragraph
from clientkit.cli.show.foreign import one_line
from clientkit.cli.show.out import is_terminal, say
from clientkit.cli.show.table import Column, show_table

ROOM = 100
"""Columns of a terminal from which on a table is read more easily than entries."""


class Field(NamedTuple):
    """A column of the table; in an entry, prose gets lines of its own and `named` fields their titles."""

    title: str
    right: bool = False
    style: str = ""
    named: bool = False
    prose: bool = False


def show_listing(fields: Sequence[Field], rows: Sequence[Sequence[str]]) -> None:
    """Print rows; what a person looks at leaves out fields that no row has."""
    if not is_terminal():
        show_table([_column(field) for field in fields], rows)
        return
    filled = [position for position in range(len(fields)) if any(row[position] for row in rows)]
    fields = [fields[position] for position in filled]
    rows = [[row[position] for position in filled] for row in rows]
    if shutil.get_terminal_size().columns >= ROOM:
        show_table([_column(field) for field in fields], rows)
        return
    for row in rows:
        say(_entry(fields, [one_line(cell) for cell in row]))


def _column(field: Field) -> Column:
    return Column(field.title, right=field.right, style=field.style)


def _entry(fields: Sequence[Field], cells: Sequence[str]) -> str:
    filled = [(field, cell) for field, cell in zip(fields, cells, strict=True) if cell]
    head = [cell for field, cell in filled if not (field.named or field.prose)]
    named = [f"{field.title} {cell}" for field, cell in filled if field.named]
    prose = [cell for field, cell in filled if field.prose]
    lines = paragraph("  ".join(head), indent=0)
    for text in ("  ".join(named), *prose):
        lines += paragraph(text) if text else []
    return "\n".join(lines)
