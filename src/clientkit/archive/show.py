"""How history and what was found look on a screen."""

import shutil
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import is_terminal, put, say
from clientkit.kernel.screen.show import view
from clientkit.kernel.screen.table import Column, aligned

if TYPE_CHECKING:
    from clientkit.archive.history import HistoryRows
    from clientkit.archive.search import FoundRows

HISTORY = (Column("day"), Column("about"), Column("who"), Column("kind"), Column("what"))
FOUND = (Column("where"), Column("day"), Column("kind"), Column("id"), Column("words"), Column("look"))

KINDS = {
    "mail_sending": "mail",
    "milestone_done": "milestone",
    "milestone_moved": "milestone",
    "project_state": "project",
    "plan_moved": "plan",
    "plan_dropped": "plan",
    "promise_ended": "promise",
    "acceptance": "agreement",
    "change_assessed": "change",
    "change_ended": "change",
    "survey_reminded": "survey",
    "survey_ended": "survey",
    "resolved": "answer",
}
"""What a line calls a kind of record, where its name in the journal is longer than it need be."""

NARROWEST = 28
"""Columns that a text needs beside others; with less it stands below them."""

INDENT = " " * 4


@view("history")
def show_history(rows: "HistoryRows") -> None:
    """A line for each thing that happened; on a terminal what runs over hangs below its text."""
    if not rows:
        say("Nothing is written down of these days.", error=True)
        return
    kinds = [KINDS.get(row.kind, row.kind).replace("_", " ") for row in rows]
    cells = [
        (str(row.day), row.about, row.who, kind, row.text) for row, kind in zip(rows, kinds, strict=True)
    ]
    _put_lines(HISTORY, cells)


@view("found", data=lambda rows: [row._asdict() for row in rows])
def show_found(rows: "FoundRows") -> None:
    """A line for each place with the words; on a terminal, below it the command that shows it."""
    if not rows:
        say("Nothing was found.", error=True)
        return
    cells = [(row.place, str(row.day or ""), row.kind, row.id or "", row.text) for row in rows]
    if not is_terminal():
        looks = ((*line, row.look) for line, row in zip(cells, rows, strict=True))
        put(aligned(FOUND, [[one_line(cell) for cell in line] for line in looks]))
        return
    for line, row in zip(cells, rows, strict=True):
        say("  ".join(one_line(cell) for cell in line[:-1] if cell))
        _put_text(line[-1])
        say(f"{INDENT}{one_line(row.look)}")


def _put_lines(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """Lines whose last cell is a text: whole where they are piped, else within the terminal.

    There what is the same in every line, but for the day and whose word it is, is left out.
    """
    cells = [[one_line(cell) for cell in row] for row in rows]
    if not is_terminal():
        put(aligned(columns, cells))
        return
    always = {0, 2, len(columns) - 1}
    differ = [
        place for place in range(len(columns)) if len({row[place] for row in cells}) > 1 or place in always
    ]
    cells = [[row[place] for place in differ] for row in cells]
    widths = [max(map(len, column)) for column in zip(*(row[:-1] for row in cells), strict=True)]
    room = shutil.get_terminal_size().columns - sum(widths) - 2 * len(widths)
    for *row, text in cells:
        if room < NARROWEST:
            say("  ".join(row))
            _put_text(text)
            continue
        head = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        lines = textwrap.wrap(text, room, break_on_hyphens=False) or [""]
        say(f"{head}  {lines[0]}")
        for line in lines[1:]:
            say(f"{' ' * len(head)}  {line}")


def _put_text(text: str) -> None:
    width = max(shutil.get_terminal_size().columns, NARROWEST)
    for line in textwrap.wrap(
        one_line(text), width, initial_indent=INDENT, subsequent_indent=INDENT, break_on_hyphens=False
    ):
        say(line)
