"""Text that fits its terminal: bars of blocks, or of '#', paragraphs, and figures rounded for display."""

import shutil
import sys
import textwrap
from collections.abc import Sequence

BLOCKS = "▏▎▍▌▋▊▉█"
"""A cell filled by one to eight eighths."""

COLUMNS = "▁▂▃▄▅▆▇█"
"""A column filled by one to eight eighths."""

NARROWEST = 20
WIDEST = 100
"""Columns that text fills, however narrow or wide the terminal."""

LONGEST = 32
"""Cells of a bar that stands for the most."""


def columns() -> int:
    """The width to set text in: that of the terminal, or `COLUMNS`, within what reads well."""
    return min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST)


def can_show_blocks() -> bool:
    """Whether stdout's encoding has them."""
    try:
        BLOCKS.encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def bar(share: float, cells: int, *, blocks: bool) -> str:
    """A bar for a share from 0 to 1 of so many cells; anything above 0 can be seen."""
    if share <= 0:
        return ""
    if not blocks:
        return "#" * max(round(share * cells), 1)
    whole, eighths = divmod(max(round(share * cells * 8), 1), 8)
    return BLOCKS[-1] * whole + (BLOCKS[eighths - 1] if eighths else "")


def sparkline(places: Sequence[float | None]) -> str:
    """Values from 0 to 1 as columns of one to eight eighths side by side; a blank where there is none."""
    return "".join(" " if place is None else COLUMNS[min(int(place * 8), 7)] for place in places)


def paragraph(text: str, indent: int = 2) -> list[str]:
    """The text in lines that fit; no word is cut."""
    return textwrap.wrap(
        text,
        columns(),
        initial_indent=" " * indent,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
