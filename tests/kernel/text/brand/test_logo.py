"""A logo is a picture and nothing else: what runs, loads, swells or says where it was taken stays out."""

import struct
import zlib

import pytest

from clientkit.errors import InvalidDataError
from clientkit.kernel.text.brand.logo import read_logo

MARK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 48">{}</svg>'


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">L4s", len(body), name) + body + struct.pack(">L", zlib.crc32(name + body))


def png(width: int, height: int, *more: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = zlib.compress(b"".join(b"\0" + b"\x40" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_png_is_kept_without_what_tells_of_its_making():
    taken = chunk(b"tEXt", b"Comment\0-7.8,110.4") + chunk(b"eXIf", b"MM\0*")
    found = read_logo(png(400, 100, taken))
    assert found.data == read_logo(png(400, 100)).data == png(400, 100)
    assert (found.form, found.width, found.height) == ("png", 176, 44)


def test_an_svg_is_written_anew_without_what_drawing_programs_note():
    drawn = (
        '<metadata>by Dewi</metadata><path d="M0 0h9v9z" fill="url(#a)" '
        'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:label="x"/><!-- note -->'
        '<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs><use href="#a"/>'
    )
    found = read_logo(MARK.format(drawn).encode())
    text = found.data.decode()
    assert (found.width, found.height) == (88, 44)
    assert 'd="M0 0h9v9z"' in text
    assert not {"Dewi", "inkscape", "note"} & set(text.replace('"', " ").replace("-", " ").split())
    assert found.as_png() == read_logo(MARK.format(drawn).encode()).as_png()
    assert struct.unpack_from(">LL", found.as_png(), 16) == (176, 88)


MORE_THAN_A_PICTURE = {
    "script": ("<script>alert(1)</script>", "has <script>"),
    "handler": ('<path d="M0 0" onload="alert(1)"/>', "runs something, by 'onload'"),
    "foreign": ("<foreignObject/>", "has <foreignObject>"),
    "animated": ('<a><set attributeName="href" to="x"/></a>', "has <a>"),
    "picture": ('<image href="https://x.example/a.png"/>', "has <image>"),
    "link": ('<use href="https://x.example/a.svg#b"/>', "leads elsewhere, by 'href'"),
    "old link": (
        '<use xmlns:x="http://www.w3.org/1999/xlink" x:href="data:image/svg+xml,x"/>',
        "leads elsewhere, by 'href'",
    ),
    "fill": ('<path d="M0 0" fill="url( \'https://x.example/a\')"/>', "leads elsewhere, by 'fill'"),
    "style": ("<style>@import 'https://x.example/a.css';</style>", "leads elsewhere, by a style"),
    "escaped": ("<style>path{fill:u\\72l(https://x.example)}</style>", "leads elsewhere, by a style"),
    "letters": ("<text>Studio</text>", "has letters, which every machine draws in a font of its own"),
    "again and again": ('<use href="#a"/>' * 17, "uses more than 16 pieces again"),
    "many": ("<path/>" * 4001, "has 4,002 elements, of 4,000 at most"),
}


@pytest.mark.parametrize(("inside", "said"), MORE_THAN_A_PICTURE.values(), ids=MORE_THAN_A_PICTURE)
def test_an_svg_that_is_more_than_a_picture_is_refused(inside, said):
    with pytest.raises(InvalidDataError) as caught:
        read_logo(MARK.format(inside).encode())
    assert caught.value.message.startswith(said)


NO_LOGO = {
    "entities": (
        b'<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + MARK.format("&b;").encode(),
        "has '<!DOCTYPE', so it is more than a picture",
    ),
    "a style from elsewhere": (
        b'<?xml-stylesheet href="https://x.example"?>' + MARK.format("").encode(),
        "has '<?xml-stylesheet', so it is more than a picture",
    ),
    "another encoding": ("<svg/>".encode("utf-16"), "is neither PNG nor well-formed SVG"),
    "another language": (b"<html/>", "is neither PNG nor well-formed SVG"),
    "nothing": (b"", "is neither PNG nor well-formed SVG"),
    "a JPEG": (b"\xff\xd8\xff\xe0", "is neither PNG nor well-formed SVG"),
    "no size": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "does not say how large it is"),
    "a dot": (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
        "is 1 by 1, which is no size to show",
    ),
    "endless": (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 inf 9"/>',
        "is inf by 9, which is no size to show",
    ),
    "one pixel": (png(1, 1), "is 1 by 1 pixels, too small"),
    "a wall": (
        png(4, 4).replace(b"\0\0\0\x04\0\0\0\x04", b"\0\0\xff\xff\0\0\xff\xff"),
        "is a PNG that is not",
    ),
    "cut": (png(40, 40)[:-20], "is a PNG that is not whole"),
    "its first bytes": (png(40, 40)[:8], "is a PNG that is not whole"),
}


@pytest.mark.parametrize(("data", "said"), NO_LOGO.values(), ids=NO_LOGO)
def test_what_is_no_logo_is_refused_with_a_sentence(data, said):
    with pytest.raises(InvalidDataError) as caught:
        read_logo(data)
    assert caught.value.message.startswith(said)
    assert caught.value.hint


@pytest.mark.parametrize("flip", range(8, 120, 7))
def test_a_png_with_a_wrong_byte_is_refused(flip):
    data = bytearray(png(40, 40))
    data[min(flip, len(data) - 1)] ^= 0x10
    with pytest.raises(InvalidDataError):
        read_logo(bytes(data))
