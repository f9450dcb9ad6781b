"""Git's history without somebody: at length, cut off anywhere, and merged again with old clones."""

import os
import random
import shutil
import signal
import subprocess
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


@pytest.mark.xfail(
    strict=False,
    reason="git-filter-repo writes the stash's log in place: killed then, the next run cannot read it",
)
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
