"""How wide a text is in a font that nobody knows yet, estimated for the wider ones; and text cut to fit."""

import unicodedata
from functools import cache
from itertools import accumulate
from math import fsum

ELLIPSIS = "…"
BOLD = 1.2
"""How much wider bold letters are."""

_WIDTHS: tuple[tuple[str, float], ...] = (
    ("'ijl", 0.3),
    (" ,.:;!|/\\()[]fIt`·-", 0.4),
    ('r"*', 0.45),
    ("?Jcsz^_", 0.56),
    ("#+<=>&~ABCDEFGKLPRSTVXYZ", 0.8),
    ("HNOQUw", 0.86),
    ("%@MWmæœÆŒ…—", 1.05),
)
"""Widths in parts of the font's size, at least those of DejaVu Sans and Arial; other ASCII is 0.64."""

_OTHER = 0.64
_FOREIGN = 1.05
_LETTER = 0.8
_WIDE = 1.4
"""Ideographs are 1 wide; the pictures among them up to 1.3."""

_LATIN_TO_CYRILLIC = range(0xA0, 0x530)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width that a text has at most in common sans-serif fonts of this size, in the size's unit.

    Scripts with very wide signs can be wider. `sum` rounds otherwise from Python 3.12 on.
    """
    return fsum(_letter_width(letter) for letter in text) * size * (BOLD if bold else 1)


def shorten(text: str, room: float, size: float) -> str:
    """The text where it fits, else its beginning with an ellipsis; empty where not even that fits."""
    if width(text, size) <= room:
        return text
    room -= width(ELLIPSIS, size)
    end = sum(wide <= room for wide in accumulate(width(letter, size) for letter in text))
    while end and _continues(text, end):
        end -= 1
    kept = text[:end].rstrip()
    return kept + ELLIPSIS if kept else ""


def in_lines(text: str, room: float, size: float, most: int) -> list[str]:
    """The text on at most so many lines, broken at blanks; the last one is cut where it does not fit."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most - 1:
        count = next((n for n in range(len(words), 0, -1) if width(" ".join(words[:n]), size) <= room), 0)
        if not count:
            break
        lines.append(" ".join(words[:count]))
        words = words[count:]
    return [*lines, shorten(" ".join(words), room, size)] if words else lines


@cache
def _letter_width(letter: str) -> float:
    if letter.isascii():
        return next((wide for letters, wide in _WIDTHS if letter in letters), _OTHER)
    known = next((wide for letters, wide in _WIDTHS if letter in letters), None)
    if known is not None:
        return known
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    base = unicodedata.normalize("NFD", letter)[0]
    if base != letter and base.isascii():
        return _letter_width(base)
    if unicodedata.east_asian_width(letter) in "WF":
        return _WIDE
    is_lower = ord(letter) in _LATIN_TO_CYRILLIC and letter.islower()
    return _LETTER if is_lower else _FOREIGN


def _continues(text: str, place: int) -> bool:
    """Whether the sign at a place belongs to the one before it."""
    joined = {"Mn", "Me", "Cf", "Mc"}
    return unicodedata.category(text[place]) in joined or text[place - 1] == "\N{ZERO WIDTH JOINER}"
