"""A file of derived facts: plain values, sealed by this machine, read whole and replaced whole.

What is sealed with a key that lies outside every workspace was written here, byte for byte. A file that came
with a workspace, was damaged or cut off is none, and `marshal`, which bad bytes can crash, never sees it.
Nothing here is needed for an answer: whatever fails, there are no facts, and all is read from its own files.
"""

import gc
import marshal
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

try:
    from _blake2 import blake2b  # hashlib would load OpenSSL, which takes as long as reading 1,000 clients
except ImportError:  # pragma: no cover - another Python
    from hashlib import blake2b

from clientkit.errors import ClientkitError
from clientkit.kernel.store.machine.folder import state_folder
from clientkit.kernel.store.machine.rights import NO_FOLLOW, NO_WAIT, is_private
from clientkit.version import __version__

KEY_LENGTH = SEAL_LENGTH = 32

ABANDONED = 60
"""Seconds after which the file that another command was writing is taken for left by one that was killed."""


def written_by() -> tuple[object, ...]:
    """Which program made facts: of another version, another Python or another installation they are none."""
    installed = Path(__file__).stat()
    return (
        __version__,
        sys.implementation.cache_tag,
        sys.hexversion,
        installed.st_mtime_ns,
        installed.st_ino,
    )


def load(path: Path) -> Any:
    """What a file holds; None where it is missing, of another version, damaged, or not of this machine."""
    with suppress(OSError, ClientkitError, ValueError, EOFError, TypeError), gc_off():
        data = _bytes(path)
        if (key := _key()) and data[:SEAL_LENGTH] == _seal(key, memoryview(data)[SEAL_LENGTH:]):
            by, value = marshal.loads(memoryview(data)[SEAL_LENGTH:])  # noqa: S302 - sealed by ourselves
            return value if by == written_by() else None
    return None


class NewFile:
    """A file of facts in the making: begun before the first reading, its file system tells the time.

    One command at a time makes one; the others do without. The last one that is done counts.
    """

    def __init__(self, path: Path) -> None:
        self.path, self.pending = path, path.with_suffix(".new")
        self.handle = -1
        self.clock = 0
        """Nanoseconds on the clock that stamps the files of this file system; 0 where none can be written."""
        with suppress(OSError):
            self.handle = self._begun()
            status = os.fstat(self.handle)
            self.clock = max(status.st_mtime_ns, status.st_ctime_ns)

    def _begun(self) -> int:
        private, folder = self.path.parent.parent, self.path.parent
        for one in (private, folder):
            with suppress(FileExistsError):
                one.mkdir(mode=0o700)
            if not stat.S_ISDIR(os.lstat(one).st_mode):
                raise NotADirectoryError  # a link would lead out of the workspace
        with suppress(FileNotFoundError):
            if time.time() - os.lstat(self.pending).st_mtime > ABANDONED:
                self.pending.unlink()
        return os.open(self.pending, os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_FOLLOW, 0o600)

    def put(self, value: Any) -> None:
        """Replace the file by one that holds this value."""
        key = _key() or _new_key()
        data = marshal.dumps((written_by(), value), 2)  # type: ignore[arg-type]
        with os.fdopen(self.handle, "wb", closefd=False) as file:
            file.write(_seal(key, data) + data)
        os.close(self.handle)  # Windows renames no file that is open
        self.handle = -1
        try:
            self.pending.replace(self.path)
        except OSError:
            self.pending.unlink(missing_ok=True)
            raise

    def close(self) -> None:
        """Leave nothing behind that was not put."""
        if self.handle >= 0:
            os.close(self.handle)
            with suppress(OSError):
                self.pending.unlink(missing_ok=True)


@contextmanager
def gc_off() -> Iterator[None]:
    """Facts hold no circles: looking for some among ten thousand takes longer than reading them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _bytes(path: Path) -> bytes:
    handle = os.open(path, os.O_RDONLY | NO_FOLLOW | NO_WAIT)
    with os.fdopen(handle, "rb") as file:
        return file.read() if stat.S_ISREG(os.fstat(handle).st_mode) else b""


def _seal(key: bytes, data: bytes | memoryview) -> bytes:
    return blake2b(data, digest_size=SEAL_LENGTH, key=key).digest()


def _key() -> bytes:
    """This machine's key; empty where there is none, or others could have read it."""
    with suppress(OSError):
        handle = os.open(state_folder() / "facts.key", os.O_RDONLY | NO_FOLLOW)
        with os.fdopen(handle, "rb") as file:
            key = file.read(KEY_LENGTH + 1)
            return key if len(key) == KEY_LENGTH and is_private(os.fstat(handle), 0o077) else b""
    return b""


def _new_key() -> bytes:
    """A new key in the place of none, or of one that is not ours alone."""
    path = state_folder() / "facts.key"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    key = os.urandom(KEY_LENGTH)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_FOLLOW, 0o600), "wb") as file:
        file.write(key)
    return key
