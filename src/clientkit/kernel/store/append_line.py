"""Lines added to a file whole or not at all, on disk before a command says that they are there."""

import errno
import os
import stat
from pathlib import Path

from clientkit.kernel.store.atomic_write import make_folders, not_regular, require_inside
from clientkit.kernel.store.machine.rights import NO_FOLLOW, NO_WAIT, byte_at, sync_folder
from clientkit.kernel.store.workspace import Workspace


def append_line(workspace: Workspace, target: Path, line: bytes) -> None:
    """Add a line, or several, to the end of a file in one write; the caller holds the lock.

    They are given without the last newline. A last line that a crash tore is sealed with a newline, never
    glued to, never deleted.

    Raises:
        RefusedError: the file is no regular file or lies outside the workspace.
        OSError: the disk failed; the file is as long as it was.
    """
    require_inside(workspace, target)
    make_folders(workspace, target.parent)
    while not _appended(workspace, target, line):
        pass  # an editor put another file in its place meanwhile: the line is needed there too


def _appended(workspace: Workspace, target: Path, line: bytes) -> bool:
    """Whether the file that a line was added to is still the one of that name."""
    is_new = not target.exists()
    handle = _open_regular(workspace, target, os.O_RDWR | os.O_APPEND | os.O_CREAT)
    try:
        length = os.fstat(handle).st_size
        torn = length > 0 and byte_at(handle, length - 1) != b"\n"
        _write_all_or_nothing(handle, (b"\n" if torn else b"") + line + b"\n", length)
        written = os.fstat(handle)
    finally:
        os.close(handle)
    if is_new:
        sync_folder(target.parent)
    return target.exists() and os.path.samestat(written, os.lstat(target))


def _write_all_or_nothing(handle: int, data: bytes, length: int) -> None:
    whole = False
    try:
        whole = os.write(handle, data) == len(data)
        os.fsync(handle)
    except BaseException:
        whole = False
        raise
    finally:
        if not whole:
            os.ftruncate(handle, length)
    if not whole:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _open_regular(workspace: Workspace, target: Path, flags: int) -> int:
    try:
        handle = os.open(target, flags | NO_FOLLOW | NO_WAIT, 0o600)
    except OSError as error:
        if error.errno in {errno.ELOOP, errno.EISDIR, errno.ENXIO}:
            raise not_regular(workspace, target) from None
        raise
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise not_regular(workspace, target)
    return handle
