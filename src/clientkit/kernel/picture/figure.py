"""What a document shows beside its text, in the forms that a page, paper, a mail and Markdown take."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Protocol


@dataclass(frozen=True)
class Svg:
    """A picture as SVG, in parts that stand one below the other, each no higher than a printed page."""

    parts: tuple[str, ...]
    alt: str
    """What it shows, in words."""
    css: str = ""
    """The style sheet that a page needs for it."""


Figures = Mapping[str, Svg]
"""Figures by the names that templates mark their places with."""


@dataclass(frozen=True)
class Png:
    """A picture that every mail program shows, with what it shows in words."""

    png: bytes
    alt: str
    width: int

    def element(self, cid: str) -> str:
        """The picture in the HTML of a mail that carries it."""
        return f'<img src="cid:{cid}" width="{self.width}" alt="{escape(self.alt)}">'


class Figure(Protocol):
    """A figure before it is drawn; the same figure gives the same bytes."""

    def as_page_svg(self) -> Svg:
        """For a page, whose style sheet colours it, in the dark too."""

    def as_print_svg(self) -> Svg:
        """For paper, a long one in several parts."""

    def as_png(self) -> Png:
        """For a mail, as wide as its column."""

    def as_markdown(self) -> str:
        """For what shows Markdown: a section with the source of a diagram; ends with a newline."""
