"""A meeting, and what went by hand, broken at any system call: all of their records are there, or none."""

import json

import pytest

from slow.crashes import FAULTS, crashes, needs_strace

pytestmark = [pytest.mark.slow, needs_strace]

COMMANDS = {
    "meeting": (("meeting", "kopi/toko", "minutes.md", "--yes"), 8),
    "mail sent": (("mail", "sent", "kopi/toko"), 2),
}
"""Each command, and how many records it writes."""

TEXT = """\
## Decided
- Which provider? Midtrans
- Delivery by courier only
## We will
- +4d: send two wordings
## You will
- +7d: send the texts
## Questions
- Who signs?
"""


def records(root):
    paths = (path for path in root.glob("clients/kopi/journal/*.jsonl"))
    return [json.loads(line) for path in paths for line in path.read_bytes().splitlines()]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("command", COMMANDS)
def test_all_records_are_there_or_none(studio, run, tmp_path, monkeypatch, fault, command):
    assert run("report", "week", "kopi/toko").code == 0
    (tmp_path / "minutes.md").write_text(TEXT, encoding="utf-8")
    words, number = COMMANDS[command]
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLIENTKIT_WORKSPACE", str(work / "store"))
    trials, acknowledged = 0, 0
    for crash in crashes(studio.root, words, fault, work):
        trials, acknowledged = trials + 1, acknowledged + crash.acknowledged
        written = len(records(work / "store"))
        assert written == number or (written == 0 and not crash.acknowledged), crash
        assert "Traceback" not in crash.said, crash
        checked = run("check")
        assert (checked.code, checked.out) == (0, ""), (crash, checked)
    assert trials >= 4
    assert acknowledged < trials
