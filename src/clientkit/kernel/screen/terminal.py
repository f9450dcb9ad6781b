"""The rich console that every screen is drawn with, and a document set on it."""

import os
import shutil
import sys
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from clientkit.kernel.model.values.safe_text import visible
from clientkit.kernel.screen.output import is_terminal, put

if TYPE_CHECKING:
    from rich.console import Console


WIDEST = 120
"""Columns that prose is set in at most."""


@cache
def console() -> "Console":
    """The console of stdout: no markup, no guessing; `NO_COLOR`, `TERM=dumb` and `COLUMNS` are obeyed."""
    from rich.console import Console

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


def print_rich(*what: Any, **how: Any) -> None:
    """Print what rich sets, the way that all output goes."""
    with console().capture() as drawn:
        console().print(*what, **how)
    put(drawn.get())


def show_document(text: str) -> None:
    """A Markdown document: set with rich where a person looks, as it is where it is piped."""
    if is_terminal():
        print_rich(_markdown(visible(text)), width=min(console().width, WIDEST))
    else:
        put(visible(text))


def _markdown(text: str) -> Any:
    """Markdown as rich sets it, but with every word of a table whole: folded where it is too wide."""
    from rich.markdown import Markdown, MarkdownElement, TableElement
    from rich.table import Table

    class WholeTable(TableElement):
        def __rich_console__(self, console: Any, options: Any) -> Any:
            for part in super().__rich_console__(console, options):
                if isinstance(part, Table):
                    for column in part.columns:
                        column.overflow = "fold"
                yield part

    class WholeMarkdown(Markdown):
        elements: ClassVar[dict[str, type[MarkdownElement]]] = {**Markdown.elements, "table_open": WholeTable}

    return WholeMarkdown(text, hyperlinks=False)
