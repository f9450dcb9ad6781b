"""Who vouches for a workspace, with what, and where that is kept."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from clientkit.kernel.store.machine.trust import trust_file
from support.trusted import trust

PLAIN = "commit in git, whose settings here run nothing"
SMTP = '[mail.smtp]\nhost = "smtp.studio.example"\nuser = "dewi"\n'


@pytest.fixture
def foreign(studio, tmp_path, monkeypatch):
    """The studio at a place where nobody vouched for it."""
    root = tmp_path / "foreign"
    shutil.copytree(studio.root, root)
    monkeypatch.chdir(root)
    return root


def name_smtp(root: Path, rows: str = SMTP) -> None:
    text = (root / "clientkit.toml").read_text(encoding="utf-8")
    (root / "clientkit.toml").write_text(text.split("[mail.smtp]")[0] + rows, encoding="utf-8")


def wishes(run, *more):
    found = json.loads(run("trust", "--show", "--json", *more).out)["data"]["wishes"]
    return {(wish["kind"], wish["what"]): wish["trusted"] for wish in found}


def test_what_init_made_is_trusted(studio, run):
    assert wishes(run) == {("git", PLAIN): True}
    assert trust_file().stat().st_mode & 0o777 == 0o600
    assert trust_file().is_relative_to(os.environ["XDG_STATE_HOME"])


def test_init_does_not_vouch_for_what_it_finds(foreign, run):
    assert run("init").code == 0
    assert wishes(run) == {("git", PLAIN): False}


def test_trust_holds_for_exactly_what_was_named(foreign, run):
    name_smtp(foreign)
    assert run("trust", "--yes").code == 0
    send = ("mail", "send", "report", "kopi/toko", "--yes")
    assert "is not trusted" not in run(*send).err
    for rows in (
        SMTP.replace("studio.example", "evil.example"),
        SMTP.replace('"dewi"', '"budi"'),
        SMTP + "port = 2525\n",
        SMTP + 'security = "tls"\n',
        SMTP + 'password_command = ["sh", "-c", "touch ran"]\n',
    ):
        name_smtp(foreign, rows)
        refused = run(*send)
        assert (refused.code, "is not trusted to send mail by smtp." in refused.err) == (5, True), rows
        assert "clientkit trust" in refused.err
    assert "prints: sh -c 'touch ran'; nothing of that was done." in refused.err
    name_smtp(foreign, SMTP + "port = 587\n")
    assert "is not trusted" not in run(*send).err
    assert not (foreign / "ran").exists()


def test_it_is_taken_back(studio, run):
    done = run("trust", "--revoke")
    assert (done.code, done.out) == (0, f"may NOT {PLAIN}\n")
    assert json.loads(trust_file().read_text())["workspaces"] == {}


def test_it_asks_on_a_terminal_and_nowhere_else(foreign, run, terminal):
    alone = run("trust")
    assert (alone.code, PLAIN in alone.err, "add --yes" in alone.err) == (2, True, True)
    assert terminal("trust", answers=["n\n"]).code == 5
    assert wishes(run) == {("git", PLAIN): False}
    assert f"may {PLAIN}" in terminal("trust", answers=["y\n"]).out
    assert wishes(run) == {("git", PLAIN): True}


def test_an_agent_may_look_and_not_trust(foreign, run, monkeypatch):
    monkeypatch.setenv("CLIENTKIT_AGENT", "copilot")
    for words in ((), ("--yes",), ("--revoke",)):
        refused = run("trust", *words)
        assert (refused.code, refused.err.startswith("Error: copilot may not say whom to trust")) == (5, True)
    assert wishes(run) == {("git", PLAIN): False}


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"workspaces": []}', b'{"workspaces": {"/": "x"}}', b"\xff", b"[" * 9999]
)
def test_a_damaged_file_trusts_nothing_and_is_said(studio, run, damage):
    trust_file().write_bytes(damage)
    shown = run("trust", "--show")
    assert (shown.code, shown.out) == (0, f"may NOT {PLAIN}\n")
    assert f"{trust_file()} is damaged" in shown.err
    assert run("trust", "--yes").code == 0
    assert wishes(run) == {("git", PLAIN): True}


def test_a_file_that_others_can_write_trusts_nothing(studio, run):
    trust_file().chmod(0o666)
    assert "others could write it" in run("trust", "--show").err
    assert wishes(run) == {("git", PLAIN): False}


def test_without_a_state_folder_a_workspace_is_made_and_says_so(tmp_path, run, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    made = run("init", tmp_path / "new", "--no-git", "--name", "Dewi")
    assert made.code == 0
    assert "Note: not trusted on this machine" in made.err


def test_two_at_once_both_hold(tmp_path, clientkit, run):
    from concurrent.futures import ThreadPoolExecutor

    def make(number):
        return clientkit("init", tmp_path / f"s{number}", "--no-git", "--name", "Dewi").code

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(make, range(4))) == [0] * 4
    assert len(json.loads(trust_file().read_text())["workspaces"]) == 4


def test_a_key_that_came_along_signs_nothing(foreign, run):
    (foreign / ".clientkit" / "survey.key").write_text("a" * 40)
    ask = ("survey", "ask", "kopi/toko", "--kind", "nps", "--contact", "rina")
    refused = run(*ask)
    assert (refused.code, "is not trusted to sign surveys" in refused.err) == (5, True)
    trust(foreign)
    assert run(*ask).code == 0


def test_a_key_that_git_has_counts_for_nothing_until_there_is_a_new_one(studio, run):
    assert run("survey", "key", "--new").code == 0
    subprocess.run(["git", "init", "-q"], cwd=studio.root, check=True)
    subprocess.run(["git", "add", "-f", ".clientkit/survey.key"], cwd=studio.root, check=True)
    ask = ("survey", "ask", "kopi/toko", "--kind", "nps", "--contact", "rina")
    for words in (ask, ("survey", "key", "--new"), ("trust", "--yes")):
        refused = run(*words)
        assert (refused.code, ".clientkit/survey.key is in git" in refused.err) == (5, True)
    assert "[tracked-key]" in run("check").out
    subprocess.run(["git", "rm", "-q", "--cached", ".clientkit/survey.key"], cwd=studio.root, check=True)
    assert run("survey", "key", "--new").code == 0
    assert run("check").code == 0
    assert run(*ask).code == 0


@pytest.mark.parametrize("what", ["link", "file", "other user"])
def test_a_private_folder_that_is_none_is_refused_and_named(studio, tmp_path, run, what):
    outside = tmp_path / "outside"
    (outside / "pending").mkdir(parents=True)
    (outside / "pending" / "thesis.txt").write_text("years of work")
    private = studio.private_dir
    shutil.rmtree(private)
    if what == "link":
        private.symlink_to(outside)
    elif what == "file":
        private.write_text("")
    else:
        if os.geteuid() != 0:
            pytest.skip("only root can make the folder of another user")
        private.mkdir()
        os.chown(private, 4711, 4711)
    refused = run("client", "set", "kopi", "language=en")
    assert (refused.code, "keeps a private folder; nothing was saved" in refused.err) == (5, True)
    checked = run("check")
    assert (checked.code, "[private-folder]" in checked.out) == (1, True)
    assert [path.name for path in sorted(outside.rglob("*"))] == ["pending", "thesis.txt"]
    assert run("survey", "key").code == 5
