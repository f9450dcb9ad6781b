"""Whether a workspace's repository can be rewritten here, and what of it lies elsewhere."""

import os
from collections.abc import Container, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from clientkit.errors import OutsideError, RefusedError
from clientkit.kernel.model.values.extras import add_command
from clientkit.kernel.store.git import commit_permission, run_git, what_commits_run
from clientkit.kernel.store.machine.trust import require_trusted
from clientkit.kernel.store.workspace import Workspace
from clientkit.privacy.history.objects import Change

UNDER_WAY = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "BISECT_LOG", "rebase-merge", "rebase-apply")


def require_rewritable(workspace: Workspace) -> None:
    """Refuse a repository of which something would be lost or stay behind.

    Raises:
        RefusedError: why, and what to do first.
        OutsideError: git or git-filter-repo is missing.
    """
    root = workspace.root
    if find_spec("git_filter_repo") is None:
        raise OutsideError(
            "--history needs git-filter-repo, which is not installed.", f"Add it: {add_command('history')}"
        )
    if not (root / ".git").is_dir():
        raise RefusedError(
            f"{root} is no repository of its own, so its history is not rewritten.",
            "Stand in the main work tree of a repository that holds the workspace alone.",
        )
    require_trusted(workspace, commit_permission(what_commits_run(workspace)))
    for what, mend in _hindrances(root):
        raise RefusedError(f"The history is not rewritten: {what}.", mend)


def _hindrances(root: Path) -> Iterator[tuple[str, str]]:
    folder = root / ".git"
    if any(os.path.lexists(folder / name) for name in UNDER_WAY):
        yield "a merge, rebase or bisection is under way", "Finish it or give it up: git status says how"
    if run_git(root, ["worktree", "list", "--porcelain"]).count("worktree ") > 1:
        yield "there are linked work trees", "Remove them first: git worktree list, git worktree remove PATH"
    if (folder / "shallow").exists():
        yield "this clone is shallow, so its history is not all here", "git fetch --unshallow"
    settings = run_git(root, ["config", "--list", "--name-only"]).casefold()
    if "extensions.partialclone" in settings or ".promisor" in settings:
        yield "this clone is partial, so its history is not all here", "Clone anew, without --filter"
    if (folder / "objects" / "info" / "alternates").exists():
        yield (
            "objects are borrowed from another repository (alternates)",
            "git repack -a -d, then remove the file",
        )
    if run_git(root, ["status", "--porcelain", "--ignore-submodules=none"]).strip():
        yield "the work tree has changes that are not committed", "Commit them, or put them away: git status"


def first_commits(log: Sequence[Change], naming: Container[str]) -> tuple[int, tuple[str, ...]]:
    """How many commits name somebody, and the first of them: those without one among their ancestors."""
    tainted: set[str] = set()
    first: list[str] = []
    count = 0
    for one in log:
        names = one.commit in naming or any(name in naming for name, _ in one.blobs)
        count += names
        if not names and tainted.isdisjoint(one.parents):
            continue
        if tainted.isdisjoint(one.parents):
            first.append(one.commit)
        tainted.add(one.commit)
    return count, tuple(first)


def elsewhere(workspace: Workspace) -> tuple[str, ...]:
    """Where git's history lies too, with what to type there."""
    found = []
    for name in run_git(workspace.root, ["remote"]).split():
        url = run_git(workspace.root, ["remote", "get-url", name]).strip()
        found.append(
            f"the remote {name} ({url}) still has all of it: git push --force --all {name}, "
            f"git push --force --tags {name}, delete branches there whose names are gone, "
            "and ask its host to remove what nothing points to"
        )
    found.append("other clones and machines: remove them and clone anew; never merge or push from them")
    return tuple(found)
