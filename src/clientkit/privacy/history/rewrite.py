"""Rewriting git's history without somebody, by git-filter-repo; then everything is read to prove it."""

import re
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from clientkit.errors import BusyError, ExitCode, OutsideError
from clientkit.kernel.store.atomic_write import write_new
from clientkit.kernel.store.git import git_environment, read_git, run_git
from clientkit.kernel.store.workspace import Workspace
from clientkit.privacy.forget.eraser import Eraser
from clientkit.privacy.forget.proof import Proof
from clientkit.privacy.history.filter import point_head, ref_without, without
from clientkit.privacy.history.objects import PATIENCE, changes, look

FILTER = "clientkit.privacy.history.filter"
HASH = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
STASH_LOG, STASH_COPY = "logs/refs/stash", "clientkit-stash"
LEFT_BY_GIT = ("ORIG_HEAD", "FETCH_HEAD", "COMMIT_EDITMSG", "MERGE_MSG", "SQUASH_MSG", "AUTO_MERGE")


def rewrite_history(workspace: Workspace, eraser: Eraser, files: Proof) -> Proof:
    """Rewrite every commit, tag, ref and stash, drop what nothing points to, and read all that is left.

    Killed at any point, it is done anew from the beginning: what is rewritten is found to name nobody.

    Raises:
        OutsideError: git or git-filter-repo failed.
    """
    root = workspace.root
    _keep_stash(root)
    _drop_half_made(root, eraser)
    point_head(root, eraser)
    if run_git(root, ["status", "--porcelain"]).strip():
        run_git(root, ["reset", "--hard", "--quiet"])  # a reset that was cut off; all else was committed
    _filter(workspace)
    _rename_branches(root, eraser)
    _drop_old(root, eraser)
    return _proof(workspace, eraser, files)


def _keep_stash(root: Path) -> None:
    """Have the log that a stash consists of whole before git-filter-repo empties it and writes it anew.

    Cut off in between it is empty, or has a line of fast-import's: then the copy goes on, whose commits are
    dropped only once the log is whole again. Blank lines, which git-filter-repo leaves, it cannot read.
    """
    log, copy = root / ".git" / STASH_LOG, root / ".git" / STASH_COPY
    own, before = _entries(log), _entries(copy)
    if before and [_words(line) for line in own] != [_words(line) for line in before]:
        asked = b"".join(line.split()[1] + b"\n" for line in before)
        told = read_git(root, ["cat-file", "--batch-check=%(objecttype)"], said=asked).splitlines()
        own = [line for line, kind in zip(before, told, strict=True) if kind == b"commit"]
    if own:
        for path in (copy, log):
            _put(root, path, b"".join(own))


def _drop_half_made(root: Path, eraser: Eraser) -> None:
    """Drop refs that stand under both names: the old one goes only once all of the new ones are made."""
    refs = run_git(root, ["for-each-ref", "--format=%(refname)"]).split()
    for ref in refs:
        if (new := ref_without(ref, eraser)) != ref and new in refs:
            run_git(root, ["update-ref", "--no-deref", "-d", new])
    _drop_hashes(root)


def _drop_hashes(root: Path) -> None:
    """Drop the refs that git-filter-repo makes of a stash's hashes, right in git's folder."""
    for path in (root / ".git").iterdir():
        if HASH.fullmatch(path.name):
            path.unlink()


def _entries(log: Path) -> list[bytes]:
    lines = log.read_bytes().splitlines(keepends=True) if log.exists() else []
    return [line for line in lines if line.strip()]


def _words(line: bytes) -> bytes:
    """Who put it away, when, and in which words: what a rewriting leaves as it is."""
    return line.split(None, 2)[2].strip()


def _put(root: Path, path: Path, data: bytes) -> None:
    new = root / ".git" / "clientkit-new"
    new.unlink(missing_ok=True)
    write_new(new, data, 0o644)
    new.replace(path)


def _filter(workspace: Workspace) -> None:
    """Run git-filter-repo in a process of its own: it works where it stands, talks, leaves things open."""
    shutil.rmtree(workspace.root / ".git" / "filter-repo", ignore_errors=True)
    done = subprocess.run(  # noqa: S603 - this very program; nothing that lies in the workspace is imported
        [
            sys.executable,
            "-P",
            "-m",
            "clientkit.privacy.history.filter",
            str(workspace.root),
            workspace.device,
        ],
        cwd=workspace.root,
        env=git_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if done.returncode == ExitCode.BUSY:
        raise BusyError(
            "The rewriting of git's history that was cut off still runs.", "Wait, then try again."
        )
    if done.returncode:
        words = done.stderr.decode(errors="replace").strip().splitlines() or ["it gave no reason"]
        raise OutsideError(f"git-filter-repo failed: {words[-1][:300]}", "Look at the repository: git fsck")


def _rename_branches(root: Path, eraser: Eraser) -> None:
    """Settings of branches go with their new names."""
    lines = run_git(root, ["config", "--local", "--list", "--null"]).split("\0")
    pairs = [(key, value) for key, _, value in (line.partition("\n") for line in lines)]
    for key, value in pairs:
        if key.startswith("branch."):
            merge = key.endswith(".merge")
            after = ref_without(value, eraser) if merge else eraser.strings.stand_in(value, message=True)
            if after != value:
                run_git(root, ["config", key, after])
    for name in {key[7:].rpartition(".")[0] for key, _ in pairs if key.startswith("branch.")}:
        if (new := eraser.strings.stand_in(name)) != name:
            run_git(root, ["config", "--rename-section", f"branch.{name}", f"branch.{new}"])


def _drop_old(root: Path, eraser: Eraser) -> None:
    """Drop every trace of the old history: logs, what nothing points to, what git left lying."""
    folder = root / ".git"
    (folder / STASH_COPY).unlink(missing_ok=True)  # first: the log stands for itself from here on
    if stash := _entries(folder / STASH_LOG):  # it is what the stash consists of: its words are replaced
        _put(root, folder / STASH_LOG, without(b"".join(stash), eraser, message=True))
    refs = run_git(root, ["for-each-ref", "--format=%(refname)"]).split()
    for ref in ("HEAD", *(ref for ref in refs if ref != "refs/stash")):
        with suppress(OutsideError):  # it has no log
            run_git(root, ["reflog", "expire", "--expire=now", "--expire-unreachable=now", ref])
    for name in LEFT_BY_GIT:
        (folder / name).unlink(missing_ok=True)
    _drop_hashes(root)
    for name in ("filter-repo", "lost-found", "rr-cache"):
        shutil.rmtree(folder / name, ignore_errors=True)
    run_git(root, ["-c", "gc.reflogExpire=never", "gc", "--quiet", "--prune=now"], PATIENCE)


def _proof(workspace: Workspace, eraser: Eraser, files: Proof) -> Proof:
    """Read every object, ref, log and file of git and say what still names them."""
    root = workspace.root
    found = look(root, eraser, changes(root))
    left = [f"git {name[:12]} ({place})" for name, place in sorted(found.naming.items())]
    count = 0
    for path in sorted((root / ".git").rglob("*")):
        inside = path.relative_to(root).as_posix()
        if path.is_file() and not inside.startswith(".git/objects/"):
            count += 1
            if any(map(eraser.strings.named_in_git, (path.read_bytes(), inside.encode()))):
                left.append(inside)
    number = len(
        read_git(root, ["cat-file", "--batch-all-objects", "--batch-check=%(objectname)"]).splitlines()
    )
    return Proof(
        objects=number,
        files=files.files + count,
        left=(*files.left, *left),
        kept=tuple(dict.fromkeys((*files.kept, *found.kept.values()))),
        unproved=(*files.unproved, *(f"{one} (in git)" for one in found.unread.values())),
    )
