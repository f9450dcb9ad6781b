"""Colour for what needs an act, is overdue or late, and for errors; a word or a sign says it too."""

import os
import sys

CODES = {"head": "1", "act": "1;31", "overdue": "1;31", "late": "31", "error": "1;31"}
"""By what a text is about, how a terminal is told to set it."""

BEGINNINGS = (("! ", "act"), ("overdue", "overdue"), ("late", "late"), ("error", "error"))
"""How the cells begin that are set in a colour."""

_SIGN = r"(?<=^  )!(?: (?:[A-Z][a-z]{2} \d+|\d+ [A-Z][a-z]{2}|\d\d:\d\d)(?= ))?(?= )|\(overdue\)"
_ERROR = r"(?<=: )error(?=: )"


def is_coloured(*, error: bool = False) -> bool:
    """Whether stdout, or stderr, takes colours: a terminal, if no variable says otherwise."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") in {"dumb", "unknown"}:
        return False
    if forced := os.environ.get("FORCE_COLOR", ""):
        return forced != "0"
    stream = sys.stderr if error else sys.stdout
    return "TERM" in os.environ and stream is not None and stream.isatty()


def painted(text: str, about: str, *, error: bool = False) -> str:
    """A text in the colour of what it is about, where colours are taken."""
    return f"\x1b[{CODES[about]}m{text}\x1b[0m" if text and about and is_coloured(error=error) else text


def about_of(cell: str) -> str:
    """What a cell of a table is about by its beginning; empty where it gets no colour."""
    return next((about for beginning, about in BEGINNINGS if cell.startswith(beginning)), "")


def painted_sign(line: str) -> str:
    """A line in which the sign `!` at its beginning, with the day beside it, and `(overdue)` have colour."""
    return _painted(_SIGN, "act", line)


def painted_error(line: str) -> str:
    """A finding, `file:line: error: …`, with that word in colour."""
    return _painted(_ERROR, "error", line)


def _painted(pattern: str, about: str, line: str) -> str:
    if not is_coloured():
        return line
    import re

    return re.sub(pattern, lambda found: painted(found[0], about), line)
