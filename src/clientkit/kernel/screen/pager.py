"""Long texts through the user's pager: on a terminal, where they are longer than its screen."""

import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from clientkit.kernel.screen.output import Manner, is_terminal, put

NONE = {"", "-", "cat"}
"""Pagers that show a text as it comes."""

KEPT = 2
"""Lines of the screen that the prompt takes after a text."""

_ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


@contextmanager
def paged() -> Iterator[None]:
    """What is put on stdout inside is shown through the pager, if it is longer than the screen.

    What is said on stderr meanwhile comes after it. Without a pager all comes as it is.
    """
    words = _pager()
    if not words or Manner.held is not None:
        yield
        return
    held: list[tuple[str, bool]] = []
    Manner.held = held
    try:
        yield
    finally:
        Manner.held = None
        text = "".join(part for part, error in held if not error)
        if text and not (_is_long(text) and _went_through(words, text)):
            put(text)
        put("".join(part for part, error in held if error), error=True)


def _pager() -> list[str]:
    """The words of the pager's command; none where nobody pages."""
    if not (Manner.pages and is_terminal() and sys.stdin is not None and sys.stdin.isatty()):
        return []
    if os.environ.get("TERM") in {"dumb", "unknown", None}:
        return []
    from clientkit.kernel.store.machine.user_settings import user_setting

    named = os.environ.get("PAGER")
    command = named if named is not None else user_setting(os.environ, "pager") or "less"
    try:
        words = shlex.split(command)
    except ValueError:
        return []
    if not words or command.strip() in NONE or not shutil.which(words[0]):
        return []
    return [*words, "-R"] if Path(words[0]).name == "less" else words  # colours, whatever LESS says


def _is_long(text: str) -> bool:
    """Whether a text takes more rows than the screen has."""
    width, height = shutil.get_terminal_size()
    rows = (1 + max(len(_ESCAPES.sub("", line)) - 1, 0) // max(width, 1) for line in text.splitlines())
    return sum(rows) > height - KEPT


def _went_through(words: list[str], text: str) -> bool:
    """Whether the pager took it; who leaves it before the end has read enough, and Ctrl-C is its own."""
    import signal
    import subprocess

    environment = {"LESS": "FRX", "LV": "-c", **os.environ}
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        given = text.encode(sys.stdout.encoding or "utf-8", "replace")
        with suppress(BrokenPipeError):
            subprocess.run(words, input=given, env=environment, check=False)  # noqa: S603 - the user's own
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    return True
