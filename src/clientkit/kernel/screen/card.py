"""A card: headings, facts and items; set to the width of a terminal, whole lines where it is piped."""

import os
import shutil
from collections.abc import Sequence

from clientkit.kernel.screen.colour import painted, painted_sign
from clientkit.kernel.screen.output import is_terminal, say

WIDEST = 120
"""Columns that are read in one go."""

NARROWEST = 24
"""Columns below which a terminal breaks lines itself."""


def heading(text: str) -> None:
    """A line that opens the card or a part of it."""
    bold = is_terminal() and os.environ.get("TERM") not in {"dumb", "unknown", None}
    say(f"\x1b[1m{text}\x1b[0m" if bold else painted(text, "head"))


def facts(pairs: Sequence[tuple[str, str]], label_width: int) -> None:
    """Labels with their values below one another; those without a value are left out."""
    for label, value in pairs:
        if value:
            line(f"{label:<{label_width - 1}} {value}", hanging=label_width)


def line(text: str, hanging: int = 2) -> None:
    """An indented line; on a terminal what runs over hangs below where it began."""
    if not is_terminal() or (width := shutil.get_terminal_size().columns) < NARROWEST:
        say(painted_sign(f"  {text}"))
        return
    import textwrap

    indent = " " * (2 + min(hanging, width // 3))
    for part in textwrap.wrap(
        text,
        min(width, WIDEST),
        initial_indent="  ",
        subsequent_indent=indent,
        break_on_hyphens=False,
        break_long_words=False,
    ):
        say(painted_sign(part))
