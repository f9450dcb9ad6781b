"""The tutorial is run from an empty folder: every command, in order, and what it prints."""

import shlex
from pathlib import Path

from support.console_pages import is_as_said, steps

PAGE = Path(__file__).parents[2] / "docs" / "tutorial" / "first-week.md"
FEWER_THAN = 10
"""Commands from nothing to a draft: a new user's patience."""


def test_the_first_week_ends_with_a_draft(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    typed = 0
    for command, said in steps(PAGE):
        program, *words = shlex.split(command)
        if program == "cd":
            monkeypatch.chdir(Path.cwd() / words[0])
            continue
        assert program == "clientkit"
        typed += 1
        done = run(*words)
        assert done.code == 0, f"{command}\n{done.err}"
        assert is_as_said(done.out + done.err, said), f"{command}\n{done.out}{done.err}"
    assert 0 < typed < FEWER_THAN
    (draft,) = tmp_path.rglob("*.eml")
    mail = draft.read_text(encoding="utf-8")
    assert "To: Maya Cole <maya@bakery.example>" in mail
    assert "Which payment provider?" in mail
