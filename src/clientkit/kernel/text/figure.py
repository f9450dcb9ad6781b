"""Figures of a document: the place that its template gives them, and what stands there in each format.

A template marks the place with an empty block of code, whose language is the figure's name: `gantt`, `score`.
In the same way `page` marks where the front page of a document ends.
"""

import re

from clientkit.kernel.picture.figure import Figure

GANTT = "gantt"
SCORE = "score"
PAGE = "page"

_PLACE = re.compile(rf"^```(?:{GANTT}|{SCORE}|{PAGE})\n```(?:\n\n?|\Z)", re.MULTILINE)


def around_figure(text: str) -> tuple[str, str]:
    """What a template wrote before and after the place of its chart; all is before where it has none."""
    before, *after = _PLACE.split(text)
    return before, "".join(after)


def without_figures(text: str) -> str:
    """The Markdown without the places of figures: for a mail and for the terminal."""
    return "".join(around_figure(text)).rstrip("\n") + "\n" if _PLACE.search(text) else text


def with_figure(text: str, figure: Figure) -> str:
    """The Markdown with a figure's own at its end, where its template has a place for a figure at all.

    At the end, because whoever reads the text as it is need not pass over its source.
    """
    return f"{without_figures(text)}\n{figure.as_markdown()}" if _PLACE.search(text) else text
