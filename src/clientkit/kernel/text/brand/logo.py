"""A logo: an SVG or PNG file, looked through and written anew, so that nothing but its picture is left."""

import re
import struct
import zlib
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from xml.etree import ElementTree as ET

from clientkit.errors import InvalidDataError
from clientkit.kernel.picture.figure import png_of

LARGEST = 500_000
"""Bytes of a logo, as every page and mail carries it."""

SMALLEST, PIXELS = 24, 4_000_000
"""Pixels of a PNG: of its longer side at least, altogether at most."""

WIDTH, HEIGHT = 200.0, 44.0
"""CSS pixels that it has room in."""

_PNG = b"\x89PNG\r\n\x1a\n"
_KEPT = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_DRAWN = frozenset(
    {"svg", "g", "defs", "symbol", "use", "title", "desc", "style", "path", "rect", "circle", "ellipse"}
    | {"line", "polyline", "polygon", "linearGradient", "radialGradient", "stop", "clipPath", "mask"}
    | {"pattern", "marker"}
)
_ELEMENTS, _USES, _LARGE = 4000, 16, 100_000
_ELSEWHERE = re.compile(r"url\s*\(\s*['\"]?\s*(?!#)|@import|image-set|\\", re.IGNORECASE)
_NO_PICTURE = re.compile(r"<!DOCTYPE|<!ENTITY|<\?xml-stylesheet", re.IGNORECASE)
_ADVICE = "Save it as plain SVG: paths and fills, with nothing embedded and nothing linked."


@dataclass(frozen=True)
class Logo:
    """A logo as papers carry it, `width` and `height` in CSS pixels."""

    data: bytes
    form: Literal["svg", "png"]
    width: int
    height: int

    @property
    def uri(self) -> str:
        """Its bytes as an address that loads nothing."""
        kind = "svg+xml" if self.form == "svg" else "png"
        return f"data:image/{kind};base64,{b64encode(self.data).decode()}"

    def as_png(self) -> bytes:
        """For mail programs, which show no SVG; as sharp as a screen of twice the dots."""
        return self.data if self.form == "png" else png_of(self.data.decode(), "", self.width).png


def read_logo(data: bytes) -> Logo:
    """A logo from the bytes of its file.

    Raises:
        InvalidDataError: it is no picture, too small or too large, or an SVG that is more than a picture.
    """
    if data.startswith(_PNG):
        clean, size = _png(data)
        return Logo(clean, "png", *_shown(*size))
    root = _svg(data)
    width, height = _shown(*_size(root))
    root.set("width", str(width))
    root.set("height", str(height))
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", _XLINK)
    return Logo(ET.tostring(root, encoding="utf-8"), "svg", width, height)


def _shown(width: float, height: float) -> tuple[int, int]:
    scale = min(WIDTH / width, HEIGHT / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _png(data: bytes) -> tuple[bytes, tuple[int, int]]:
    try:
        chunks = list(_chunks(data))
        width, height = struct.unpack_from(">LL", chunks[0][1])
        if max(width, height) < SMALLEST or not min(width, height) or width * height > PIXELS:
            size = "large" if width * height > PIXELS else "small"
            raise InvalidDataError(f"is {width} by {height} pixels, too {size}", "Take one 400 pixels wide.")
        packed = zlib.decompressobj()
        packed.decompress(b"".join(body for name, body in chunks if name == b"IDAT"), 9 * PIXELS)
        whole = packed.eof and chunks[0][0] == b"IHDR"
    except (struct.error, IndexError, ValueError, zlib.error):
        whole = False
    if not whole:
        raise InvalidDataError("is a PNG that is not whole", "Save it anew.")
    kept = (
        struct.pack(">L4s", len(body), name) + body + struct.pack(">L", zlib.crc32(name + body))
        for name, body in chunks
        if name in _KEPT
    )
    return _PNG + b"".join(kept), (width, height)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Names and bodies of its parts; some say where and with what the picture was taken."""
    place = len(_PNG)
    while place < len(data):
        length, name = struct.unpack_from(">L4s", data, place)
        body = data[place + 8 : place + 8 + length]
        (check,) = struct.unpack_from(">L", data, place + 8 + length)
        if check != zlib.crc32(name + body):
            raise ValueError(name)
        yield name, body
        place += 12 + length


def _svg(data: bytes) -> ET.Element:
    try:
        text = data.decode("utf-8-sig")
        if found := _NO_PICTURE.search(text):
            raise InvalidDataError(f"has '{found[0]}', so it is more than a picture", _ADVICE)
        root = ET.fromstring(text)  # noqa: S314 - without a document type there are no entities
    except (UnicodeDecodeError, ET.ParseError, ValueError, RecursionError):
        root = ET.Element("none")
    if root.tag != f"{{{_SVG}}}svg":
        raise InvalidDataError("is neither PNG nor well-formed SVG", "Take an SVG or PNG file.")
    if (count := sum(1 for _ in root.iter())) > _ELEMENTS:
        raise InvalidDataError(f"has {count:,} elements, of {_ELEMENTS:,} at most", "Simplify its paths.")
    if len(list(root.iter(f"{{{_SVG}}}use"))) > _USES:
        raise InvalidDataError(f"uses more than {_USES} pieces again", _ADVICE)
    _clean(root)
    return root


def _clean(root: ET.Element) -> None:
    """Take out what drawing programs note for themselves; refuse what runs or loads something."""
    for element in list(root.iter()):
        _clean_words(element)
        for child in list(element):
            space, _, name = str(child.tag).removeprefix("{").rpartition("}")
            if space != _SVG or name == "metadata":
                element.remove(child)
            elif name == "text":
                what = "has letters, which every machine draws in a font of its own"
                raise InvalidDataError(what, "Turn them into paths.")
            elif name not in _DRAWN:
                raise InvalidDataError(f"has <{name[:40]}>, so it is more than a picture", _ADVICE)


def _clean_words(element: ET.Element) -> None:
    """The same for its attributes and the text of its style."""
    for name, value in list(element.attrib.items()):
        space, _, local = name.removeprefix("{").rpartition("}")
        if space not in ("", _XLINK):
            del element.attrib[name]
        elif local.lower().startswith("on"):
            raise InvalidDataError(f"runs something, by '{local[:40]}'", _ADVICE)
        elif (local == "href" and not value.startswith("#")) or _ELSEWHERE.search(value):
            raise InvalidDataError(f"leads elsewhere, by '{local[:40]}'", _ADVICE)
    if element.tag == f"{{{_SVG}}}style" and _ELSEWHERE.search(element.text or ""):
        raise InvalidDataError("leads elsewhere, by a style", _ADVICE)


def _size(root: ET.Element) -> tuple[float, float]:
    """Width and height by its view box, or as they are written."""
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())[2:]
    said = box or [root.get(name, "").removesuffix("px") for name in ("width", "height")]
    try:
        width, height = map(float, said)
    except ValueError:
        raise InvalidDataError("does not say how large it is", "Give it a viewBox.") from None
    least = 0 if box else SMALLEST
    if not (0 < width < _LARGE and 0 < height < _LARGE and max(width, height) > least):
        raise InvalidDataError(f"is {width:g} by {height:g}, which is no size to show", "Give it a viewBox.")
    return width, height
