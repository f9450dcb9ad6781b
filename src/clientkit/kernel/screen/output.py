"""Where output goes: results to stdout, everything said about them to stderr."""

import os
import sys
from collections.abc import Callable
from typing import TextIO

from clientkit.errors import ExitCode, OutsideError


def say(text: str, *, error: bool = False) -> None:
    """Print a line; a reader that has gone away ends the command quietly.

    Raises:
        OutsideError: the output cannot be written, for instance to a full disk.
    """
    put(text + "\n", error=error)


def put(text: str, *, error: bool = False) -> None:
    """Print a text as it is; see `say`."""
    stream = sys.stderr if error else sys.stdout
    if stream is not None:
        _write(lambda: stream.write(text), stream, error=error)


def put_bytes(data: bytes) -> None:
    """Print bytes as they are, whatever encoding the output has; see `say`."""
    if sys.stdout is not None:
        buffer = sys.stdout.buffer
        _write(lambda: buffer.write(data), sys.stdout, error=False)


def _write(write: Callable[[], object], stream: TextIO, *, error: bool) -> None:
    try:
        write()
        stream.flush()
    except BrokenPipeError:
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, stream.fileno())
        if not error:
            sys.exit(ExitCode.DONE)
    except OSError as failure:
        if not error:
            raise OutsideError(
                f"The output cannot be written: {failure.strerror}.", "Write it to another place."
            ) from None


def is_terminal() -> bool:
    """Whether a person looks at stdout."""
    return sys.stdout is not None and sys.stdout.isatty()
