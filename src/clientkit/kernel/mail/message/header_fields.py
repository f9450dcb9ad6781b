"""The head of a mail or of a part: its fields, each read on its own, so that a broken one harms no other."""

import binascii
import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime

from clientkit.kernel.mail.message.charset import decoded
from clientkit.kernel.model.values.safe_text import clean_line

HEAD_LIMIT = 256 * 1024
"""Bytes of a head that are read."""

FIELD_LIMIT = 2_000
"""HeaderFields that are read."""

VALUE_LIMIT = 16 * 1024
"""Bytes of a field that are read."""

_NAME = re.compile(rb"([!-9;-~]{1,80})[ \t]*:")
_ENCODED = re.compile(r"=\?([A-Za-z0-9_.:*-]{1,60})\?([bqBQ])\?([^?\n]{0,4000}?)\?=")
_BETWEEN = re.compile(r"(\?=)\s+(=\?)")
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,400}>")
_PARAMETER = re.compile(r";\s*([A-Za-z0-9-]{1,40})(\*?[0-9]{0,2}\*?)\s*=\s*(\"(?:[^\"\\]|\\.)*\"|[^\s;\"]*)")


class HeaderFields:
    """The fields of a head, by their names in any case."""

    def __init__(self, head: bytes) -> None:
        self._values: dict[str, list[bytes]] = {}
        for name, value in _fields(head[:HEAD_LIMIT]):
            self._values.setdefault(name, []).append(value)

    def raw(self, name: str) -> str:
        """The first field of a name as it stands there; empty where there is none."""
        values = self._values.get(name.lower())
        return decoded(values[0]).strip() if values else ""

    def all(self, name: str) -> list[str]:
        """All fields of a name as they stand there."""
        return [decoded(value).strip() for value in self._values.get(name.lower(), ())]

    def text(self, name: str) -> str:
        """The first field of a name with its encoded words as text, on one line."""
        return clean_line(unencoded(self.raw(name)))

    def message_ids(self, *names: str) -> tuple[str, ...]:
        """All Message-IDs in some fields, in their order, each once."""
        return tuple(dict.fromkeys(found for name in names for found in _MESSAGE_ID.findall(self.raw(name))))

    def instant(self, name: str = "Date") -> datetime | None:
        """When it was written, with its zone; None where that cannot be read."""
        try:
            found = parsedate_to_datetime(self.raw(name)[:200])
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
        return found if found.tzinfo else None

    def parameter(self, name: str, parameter: str) -> str:
        """A parameter of a field, for instance the charset of the Content-Type."""
        pieces = [
            _unquoted(value)
            for key, _, value in _PARAMETER.findall(self.raw(name)[:4000])
            if key.lower() == parameter
        ]
        return "".join(pieces)

    def word(self, name: str) -> str:
        """The first word of a field, in small letters: `text/plain`, `auto-replied`."""
        return self.raw(name).partition(";")[0].strip().lower()


def unencoded(text: str) -> str:
    """Encoded words (RFC 2047) as text; what is none of them stays."""
    if "=?" not in text:
        return text
    text, pieces, place = _BETWEEN.sub(r"\1\2", text), [], 0
    run, charset = b"", ""
    for match in _ENCODED.finditer(text):
        between = text[place : match.start()]
        name = match[1].partition("*")[0]
        if between or name.lower() != charset.lower():
            pieces.append(decoded(run, charset))
            run, charset = b"", name
        pieces.append(between)
        run += _word_bytes(match[2], match[3])
        place = match.end()
    return "".join((*pieces, decoded(run, charset), text[place:]))


def split_head(data: bytes) -> tuple[bytes, int]:
    """The head of a mail, and where its body begins."""
    found = re.compile(rb"\r?\n[ \t]*\r?\n").search(data, 0, HEAD_LIMIT)
    if data[:1] in b"\r\n":
        return b"", len(data) - len(data.lstrip(b"\r\n"))
    return (data[: found.start()], found.end()) if found else (data[:HEAD_LIMIT], min(len(data), HEAD_LIMIT))


def from_base64(text: bytes) -> bytes:
    """What base64 says, however it is broken; a rest of fewer than four letters is filled up."""
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", text)
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    try:
        return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
    except binascii.Error:
        return b""


def _fields(head: bytes) -> Iterator[tuple[str, bytes]]:
    name, value, count = "", b"", 0
    for line in head.split(b"\n"):
        if line[:1] in {b" ", b"\t"}:
            if len(value) < VALUE_LIMIT:
                value += b" " + line.strip()
            continue
        if name:
            yield name, value[:VALUE_LIMIT]
        found = _NAME.match(line)
        count += 1
        name = found[1].decode("ascii").lower() if found and count <= FIELD_LIMIT else ""
        value = line[found.end() :].strip() if found else b""
    if name:
        yield name, value[:VALUE_LIMIT]


def _word_bytes(kind: str, text: str) -> bytes:
    data = text.encode("utf-8", "replace")
    if kind.lower() == "b":
        return from_base64(data)
    return binascii.a2b_qp(data, header=True)


def _unquoted(value: str) -> str:
    if value.startswith('"'):
        return re.sub(r"\\(.)", r"\1", value[1:-1])
    return value
