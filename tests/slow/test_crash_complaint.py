"""A choice broken at any system call: it is there with its promise, or nothing of it is, and never twice."""

import json

import pytest

from slow.crashes import FAULTS, crashes, needs_strace
from support.complaints import CASE, Story

pytestmark = [pytest.mark.slow, needs_strace]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_choice_has_its_promise_or_was_not_made(studio, run, tmp_path, monkeypatch, fault):
    Story().to("offered").write(studio)
    work = tmp_path / "work"
    work.mkdir()
    store = work / "store"
    monkeypatch.setenv("CLIENTKIT_WORKSPACE", str(store))

    def written():
        files = (path.read_bytes() for path in store.glob("clients/kopi/journal/*.jsonl"))
        kinds = [json.loads(line)["kind"] for data in files for line in data.splitlines()]
        return kinds.count("complaint_choice"), kinds.count("promise")

    trials, done = 0, 0
    for crash in crashes(studio.root, ("complaint", "choose", CASE, "1"), fault, work):
        trials += 1
        before = written()
        assert before in {(0, 0), (1, 1)}, crash
        assert before == (1, 1) or not crash.acknowledged, crash
        assert "Traceback" not in crash.said, crash
        again = run("complaint", "choose", CASE, "1")
        assert again.code == (5 if before == (1, 1) else 0), (crash, again)
        assert written() == (1, 1), crash
        done += before == (1, 1)
    assert trials >= 9
    assert done < trials
