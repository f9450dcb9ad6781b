"""The end of a relation, an imported address book, broken at any system call: whole, or the rest follows."""

import json

import pytest

from slow.crashes import FAULTS, crashes, needs_strace
from support.address_books import APPLE
from support.checked import waive

pytestmark = [pytest.mark.slow, needs_strace]

END = ("client", "end", "kopi", "--reason", "in-house")


def ends(root):
    lines = [
        line for path in root.glob("clients/kopi/journal/*.jsonl") for line in path.read_bytes().splitlines()
    ]
    return sum(json.loads(line)["kind"] == "client_ended" for line in lines)


@pytest.mark.parametrize("fault", FAULTS)
def test_an_end_is_recorded_once_or_not(studio, run, tmp_path, monkeypatch, fault):
    waive(studio)
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setenv("CLIENTKIT_WORKSPACE", str(work / "store"))
    outcomes = []
    for crash in crashes(studio.root, END, fault, work):
        before = ends(work / "store")
        assert before == 1 or not crash.acknowledged, crash
        assert "Traceback" not in crash.said, crash
        assert run(*END).code == (5 if before else 0), crash
        assert ends(work / "store") == 1, crash
        assert (checked := run("check")).code == 0, (crash, checked)
        outcomes.append(before)
    assert set(outcomes) == {0, 1}


@pytest.mark.parametrize("fault", FAULTS)
def test_an_address_book_is_whole_after_the_next_run_and_nobody_is_there_twice(
    studio, run, tmp_path, monkeypatch, fault
):
    waive(studio)
    book = tmp_path / "book.vcf"
    third = "BEGIN:VCARD\nVERSION:3.0\nFN:Budi Santoso\nORG:PT Kopi Nusantara\nEND:VCARD\n"
    book.write_text(APPLE + third, encoding="utf-8")
    command = ("client", "import", str(book), "--yes")
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setenv("CLIENTKIT_WORKSPACE", str(work / "store"))
    whole, seen = {("kopi", "rina"), ("kopi", "budi"), ("strasse-ag", "jorg")}, set()
    for crash in crashes(studio.root, command, fault, work):
        assert "Traceback" not in crash.said, crash
        assert (checked := run("check")).code == 0, (crash, checked)
        now = people(run)
        assert now <= whole, crash
        assert now == whole or not crash.acknowledged, crash
        seen.add(len(now))
        assert run(*command).code == 0, crash
        assert people(run) == whole, crash
        assert list((work / "store" / ".clientkit").glob("pending*")) == [], crash
    assert {1, 3} <= seen


def people(run):
    rows = json.loads(run("client", "list", "--json").out)["data"]
    shown = {row["client"]: json.loads(run("client", "show", row["client"], "--json").out) for row in rows}
    return {(slug, one["id"]) for slug, card in shown.items() for one in card["data"]["value"]["contacts"]}
