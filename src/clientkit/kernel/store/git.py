"""git, for the workspace itself: nothing of it can undo or hide a save, or run what nobody vouched for."""

import hashlib
import os
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from clientkit.errors import OutsideError, RefusedError
from clientkit.kernel.store.machine.trust import Permission, require_trusted
from clientkit.kernel.store.workspace import Workspace

TIMEOUT = 30
"""Seconds that one git command may take."""

_SAFE = (
    *("-c", "core.fsync=committed,index"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "core.fsmonitor=false"),
    *("-c", "commit.gpgsign=false"),
    *("-c", "safe.bareRepository=explicit"),
)
_KEPT = ("GIT_AUTHOR_", "GIT_COMMITTER_", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM")
"""Variables by their beginnings: who the user is, and where git's own settings of the user stand."""

_RUNS_NOTHING = re.compile(
    r"(user|author|committer|branch|remote|init|color|pull|push|fetch|commit|extensions)\..*"
    r"|core\.(repositoryformatversion|filemode|bare|logallrefupdates|ignorecase|precomposeunicode|symlinks"
    r"|autocrlf|eol|safecrlf|quotepath)",
    re.DOTALL,
)
"""Settings of a repository by which `git add` and `git commit`, as we call them, start no program."""

SHOWN = 300
"""Letters of what a repository could run that are shown."""


def git_environment() -> dict[str, str]:
    """The variables that git is run with: the user's own, without those that lead it elsewhere."""
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith("GIT_") or key.startswith(_KEPT)
    }
    environment |= {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    environment |= {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1"}  # no object is worth a program
    settings = [one.split("=", 1) for one in _SAFE[1::2]]
    for number, (key, value) in enumerate(settings):
        environment |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return environment | {"GIT_CONFIG_COUNT": str(len(settings))}


def run_git(folder: Path, arguments: Sequence[str], timeout: float = TIMEOUT) -> str:
    """Run git in a folder, as the user, without hooks, signing, prompts or network; its output as text.

    Raises:
        OutsideError: git is missing, failed or took longer than `timeout` seconds.
    """
    return read_git(folder, arguments, timeout).decode(errors="replace")


def read_git(folder: Path, arguments: Sequence[str], timeout: float = TIMEOUT, said: bytes = b"") -> bytes:
    """What git prints, as bytes; `said` is what it reads on stdin; see `run_git`."""
    try:
        done = subprocess.run(  # noqa: S603 - the program is fixed, the arguments are ours, paths follow '--'
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - git is found where the user has it
            input=said,
            capture_output=True,
            env=git_environment(),
            timeout=timeout,
            check=False,
        )
    except FileNotFoundError:
        raise OutsideError(
            "git was not found.", "Install git, or work without it: clientkit init --no-git"
        ) from None
    except subprocess.TimeoutExpired:
        raise OutsideError(
            f"git {arguments[0]} took longer than {timeout:.0f} seconds.", "Try it by hand."
        ) from None
    if done.returncode != 0:
        words = (done.stderr or done.stdout).decode(errors="replace").strip().splitlines()
        raise OutsideError(
            f"git {arguments[0]} failed: {words[-1] if words else 'it gave no reason'}",
            f"Try it by hand in {folder}.",
        )
    return done.stdout


def is_inside_repository(folder: Path) -> bool:
    """Whether a folder stands in a git work tree already, even in one that git does not trust here."""
    try:
        return run_git(folder, ["rev-parse", "--is-inside-work-tree"]).strip() == "true"
    except OutsideError:
        return any((above / ".git").exists() for above in (folder, *folder.parents))


def is_tracked(folder: Path, path: Path) -> bool:
    """Whether git has a file of a folder, so that everybody who has the repository has it.

    Raises:
        OutsideError: there is a repository that git cannot tell of.
    """
    return is_inside_repository(folder) and bool(run_git(folder, ["ls-files", "-z", "--", str(path)]))


def commit_permission(may_run: str = "") -> Permission:
    """To commit, with what the repository's own settings could run; nothing, where not said otherwise."""
    if not may_run:
        return Permission("git", "commit in git, whose settings here run nothing")
    whole = hashlib.sha256(may_run.encode()).hexdigest()
    return Permission(
        "git", f"commit in git, whose settings here can run {may_run[:SHOWN]} (SHA-256 {whole})"
    )


def what_commits_run(workspace: Workspace) -> str:
    """The settings of the workspace's repository by which a commit could start a program; empty without any.

    Raises:
        OutsideError: git is missing, or its settings cannot be read.
    """
    words = run_git(workspace.root, ["config", "--list", "--show-scope", "--null"]).split("\0")
    own = [
        text for scope, text in zip(words[::2], words[1::2], strict=False) if scope in {"local", "worktree"}
    ]
    return "; ".join(
        text.replace("\n", " = ", 1) for text in own if not _RUNS_NOTHING.fullmatch(text.partition("\n")[0])
    )


def commit_saved(workspace: Workspace, paths: Sequence[Path], message: str) -> None:
    """Commit what one command saved; a failure becomes a notice, because the save itself holds."""
    names = [str(path) for path in paths]
    try:
        require_trusted(workspace, commit_permission(what_commits_run(workspace)))
        run_git(workspace.root, ["add", "--", *names])
        run_git(workspace.root, ["commit", "--quiet", "--message", message, "--", *names])
    except OutsideError as error:
        workspace.notices.add(f"saved, not committed: {error.message}")
    except RefusedError as error:
        workspace.notices.add(f"saved, not committed: {error.message} {error.hint}")
