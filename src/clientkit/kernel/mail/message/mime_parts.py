"""The parts of a mail: found by their boundaries, decoded only where they are text that a person wrote."""

import binascii
import re
from collections.abc import Iterator
from typing import NamedTuple

from clientkit.kernel.mail.message.charset import decoded
from clientkit.kernel.mail.message.header_fields import HeaderFields, from_base64, split_head

PART_LIMIT = 200
"""Parts of a mail that are looked at."""

DEPTH_LIMIT = 12
"""Multiparts within multiparts that are opened."""

TEXT_LIMIT = 1024 * 1024
"""Bytes of a text that are decoded, as they stand in the mail."""


class Part(NamedTuple):
    """A part that holds no others: its head, and its body's place in the mail."""

    fields: HeaderFields
    data: bytes
    start: int
    end: int

    @property
    def kind(self) -> str:
        """Its media type; what says none is text."""
        word = self.fields.word("Content-Type")
        return word if re.fullmatch(r"[a-z0-9.+-]+/[a-z0-9.+-]+", word) else "text/plain"

    @property
    def is_attachment(self) -> bool:
        """Whether it is a file that goes with the mail and is not read."""
        return self.fields.word("Content-Disposition") == "attachment"

    def text(self) -> str:
        """Its text, of which a megabyte at most is read."""
        body = self.data[self.start : min(self.end, self.start + TEXT_LIMIT)]
        encoding = self.fields.word("Content-Transfer-Encoding")
        if encoding == "base64":
            body = from_base64(body)
        elif encoding == "quoted-printable":
            body = _from_quoted_printable(body)
        return decoded(body, self.fields.parameter("Content-Type", "charset"))


class Parts(NamedTuple):
    """All parts of a mail."""

    whole: Part
    leaves: tuple[Part, ...]

    def first(self, *kinds: str) -> Part | None:
        """The first part of one of some media types that is no attachment."""
        return next((part for part in self.leaves if part.kind in kinds and not part.is_attachment), None)


def parts_of(data: bytes) -> Parts:
    """The parts of a mail, in their order; what is broken is taken for what it most likely was."""
    head, start = split_head(data)
    whole = Part(HeaderFields(head), data, start, len(data))
    leaves: list[Part] = []
    for part in _leaves(whole, DEPTH_LIMIT):
        leaves.append(part)
        if len(leaves) >= PART_LIMIT:
            break
    return Parts(whole, tuple(leaves))


def _leaves(part: Part, depth: int) -> Iterator[Part]:
    boundary = part.fields.parameter("Content-Type", "boundary").strip()[:200]
    if not part.kind.startswith("multipart/") or not boundary or not depth:
        yield part
        return
    found = False
    for start, end in _between(part, boundary.encode("utf-8", "replace")):
        found = True
        head, offset = split_head(part.data[start : min(end, start + 300_000)])
        yield from _leaves(Part(HeaderFields(head), part.data, min(start + offset, end), end), depth - 1)
    if not found:  # the boundary that is named stands nowhere: what is there is taken for text
        yield Part(HeaderFields(b""), part.data, part.start, part.end)


def _between(part: Part, boundary: bytes) -> Iterator[tuple[int, int]]:
    """Where each part within a multipart begins and ends."""
    begun: int | None = None
    for line, rest, last in _boundaries(part, b"--" + boundary):
        if begun is not None:
            yield begun, max(begun, line)
        if last:
            return
        begun = rest
    if begun is not None:
        yield begun, part.end


def _boundaries(part: Part, mark: bytes) -> Iterator[tuple[int, int, bool]]:
    """Where the lines of a boundary begin and end, and whether it is the last."""
    data, place = part.data, part.start
    while (found := data.find(mark, place, part.end)) >= 0:
        place = found + len(mark)
        line_end = data.find(b"\n", place, min(place + 200, part.end))
        rest = data[place : line_end if line_end >= 0 else min(place + 200, part.end)].strip()
        at_line_start = found == part.start or data[found - 1 : found] == b"\n"
        if at_line_start and rest in {b"", b"--"}:
            before = found - (2 if data[found - 2 : found] == b"\r\n" else 1)
            yield before, line_end + 1 if line_end >= 0 else part.end, rest == b"--"


def _from_quoted_printable(body: bytes) -> bytes:
    """What quoted-printable says; a line end that it escapes is none."""
    return binascii.a2b_qp(body.replace(b"\r\n", b"\n"))
