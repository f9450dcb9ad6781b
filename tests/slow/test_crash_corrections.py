"""What was mended at its source and is imported again, files outside, what is trusted: all or nothing."""

import json
from pathlib import Path

import pytest

from slow.crashes import FAULTS, crashes, needs_strace
from support.checked import waive

pytestmark = [pytest.mark.slow, needs_strace]

HOURS = ("progress", "import-hours", "{root}/times.klg", "kopi/toko", "--yes")
ANSWERS = ("feedback", "import", "kopi", "{root}/answers.csv", "--kind", "csat", "--yes")
SOURCES = {
    "hours": ("times.klg", "2026-11-16\n  1h a\n  2h b\n  3h c\n", "2026-11-16\n  1h a\n  5h b\n  1h d\n"),
    "answers": (
        "answers.csv",
        "id,date,score,comment\n1,2026-11-02,5,Rapi\n2,2026-11-03,4,Baik\n3,2026-11-04,3,Lambat\n",
        "id,date,score,comment\n1,2026-11-02,5,Rapi\n2,2026-11-03,2,Kurang\n4,2026-11-04,4,Cepat\n",
    ),
}
"""By what is imported: its file, what it held first, and after one row was mended, one deleted, one added."""


def at(root, words):
    return [word.format(root=root) for word in words]


def standing(run, kind):
    """What counts now, without ids, which are given anew in each run."""
    if kind == "hours":
        rows = json.loads(run("progress", "list", "--all", "kopi/toko", "--json").out)["data"]
        return sorted((row["text"], row["hours"]) for row in rows if row["kind"] == "hours")
    rows = json.loads(run("feedback", "list", "--json").out)["data"]
    return sorted((row["day"], row["csat"], row["comment"]) for row in rows)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(("kind", "command"), [("hours", HOURS), ("answers", ANSWERS)])
def test_corrections_of_a_source_are_taken_whole_or_not(
    studio, run, tmp_path, monkeypatch, kind, command, fault
):
    waive(studio)
    name, first, mended = SOURCES[kind]
    source = tmp_path / name
    source.write_text(first, encoding="utf-8")
    command = at(tmp_path, command)
    assert run(*command).code == 0
    old = standing(run, kind)
    source.write_text(mended, encoding="utf-8")
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setenv("CLIENTKIT_WORKSPACE", str(work / "store"))
    outcomes = []
    for crash in crashes(studio.root, command, fault, work):
        now = standing(run, kind)
        assert "Traceback" not in crash.said, crash
        assert run(*command).code == 0, crash
        new = standing(run, kind)
        assert now in (old, new), crash
        assert now == new or not crash.acknowledged, crash
        outcomes.append(now == new)
        assert (checked := run("check")).code == 0, (crash, checked)
    assert set(outcomes) == {True, False}
    assert old != new


@pytest.mark.parametrize("fault", FAULTS)
def test_a_document_written_elsewhere_is_the_old_or_the_new_one(run, tmp_path, fault):
    run("demo", tmp_path / "studio", "--no-git")
    target = tmp_path / "outside" / "scope.md"
    target.parent.mkdir()
    work = tmp_path / "work"
    work.mkdir()
    before = b"what stood there\n"
    whole = run("-C", tmp_path / "studio", "scope", "render", "kopi/toko", "-o", "-").out.encode()

    def begin():
        target.write_bytes(before)

    outcomes = set()
    command = ("scope", "render", "kopi/toko", "-o", str(target))
    for crash in crashes(tmp_path / "studio", command, fault, work, begin=begin):
        now = target.read_bytes()
        assert now in (before, whole), crash
        assert now == whole or not crash.acknowledged, crash
        assert "Traceback" not in crash.said, crash
        outcomes.add(now == whole)
        for left in target.parent.glob(".scope.md.*"):
            assert fault == "kill", crash  # nobody is left to clear it away
            left.unlink()
    assert outcomes == {True, False}


@pytest.mark.parametrize("fault", FAULTS)
def test_trust_is_given_or_not_and_never_another_s_lost(studio, run, tmp_path, monkeypatch, fault):
    """A workspace beside it was trusted before, and is so whatever happens."""
    work = tmp_path / "work"
    work.mkdir()
    run("demo", tmp_path / "other")
    state = tmp_path / "state"
    monkeypatch.setenv("XDG_STATE_HOME", str(state))
    assert run("-C", tmp_path / "other", "trust", "--yes").code == 0
    file = state / "clientkit" / "trust.json"
    before = file.read_bytes()

    def begin():
        for left in file.parent.iterdir():
            left.unlink() if not left.is_dir() else None
        file.write_bytes(before)

    outcomes = set()
    for crash in crashes(studio.root, ("trust", "--yes"), fault, work, begin=begin):
        may = json.loads(file.read_bytes())["workspaces"]
        assert str(Path(tmp_path / "other").resolve()) in may, crash
        given = str((work / "store").resolve()) in may
        assert given or not crash.acknowledged, crash
        assert "Traceback" not in crash.said, crash
        outcomes.add(given)
    assert outcomes == {True, False}
