"""One lock for the whole workspace, held for the moment of a write; one for the mail on its way."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clientkit.errors import BusyError, OutsideError
from clientkit.kernel.store.workspace import Workspace

TIMEOUT = 10.0
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
def locked(workspace: Workspace, timeout: float = TIMEOUT) -> Iterator[None]:
    """Hold the workspace's lock; the system drops it when the process ends, however it ends.

    Raises:
        BusyError: another command kept it for the whole time, in seconds.
        OutsideError: the workspace cannot be written.
    """
    with _held(workspace, workspace.lock_file, timeout):
        yield


@contextmanager
def sending_alone(workspace: Workspace) -> Iterator[None]:
    """Be the only command that gives a mail to a server; others may write to the workspace meanwhile.

    While it is held, a mail without an outcome is on its way; when it is free, that mail's command died.

    Raises:
        BusyError, OutsideError: as of `locked`.
    """
    with _held(workspace, workspace.sending_lock_file, TIMEOUT):
        yield


@contextmanager
def _held(workspace: Workspace, path: Path, timeout: float) -> Iterator[None]:
    handle = _open(workspace, path)
    try:
        deadline = time.monotonic() + timeout
        while not _try_lock(handle):
            if time.monotonic() > deadline:
                doing = (
                    f"kept {workspace.root} locked" if path == workspace.lock_file else "been sending a mail"
                )
                raise BusyError(
                    f"Another clientkit command has {doing} for {timeout:.0f} seconds.",
                    "Wait for it to end, then try again.",
                )
            time.sleep(0.005)
        yield
    finally:
        os.close(handle)


def _open(workspace: Workspace, path: Path) -> int:
    try:
        workspace.private_dir.mkdir(mode=0o700, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except OSError as error:
        raise OutsideError(
            f"Nothing was saved: {workspace.root} cannot be written ({error.strerror}).",
            f"Look at the rights of {path} and its folder.",
        ) from None
