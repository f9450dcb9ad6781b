"""How this system opens files safely, tells whose they are and puts folders on disk; Windows differs."""

import os
import sys
from pathlib import Path

if sys.platform == "win32":  # pragma: no cover - the tests run on Linux
    NO_FOLLOW = os.O_BINARY  # without it, each newline that is written becomes two bytes
    NO_WAIT = 0
    CHANGED = 1  # of a stamp: mtime; there ctime is when a file was made

    def is_own(status: os.stat_result) -> bool:  # noqa: ARG001 - rights are lists there, which Python does not read
        """Whether a file is this user's, as far as the system tells."""
        return True

    def others_may(status: os.stat_result, bits: int) -> bool:  # noqa: ARG001 - the same
        """Whether anybody else may do with a file what these bits of a mode say."""
        return False

    def set_mode(handle: int, mode: int) -> None:
        """Give an open file its rights; a folder hands down those that count."""

    def sync_folder(folder: Path) -> None:
        """Have the system write a folder's entries to disk: it does so itself, and opens no folder."""

    def byte_at(handle: int, at: int) -> bytes:
        """One byte of an open file."""
        os.lseek(handle, at, os.SEEK_SET)
        return os.read(handle, 1)
else:
    NO_FOLLOW = os.O_NOFOLLOW
    NO_WAIT = os.O_NONBLOCK
    CHANGED = 3  # of a stamp: ctime, which nobody can set

    def is_own(status: os.stat_result) -> bool:
        """Whether a file is this user's."""
        return status.st_uid == os.geteuid()

    def others_may(status: os.stat_result, bits: int) -> bool:
        """Whether anybody else may do with a file what these bits of a mode say."""
        return bool(status.st_mode & bits)

    def set_mode(handle: int, mode: int) -> None:
        """Give an open file its rights, whatever the umask."""
        os.fchmod(handle, mode)

    def sync_folder(folder: Path) -> None:
        """Have the system write a folder's entries to disk."""
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def byte_at(handle: int, at: int) -> bytes:
        """One byte of an open file."""
        return os.pread(handle, 1, at)


def is_private(status: os.stat_result, others: int = 0o022) -> bool:
    """Whether a file is this user's, and no one else may do with it what the bits of `others` say."""
    return is_own(status) and not others_may(status, others)
