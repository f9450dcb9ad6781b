"""Git's history without somebody: at length, cut off anywhere, and merged again with old clones."""

import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest

from conftest import PROGRAM
from support.forgetting import (
    FORGET,
    every_merge_is_found,
    in_git,
    keep,
    made_in_git,
    plant,
    still_named,
)
from support.git_repositories import git
from support.trusted import trust

__all__ = ["in_git", "made_in_git"]

pytestmark = pytest.mark.slow


def test_what_was_forgotten_before_is_taken_out_of_history_later(run, in_git):
    assert run(*FORGET[:5], "--yes").code == 0
    assert still_named(in_git)
    refused = run(*FORGET)
    assert (refused.code, "not committed" in refused.err) == (5, True)
    keep(in_git, "Without them")
    assert run(*FORGET).code == 0
    assert still_named(in_git) == []


def test_a_client_goes_from_history_too(run, in_git, monkeypatch):
    monkeypatch.setenv("CLIENTKIT_TODAY", "2036-10-16")
    git(in_git, "branch", "pt-kopi-nusantara")
    assert run("client", "forget", "kopi", "--history", "--yes").code == 0
    assert git(in_git, "log", "--all", "--format=%H", "--", "clients/kopi") == ""
    assert still_named(in_git, ("kopi nusantara", "rina wijaya", "hendra gunawan")) == []
    assert run("check").code == 0


def test_every_merge_from_an_old_clone_is_found(run, in_git, monkeypatch):
    monkeypatch.chdir(in_git.parent)
    monkeypatch.setenv("CLIENTKIT_WORKSPACE", str(in_git))
    every_merge_is_found(run, in_git, random.Random(13), 20)  # noqa: S311 - no secret


def test_killed_at_any_time_the_same_command_finishes(run, in_git, tmp_path, monkeypatch):
    """Kills the whole group of processes, as a power cut would, a little later each time."""
    plant(in_git)
    root, cut_off, whole = tmp_path / "store", 0, 0.0
    monkeypatch.setenv("CLIENTKIT_WORKSPACE", str(root))
    monkeypatch.chdir(tmp_path)
    began = time.monotonic()
    for part in range(13):
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(in_git, root, symlinks=True)
        trust(root)
        with subprocess.Popen(
            [*PROGRAM, *FORGET], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        ) as process:
            try:
                process.wait(whole * part / 12 if part else None)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
        if not part:
            whole = time.monotonic() - began
        told = run("client", "list")
        if "half forgotten" in told.err:
            cut_off += 1
            assert "[half-forgotten]" in run("check").out
            assert run("log", "add", "kopi", "x", "--channel", "phone").code == 5
        assert run(*FORGET).code in {0, 3}, part
        assert still_named(root) == [], part
        assert git(root, "status", "--porcelain") == "", part
        assert len(git(root, "stash", "list").splitlines()) == 1, part
        assert run("check").code == 0, part
    assert cut_off >= 3


WRITES = (
    "commit",
    "reset",
    "reflog",
    "gc",
    "config",
    "symbolic-ref",
    "update-ref",
    "fast-import",
    "fast-export",
)
"""What git does that changes a repository."""

KILLER = """#!{python}
import os, signal, subprocess, sys
done = subprocess.run([{git!r}, *sys.argv[1:]]).returncode
if any(word in {writes!r} for word in sys.argv[1:4]):
    with open({count!r}, "a") as file:
        file.write(" ".join(sys.argv[1:]) + "\\n")
    if len(open({count!r}).readlines()) == int(os.environ["KILL_AFTER"]):
        os.killpg(0, signal.SIGKILL)
sys.exit(done)
"""


def test_cut_off_after_any_git_that_writes_the_same_command_finishes(run, in_git, tmp_path, monkeypatch):
    """Kills the whole group right after each git that changes something, two stashes put away."""
    plant(in_git)
    (in_git / "notes.md").write_text("Rina Wijaya, put away too\n")
    git(in_git, "stash", "push", "--quiet", "-m", "more of Rina Wijaya")
    root, count = tmp_path / "store", tmp_path / "count"
    programs = tmp_path / "bin"
    programs.mkdir()
    killer = KILLER.format(python=sys.executable, git=shutil.which("git"), writes=WRITES, count=str(count))
    (programs / "git").write_text(killer)
    (programs / "git").chmod(0o755)
    monkeypatch.setenv("CLIENTKIT_WORKSPACE", str(root))
    monkeypatch.chdir(tmp_path)
    path = os.pathsep.join((str(programs), os.environ["PATH"]))
    for turn in itertools.count(1):
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(in_git, root, symlinks=True)
        trust(root)
        count.write_text("")
        told = subprocess.run(
            [*PROGRAM, *FORGET],
            env={**os.environ, "PATH": path, "KILL_AFTER": str(turn)},
            capture_output=True,
            start_new_session=True,
            check=False,
        )
        at = count.read_text().splitlines()[-1]
        if told.returncode == 0:
            break
        assert run(*FORGET).code == 0, at
        assert still_named(root) == [], at
        assert git(root, "status", "--porcelain") == "", at
        kept = git(root, "stash", "list").splitlines()
        assert len(kept) == 2, at
        assert "put away too" in git(root, "stash", "show", "-p", "stash@{0}"), at
        assert "put away" in git(root, "stash", "show", "-p", "stash@{1}"), at
        assert run("check").code == 0, at
    assert turn > 8
