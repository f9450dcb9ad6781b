"""The relation's figures over ten thousand histories, and its commands broken at any system call."""

import json

import pytest
from hypothesis import given, settings

from slow.crashes import FAULTS, crashes, needs_strace
from support.histories import HISTORIES, require_past_unmoved

pytestmark = pytest.mark.slow

COMMANDS = {
    "end": ("client", "end", "kopi", "--reason", "price"),
}


@settings(max_examples=10_000, deadline=None)
@given(HISTORIES)
def test_no_figure_of_a_past_period_changes_with_a_later_record(found):
    require_past_unmoved(*found)


@needs_strace
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("command", COMMANDS)
def test_the_record_is_there_or_not(studio, run, tmp_path, monkeypatch, fault, command):
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setenv("CLIENTKIT_WORKSPACE", str(work / "store"))
    trials, acknowledged = 0, 0
    for crash in crashes(studio.root, COMMANDS[command], fault, work):
        trials, acknowledged = trials + 1, acknowledged + crash.acknowledged
        lines = [
            json.loads(line)
            for path in (work / "store").glob("clients/kopi/journal/*.jsonl")
            for line in path.read_bytes().splitlines()
        ]
        assert len(lines) == 1 or (not lines and not crash.acknowledged), crash
        assert "Traceback" not in crash.said, crash
        assert run("check").out == "", crash
    assert trials >= 3
    assert acknowledged < trials
