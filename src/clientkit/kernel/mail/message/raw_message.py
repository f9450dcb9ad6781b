"""A mail as it was found: its bytes without the middle of what is too long, and where it stands."""

import io
from typing import BinaryIO, NamedTuple

HEAD = 4 * 1024 * 1024
"""Bytes of a mail's beginning that are kept."""

TAIL = 1024 * 1024
"""Bytes of its end that are kept; between them lies an attachment, which nobody reads."""


class RawMail(NamedTuple):
    """A mail that was found somewhere."""

    place: str
    """Where it stands, as a person would say it."""
    data: bytes
    start: int = 0
    """Byte of its file at which it begins; of an IMAP folder, its UID."""
    passed: int = 0
    """Bytes (of a folder: files) that are done with after it."""


class Held:
    """The bytes of one mail as they come, of which only the beginning and the end are kept."""

    def __init__(self) -> None:
        self._head = bytearray()
        self._tail = bytearray()

    def add(self, data: bytes | memoryview) -> None:
        """Take the next bytes."""
        room = HEAD - len(self._head)
        if room > 0:
            self._head += data[:room]
            data = data[room:]
        if data:
            self._tail += data[-2 * TAIL :]
            if len(self._tail) > 2 * TAIL:
                del self._tail[:-TAIL]

    def taken(self) -> bytes:
        """What was kept; the next mail begins empty."""
        whole = bytes(self._head) + bytes(self._tail[-TAIL:])
        self._head, self._tail = bytearray(), bytearray()
        return whole


def read_bounded(file: BinaryIO) -> bytes:
    """A file's bytes without the middle of what is too long."""
    head = file.read(HEAD)
    if len(head) < HEAD:
        return head
    held = Held()
    held.add(head)
    if file.seekable():
        here = file.tell()
        file.seek(max(here, file.seek(0, io.SEEK_END) - TAIL))
    while chunk := file.read(TAIL):
        held.add(chunk)
    return held.taken()
