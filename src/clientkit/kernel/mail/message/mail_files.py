"""Mails in files: a `.eml`, an mbox, a Maildir, a folder of `.eml`, a stream. Nothing is changed in them."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from clientkit.errors import NotFoundError, OutsideError, UsageError
from clientkit.kernel.mail.message.mbox import is_mbox, read_mbox
from clientkit.kernel.mail.message.raw_message import RawMail, read_bounded

ENDINGS = (".eml", ".emlx", ".mbox", ".mbx")
"""Files of a folder that are read: others of a folder are none of ours."""

FIRST = 64 * 1024
OUTLOOK = b"\xd0\xcf\x11\xe0"


class OpenedMails(NamedTuple):
    """Where mails come from."""

    name: str
    mails: Iterator[RawMail]
    total: int
    """Bytes, or files of a folder; 0 where nobody knows."""
    unit: str
    """What `total` counts: bytes or files."""


def open_stream(stream: BinaryIO) -> OpenedMails:
    """One mail or an mbox from a stream, such as stdin."""
    return OpenedMails("stdin", _streamed(stream), 0, "bytes")


def open_mail(path: Path, start: int = 0) -> OpenedMails:
    """The mails of a file or a folder; of an mbox, from the byte `start` on.

    Raises:
        NotFoundError: there is nothing of that name.
        UsageError: it is no mail, and no folder of mails.
        OutsideError: it cannot be read.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            files = _files(path)
            return OpenedMails(path.name, _of_files(path, files), len(files), "files")
        if not stat.S_ISREG(status.st_mode):
            raise UsageError(f"{path} is neither a file nor a folder.", "Name a mail, an mbox or a Maildir.")
        with path.open("rb") as file:
            head = file.read(FIRST)
    except FileNotFoundError:
        raise NotFoundError(
            f"There is no file or folder {path}.", "Name a mail, an mbox or a Maildir."
        ) from None
    except OSError as error:
        raise OutsideError(f"{path} cannot be read: {error.strerror}.", "Look at its rights.") from None
    _require_mail(path, head)
    mails = _boxed(path, start) if is_mbox(head) else _of_files(path.parent, [path.name])
    return OpenedMails(path.name, mails, status.st_size, "bytes")


def is_box(path: Path) -> bool:
    """Whether a file is an mbox: then reading can begin in its middle."""
    try:
        if not path.is_file():
            return False  # a pipe would be waited for
        with path.open("rb") as file:
            return is_mbox(file.read(FIRST))
    except OSError:
        return False


def _require_mail(path: Path, head: bytes) -> None:
    if head.startswith(OUTLOOK):
        raise UsageError(
            f"{path.name} is a mail in Outlook's own format.",
            "Save it as .eml, or drag it into another mail program.",
        )
    if not head.strip():
        raise UsageError(f"{path.name} is empty.", "Save the mail again.")
    if b"\0" in head[:1024]:
        raise UsageError(
            f"{path.name} is no mail: it holds bytes that are no text.", "Save the mail as .eml."
        )


def _files(folder: Path) -> list[str]:
    """The mails of a folder by their names: of a Maildir those in `cur` and `new`."""
    if (folder / "cur").is_dir() and (folder / "new").is_dir():
        names = [f"{part}/{name}" for part in ("cur", "new") for name in _names(folder / part)]
    else:
        names = [name for name in _names(folder) if name.lower().endswith(ENDINGS)]
    if not names and not (folder / "cur").is_dir():
        raise UsageError(
            f"{folder} holds no mails: no {', '.join(ENDINGS)}, and it is no Maildir.",
            "Name the folder that holds 'cur' and 'new', or the file itself.",
        )
    return names


def _names(folder: Path) -> list[str]:
    with os.scandir(folder) as entries:
        return sorted(
            entry.name for entry in entries if entry.is_file(follow_symlinks=False) and entry.name[0] != "."
        )


def _of_files(folder: Path, names: list[str]) -> Iterator[RawMail]:
    for count, name in enumerate(names, 1):
        path = folder / name
        try:
            with path.open("rb") as file:
                if is_mbox(file.read(FIRST)) and not name.startswith(("cur/", "new/")):
                    file.seek(0)
                    yield from (mail._replace(start=0, passed=count) for mail in read_mbox(file, name))
                    continue
                file.seek(0)
                data = read_bounded(file)
        except FileNotFoundError:
            continue  # a mail program moved it meanwhile
        except OSError as error:
            raise OutsideError(f"{path} cannot be read: {error.strerror}.", "Look at its rights.") from None
        if name.endswith(".emlx"):
            data = data.partition(b"\n")[2]
        yield RawMail(name, data, 0, len(data) if len(names) == 1 else count)


def _boxed(path: Path, start: int) -> Iterator[RawMail]:
    try:
        with path.open("rb") as file:
            yield from read_mbox(file, path.name, start)
    except OSError as error:
        raise OutsideError(f"{path} cannot be read: {error.strerror}.", "Look at the disk.") from None


def _streamed(stream: BinaryIO) -> Iterator[RawMail]:
    head = b""
    while len(head) < len(b"From ") and (more := stream.read(1)):
        head += more
    source: BinaryIO = _Joined(head, stream)  # type: ignore[assignment] # it is only read
    if is_mbox(head):
        yield from read_mbox(source, "stdin")
        return
    data = read_bounded(source)
    if not data.strip():
        raise UsageError(
            "There is no mail on stdin.", "Pipe one in: mutt's '|' with 'clientkit mail read -'."
        )
    yield RawMail("stdin", data, 0, len(data))


class _Joined:
    """A stream with some of its bytes put back in front."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head, self._stream = head, stream

    def read(self, size: int) -> bytes:
        """The next bytes, as many as there are up to `size`."""
        head, self._head = self._head[:size], self._head[size:]
        pieces, left = [head], size - len(head)
        while left and (piece := self._stream.read(left)):
            pieces.append(piece)
            left -= len(piece)
        return b"".join(pieces)

    def seekable(self) -> bool:
        """It is not."""
        return False
