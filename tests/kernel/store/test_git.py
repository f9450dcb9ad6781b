import os
import subprocess

import pytest

from clientkit.errors import OutsideError
from clientkit.kernel.store import git as store_git
from clientkit.kernel.store.git import (
    commit_permission,
    commit_saved,
    is_inside_repository,
    run_git,
    what_commits_run,
)
from clientkit.kernel.store.machine.trust import vouch
from clientkit.kernel.store.save import save_file, save_folder
from clientkit.kernel.store.workspace import Workspace


def git(folder, *arguments):
    return subprocess.run(
        ["git", "-C", folder, *arguments], check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture
def workspace(tmp_path):
    root = tmp_path / "studio"
    root.mkdir()
    git(root, "init", "--quiet")
    git(root, "config", "user.name", "Dewi")
    git(root, "config", "user.email", "dewi@studio.example")
    (root / "clientkit.toml").write_text("[git]\ncommit = true\n")
    (root / ".git" / "info" / "exclude").write_text(".clientkit/\n")
    return trusted(Workspace(root, "laptop"))


def trusted(workspace):
    vouch(workspace, [commit_permission(what_commits_run(workspace))])
    return workspace


def test_only_what_was_saved_is_committed(workspace):
    (workspace.root / "draft.md").write_text("not ready")
    (workspace.root / "staged.md").write_text("not ready either")
    git(workspace.root, "add", "staged.md")

    save_file(workspace, workspace.root / "note.md", b"done", None, "Save the note")

    assert git(workspace.root, "log", "--format=%s", "--name-only").split() == [
        "Save",
        "the",
        "note",
        "note.md",
    ]
    assert git(workspace.root, "status", "--short").splitlines() == [
        "A  staged.md",
        "?? clientkit.toml",
        "?? draft.md",
    ]
    assert workspace.notices.lines == []


def test_a_folder_is_committed_with_all_its_files(workspace):
    save_folder(workspace, workspace.client_dir("kopi"), {"client.toml": b"", "a/b.md": b""}, "Add kopi")

    committed = git(workspace.root, "ls-tree", "-r", "--name-only", "HEAD").split()
    assert committed == ["clients/kopi/a/b.md", "clients/kopi/client.toml"]


def test_a_name_that_looks_like_an_option_is_a_path(workspace):
    save_file(workspace, workspace.root / "--amend", b"", None, "-m --amend\n\nof two paragraphs")

    assert git(workspace.root, "log", "--format=%s").split("\n") == ["-m --amend", ""]


@pytest.mark.parametrize(
    "settings",
    [
        b"[git]\ncommit = false\n",
        b"",
        b"git = 3\n",
        b'[git]\ncommit = "true"\n',
        b"[git\n",
        b"\xff",
        b"x = " + b"[" * 5000,
        b"x = " + b"9" * 5000,
    ],
)
def test_nothing_is_committed_unless_the_settings_say_so(workspace, settings):
    workspace.settings_file.write_bytes(settings)

    save_file(workspace, workspace.root / "note.md", b"done", None, "Save the note")

    assert "note.md" in git(workspace.root, "status", "--short")
    assert workspace.notices.lines == []


def test_settings_with_a_byte_order_mark_are_heard(workspace):
    workspace.settings_file.write_bytes(b"\xef\xbb\xbf[git]\r\ncommit = true\r\n")

    save_file(workspace, workspace.root / "note.md", b"done", None, "Save the note")

    assert git(workspace.root, "log", "--format=%s") == "Save the note\n"


def test_a_save_holds_when_git_fails_and_the_failure_is_told(workspace):
    git(workspace.root, "config", "user.useConfigOnly", "true")
    git(workspace.root, "config", "--unset", "user.email")

    save_file(workspace, workspace.root / "note.md", b"done", None, "Save the note")

    assert (workspace.root / "note.md").read_bytes() == b"done"
    (notice,) = workspace.notices.lines
    assert notice.startswith("saved, not committed: git commit failed: ")


def test_a_save_holds_where_there_is_no_repository(tmp_path):
    workspace = trusted(Workspace(tmp_path, "laptop"))

    commit_saved(workspace, [tmp_path / "note.md"], "Save the note")

    (notice,) = workspace.notices.lines
    assert notice.startswith("saved, not committed: git add failed: fatal: not a git repository")


def test_hooks_and_signing_programs_are_not_run(workspace):
    for name in ("pre-commit", "post-commit", "prepare-commit-msg"):
        hook = workspace.root / ".git" / "hooks" / name
        hook.write_text(f"#!/bin/sh\ntouch '{workspace.root}/ran-{name}'\nexit 1\n")
        hook.chmod(0o755)
    git(workspace.root, "config", "commit.gpgsign", "true")
    git(workspace.root, "config", "gpg.program", str(workspace.root / ".git" / "hooks" / "pre-commit"))

    save_file(trusted(workspace), workspace.root / "note.md", b"done", None, "Save the note")

    assert git(workspace.root, "log", "--format=%s") == "Save the note\n"
    assert list(workspace.root.glob("ran-*")) == []


def test_another_repository_in_the_environment_is_not_touched(workspace, tmp_path, monkeypatch):
    other = tmp_path / "other"
    git(tmp_path, "init", "--quiet", "other")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / "index"))

    save_file(workspace, workspace.root / "note.md", b"done", None, "Save the note")
    monkeypatch.undo()

    assert workspace.notices.lines == []
    assert git(workspace.root, "log", "--format=%s") == "Save the note\n"
    assert not (other / "index").exists()


def test_a_folder_in_a_repository_is_known_as_such(workspace, tmp_path):
    (workspace.root / "below").mkdir()
    (tmp_path / "beside").mkdir()

    assert is_inside_repository(workspace.root)
    assert is_inside_repository(workspace.root / "below")
    assert not is_inside_repository(tmp_path / "beside")


def test_a_repository_that_git_does_not_trust_is_one_all_the_same(workspace, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")

    assert is_inside_repository(workspace.root)


def test_a_missing_git_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(OutsideError, match=r"^git was not found") as missing:
        run_git(tmp_path, ["status"])

    assert missing.value.hint == "Install git, or work without it: clientkit init --no-git"


def test_a_git_that_hangs_is_given_up(tmp_path, monkeypatch):
    program = tmp_path / "git"
    program.write_text("#!/bin/sh\nexec sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(store_git, "TIMEOUT", 0.1)

    with pytest.raises(OutsideError, match=r"^git status took longer than"):
        run_git(tmp_path, ["status"])


def test_what_git_said_last_is_the_reason(tmp_path):
    with pytest.raises(OutsideError) as failed:
        run_git(tmp_path, ["status"])

    assert failed.value.message.startswith("git status failed: fatal: not a git repository")
    assert failed.value.hint == f"Try it by hand in {tmp_path}."


def test_a_git_that_fails_without_a_word_is_told_so(workspace):
    with pytest.raises(OutsideError, match=r"^git config failed: it gave no reason"):
        run_git(workspace.root, ["config", "--get", "no.such.key"])


def saved(workspace, name="note.md"):
    """What is said after a save."""
    workspace.notices.told.clear()
    save_file(workspace, workspace.root / name, b"done", None, "Save the note")
    return " ".join(workspace.notices.lines)


def test_nothing_is_committed_where_nobody_vouched_for_it(workspace):
    vouch(workspace, [], instead=True)

    assert saved(workspace) == (
        f"saved, not committed: {workspace.root} is not trusted to commit in git, whose settings here run"
        " nothing; nothing of that was done. Look at it; if it is as you want it: clientkit trust"
    )
    assert git(workspace.root, "rev-list", "--all") == ""


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("filter.evil.clean", "touch ran; cat"),
        ("filter.evil.process", "touch ran"),
        ("core.worktree", ".."),
        ("gc.recentObjectsHook", "touch ran"),
        ("include.path", "../evil"),
        ("what.nobody.knows", "touch ran"),
        ("core.alternaterefscommand", "touch ran"),
    ],
)
def test_settings_of_the_repository_that_could_run_something_are_asked_about_again(workspace, setting, value):
    (workspace.root / ".gitattributes").write_text("* filter=evil\n")
    (workspace.root / "evil").write_text('[filter "evil"]\nclean = touch ran; cat\n')
    git(workspace.root, "config", setting, value)

    said = saved(workspace)

    assert f"whose settings here can run {setting.lower()} = {value}" in said
    assert not (workspace.root / "ran").exists()
    git(workspace.root, "config", "--unset", setting)
    assert saved(workspace, "other.md") == ""


def test_what_was_vouched_for_runs_and_another_value_is_asked_about(workspace):
    (workspace.root / ".gitattributes").write_text("note* filter=mine\n")
    git(workspace.root, "config", "filter.mine.clean", "tr a-z A-Z")

    assert saved(trusted(workspace)) == ""
    assert git(workspace.root, "show", "HEAD:note.md") == "DONE"
    git(workspace.root, "config", "filter.mine.clean", "tr a-z A-Z; touch ran")
    assert "is not trusted" in saved(workspace, "note2.md")


def test_settings_that_run_nothing_change_nothing(workspace):
    for name, value in {
        "user.name": "Dewi L",
        "remote.origin.url": "ext::sh -c touch%20ran",
        "branch.main.merge": "refs/heads/main",
        "core.autocrlf": "false",
        "color.ui": "never",
    }.items():
        git(workspace.root, "config", name, value)

    assert saved(workspace) == ""


def test_a_commit_bears_the_name_that_the_environment_gives_the_user(workspace, monkeypatch):
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", f"Dewi as {who.lower()}")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "lestari@studio.example")

    assert saved(workspace) == ""
    assert git(workspace.root, "log", "--format=%an, %cn, %ae") == (
        "Dewi as author, Dewi as committer, lestari@studio.example\n"
    )


def test_a_missing_object_is_not_fetched(workspace):
    """A partial clone would run `uploadpack` of its remote for it."""
    git(workspace.root, "config", "remote.origin.url", str(workspace.root))
    git(workspace.root, "config", "remote.origin.promisor", "true")
    git(workspace.root, "config", "remote.origin.uploadpack", f"touch {workspace.root}/ran; git-upload-pack")
    git(workspace.root, "config", "extensions.partialClone", "origin")

    with pytest.raises(OutsideError):
        run_git(workspace.root, ["cat-file", "-p", "1" * 40])

    assert not (workspace.root / "ran").exists()
