"""How far a command has come, said on a terminal once it takes longer than a second."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE = 1.0
"""Seconds before anything is said."""

STEP = 0.1
"""Seconds between two words of it."""


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A function to be told how many of how many are done; its line on stderr is gone at the end."""
    begun = time.monotonic()
    said = 0.0

    def tell(done: int, whole: int) -> None:
        nonlocal said
        now = time.monotonic()
        if now - begun > PATIENCE and now - said > STEP and sys.stderr and sys.stderr.isatty():
            said = now
            sys.stderr.write(f"\r{done:,} of {whole:,} {what} ")
            sys.stderr.flush()

    try:
        yield tell
    finally:
        if said:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
