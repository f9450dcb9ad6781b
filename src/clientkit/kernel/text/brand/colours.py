"""Whether a colour can be read, by the contrast that WCAG 2.2 defines, and one near it that can."""

import re

from clientkit.errors import InvalidDataError

PAPER, DARK_PAPER = "#edf2f7", "#1d2834"
"""What stands below letters where there is least contrast: the bands of tables, by day and in the dark."""

READABLE = 4.5
"""Contrast that text needs (WCAG 2.2, 1.4.3)."""

VISIBLE = 3.0
"""Contrast that lines and edges need (WCAG 2.2, 1.4.11)."""

BRIGHTER = 2.5
"""Contrast beyond what is needed that a colour gets in the dark, where a dull one looks grey."""

_STEPS = 40


def read_colour(text: str, least: float) -> str:
    """A colour as `#rrggbb`, in small letters.

    Raises:
        InvalidDataError: it is none, or has less contrast with paper than `least`.
    """
    colour = text.lower()
    if not re.fullmatch(r"#[0-9a-f]{6}", colour):
        raise InvalidDataError(f"{text[:40]!r} is no colour", "Write it as #rrggbb, such as #1f5c4d.")
    found = contrast(colour, PAPER)
    if found < least:
        raise InvalidDataError(
            f"{colour} has a contrast of {int(found * 100) / 100} with light paper; it needs {least}",
            f"A darker one of its kind: {readable(colour, PAPER, least)}",
        )
    return colour


def contrast(one: str, other: str) -> float:
    """The contrast of two colours: 1 for the same, 21 for black and white (WCAG 2.2, contrast ratio)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def readable(colour: str, paper: str, least: float) -> str:
    """The colour, or the nearest to it with that contrast: darker on light paper, lighter on dark."""
    end = 0 if _luminance(paper) > 0.5 else 255  # noqa: PLR2004 - half way to white
    shades = (_mixed(colour, end, step / _STEPS) for step in range(_STEPS + 1))
    return next(shade for shade in shades if contrast(shade, paper) >= least)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


def _mixed(colour: str, end: int, share: float) -> str:
    return "#" + "".join(f"{round(one + (end - one) * share):02x}" for one in _channels(colour))


def _luminance(colour: str) -> float:
    parts = (one / 255 for one in _channels(colour))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB's own
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
