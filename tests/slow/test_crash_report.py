"""Rendering a report with words in it, broken at any system call: no word is lost, nothing needs repair."""

import shutil

import pytest

from slow.crashes import FAULTS, crashes, needs_strace

pytestmark = [pytest.mark.slow, needs_strace]

OWN = "Pekan ini berjalan lancar."
REPORT = "clients/kopi/projects/toko/documents/2026-W47.md"


@pytest.fixture
def store(studio, run):
    """A workspace whose report has words of one's own, and notes that came after it."""
    assert run("done", "kopi/toko", "Halaman depan selesai").code == 0
    assert run("report", "week", "kopi/toko").code == 0
    path = studio.root / REPORT
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("## Berikutnya", f"{OWN}\n\n## Berikutnya"), encoding="utf-8")
    assert run("report", "week", "kopi/toko").code == 0
    assert run("done", "kopi/toko", "Keranjang selesai").code == 0
    return studio.root


@pytest.mark.parametrize("fault", FAULTS)
def test_words_and_data_come_through(store, run, tmp_path, monkeypatch, fault):
    work = tmp_path / "work"
    work.mkdir()
    before = (store / REPORT).read_text(encoding="utf-8")
    whole = tmp_path / "whole"
    shutil.copytree(store, whole)
    assert run("-C", whole, "report", "week", "kopi/toko").code == 0
    after = (whole / REPORT).read_text(encoding="utf-8")
    assert before != after
    assert OWN in after
    trials, between = 0, 0
    for crash in crashes(store, ("report", "week", "kopi/toko"), fault, work):
        trials += 1
        text = (work / "store" / REPORT).read_text(encoding="utf-8")
        assert text in {before, after}, crash
        assert text == after or not crash.acknowledged, crash
        assert "Traceback" not in crash.said, crash
        made = (work / "store" / REPORT).with_suffix(".generated.json").read_text(encoding="utf-8")
        between += text == before and "Keranjang" in made
        assert run("-C", work / "store", "report", "week", "kopi/toko").code == 0
        assert (work / "store" / REPORT).read_text(encoding="utf-8") == after, crash
        assert not list((work / "store" / ".clientkit").glob("pending*")), crash
    assert trials >= 8
    assert between >= 1, "no run was broken between the two files"
