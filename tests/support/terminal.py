"""An interactive shell on a terminal of its own: type into it, press TAB, read the line that came of it."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

PATIENCE = 20.0
"""Seconds to wait for an answer of the shell; a completion takes a tenth of one."""

SHOW_LINE = "\x14"
"""Ctrl-T, which the tests bind to printing the line as it stands."""


PROMPT = "listening> "


class Terminal:
    """A shell that a test types into."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], folder: Path) -> None:
        self._side, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
        self._shell = subprocess.Popen(
            command,
            stdin=inner,
            stdout=inner,
            stderr=inner,
            cwd=folder,
            env=environment,
            start_new_session=True,
        )
        os.close(inner)
        self._said = ""

    def run(self, line: str) -> None:
        """Run a line and wait until the shell listens again; until then it does not act on keys."""
        os.write(self._side, f"{line}; PS1='{PROMPT}'; echo DO''NE\n".encode())
        self._wait_for(rf"DONE\r?\n[\s\S]*{PROMPT}")

    def completed(self, line: str) -> str:
        """The line after TAB was pressed at its end; what was on it is wiped out."""
        os.write(self._side, f"{line}\t{SHOW_LINE}\x15".encode())
        came = self._wait_for(r"LINE<(.*?)>LINE")
        self._wait_for(PROMPT)
        return came

    def listed(self, line: str, last: str) -> str:
        """What is shown when TAB is pressed twice, up to the word that comes last."""
        os.write(self._side, f"{line}\t\t".encode())
        return self._wait_for(rf"([\s\S]*{re.escape(last)})")

    def close(self) -> None:
        """Hang up."""
        os.close(self._side)
        self._shell.kill()
        self._shell.wait()

    def _wait_for(self, pattern: str) -> str:
        until = time.monotonic() + PATIENCE
        while not (found := re.search(pattern, self._said)):
            if not select.select([self._side], [], [], max(0, until - time.monotonic()))[0]:
                raise AssertionError(f"the shell said nothing like {pattern!r}: {self._said!r}")
            self._said += os.read(self._side, 65536).decode(errors="replace")
        self._said = self._said[found.end() :]
        return found[found.re.groups]
