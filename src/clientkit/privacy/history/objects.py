"""Reading a repository whole: each object with the paths that it stands at, and what names somebody."""

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

from clientkit.errors import OutsideError
from clientkit.kernel.store.git import git_environment, is_inside_repository, read_git
from clientkit.kernel.store.workspace import Workspace
from clientkit.privacy.forget.eraser import Eraser

PATIENCE = 3600
"""Seconds that git may take to go over a whole history."""


class GitObject(NamedTuple):
    """An object of git: its name, its kind, and its bytes."""

    name: str
    kind: str
    data: bytes


class Change(NamedTuple):
    """A commit: its parents, and the blobs that it put at paths."""

    commit: str
    parents: tuple[str, ...]
    blobs: tuple[tuple[str, str], ...]
    """Pairs of an object's name and its path."""


def versions_of(workspace: Workspace, path: Path) -> list[bytes]:
    """Every version of a file that git has, whichever branch or stash it is on; none without git."""
    if not is_inside_repository(workspace.root):
        return []
    try:
        found = {name for one in changes(workspace.root, path) for name, _ in one.blobs}
        return [one.data for one in objects(workspace.root, sorted(found))] if found else []
    except OutsideError as error:
        workspace.notices.add(f"passed over earlier versions of {workspace.relative(path)}: {error.message}")
        return []


def changes(root: Path, path: Path | None = None) -> list[Change]:
    """Every commit that a ref or a reflog knows, parents before children.

    Raises:
        OutsideError: git failed.
    """
    words = ["log", "--all", "--reflog", "--topo-order", "--reverse", "--format=%x01%H %P", "-z"]
    words += ["--raw", "-m", "--root", "--no-abbrev", "--no-renames", "--no-show-signature", "--full-history"]
    words += ["--", str(path)] if path else ["--"]
    if not read_git(root, ["for-each-ref", "--count=1"]):
        return []
    found: dict[str, Change] = {}
    parts = read_git(root, words, PATIENCE).decode("utf-8", "surrogateescape").split("\0")
    commit, place = "", 0
    while place < len(parts):
        part = parts[place].lstrip("\n")
        place += 1
        if part.startswith("\x01"):
            commit, *parents = part[1:].split()
            found.setdefault(commit, Change(commit, tuple(parents), ()))
        elif part.startswith(":"):
            name = part.split()[3]
            if name.strip("0"):
                before = found[commit]
                found[commit] = before._replace(blobs=(*before.blobs, (name, parts[place])))
            place += 1
    return list(found.values())


def objects(root: Path, names: list[str] | None = None) -> Iterator[GitObject]:
    """Objects one by one: those named, or every one of the repository, reachable or not.

    Raises:
        OutsideError: git failed, or an object is missing or broken.
    """
    which = ["--batch-all-objects", "--unordered"] if names is None else []
    with TemporaryFile() as asked:  # git may answer before it was asked for all: a pipe would fill up
        asked.write("".join(f"{name}\n" for name in names or ()).encode())
        asked.seek(0)
        with subprocess.Popen(  # noqa: S603 - the program is fixed, the arguments are ours
            ["git", "-C", str(root), "cat-file", "--batch", "--buffer", *which],  # noqa: S607 - the user's own
            stdin=asked,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=git_environment(),
        ) as process:
            assert process.stdout is not None  # noqa: S101 - it is a pipe
            while head := process.stdout.readline().split():
                if len(head) != len(GitObject._fields):
                    raise OutsideError(
                        f"git cannot give the object {head[0].decode()}.", "Look what is broken: git fsck"
                    )
                yield GitObject(head[0].decode(), head[1].decode(), process.stdout.read(int(head[2])))
                process.stdout.read(1)
    if process.returncode:
        raise OutsideError("git cat-file failed.", f"Try it by hand in {root}: git fsck")


class Reading(NamedTuple):
    """What a reading of the whole repository finds of somebody."""

    naming: dict[str, str]
    """Objects that name them, each with a path or its kind."""
    kept: dict[str, str]
    """Those of them that belong to agreements which must be kept."""
    unread: dict[str, str]
    """Blobs that cannot be read, with their path and why."""
    signed: int
    """Commits with a signature."""
    paths: dict[str, set[str]]
    """By blob, the paths at which it stands."""


def look(root: Path, eraser: Eraser, log: Iterable[Change]) -> Reading:
    """Read every object of a repository; see `objects` for errors."""
    found = Reading({}, {}, {}, 0, {})
    for change in log:
        for name, path in change.blobs:
            found.paths.setdefault(name, set()).add(path)
    signed = 0
    for name, kind, data in objects(root):
        paths = found.paths.get(name, set())
        place = next(iter(sorted(paths)), kind)
        signed += kind == "commit" and b"\ngpgsig" in data
        named, unread = _names(eraser, kind, data, paths, len(name) // 2)
        if named and any(map(eraser.keeps, paths)):
            found.kept[name] = next(path for path in paths if eraser.keeps(path))
        elif named:
            found.naming[name] = place
        elif unread and kind == "blob":
            found.unread[name] = f"{place}: {unread}"
    return found._replace(signed=signed)


def _names(eraser: Eraser, kind: str, data: bytes, paths: set[str], length: int) -> tuple[bool, str]:
    """Whether an object names them, and what of it cannot be read; of a folder its names alone."""
    if kind == "tree":
        return eraser.strings.named_in_git(_entries(data, length)), ""
    if kind != "blob":
        head, _, message = data.partition(b"\n\n")
        found = eraser.strings.named_in_git
        return found(head) or found(message, message=True), ""
    inside = any(path.startswith(eraser.folder) for path in paths)
    named, unread = eraser.strings.named_in(data, inside=inside)
    return named or any(eraser.result(path, data) != data for path in paths), unread


def _entries(data: bytes, length: int) -> bytes:
    names, at = [], 0
    while at < len(data):
        end = data.index(b"\0", at)
        names.append(data[at:end].partition(b" ")[2])
        at = end + 1 + length
    return b"\n".join(names)
