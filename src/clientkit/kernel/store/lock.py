"""One lock for the whole workspace, held for the moment of a write; one for the mail on its way."""

import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clientkit.errors import BusyError, OutsideError, RefusedError
from clientkit.kernel.store.machine.rights import NO_FOLLOW, is_own
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
def locked(workspace: Workspace, timeout: float = TIMEOUT, *, forgetting: bool = False) -> Iterator[None]:
    """Hold the workspace's lock; the system drops it when the process ends, however it ends.

    Raises:
        BusyError: another command kept it for the whole time, in seconds.
        OutsideError: the workspace cannot be written.
        RefusedError: see `require_private`; somebody is half forgotten, and this is not `forgetting`.
    """
    with _held(workspace, workspace.lock_file, timeout):
        if not forgetting and (command := workspace.unfinished_forgetting()):
            raise RefusedError(
                "Somebody is half forgotten here, and nothing is written until that is done.",
                f"Finish it: {command}",
            )
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
def rewriting_alone(workspace: Workspace) -> Iterator[None]:
    """Be the only process that rewrites git's history: one may live on when its command was killed.

    Raises:
        BusyError, OutsideError: as of `locked`.
    """
    with _held(workspace, workspace.rewriting_lock_file, TIMEOUT):
        yield


@contextmanager
def half_made(workspace: Workspace) -> Iterator[None]:
    """Be the only command that makes a sample here; its mark stays until that is whole.

    Raises:
        BusyError, OutsideError, RefusedError: as of `locked`.
    """
    with _held(workspace, workspace.half_made_file, TIMEOUT):
        yield
        workspace.half_made_file.unlink()


def require_private(workspace: Workspace) -> None:
    """Refuse a private folder that leads elsewhere or is not ours: a link of that name can be committed.

    Raises:
        RefusedError: it is a link, a file, a mounted disk or somebody else's.
    """
    folder = workspace.private_dir
    try:
        status = os.lstat(folder)
    except FileNotFoundError:
        return
    what = ""
    if not stat.S_ISDIR(status.st_mode):
        what = "a link" if stat.S_ISLNK(status.st_mode) else "no folder"
    elif not is_own(status):
        what = "the folder of another user"
    elif status.st_dev != workspace.root.stat().st_dev:
        what = "another disk"
    if what:
        raise RefusedError(
            f"{folder} is {what}, where clientkit keeps a private folder; nothing was saved.",
            f"Look at what it is and where it came from; then move it away: mv {folder} {folder}.away",
        )


@contextmanager
def _held(workspace: Workspace, path: Path, timeout: float) -> Iterator[None]:
    handle = _open(workspace, path)
    try:
        deadline = time.monotonic() + timeout
        while not _try_lock(handle):
            if time.monotonic() > deadline:
                doing = {
                    workspace.lock_file: f"kept {workspace.root} locked",
                    workspace.half_made_file: f"been making a sample in {workspace.root}",
                    workspace.rewriting_lock_file: "been rewriting git's history",
                }.get(path, "been sending a mail")
                raise BusyError(
                    f"Another clientkit command has {doing} for {timeout:.0f} seconds.",
                    "Wait for it to end, then try again.",
                )
            time.sleep(0.005)
        yield
    finally:
        os.close(handle)


def _open(workspace: Workspace, path: Path) -> int:
    require_private(workspace)
    try:
        workspace.private_dir.mkdir(mode=0o700, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT | NO_FOLLOW, 0o600)
    except OSError as error:
        raise OutsideError(
            f"Nothing was saved: {workspace.root} cannot be written ({error.strerror}).",
            f"Look at the rights of {path} and its folder.",
        ) from None
