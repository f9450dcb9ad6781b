"""A picture as PNG: drawn from SVG with the bundled fonts, the same on every machine."""

import re
from pathlib import Path

import resvg_py

from clientkit.kernel.picture.figure import Png

SHARPNESS = 2
"""Dots of the picture per CSS pixel."""

FONT = "DejaVu Sans"
FONTS = Path(__file__).parent / "fonts"

_BUNDLED = re.compile(
    "[\n\x20-\x7e\xa0-\u017f\u0192\u01a0\u01a1\u01af\u01b0\u01cd-\u01dc\u0218-\u021b\u0259"
    "\u0300-\u0304\u0306-\u030c\u0323\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce"
    "\u0400-\u045f\u0490\u0491\u1e00-\u1efb\u2000-\u2064\u206a-\u206f\u20a0-\u20b5\u20b8-\u20ba\u20bd"
    "\u2116\u2122\u2190-\u2199\u21d2\u2212\u221e\u2248\u2260-\u2265\u25a0-\u25cf\u2610-\u2612\u2713\u2714]*"
)
"""Characters that both bundled fonts have (fonts/README.md)."""


def png_of(svg: str, alt: str, width: float) -> Png:
    """An SVG on white, at twice its size so that it is sharp on any screen.

    Fonts of the machine are looked through only for letters that the bundled ones lack.
    """
    png = resvg_py.svg_to_bytes(
        svg_string=svg,
        background="#ffffff",
        zoom=SHARPNESS,
        skip_system_fonts=_BUNDLED.fullmatch(svg) is not None,
        font_files=[str(path) for path in sorted(FONTS.glob("*.ttf"))],
        font_family=FONT,
        sans_serif_family=FONT,
    )
    return Png(bytes(png), alt, round(width))
