"""Folders that cannot be read, and second copies that programs for sharing folders leave when they clash."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from clientkit.kernel.model.values.problem import Problem
from clientkit.kernel.model.values.slugs import is_slug
from clientkit.kernel.store.workspace import Workspace

OWN_NAMES = {"clientkit.toml", "client.toml", "project.toml"}
"""Files that stand alone: what begins and ends like one is a copy of it (OneDrive adds a device's name)."""

_COPY = r"""(?xi)
      \.sync-conflict-.*                                      # Syncthing
    | .*\([^()]*\b(?:conflict|conflicted|konflik)\b[^()]*\)    # Dropbox, Nextcloud
    | _conflict-\d{8}-\d{6}                                    # ownCloud
    | \ ?\(\d+\) | \ \d+                                       # Google Drive, OneDrive, iCloud
    | \.variant-.*                                            # git-annex
    """
"""What stands between a file's name and its last suffix, or after a folder's name, in a copy of it."""


def folder_problems(workspace: Workspace) -> Iterator[Problem]:
    """What is wrong with a workspace's own folders themselves, from the top down; links are not followed."""
    waiting = [workspace.root]
    while waiting:
        folder = waiting.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            message, hint = f"the folder cannot be read ({error.strerror})", "Look at its rights: ls -ld"
            yield Problem(file=workspace.relative(folder), code="unreadable", message=message, hint=hint)
            continue
        names = [entry.name for entry in entries]
        for entry in entries:
            if of := copied_name(entry.name, names):
                yield _copy(workspace, folder, entry.name, of)
            is_ours = folder != workspace.root or entry.name in {"clients", "templates"}
            if is_ours and entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                waiting.append(folder / entry.name)


def copied_name(name: str, names: Sequence[str]) -> str:
    """Of which other file of a folder a name says that it is a copy; empty where it does not."""
    if not re.search(r"[(]|conflict| \d|\.variant-|\.toml$", name):
        return ""  # nearly always; else it would be compared with all the others
    for other in names:
        stem, dot, suffix = other.rpartition(".") if "." in other else (other, "", "")
        if name == other or not (name.startswith(stem) and name.endswith(dot + suffix)):
            continue
        added = name[len(stem) : len(name) - len(dot + suffix)]
        if added and (other in OWN_NAMES or re.fullmatch(_COPY, added)):
            return other
    return ""


def _copy(workspace: Workspace, folder: Path, name: str, of: str) -> Problem:
    read = "its records are read too" if name.endswith(".jsonl") else "nothing reads it"
    return Problem(
        file=workspace.relative(folder / name),
        code="second-copy",
        message=f"a second copy of {of}, as programs that share folders make them; {read}",
        hint=f"Compare the two, keep what counts in {of}, then delete the copy.",
        severity="warning",
    )


def bad_names(workspace: Workspace, folder: Path, what: str) -> Iterator[Problem]:
    """Entries that cannot name a client or a project: clientkit passes over them."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:  # there is none, or it is told of as a folder
        return
    names = [entry.name for entry in entries]
    for entry in entries:
        if entry.name.startswith(".") or copied_name(entry.name, names):
            continue
        if entry.is_symlink() or not entry.is_dir():
            message, hint = f"no folder, so no {what}", "Move it away."
        elif not is_slug(entry.name):
            message, hint = f"its name cannot name a {what}", "Use a-z, 0-9 and '-' only."
        else:
            continue
        yield Problem(
            file=workspace.relative(entry), code="bad-name", message=message, hint=hint, severity="warning"
        )
