"""Forgetting: written down first, done step by step, finished by the same command wherever it was cut off."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import Field

from clientkit.errors import RefusedError
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.store.append_line import append_line
from clientkit.kernel.store.atomic_write import (
    clear_pending,
    digest,
    remove_file,
    replace_file,
)
from clientkit.kernel.store.git import commit_saved, is_inside_repository, read_git
from clientkit.kernel.store.lock import locked
from clientkit.kernel.store.machine.rights import sync_folder
from clientkit.kernel.store.save import commits_are_wanted
from clientkit.kernel.store.workspace import Workspace
from clientkit.privacy.erased import erased_file, tombstone
from clientkit.privacy.forget.eraser import Eraser
from clientkit.privacy.forget.plan import Work, files_of, going
from clientkit.privacy.forget.proof import Proof
from clientkit.privacy.forget.unfinished import Unfinished, clear_locks, note

DERIVED = ("facts", "undo", "pending")
"""What clientkit keeps for itself and makes anew, or can do without."""

STAYING = ("lock", "sending", "rewriting", "survey.key", "forgetting")


class Forgotten(Model):
    """Somebody who was forgotten."""

    client: str = Field(description="short name of the client")
    contact: str | None = Field(description="id of the contact; null: the client as a whole")
    pseudonym: str = Field(description="what counts stays under this name")
    files: tuple[str, ...] = Field(description="files that were written anew, or removed")
    history: bool = Field(description="whether git's history was rewritten")
    proof: Proof = Field(description="what a reading of everything found afterwards")
    beyond: tuple[str, ...] = Field(description="what this command cannot reach, and what to do there")


def begin(work: Work, today: date, *, history: bool) -> Unfinished:
    """What is to be written down for a plan.

    Raises:
        RefusedError: agreements of the client must be kept.
    """
    plan = work.plan
    if plan.possible_on:
        raise RefusedError(
            f"The client {plan.client} cannot be forgotten before {plan.possible_on}: "
            "until then its agreements are kept (policies.keep_agreements_years).",
            f"Its people can be: clientkit client forget {plan.client} --contact PERSON",
        )
    stone = tombstone(work.stones.salt, today, work.who.tombstones(), work.commits)
    files = tuple(dict.fromkeys(name for one in plan.files for name in (one.file, one.renamed) if name))
    return Unfinished(work.eraser, stone, files, history, beyond=plan.beyond)


def forget(workspace: Workspace, todo: Unfinished) -> Forgotten:
    """Do what was written down, or what is left of it; the same again changes nothing more.

    Raises:
        BusyError, OutsideError, RefusedError: as of `locked`; what is left is finished by the same command.
    """
    with locked(workspace, forgetting=True):
        if workspace.unfinished_forgetting():
            clear_locks(workspace)
        else:
            note(workspace, todo)
        _bury(workspace, todo.stone)
        _erase(workspace, todo)
        _clear_derived(workspace, todo.eraser)
        if not todo.begun:  # once it was, all is committed, and a cut-off rewriting may have moved the branch
            _commit(workspace, todo)
        proof = Proof(objects=0, **_left(workspace, todo.eraser))
        if todo.history:
            from clientkit.privacy.history.rewrite import rewrite_history

            if not todo.begun:
                todo = todo._replace(begun=True)
                note(workspace, todo)
            proof = rewrite_history(workspace, todo.eraser, proof)
        workspace.forgetting_file.unlink()
        sync_folder(workspace.private_dir)
    return Forgotten(
        client=todo.eraser.client,
        contact=todo.eraser.contact or None,
        pseudonym=todo.eraser.strings.pseudonym,
        files=todo.files,
        history=todo.history,
        proof=proof,
        beyond=todo.beyond,
    )


def _bury(workspace: Workspace, stone: bytes) -> None:
    path = erased_file(workspace)
    if stone not in (path.read_bytes().splitlines() if path.exists() else []):
        append_line(workspace, path, stone)


def _erase(workspace: Workspace, todo: Unfinished) -> None:
    eraser = todo.eraser
    folder = workspace.client_dir(eraser.client)
    if not eraser.contact and folder.exists():
        clear_pending(workspace)
        folder.rename(workspace.pending)
        sync_folder(workspace.clients_dir)
        clear_pending(workspace)
    gone = going(workspace, eraser) | {name for name in todo.files if not (workspace.root / name).exists()}
    order = sorted(files_of(workspace), key=lambda one: not one[0].endswith(".jsonl"))
    for name, data in order:  # records first: no file is gone that one of them still names
        after, path = eraser.result(name, data, gone), workspace.root / name
        target = workspace.root / eraser.renamed(name)
        if after is None:
            remove_file(workspace, path, digest(data))
        elif target != path:
            if not target.exists():
                replace_file(workspace, target, after, None)
            remove_file(workspace, path, digest(data))
        elif after != data:
            replace_file(workspace, path, after, digest(data))


def _clear_derived(workspace: Workspace, eraser: Eraser) -> None:
    """What was derived or left open and may hold them: lists, the way back, unsaved texts."""
    for path in sorted(workspace.private_dir.iterdir()):
        if path.name in DERIVED or (path.name not in STAYING and _names_in(path, workspace, eraser)):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
    sync_folder(workspace.private_dir)


def _names_in(path: Path, workspace: Workspace, eraser: Eraser) -> bool:
    """Whether a file, or any in a folder, is of the client or names them."""
    for one in (path, *path.rglob("*")):
        inside = one.relative_to(workspace.private_dir).as_posix()
        if not eraser.contact and f"/{eraser.folder}" in f"/{inside}/":
            return True
        with suppress(OSError):
            if one.is_file() and eraser.strings.named_in(one.read_bytes(), inside=True)[0]:
                return True
    return False


def _commit(workspace: Workspace, todo: Unfinished) -> None:
    """Commit what is changed, where the settings ask for it; before a rewriting it must be."""
    if not (todo.history or commits_are_wanted(workspace)) or not is_inside_repository(workspace.root):
        return
    names = [*todo.files, erased_file(workspace).name]
    if not todo.eraser.contact:
        names.append(todo.eraser.folder.rstrip("/"))
    known = read_git(workspace.root, ["ls-files", "-z", "--", *names]).decode(errors="surrogateescape")
    tracked = known.split("\0")
    there = [
        name
        for name in names
        if (workspace.root / name).exists()
        or any(one == name or one.startswith(f"{name}/") for one in tracked)
    ]
    if read_git(workspace.root, ["status", "--porcelain", "--", *there]).strip():
        what = "a contact" if todo.eraser.contact else "a client"
        commit_saved(workspace, [workspace.root / name for name in there], f"Forget {what}")


def _left(workspace: Workspace, eraser: Eraser) -> dict[str, Any]:
    """What names them still in the workspace's files, agreements that are kept among it."""
    left: list[str] = []
    kept: list[str] = []
    unproved: list[str] = []
    count = 0
    for name, data in (*files_of(workspace), *_private_files(workspace)):
        count += 1
        named, unread = eraser.names(name, data)
        named = named or eraser.names(name, name.encode())[0]
        if named:
            (kept if eraser.keeps(name) else left).append(name)
        elif unread:
            unproved.append(f"{name}: {unread}")
    return {"files": count, "left": tuple(left), "kept": tuple(kept), "unproved": tuple(unproved)}


def _private_files(workspace: Workspace) -> Iterator[tuple[str, bytes]]:
    for path in workspace.private_dir.rglob("*"):
        if path.is_file() and path.name not in STAYING:
            with suppress(OSError):
                yield workspace.relative(path), path.read_bytes()
