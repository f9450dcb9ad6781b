"""git, for the workspace itself: nothing of it can undo or hide a save."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from clientkit.errors import OutsideError
from clientkit.kernel.store.workspace import Workspace

TIMEOUT = 30
"""Seconds that one git command may take."""

_SAFE = (
    *("-c", "core.fsync=committed,index"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "core.fsmonitor=false"),
    *("-c", "commit.gpgsign=false"),
)


def run_git(folder: Path, arguments: Sequence[str]) -> str:
    """Run git in a folder, without hooks, prompts or settings of the environment; its output as text.

    Raises:
        OutsideError: git is missing, failed or took too long.
    """
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment |= {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(  # noqa: S603 - the program is fixed, the arguments are ours, paths follow '--'
            ["git", "-C", str(folder), *_SAFE, *arguments],  # noqa: S607 - git is found where the user has it
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=environment,
            timeout=TIMEOUT,
            check=False,
        )
    except FileNotFoundError:
        raise OutsideError(
            "git was not found.", "Install git, or work without it: clientkit init --no-git"
        ) from None
    except subprocess.TimeoutExpired:
        raise OutsideError(
            f"git {arguments[0]} took longer than {TIMEOUT} seconds.", "Try it by hand."
        ) from None
    if done.returncode != 0:
        said = (done.stderr or done.stdout).decode(errors="replace").strip().splitlines()
        raise OutsideError(
            f"git {arguments[0]} failed: {said[-1] if said else 'it gave no reason'}",
            f"Try it by hand in {folder}.",
        )
    return done.stdout.decode(errors="replace")


def is_inside_repository(folder: Path) -> bool:
    """Whether a folder stands in a git work tree already, even in one that git does not trust here."""
    try:
        return run_git(folder, ["rev-parse", "--is-inside-work-tree"]).strip() == "true"
    except OutsideError:
        return any((above / ".git").exists() for above in (folder, *folder.parents))


def commit_saved(workspace: Workspace, paths: Sequence[Path], message: str) -> None:
    """Commit what one command saved; a failure becomes a notice, because the save itself holds."""
    names = [str(path) for path in paths]
    try:
        run_git(workspace.root, ["add", "--", *names])
        run_git(workspace.root, ["commit", "--quiet", "--message", message, "--", *names])
    except OutsideError as error:
        workspace.notices.add(f"saved, not committed: {error.message}")
