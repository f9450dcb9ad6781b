"""Reading files that a person or a stranger may have put there: regular ones only, of a sane size."""

import os
import stat
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from clientkit.errors import InvalidDataError, NotFoundError
from clientkit.kernel.store.machine.rights import NO_FOLLOW, NO_WAIT

TOML_LIMIT = 1024 * 1024
"""Bytes that a TOML file may hold."""

RECORD_LIMIT = 64 * 1024
"""Bytes that one line of a journal may hold."""

FILE_LIMIT = 1024**3
"""Bytes that a file of lines may hold: some four million records."""

CHUNK = 64 * 1024
"""Bytes of a file of lines that are read at a time."""


def open_regular(path: Path) -> BinaryIO:
    """A regular file, open for reading; links are not followed and pipes are not waited for.

    Raises:
        NotFoundError: there is no such file.
        InvalidDataError: it is a folder, a link or a pipe, or cannot be read.
    """
    try:
        handle = os.open(path, os.O_RDONLY | NO_FOLLOW | NO_WAIT)
    except (FileNotFoundError, NotADirectoryError):
        raise NotFoundError(f"There is no file {path}.", "Look for it with 'clientkit check'.") from None
    except OSError as error:
        raise InvalidDataError(
            f"{path} cannot be read ({error.strerror}).", "Look at its rights and its kind."
        ) from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise InvalidDataError(f"{path} is not a regular file.", "Move away what stands in its place.")
    return os.fdopen(handle, "rb")


def read_limited(path: Path, limit: int = TOML_LIMIT) -> bytes:
    """All bytes of a regular file; see `open_regular` for what is refused.

    Raises:
        InvalidDataError: it holds more than `limit` bytes.
    """
    with open_regular(path) as file:
        length = os.fstat(file.fileno()).st_size
        data = file.read() if length <= limit else b""
    if max(length, len(data)) > limit:
        raise InvalidDataError(
            f"{path} holds more than {limit:,} bytes.", "Move long texts into files of their own."
        )
    return data


def lines_of(path: Path, limit: int) -> Iterator[bytes]:
    """The lines of a file; see `line_batches`."""
    for _, lines in line_batches(path, limit):
        yield from lines


def line_batches(path: Path, limit: int) -> Iterator[tuple[int, list[bytes]]]:
    """The lines of a file, some hundred at a time, and the number of the first of them.

    They are split at newline bytes only, with or without the carriage return of Windows before. Of a line
    longer than `limit` bytes no more is held than a chunk and what shows it. A byte order mark at the
    beginning is passed over.

    Raises:
        InvalidDataError: the file holds more than `FILE_LIMIT` bytes.
    """
    first, rest = 1, b""
    with open_regular(path) as file:
        if os.fstat(file.fileno()).st_size > FILE_LIMIT:
            raise InvalidDataError(
                f"{path} holds more than {FILE_LIMIT:,} bytes.", "Restore it from git, or move it away."
            )
        if file.read(len(BOM_UTF8)) != BOM_UTF8:
            file.seek(0)
        while chunk := file.read(CHUNK):
            text = rest + chunk
            *lines, rest = text.split(b"\n")
            yield first, [line.removesuffix(b"\r") for line in lines] if b"\r" in text else lines
            first += len(lines)
            rest = rest[: limit + 2]
    if rest:
        yield first, [rest.removesuffix(b"\r")]
