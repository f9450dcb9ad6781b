"""Taking commits and hours, broken at any system call: all or none, and the next run adds the rest."""

import json

import pytest

from slow.crashes import FAULTS, crashes, needs_strace
from support.checked import waive
from support.git_repositories import a_repository, commit

pytestmark = [pytest.mark.slow, needs_strace]

TAKEN = 3
COMMANDS = {
    "done": ("progress", "from-commits", "kopi/toko", "--take", "all"),
    "hours": ("progress", "import-hours", "times.klg", "kopi/toko"),
}


def recorded(root, kind):
    """How many records of a kind there are, and that none is there twice."""
    lines = [
        line for path in root.glob("clients/kopi/journal/*.jsonl") for line in path.read_bytes().splitlines()
    ]
    ids = [record["id"] for record in map(json.loads, lines) if record["kind"] == kind]
    assert len(ids) == len(set(ids))
    return len(ids)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("kind", COMMANDS)
def test_all_is_taken_or_nothing(studio, run, tmp_path, monkeypatch, kind, fault):
    waive(studio)
    code = a_repository(tmp_path / "code")
    for number in range(TAKEN):
        commit(code, f"feat: halaman {number}")
    project = studio.project_file("kopi", "toko")
    text = project.read_text(encoding="utf-8")
    project.write_text(f'{text}\n[[repo]]\npath = "{code}"\n', encoding="utf-8")
    (studio.root / "times.klg").write_text("2026-11-16\n  1h a\n  2h b\n  3h c\n", encoding="ascii")
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setenv("CLIENTKIT_WORKSPACE", str(work / "store"))
    outcomes, said = set(), {"done": "3 notes were added", "hours": "3 entries added"}[kind]
    for crash in crashes(studio.root, COMMANDS[kind], fault, work):
        now = recorded(work / "store", kind)
        outcomes.add(now)
        assert now in {0, TAKEN}, crash
        assert now == TAKEN or not crash.acknowledged or said not in crash.said, crash
        assert "Traceback" not in crash.said, crash
        assert run(*COMMANDS[kind]).code == 0
        assert recorded(work / "store", kind) == TAKEN, crash
        checked = run("check")
        assert (checked.code, checked.out) == (0, ""), (crash, checked)
    assert outcomes == {0, TAKEN}
