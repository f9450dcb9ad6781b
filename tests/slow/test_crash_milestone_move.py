"""Moving a milestone, broken at any system call: the move is recorded once, or not at all."""

import json

import pytest

from slow.crashes import FAULTS, crashes, needs_strace

pytestmark = [pytest.mark.slow, needs_strace]

MOVE = (
    "milestone",
    "move",
    "kopi/toko",
    "M1",
    "--later",
    "+2d",
    "--cause",
    "client",
    "--note",
    "late {place}",
)


def reasons(root):
    lines = [
        line for path in root.glob("clients/kopi/journal/*.jsonl") for line in path.read_bytes().splitlines()
    ]
    return [record["reason"] for record in map(json.loads, lines) if record["kind"] == "milestone_moved"]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_move_is_recorded_or_not_recorded(studio, run, tmp_path, monkeypatch, fault):
    assert run("project", "set", "kopi/toko", "timeline.start=2026-11-16").code == 0
    assert run("milestone", "add", "kopi/toko", "Design approved", "--id", "M1", "--days", "5").code == 0
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setenv("CLIENTKIT_WORKSPACE", str(work / "store"))
    trials, acknowledged = 0, 0
    for crash in crashes(studio.root, MOVE, fault, work):
        trials, acknowledged = trials + 1, acknowledged + crash.acknowledged
        now = reasons(work / "store").count(f"late {crash.place}")
        assert now == 1 or (now == 0 and not crash.acknowledged), crash
        assert "Traceback" not in crash.said, crash
        checked = run("check")
        assert (checked.code, checked.out) == (0, ""), (crash, checked)
    assert trials >= 8
    assert acknowledged < trials
