"""Where output goes: results to stdout, everything said about them to stderr."""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from io import TextIOWrapper
from typing import Any, TextIO

from clientkit.errors import ExitCode, OutputError


class Manner:
    """How this run talks, as was said before the command; set anew for each command line."""

    asks = True
    """Whether a person at a terminal may be asked."""
    pages = True
    """Whether long texts may go through a pager."""
    is_quiet = False
    """Whether results and errors are all that is printed."""
    list_form = ""
    """In what form a list was asked for; empty for the room's own."""
    words: tuple[str, ...] = ()
    """The words of the command line, after the program's name."""
    has_printed = False
    """Whether anything went to stdout."""
    last_said = ""
    """What was said last on stderr, or would have been."""
    held: list[tuple[str, bool]] | None = None
    """What was printed while a pager waits for the whole of it, and whether it goes to stderr."""


def begin(words: Sequence[str]) -> None:
    """Begin a command line."""
    Manner.is_quiet, Manner.words, Manner.list_form = False, tuple(words), ""
    Manner.has_printed, Manner.last_said = False, ""


def prepare_streams() -> None:
    """Have a terminal show '?' for a letter that it lacks, and Windows pipe UTF-8, as all others do."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            piped = sys.platform == "win32" and not stream.isatty()
            stream.reconfigure(encoding="utf-8" if piped else None, errors="replace")


SCHEMA = 1
"""Of what `--json` prints: a contract with scripts (docs/reference/json.md)."""


def say(text: str, *, error: bool = False) -> None:
    """Print a line; a reader that has gone away ends the command quietly.

    Raises:
        OutputError: the output cannot be written, for instance to a full disk.
    """
    put(text + "\n", error=error)


def put(text: str, *, error: bool = False) -> None:
    """Print a text as it is; see `say`."""
    if error:
        Manner.last_said = text
    else:
        Manner.has_printed = True
    if error and Manner.is_quiet:
        return
    if Manner.held is not None:
        Manner.held.append((text, error))
        return
    stream = sys.stderr if error else sys.stdout
    if stream is not None:
        _write(lambda: stream.write(text), stream, error=error)


def put_bytes(data: bytes) -> None:
    """Print bytes as they are, whatever encoding the output has; see `say`."""
    Manner.has_printed = True
    if sys.stdout is not None:
        buffer = sys.stdout.buffer
        _write(lambda: buffer.write(data), sys.stdout, error=False)


def _write(write: Callable[[], object], stream: TextIO, *, error: bool) -> None:
    try:
        write()
        stream.flush()
    except OSError as failure:
        # what is left of it must not fail once more when Python ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if isinstance(failure, BrokenPipeError) and not error:
            sys.exit(ExitCode.DONE)
        if not error:
            raise OutputError(
                f"The output cannot be written: {failure.strerror}.", "Write it to another place."
            ) from None


def is_terminal() -> bool:
    """Whether a person looks at stdout."""
    return sys.stdout is not None and sys.stdout.isatty()


def say_json(kind: str, data: Any) -> None:
    """Print `{"schema": 1, "kind": kind, "data": data}`; ASCII only, so that no text can steer a terminal.

    It is indented where a person looks at it; without, Python writes it ten times as fast.
    """
    say(json_text(kind, data, indent=2 if is_terminal() else None))


def json_text(kind: str, data: Any, indent: int | None = None) -> str:
    """The object that `--json` prints as a text, for a file."""
    import json

    whole = {"schema": SCHEMA, "kind": kind, "data": plain(data)}
    return json.dumps(whole, ensure_ascii=True, indent=indent)


def plain(data: Any) -> Any:
    """Models and rows as plain data, lists of them too."""
    if hasattr(data, "model_dump"):
        return data.model_dump(mode="json")
    if is_dataclass(data):
        return {field.name: plain(getattr(data, field.name)) for field in fields(data)}
    if isinstance(data, list | tuple):
        return [plain(item) for item in data]
    if isinstance(data, dict):
        return {key: plain(value) for key, value in data.items()}
    if data is None or isinstance(data, str | int | float):
        return data
    return data.isoformat().replace("+00:00", "Z") if hasattr(data, "isoformat") else str(data)


def is_interactive() -> bool:
    """Whether a person can be asked: not without a terminal, nor after `--no-input`."""
    return Manner.asks and all(one is not None and one.isatty() for one in (sys.stdin, sys.stderr))


def counted(count: int, word: str) -> str:
    """`1 project`, `2 projects`, `1,000 projects`."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"
