"""Git repositories for tests, made by real git: commits with chosen words, authors and instants."""

import os
import subprocess
from hashlib import sha256
from pathlib import Path

YOU = "dewi@studio.example"
MONDAY_MORNING = "2026-11-16T09:00:00+07:00"


def git(folder: Path, *arguments: str, check: bool = True, **options) -> str:
    """Run git in a folder as a person would; what it said."""
    command = ["git", "-C", str(folder), *arguments]
    done = subprocess.run(command, check=check, capture_output=True, text=True, **options)
    return done.stdout.strip()


def a_repository(folder: Path) -> Path:
    """An empty repository whose branch is `main`."""
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "config", "user.name", "Dewi Lestari")
    git(folder, "config", "user.email", YOU)
    return folder


def commit(folder: Path, subject: str, moment: str = MONDAY_MORNING, *more: str, email: str = YOU) -> str:
    """Commit nothing under these words, at this instant; the short hash."""
    stamp = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment, "GIT_AUTHOR_EMAIL": email}
    words = ("commit", "--quiet", "--allow-empty", "--allow-empty-message", "--no-verify", "-F", "-")
    git(folder, *words, *more, input=subject, env={**os.environ, **stamp})
    return git(folder, "rev-parse", "--short=7", "HEAD")


def contents(folder: Path) -> dict[str, str]:
    """Every file below a folder with the hash of its bytes."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
