"""imaplib with bounds: a deadline and a budget for each command, literals that fit, numbers that are some."""

import imaplib
import re
import time
from typing import Any

from clientkit.errors import OutsideError
from clientkit.kernel.mail.server.bounded_reader import BoundedReader, TooMuchError

OPENING = 256 * 1024
"""Bytes that a server may say until somebody is logged in."""

LITERAL = 1024 * 1024
"""Bytes of the longest literal: so many of one mail are asked for at a time."""

BUDGET = 24 * LITERAL
"""Bytes of the answer to one command."""

LONGEST_LINE = 1_000_000
"""Bytes of a line: imaplib takes no longer ones."""

LONGEST_NUMBER = 10
"""Digits of a number: they have 32 bits (RFC 3501, 9)."""

_LITERAL = re.compile(rb"\{([0-9]+)\+?\}\r?\n$")
_MAY_HOLD_ONE = re.compile(rb"\* (?:[0-9]{1,10} FETCH|LIST|LSUB) ", re.IGNORECASE)


class BoundedImap(imaplib.IMAP4):
    """A line without TLS; until the login one deadline, then one for each command."""

    patience = 30.0
    logged_in = False
    _reader: BoundedReader | None = None
    _until = 0.0
    _within = False

    def send(self, data: Any) -> None:
        """Begin a command, or go on with one; what was said unasked before is forgotten."""
        if self.logged_in:
            self.untagged_responses.clear()
            self._lines().begin(time.monotonic() + self.patience, BUDGET)
        super().send(data)

    def readline(self) -> bytes:
        """The next line of an answer."""
        line = self._lines().readline(LONGEST_LINE + 1)
        if found := _LITERAL.search(line):
            fits = len(found[1]) < LONGEST_NUMBER and int(found[1]) <= LITERAL
            if not fits or not (self._within or _MAY_HOLD_ONE.match(line)):
                raise TooMuchError("a literal that nobody asked for")
        self._within = found is not None
        return line

    def read(self, size: int) -> bytes:
        """The bytes of a literal."""
        return self._lines().read(size)

    def _lines(self) -> BoundedReader:
        """The reader of the socket; a new one, with nothing said in plain text, once TLS has begun."""
        if self._reader is None:
            self.patience = self.sock.gettimeout() or self.patience
            self._until = time.monotonic() + self.patience
        if self._reader is None or self._reader.line is not self.sock:
            self._reader = BoundedReader(self.sock)
            self._reader.begin(self._until, OPENING)
        return self._reader


class BoundedImapTls(BoundedImap, imaplib.IMAP4_SSL):
    """A line that is TLS from the start."""


def number(text: object) -> int:
    """A number that a server says; 0 where it says nothing.

    Raises:
        OutsideError: it is none, or none that can be.
    """
    if text in {None, b""}:
        return 0
    if isinstance(text, bytes) and text.isdigit() and len(text) <= LONGEST_NUMBER:
        return int(text)
    raise OutsideError("The IMAP server says no number where one belongs.", "Try again later.")
