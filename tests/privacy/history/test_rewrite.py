"""Git's history without a person: nothing names them, what is not theirs stays, and an old clone is found."""

import json
import os
import random
import shutil
import subprocess

import pytest

from support.forgetting import FORGET, every_merge_is_found, plant, still_named
from support.git_repositories import git
from support.trusted import trust


def test_nothing_of_twenty_planted_strings_is_left(run, in_git, tmp_path):
    plant(in_git)
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    git(in_git, "remote", "add", "origin", "../remote.git")
    git(in_git, "push", "--quiet", "origin", "--all")
    git(in_git, "branch", "--quiet", "--set-upstream-to=origin/draft-rina-wijaya")
    before = len(still_named(in_git))
    assert before >= 20
    count = int(git(in_git, "rev-list", "--count", "HEAD"))
    plan = json.loads(run(*FORGET, "--dry-run", "--json").out)["data"]
    assert plan["commits"] >= 5
    assert len(still_named(in_git)) == before
    done = run(*FORGET, "--json")
    assert done.code == 0, done
    data = json.loads(done.out)["data"]
    assert (data["proof"]["left"], still_named(in_git)) == ([], [])
    assert data["proof"]["objects"] > 50
    assert all("/agreements/" in one for one in data["proof"]["kept"])
    assert "git push --force --all origin" in " ".join(data["beyond"])
    assert git(in_git, "config", "remote.origin.url") == "../remote.git"
    assert int(git(in_git, "rev-list", "--count", "HEAD")) == count + 1
    branch = git(in_git, "symbolic-ref", "--short", "HEAD")
    assert branch == f"draft-{data['pseudonym']}"
    assert git(in_git, "config", f"branch.{branch}.merge") == f"refs/heads/{branch}"
    assert len(git(in_git, "stash", "list").splitlines()) == 1
    assert git(in_git, "stash", "show", "-p").endswith(f"+{data['pseudonym']}, put away")
    assert git(in_git, "status", "--porcelain") == ""
    assert git(in_git, "fsck", "--full") == ""
    assert run("check").code == 0
    assert run(*FORGET).code == 3


def test_the_locks_of_a_git_that_was_killed_with_it_do_not_stop_the_next_one(run, in_git):
    lock = in_git / ".git" / "packed-refs.lock"
    lock.touch()
    os.utime(lock, (1, 1))  # somebody else's, from before
    assert (run(*FORGET).code, lock.exists()) == (6, True)
    lock.touch()
    assert (run(*FORGET).code, lock.exists()) == (0, False)
    assert still_named(in_git) == []


def worktree(root):
    git(root, "worktree", "add", "--quiet", "../linked")


def shallow(root):
    (root / ".git" / "shallow").write_text(git(root, "rev-parse", "HEAD") + "\n")


def partial(root):
    git(root, "config", "remote.origin.promisor", "true")
    trust(root)


def alternates(root):
    subprocess.run(["git", "init", "--quiet", "../other"], check=True, cwd=root)
    (root / ".git" / "objects" / "info" / "alternates").write_text("../../../other/.git/objects\n")


def dirty(root):
    (root / "new.txt").write_text("not committed\n")


def merging(root):
    (root / ".git" / "MERGE_HEAD").write_text(git(root, "rev-parse", "HEAD") + "\n")


@pytest.mark.parametrize(
    ("hinder", "said"),
    [
        (worktree, "linked work trees"),
        (shallow, "shallow"),
        (partial, "partial"),
        (alternates, "alternates"),
        (dirty, "not committed"),
        (merging, "under way"),
        (lambda root: shutil.rmtree(root / ".git"), "no repository"),
    ],
)
def test_what_would_be_lost_or_stay_behind_is_refused(run, in_git, hinder, said):
    hinder(in_git)
    before = (in_git / "clients/kopi/client.toml").read_bytes()
    refused = run(*FORGET)
    assert (refused.code, said in refused.err) == (5, True), refused
    assert (in_git / "clients/kopi/client.toml").read_bytes() == before
    assert not (in_git / "erased.jsonl").exists()


def test_without_trust_nothing_of_the_repository_is_run(run, in_git, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "elsewhere"))
    refused = run(*FORGET)
    assert (refused.code, "clientkit trust" in refused.err) == (5, True)


def test_a_plan_points_to_the_history_unless_it_goes_over_it(run, in_git):
    plan = ("client", "forget", "kopi", "--contact", "rina", "--dry-run")
    assert "--history takes them out" in run(*plan).out
    assert "--history takes them out" not in run(*plan, "--history").out


def test_signatures_are_told_of(run, in_git):
    data = git(in_git, "cat-file", "commit", "HEAD")
    head, _, words = data.partition("\n\n")
    signed = f"{head}\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n -----END PGP SIGNATURE-----\n\n{words}\n"
    name = git(in_git, "hash-object", "-t", "commit", "-w", "--stdin", input=signed)
    git(in_git, "reset", "--quiet", "--hard", name)
    assert "lose their signatures" in run(*FORGET[:-1], "--dry-run").out


def test_a_merge_from_an_old_clone_is_found(run, in_git, monkeypatch):
    monkeypatch.chdir(in_git.parent)
    monkeypatch.setenv("CLIENTKIT_WORKSPACE", str(in_git))
    every_merge_is_found(run, in_git, random.Random(7), 3)  # noqa: S311 - no secret
