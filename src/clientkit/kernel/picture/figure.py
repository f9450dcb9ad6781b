"""What a document shows beside its text, in the forms that a page, paper, a mail and Markdown take."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Protocol

from clientkit.errors import library_door

SHARPNESS = 2
"""Dots of the picture per CSS pixel."""

TALL = 1200
"""CSS pixels from which a picture is tall: a chart of some twenty milestones."""

FONT = "DejaVu Sans"
FONTS = Path(__file__).parent / "fonts"

_BUNDLED = re.compile(
    "[\n\x20-\x7e\xa0-\u017f\u0192\u01a0\u01a1\u01af\u01b0\u01cd-\u01dc\u0218-\u021b\u0259"
    "\u0300-\u0304\u0306-\u030c\u0323\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce"
    "\u0400-\u045f\u0490\u0491\u1e00-\u1efb\u2000-\u2064\u206a-\u206f\u20a0-\u20b5\u20b8-\u20ba\u20bd"
    "\u2116\u2122\u2190-\u2199\u21d2\u2212\u221e\u2248\u2260-\u2265\u25a0-\u25cf\u2610-\u2612\u2713\u2714]*"
)
"""Characters that both bundled fonts have (fonts/README.md)."""


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


@library_door("resvg")
def png_of(svg: str, alt: str, width: float, height: float = 0) -> Png:
    """An SVG on white, at twice its size so that it is sharp on any screen.

    A tall one has hard edges, which take a third of the bytes. Fonts of the machine are looked through only
    for letters that the bundled ones lack.
    """
    import resvg_py

    tall = height > TALL
    png = resvg_py.svg_to_bytes(
        svg_string=svg,
        background="#ffffff",
        zoom=SHARPNESS,
        skip_system_fonts=_BUNDLED.fullmatch(svg) is not None,
        font_files=[str(path) for path in sorted(FONTS.glob("*.ttf"))],
        font_family=FONT,
        sans_serif_family=FONT,
        text_rendering="optimize_speed" if tall else "optimize_legibility",
        shape_rendering="crisp_edges" if tall else "geometric_precision",
    )
    return Png(bytes(png), alt, round(width))
