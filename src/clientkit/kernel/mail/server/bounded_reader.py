"""What a server says, within a deadline and a budget: none can keep us waiting, or fill the memory."""

import socket
import time

AT_ONCE = 64 * 1024

LINE_COST = 100
"""Bytes that a line takes of the budget beside its own: in memory a short one is longer than it looks."""


class TooMuchError(OSError):
    """A server says more than any answer to what it was asked."""


class BoundedReader:
    """Lines and bytes from a socket; each `begin` gives a new deadline and a new budget."""

    def __init__(self, line: socket.socket) -> None:
        self.line = line
        self._held = b""
        self._until = 0.0
        self._left = 0

    def begin(self, until: float, budget: int) -> None:
        """Expect an answer of so many bytes at most, until this instant of the monotonic clock."""
        self._until, self._left = until, budget
        self.line.settimeout(max(until - time.monotonic(), 0.001))

    def readline(self, limit: int = -1) -> bytes:
        """The next line with its end; what there is at the end of all, or at the limit."""
        pieces: list[bytes] = []
        length = 0
        while True:
            end = self._held.find(b"\n") + 1 or len(self._held)
            end = min(end, limit - length) if limit >= 0 else end
            pieces.append(self._held[:end])
            self._held, length = self._held[end:], length + end
            if pieces[-1].endswith(b"\n") or length == limit or not self._fill():
                self._spend(LINE_COST)
                return b"".join(pieces)

    def read(self, size: int) -> bytes:
        """So many bytes; fewer at the end of all."""
        pieces, length = [], 0
        while length < size and (self._held or self._fill()):
            pieces.append(self._held[: size - length])
            self._held, length = self._held[size - length :], length + len(pieces[-1])
        return b"".join(pieces)

    def close(self) -> None:
        """Forget what was not read; the socket is not ours to close."""
        self._held = b""

    def _fill(self) -> bool:
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        self.line.settimeout(left)
        self._held = self.line.recv(AT_ONCE)
        self._spend(len(self._held))
        return bool(self._held)

    def _spend(self, count: int) -> None:
        self._left -= count
        if self._left < 0:
            raise TooMuchError("more than any answer to what it was asked")
