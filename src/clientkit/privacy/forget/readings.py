"""What bytes say once they are decoded: mails, pages, streams of a PDF, archives, one in the other."""

import base64
import binascii
import gzip
import html
import quopri
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from email.header import decode_header
from io import BytesIO
from urllib.parse import unquote

DEEPEST = 5
"""Encodings one in the other that are taken off."""

LARGEST = 64 * 1024 * 1024
"""Bytes that something packed is unpacked to, at most."""

RUN = re.compile(rb"(?:[A-Za-z0-9+/_-]{4}(?:\r?\n[ \t>]*)?){3,}(?:[A-Za-z0-9+/_-]{2,3}={0,2})?")
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})|\\x([0-9a-fA-F]{2})")
GLUED = 2000
"""Letters of base64 up to which something may stand before it without a blank."""

UNKNOWN = "of an unknown form"
PICTURES = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"RIFF": "a picture or sound",
}

Reading = tuple[str, str]
"""A text, or empty; and what cannot be read here, or empty."""


def readings(data: bytes, depth: int = 0) -> Iterator[Reading]:
    """Every text that bytes hold, and why something of them cannot be read."""
    if depth > DEEPEST:
        yield "", "encoded too deeply"
        return
    if data.startswith(b"PK\x03\x04"):
        yield from _members(data, depth)
    elif data.startswith(b"\x1f\x8b"):
        yield from _unpacked(data, depth)
    elif data.startswith(b"%PDF"):
        yield from _pdf(data)
    elif picture := next((name for sign, name in PICTURES.items() if data.startswith(sign)), ""):
        yield data.decode("latin-1"), picture
    elif b"\0" in data[:8192]:
        yield from _wide(data)
    else:
        yield from _text(data, depth)


def _text(data: bytes, depth: int) -> Iterator[Reading]:
    text = data.decode("utf-8", "replace")
    yield text, ""
    if "�" in text:
        yield data.decode("latin-1"), ""
    plain = text
    if "\\" in plain:
        plain = ESCAPE.sub(_letter, plain)
        plain = re.sub(r"\\[nrt\"]", " ", plain)
    plain = unquote(plain) if "%" in plain else plain
    plain = html.unescape(plain) if "&" in plain else plain
    if plain != text:
        yield plain, ""
    if re.search(r"=\?[^?\s]+\?[bBqQ]\?", text):
        yield from ((one, "") for one in map(_header, text.splitlines()) if one)
    if re.search(rb"=[0-9A-Fa-f]{2}|=\r?\n", data):
        flat = quopri.decodestring(data)
        if flat != data:
            yield flat.decode("utf-8", "replace"), ""
            yield flat.decode("latin-1"), ""
    for found in RUN.finditer(data):
        run = re.sub(rb"[^A-Za-z0-9+/_-]", b"", found[0]).translate(bytes.maketrans(b"-_", b"+/"))
        for skipped in range(4 if len(run) < GLUED else 1):
            with suppress(binascii.Error):
                inner = base64.b64decode(run[skipped:] + b"=" * (-len(run[skipped:]) % 4))
                for one, why in readings(inner, depth + 1):
                    yield one, "" if why == UNKNOWN else why  # a long word gives such bytes too


def _letter(match: re.Match[str]) -> str:
    code = int(next(filter(None, match.groups())), 16)
    return chr(code) if code <= 0x10FFFF else ""  # noqa: PLR2004 - the last letter there is


def _header(line: str) -> str:
    with suppress(Exception):  # whatever a stranger's mail makes the library raise: the raw line was read
        return "".join(
            part if isinstance(part, str) else part.decode(charset or "latin-1", "replace")
            for part, charset in decode_header(line)
        )
    return ""


def _wide(data: bytes) -> Iterator[Reading]:
    yield data.decode("utf-8", "replace"), "" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else UNKNOWN
    for name in ("utf-16-le", "utf-16-be"):
        yield data.decode(name, "replace"), ""
        yield data[1:].decode(name, "replace"), ""


def _pdf(data: bytes) -> Iterator[Reading]:
    yield data.decode("latin-1"), ""
    for found in STREAM.finditer(data):
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(found[1], LARGEST).decode("latin-1"), ""
    yield "", "a PDF, whose letters may be drawn by number"


def _unpacked(data: bytes, depth: int) -> Iterator[Reading]:
    try:
        with gzip.open(BytesIO(data)) as file:
            yield from readings(file.read(LARGEST), depth + 1)
    except (OSError, EOFError, zlib.error):
        yield "", "packed, and cannot be unpacked"


def _members(data: bytes, depth: int) -> Iterator[Reading]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for one in archive.infolist():
                yield one.filename, ""
                with archive.open(one) as file:
                    yield from readings(file.read(LARGEST), depth + 1)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError):
        yield "", "an archive that cannot be opened"
