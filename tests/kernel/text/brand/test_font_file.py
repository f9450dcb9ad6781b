"""A font is read far enough to know whether papers can be set with it."""

import struct

import pytest

from clientkit.errors import InvalidDataError
from clientkit.kernel.picture.figure import FONTS
from clientkit.kernel.text.brand.font_file import NEEDED, font_kind


def font(table: bytes, kind: bytes = b"\0\1\0\0") -> bytes:
    head = kind + struct.pack(">HHHH", 1, 0, 0, 0) + struct.pack(">4sLLL", b"cmap", 0, 28, 12 + len(table))
    return head + struct.pack(">HHHHL", 0, 1, 3, 1, 12) + table


def in_groups(letters: str) -> bytes:
    groups = b"".join(struct.pack(">LLL", ord(one), ord(one), 1) for one in letters)
    return struct.pack(">HHLLL", 12, 0, 16 + len(groups), 0, len(letters)) + groups


def in_segments(letters: str) -> bytes:
    codes = [*sorted(map(ord, letters)), 0xFFFF]
    ends, count = b"".join(struct.pack(">H", one) for one in codes), len(codes)
    rest = ends + struct.pack(">H", 1) * count + struct.pack(">H", 0) * count
    return struct.pack(">HHHHHHH", 4, 0, 0, 2 * count, 0, 0, 0) + ends + b"\0\0" + rest


@pytest.mark.parametrize("table", [in_groups, in_segments])
def test_a_font_is_taken_where_it_has_what_papers_need(table):
    assert font_kind(font(table(NEEDED))) == "ttf"
    assert font_kind(font(table(NEEDED), b"OTTO")) == "otf"
    with pytest.raises(InvalidDataError, match=r"^lacks what papers need: [?] é$"):
        font_kind(font(table(NEEDED.replace("?", "").replace("é", ""))))
    with pytest.raises(InvalidDataError, match=r"^lacks what papers need: a b c .* …$"):
        font_kind(font(table("x")))


def test_our_own_font_is_one():
    assert font_kind((FONTS / "DejaVuSans.ttf").read_bytes()) == "ttf"


@pytest.mark.parametrize("length", [0, 3, 4, 12, 40, 300])
def test_what_is_cut_or_no_font_is_refused(length):
    data = (FONTS / "DejaVuSans.ttf").read_bytes()[:length]
    for one in (data, b"wOF2" + data[4:], b"OTTO" + b"\xff" * length):
        with pytest.raises(InvalidDataError, match="is no TrueType or OpenType font"):
            font_kind(one)
