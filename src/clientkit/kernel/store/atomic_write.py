"""Writes that are there whole or not at all, on disk before a command says that they are done.

One write is under way at a time, because the lock is held. It is prepared under one fixed name in the
workspace's private folder, so a killed command leaves nothing behind in the folders that a person
sees, and the next write clears what it left.
"""

import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from clientkit.errors import RefusedError
from clientkit.kernel.store.exchange import exchange, move_to_free
from clientkit.kernel.store.machine.rights import NO_FOLLOW, set_mode, sync_folder
from clientkit.kernel.store.workspace import Workspace


def digest(data: bytes) -> str:
    """SHA-256 of a file's bytes, in hex: what a reader saw, and what a writer must still find."""
    return hashlib.sha256(data).hexdigest()


class Write(NamedTuple):
    """A file to replace: its new bytes, and the digest of those that were read; None where it is new."""

    path: Path
    data: bytes
    seen: str | None


def replace_files(workspace: Workspace, writes: Sequence[Write]) -> None:
    """Replace files in that order, none of them where one may not be replaced; the caller holds the lock.

    Killed in between, the first ones are new and the others old: whoever reads them must know.

    Raises:
        RefusedError, OSError: as of `replace_file`.
    """
    for path, _, seen in writes:
        require_inside(workspace, path)
        _require_unchanged(workspace, path, seen)
    for path, data, seen in writes:
        replace_file(workspace, path, data, seen)


def replace_file(workspace: Workspace, target: Path, data: bytes, seen: str | None) -> None:
    """Put new bytes in a file's place; the caller holds the lock.

    `seen` is the digest of the file as it was read; None when there must be no such file yet. What another
    program saves there meanwhile stays, to the last instant where the system can exchange files (Linux,
    macOS), else until just before the file is replaced.

    Raises:
        RefusedError: it changed since it was read, is not a regular file, or lies outside the workspace.
        OSError: the disk failed; the file is as it was.
    """
    require_inside(workspace, target)
    make_folders(workspace, target.parent)
    mode = _require_unchanged(workspace, target, seen)
    clear_pending(workspace)
    try:
        write_new(workspace.pending, data, mode)
        _require_unchanged(workspace, target, seen)
        with _on_one_file_system(target):
            _put_in_place(workspace, target, digest(data), seen)
    except BaseException:
        clear_pending(workspace)
        raise
    try:
        sync_folder(target.parent)
    finally:
        with suppress(OSError):  # the file has its place; the next write clears what is left
            clear_pending(workspace)


def remove_file(workspace: Workspace, target: Path, seen: str) -> None:
    """Remove a file that is still the one of this digest, and the folder that is empty then; under the lock.

    Raises:
        RefusedError: it changed since, or lies outside the workspace.
    """
    require_inside(workspace, target)
    _require_unchanged(workspace, target, seen)
    target.unlink()
    with suppress(OSError):  # something else lies in it
        target.parent.rmdir()
    sync_folder(next(folder for folder in target.parents if folder.is_dir()))


def create_folder(workspace: Workspace, target: Path, files: Mapping[str, bytes]) -> None:
    """Make a new folder with its files appear at once; the caller holds the lock.

    Raises:
        RefusedError: there is something of that name already, or it lies outside the workspace.
        OSError: the disk failed; there is no such folder.
    """
    require_inside(workspace, target)
    make_folders(workspace, target.parent)
    if target.is_symlink() or (target.exists() and (not target.is_dir() or any(target.iterdir()))):
        raise _exists_already(workspace, target)
    clear_pending(workspace)
    try:
        workspace.pending.mkdir(mode=0o700)
        for name, data in files.items():
            path = workspace.pending / name
            make_folders(workspace, path.parent)
            write_new(path, data, 0o600)
            sync_folder(path.parent)
        sync_folder(workspace.pending)
        with _on_one_file_system(target):
            workspace.pending.replace(target)
    except BaseException:
        clear_pending(workspace)
        raise
    sync_folder(target.parent)


def make_folders(workspace: Workspace, folder: Path) -> None:
    """Make a folder of the workspace and those above it, durable and for the owner only."""
    missing = [
        path
        for path in (folder, *folder.parents)
        if not path.exists() and path.is_relative_to(workspace.root)
    ]
    for path in reversed(missing):
        path.mkdir(mode=0o700, exist_ok=True)
        sync_folder(path.parent)


def clear_pending(workspace: Workspace) -> None:
    """Remove what a killed or failed write left in the private folder."""
    pending = workspace.pending
    try:
        if pending.is_dir() and not pending.is_symlink():
            shutil.rmtree(pending)
        else:
            pending.unlink(missing_ok=True)
    except OSError:
        if pending.exists():
            raise


def write_new(path: Path, data: bytes, mode: int) -> None:
    """Write a file that is not there yet, and have it on disk."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_FOLLOW, mode)
    try:
        written = 0
        while written < len(data):
            written += os.write(handle, data[written:])
        set_mode(handle, mode)
        os.fsync(handle)
    finally:
        os.close(handle)


def _put_in_place(workspace: Workspace, target: Path, ours: str, seen: str | None) -> None:
    """Give the prepared file its place; where another than the one that was read stands there, it stays."""
    pending = workspace.pending
    try:
        done = move_to_free(pending, target) if seen is None else exchange(pending, target)
    except FileExistsError:
        raise _exists_already(workspace, target) from None
    except FileNotFoundError:
        raise _is_gone(workspace, target) from None
    if not done:
        pending.replace(target)
    elif seen is not None and (theirs := _digest_of(pending)) != seen:
        placed = ours
        while exchange(pending, target) and (found := _digest_of(pending)) != placed:
            placed, theirs = theirs, found  # they saved once more meanwhile: that goes back too
        raise _changed_meanwhile(workspace, target)


def _digest_of(path: Path) -> str:
    """The digest of a regular file; empty for anything else."""
    return digest(path.read_bytes()) if stat.S_ISREG(os.lstat(path).st_mode) else ""


@contextmanager
def _on_one_file_system(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        raise RefusedError(
            f"{target.parent} lies on another file system than the workspace; nothing was saved.",
            "Keep the whole workspace on one file system.",
        ) from None


def require_inside(workspace: Workspace, target: Path) -> None:
    """Refuse what lies outside the workspace, or behind a link out of it."""
    if not target.parent.resolve().is_relative_to(workspace.root.resolve()):
        raise RefusedError(
            f"{target} leads outside the workspace; nothing was written.",
            "Replace the link with a real folder.",
        )


def _require_unchanged(workspace: Workspace, target: Path, seen: str | None) -> int:
    """The mode to keep, after making sure that the file is the one that was read."""
    try:
        status = os.lstat(target)
    except FileNotFoundError:
        if seen is None:
            return 0o600
        raise _is_gone(workspace, target) from None
    if not stat.S_ISREG(status.st_mode):
        raise not_regular(workspace, target)
    if seen is None:
        raise _exists_already(workspace, target)
    if digest(target.read_bytes()) != seen:
        raise _changed_meanwhile(workspace, target)
    return stat.S_IMODE(status.st_mode)


def _is_gone(workspace: Workspace, target: Path) -> RefusedError:
    return RefusedError(
        f"{workspace.relative(target)} is gone; nothing was written.", "Run the command again."
    )


def _exists_already(workspace: Workspace, target: Path) -> RefusedError:
    return RefusedError(
        f"{workspace.relative(target)} exists already; nothing was written.", "Choose another name."
    )


def _changed_meanwhile(workspace: Workspace, target: Path) -> RefusedError:
    return RefusedError(
        f"{workspace.relative(target)} was changed by someone else meanwhile; nothing was written.",
        "Look at the file, then run the command again.",
    )


def not_regular(workspace: Workspace, target: Path) -> RefusedError:
    """What is said of a folder, a link or a pipe where a file should be."""
    return RefusedError(
        f"{workspace.relative(target)} is not a regular file; nothing was written.",
        "Move away what stands in its place, then run the command again.",
    )


def make_root(folder: Path) -> None:
    """Make a workspace's own folder, for the owner only, where there is none.

    Raises:
        RefusedError: something else stands in its place.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise RefusedError(f"{folder} is not a folder; nothing was made.", "Choose another place.") from None
