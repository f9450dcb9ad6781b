"""Mails of an mbox, one after another in bounded memory, whatever lines begin with 'From ' in them."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from clientkit.kernel.mail.message.raw_message import Held, RawMail

CHUNK = 1024 * 1024
LINE_LIMIT = 4096
"""Bytes that a line between two mails, with the first of the next mail, may have."""

_SEPARATOR = re.compile(
    rb"""(?x) From\ (?:
        [^\r\n]{0,300}? \b [0-2]?[0-9]:[0-5][0-9] (?::[0-6][0-9])? \b
            [^\r\n]{0,60} \b (?:19|20)[0-9]{2} \b [^\r\n]{0,60}
        | (?:-|\S+@\S+|MAILER-DAEMON) [\ \t]*
    ) \r?\n
    (?: >?From\ [^\r\n]{0,300}\r?\n )?
    [!-9;-~]{1,80}[\ \t]*:"""
)
"""A line that begins a mail: with a date or an address, and a header follows. A sentence has neither."""

_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


def is_mbox(head: bytes) -> bool:
    """Whether a file's first bytes are those of an mbox."""
    return head.lstrip(b"\r\n")[:5] == b"From "


def read_mbox(file: BinaryIO, name: str, start: int = 0) -> Iterator[RawMail]:
    """The mails of an mbox from the byte `start` on, which is the beginning of one of them."""
    if start:
        file.seek(start)
    held, begins, place, rest = Held(), start, start, b""
    while chunk := file.read(CHUNK):
        buffer = rest + chunk
        done = 0
        for found in _separators(buffer, len(buffer) - LINE_LIMIT, at_start=place == start):
            if place + found > begins:
                held.add(memoryview(buffer)[done:found])
                yield _mail(held, name, begins, place + found)
            begins, done = place + found, found
        keep = max(done, len(buffer) - LINE_LIMIT)
        held.add(memoryview(buffer)[done:keep])
        place, rest = place + keep, buffer[keep:]
    done = 0
    for found in _separators(rest, len(rest), at_start=place == start):
        if place + found > begins:
            held.add(rest[done:found])
            yield _mail(held, name, begins, place + found)
        begins, done = place + found, found
    held.add(rest[done:])
    if place + len(rest) > begins:
        yield _mail(held, name, begins, place + len(rest))


def _separators(buffer: bytes, until: int, *, at_start: bool) -> Iterator[int]:
    """Where a mail begins in a buffer, before `until`: what follows may not all be there yet."""
    if at_start and buffer.startswith(b"From "):
        yield 0
    place = buffer.find(b"\nFrom ")
    while 0 <= place < until:
        if _SEPARATOR.match(buffer, place + 1):
            yield place + 1
        place = buffer.find(b"\nFrom ", place + 1)


def _mail(held: Held, name: str, begins: int, end: int) -> RawMail:
    data = held.taken()
    if data.startswith(b"From "):
        data = data[data.find(b"\n") + 1 or len(data) :]
    if b"\n>" in data:
        data = _ESCAPED.sub(rb"\1", data)
    return RawMail(f"{name}, byte {begins:,}", data, begins, end)
