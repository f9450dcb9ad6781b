"""Rewriting git's history without somebody, by git-filter-repo; then everything is read to prove it."""

import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from clientkit.errors import BusyError, ExitCode, OutsideError
from clientkit.kernel.store.git import git_environment, read_git, run_git
from clientkit.kernel.store.workspace import Workspace
from clientkit.privacy.forget.eraser import Eraser
from clientkit.privacy.forget.proof import Proof
from clientkit.privacy.history.filter import point_head, ref_without, without
from clientkit.privacy.history.objects import PATIENCE, changes, look

FILTER = "clientkit.privacy.history.filter"
LEFT_BY_GIT = ("ORIG_HEAD", "FETCH_HEAD", "COMMIT_EDITMSG", "MERGE_MSG", "SQUASH_MSG", "AUTO_MERGE")


def rewrite_history(workspace: Workspace, eraser: Eraser, files: Proof) -> Proof:
    """Rewrite every commit, tag, ref and stash, drop what nothing points to, and read all that is left.

    Killed at any point, it is done anew from the beginning: what is rewritten is found to name nobody.

    Raises:
        OutsideError: git or git-filter-repo failed.
    """
    root = workspace.root
    _mend_stash(root)
    point_head(root, eraser)
    if run_git(root, ["status", "--porcelain"]).strip():
        run_git(root, ["reset", "--hard", "--quiet"])  # a reset that was cut off; all else was committed
    _filter(workspace)
    _rename_branches(root, eraser)
    _drop_old(root, eraser)
    return _proof(workspace, eraser, files)


def _mend_stash(root: Path) -> None:
    """Give the stash a log again: git-filter-repo writes it in place, and was cut off while it was empty."""
    log = root / ".git" / "logs" / "refs" / "stash"
    last = run_git(root, ["for-each-ref", "--format=%(objectname)", "refs/stash"]).strip()
    if last and not (log.exists() and log.read_bytes().strip()):
        log.write_text(f"{'0' * len(last)} {last} clientkit <clientkit@localhost> 0 +0000\tstash\n")


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
    stash = folder / "logs" / "refs" / "stash"
    if stash.exists():  # its log is what it consists of: the words in it are replaced, the log stays
        new = folder / "clientkit-stash"
        new.write_bytes(without(stash.read_bytes(), eraser, message=True))
        new.replace(stash)  # at once: cut off in between, an empty log would hide what was put away
    refs = run_git(root, ["for-each-ref", "--format=%(refname)"]).split()
    for ref in ("HEAD", *(ref for ref in refs if ref != "refs/stash")):
        with suppress(OutsideError):  # it has no log
            run_git(root, ["reflog", "expire", "--expire=now", "--expire-unreachable=now", ref])
    for name in LEFT_BY_GIT:
        (folder / name).unlink(missing_ok=True)
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
