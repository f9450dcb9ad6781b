"""Approving a change, killed at any system call: whole, or finished by the same command; nothing twice."""

import json

import pytest

from changes.test_approval import ASSESS, PROJECT
from slow.crashes import crashes, needs_strace

pytestmark = [pytest.mark.slow, needs_strace]

APPROVE = ("change", "approve", "CO-1", "--contact", "rina", "--force", "--evidence")


def counts(root):
    lines = [
        line for path in root.glob("clients/kopi/journal/*.jsonl") for line in path.read_bytes().splitlines()
    ]
    kinds = [record["kind"] for record in map(json.loads, lines)]
    return [kinds.count(kind) for kind in ("change_ended", "acceptance", "milestone_moved")]


def test_a_killed_approval_is_finished_by_the_same_command(studio, run, tmp_path, monkeypatch):
    studio.project_file("kopi", "toko").write_text(PROJECT)
    for words in (
        ("scope", "accept", "kopi/toko", "--name", "Rina Wijaya", "--force"),
        ("change", "add", "kopi/toko", "Wholesale prices on the site"),
        ("change", "assess", "CO-1", "--class", "outside", "--hours", "3", *ASSESS),
        ("mail", "draft", "change", "CO-1"),
        ("mail", "sent", "change", "CO-1"),
    ):
        assert run(*words).code == 0
    reply = tmp_path / "reply.eml"
    reply.write_text("From: rina@kopi.example\nDate: Sat, 21 Nov 2026 09:00:00 +0700\n\nI approve CO-1.\n")
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setenv("CLIENTKIT_WORKSPACE", str(work / "store"))
    trials, cut_off = 0, 0
    for crash in crashes(studio.root, (*APPROVE, str(reply)), "kill", work):
        trials += 1
        assert "Traceback" not in crash.said, crash
        checked = run("check")
        told = "its approval was cut off" in checked.out + checked.err
        cut_off += told
        assert checked.code == (1 if told else 0), (crash, checked)
        again = run(*APPROVE, reply)
        assert again.code in {0, 5}, (crash, again)
        assert counts(work / "store") == [1, 2, 1], crash
        text = (work / "store/clients/kopi/projects/toko/project.toml").read_text()
        assert (text.count("version = 2"), text.count("Wholesale prices (CO-1)")) == (1, 1), crash
    checked = run("check")
    assert (checked.code, checked.out) == (0, ""), checked
    assert trials >= 50
    assert cut_off >= 3
