"""Forgetting broken at any system call: nothing was begun, or it is told and the same command finishes."""

import pytest

from slow.crashes import crashes, needs_strace
from support.git_repositories import contents

pytestmark = [pytest.mark.slow, needs_strace]

CONTACT = ("client", "forget", "kopi", "--contact", "rina", "--yes")
CLIENT = ("client", "forget", "kopi", "--yes")


def kept(root):
    """What the workspace holds, but for salts and what is derived."""
    whole = contents(root)
    return {path: one for path, one in whole.items() if not path.startswith((".clientkit", "erased"))}


@pytest.mark.parametrize("fault", ["kill", "full"])
@pytest.mark.parametrize("command", [CONTACT, CLIENT])
def test_it_is_as_before_or_finished_by_the_same_command(studio, run, tmp_path, monkeypatch, command, fault):
    run("feedback", "add", "kopi", "--nps", "9", "--comment", "Sangat membantu", "--contact", "rina")
    run("promise", "add", "kopi", "Send Rina Wijaya the files", "--due", "2026-11-30")
    documents = studio.client_dir("kopi") / "documents"
    documents.mkdir()
    (documents / "letter.md").write_text("Dear Rina Wijaya\n")
    work = tmp_path / "work"
    work.mkdir()
    root = work / "store"
    monkeypatch.setenv("CLIENTKIT_WORKSPACE", str(root))
    before = kept(studio.root)
    outcomes = set()
    for crash in crashes(studio.root, command, fault, work):
        assert "Traceback" not in crash.said, crash
        now, told = kept(root), run("check")
        half = "[half-forgotten]" in told.out
        whole = not half and now != before
        assert half or now in ({}, before) or whole, crash
        assert whole or not crash.acknowledged, crash
        assert run(*command).code == (3 if whole else 0), (crash, half)
        text = "".join(path.read_text(errors="replace") for path in root.rglob("*") if path.is_file())
        assert ("Rina" in text, "membantu" in text) == (False, False), crash
        assert not (root / ".clientkit" / "forgetting").exists(), crash
        assert run("check").code == 0, crash
        outcomes.add("half" if half else "whole" if whole else "before")
    assert outcomes >= {"half", "before"}
