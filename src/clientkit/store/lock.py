"""One lock for the whole workspace, held for the moment of a write and never longer."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from clientkit.errors import BusyError, OutsideError
from clientkit.store.workspace import Workspace

PATIENCE = 10.0
"""Seconds that a command waits for another one."""

if sys.platform == "win32":  # pragma: no cover - the tests run on Linux
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def locked(workspace: Workspace, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the workspace's lock; the system drops it when the process ends, however it ends.

    Raises:
        BusyError: another command kept it for the whole patience, in seconds.
        OutsideError: the workspace cannot be written.
    """
    handle = _open(workspace)
    try:
        deadline = time.monotonic() + patience
        while not _try_lock(handle):
            if time.monotonic() > deadline:
                raise BusyError(
                    f"Another clientkit command has kept {workspace.root} locked for {patience:.0f} seconds.",
                    "Wait for it to end, then try again.",
                )
            time.sleep(0.005)
        yield
    finally:
        os.close(handle)


def _open(workspace: Workspace) -> int:
    try:
        workspace.private_dir.mkdir(mode=0o700, exist_ok=True)
        return os.open(workspace.lock_file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except OSError as error:
        raise OutsideError(
            f"Nothing was saved: {workspace.root} cannot be written ({error.strerror}).",
            f"Look at the rights of {workspace.lock_file} and its folder.",
        ) from None
