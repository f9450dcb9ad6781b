"""A font's file: whether it is one, and which letters it has (OpenType 1.9, tables `head` and `cmap`)."""

import string
import struct
from collections.abc import Iterator

from clientkit.errors import InvalidDataError

LARGEST = 1_000_000
"""Bytes of a font, as every page carries it."""

NEEDED = string.ascii_letters + string.digits + string.punctuation + "\N{EN DASH}\N{EM DASH}\u2018\u2019“”…·é"
"""Characters that no paper does without."""

_KINDS = {b"\x00\x01\x00\x00": "ttf", b"true": "ttf", b"OTTO": "otf"}
_CODES = tuple(map(ord, NEEDED))
_LISTED = 20


def font_kind(data: bytes) -> str:
    """`ttf` or `otf`.

    Raises:
        InvalidDataError: it is no such font, or lacks letters that papers need.
    """
    kind = _KINDS.get(data[:4])
    try:
        letters = _letters(data) if kind else frozenset()
    except (struct.error, StopIteration):
        kind, letters = None, frozenset()
    if not kind:
        raise InvalidDataError("is no TrueType or OpenType font", "Take a TTF or OTF file; WOFF is packed.")
    if lacking := [one for one in NEEDED if ord(one) not in letters]:
        more = " …" if lacking[_LISTED:] else ""
        raise InvalidDataError(
            f"lacks what papers need: {' '.join(lacking[:_LISTED])}{more}", "Take a font that has them."
        )
    return kind


def _letters(data: bytes) -> frozenset[int]:
    """Which of the needed code points it has a glyph for."""
    (count,) = struct.unpack_from(">H", data, 4)
    tables = (struct.unpack_from(">4sLLL", data, 12 + 16 * number) for number in range(count))
    start = next(offset for tag, _, offset, _ in tables if tag == b"cmap")
    (count,) = struct.unpack_from(">H", data, start + 2)
    maps = (struct.unpack_from(">HHL", data, start + 4 + 8 * number) for number in range(count))
    places = [start + offset for platform, _, offset in maps if platform in (0, 3)]
    return frozenset(code for place in places for code in _mapped(data, place))


def _mapped(data: bytes, place: int) -> Iterator[int]:
    (form,) = struct.unpack_from(">H", data, place)
    if form == 12:  # noqa: PLR2004 - segments of 32 bits
        (groups,) = struct.unpack_from(">L", data, place + 12)
        for number in range(min(groups, LARGEST // 12)):
            first, last, _ = struct.unpack_from(">LLL", data, place + 16 + 12 * number)
            yield from (code for code in _CODES if first <= code <= last)
    elif form == 4:  # noqa: PLR2004 - segments of 16 bits
        (double,) = struct.unpack_from(">H", data, place + 6)
        for at in range(place + 14, place + 14 + double, 2):
            (last,), (first,) = (
                struct.unpack_from(">H", data, at),
                struct.unpack_from(">H", data, at + double + 2),
            )
            (delta,), (jump,) = (struct.unpack_from(">H", data, at + double * n + 2) for n in (2, 3))
            for code in (one for one in _CODES if first <= one <= last):
                glyph = code
                if jump:
                    (glyph,) = struct.unpack_from(">H", data, at + 3 * double + 2 + jump + 2 * (code - first))
                if glyph and (glyph + delta) % 0x10000:
                    yield code
