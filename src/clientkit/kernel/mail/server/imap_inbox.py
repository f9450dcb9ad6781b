"""A folder of an IMAP server, read and never changed: opened by EXAMINE, fetched by PEEK."""

import imaplib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from clientkit.errors import OutsideError
from clientkit.kernel.mail.message.raw_message import RawMail
from clientkit.kernel.mail.server.bounded_imap import number
from clientkit.kernel.mail.server.imap import answer_text, imap_line
from clientkit.kernel.mail.server.imap_folders import quoted
from clientkit.kernel.model.files.mail_settings import ImapServer

BATCH = 20
"""Mails that are asked for at a time."""

WINDOW = 50_000
"""Mails that one search looks through: imaplib reads no answer that is longer than a million bytes."""

MAILBOX, FOUND = 5_000_000, 200_000
"""Mails that a folder may have, and new ones among them: of more, a server only says that it has them."""

HEAD = 1024 * 1024
"""Bytes of a mail's beginning that are fetched."""

TAIL = 256 * 1024
"""Bytes of its end, where it is longer."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Inbox:
    """A folder that was opened for reading."""

    def __init__(self, imap: imaplib.IMAP4, name: str) -> None:
        self._imap = imap
        self._name = name
        self._count = number(self._answer(imap.select(quoted(name), readonly=True), "EXAMINE")[-1])
        if self._count > MAILBOX:
            raise OutsideError(
                f"'{name}' has over {MAILBOX:,} mails.", "Name another 'inbox' in [mail.imap]."
            )
        self.validity = number((imap.response("UIDVALIDITY")[1] or [None])[-1])
        """While it stays the same, so do the UIDs (RFC 3501, 2.3.1.1)."""

    def uids(self, after: int, since: date | None) -> list[int]:
        """UIDs of the mails after one, and of a day or later, in their order.

        From the end of the folder to its beginning: a mail that is removed meanwhile moves those behind it
        forward, and so none past the search.
        """
        words = ["UID", f"{after + 1}:*"]
        if since:
            words += ["SINCE", f"{since.day}-{MONTHS[since.month - 1]}-{since.year}"]
        found: set[int] = set()
        for top in range(self._count, 0, -WINDOW):
            span = f"{max(top - WINDOW, 0) + 1}:{'*' if top == self._count else top}"
            lines = self._answer(self._imap.uid("SEARCH", span, *words), "SEARCH")
            numbers = [line for line in lines if isinstance(line, bytes)]
            several = sum(line.count(b" ") for line in numbers) > WINDOW  # more than it was asked about
            if not several:
                found |= {uid for line in numbers for one in line.split() if (uid := number(one)) > after}
            if several or len(found) > FOUND:
                raise OutsideError(
                    f"'{self._name}' has over {FOUND:,} new mails.", "Read the later ones: --since DATE."
                )
        return sorted(found)

    def mails(self, uids: Sequence[int]) -> Iterator[RawMail]:
        """The mails of these UIDs; one that is gone meanwhile is passed over."""
        for first in range(0, len(uids), BATCH):
            batch = uids[first : first + BATCH]
            fetched = self._fetched(",".join(map(str, batch)), f"0.{HEAD}")
            for uid, size, data in sorted(one for one in fetched if one[0] in batch):
                rest = self._end_of(uid, size) if size > HEAD else b""
                yield RawMail(f"{self._name}, UID {uid}", data + rest, uid, first + len(batch))

    def _end_of(self, uid: int, size: int) -> bytes:
        start = max(HEAD, size - TAIL)
        return b"".join(data for _, _, data in self._fetched(str(uid), f"{start}.{TAIL}"))

    def _fetched(self, uids: str, span: str) -> list[tuple[int, int, bytes]]:
        """UID, size and bytes of some mails; a server says the first two before the bytes, or after."""
        wanted = f"(UID RFC822.SIZE BODY.PEEK[]<{span}>)"
        lines = self._answer(self._imap.uid("FETCH", uids, wanted), "FETCH")
        found = []
        for line, after in zip(lines, (*lines[1:], b""), strict=True):
            if not isinstance(line, tuple):
                continue
            about = line[0] + (after if isinstance(after, bytes) else b"")
            uid, size = re.search(rb"\bUID (\d+)", about), re.search(rb"\bRFC822\.SIZE (\d+)", about)
            if uid:
                found.append((number(uid[1]), number(size[1]) if size else 0, line[1]))
        return found

    def _answer(self, answer: tuple[str, list[Any]], command: str) -> list[Any]:
        outcome, lines = answer
        if outcome == "OK":
            return lines
        raise OutsideError(
            f"The IMAP server refuses {command} of '{self._name}': {answer_text(lines)}.",
            "Look at 'inbox' in [mail.imap] of clientkit.toml.",
        )


@contextmanager
def open_inbox(server: ImapServer, password: str) -> Iterator[Inbox]:
    """The folder that answers come into; see `imap_line` for errors.

    Raises:
        OutsideError: there is no such folder.
    """
    with imap_line(server, password) as imap:
        yield Inbox(imap, server.inbox)
