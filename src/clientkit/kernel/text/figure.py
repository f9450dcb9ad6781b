"""Figures of a document: the place that its template gives them, and what stands there in each format.

A template marks the place with an empty block of code, whose language is the figure's name: `gantt`, `score`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clientkit.kernel.model.files.settings import Language

if TYPE_CHECKING:
    from clientkit.milestones.gantt.chart import Chart

GANTT = "gantt"
SCORE = "score"

_PLACE = re.compile(rf"^```(?:{GANTT}|{SCORE})\n```(?:\n\n?|\Z)", re.MULTILINE)
_HEADINGS: dict[Language, str] = {"en": "Gantt chart", "id": "Bagan Gantt"}


@dataclass(frozen=True)
class Figure:
    """A picture as SVG, in parts that stand one below the other, each no higher than a printed page."""

    parts: tuple[str, ...]
    alt: str
    """What it shows, in words."""
    css: str = ""
    """The style sheet that a page needs for it."""


Figures = Mapping[str, Figure]
"""Figures by the names that templates mark their places with."""


def around_figure(text: str) -> tuple[str, str]:
    """What a template wrote before and after the place of its chart; all is before where it has none."""
    before, *after = _PLACE.split(text)
    return before, "".join(after)


def without_figures(text: str) -> str:
    """The Markdown without the places of figures: for a mail and for the terminal."""
    return "".join(around_figure(text)).rstrip("\n") + "\n" if _PLACE.search(text) else text


def with_mermaid(text: str, chart: "Chart") -> str:
    """The Markdown with the chart as a diagram at its end, where its template has a place for a chart at all.

    At the end, because whoever reads the text as it is need not pass over its source.
    """
    if not _PLACE.search(text):
        return text
    from clientkit.milestones.gantt.mermaid import mermaid

    heading = _HEADINGS[chart.language]
    return f"{without_figures(text)}\n## {heading}\n\n```mermaid\n{mermaid(chart)}```\n"
