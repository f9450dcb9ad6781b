"""The rich console that every screen is drawn with: no markup, no guessing, colour only where allowed."""

import os
import shutil
import sys
from functools import cache

from rich.console import Console


@cache
def console() -> Console:
    """The console of stdout; `NO_COLOR`, `TERM=dumb` and `COLUMNS` are obeyed."""
    dumb = os.environ.get("TERM") in {"dumb", "unknown"}
    return Console(
        file=sys.stdout,
        markup=False,
        highlight=False,
        emoji=False,
        no_color=True if dumb else None,
        width=shutil.get_terminal_size().columns if dumb else None,
        height=shutil.get_terminal_size().lines if dumb else None,
        soft_wrap=False,
    )
