"""Finding words: in files, records and documents, whatever their case, with the command that shows each."""

import json
import subprocess
import sys

import pytest


@pytest.fixture
def busy(studio, run):
    for words in (
        ("done", "kopi/toko", "Harga grosir tampil", "--hours", "3"),
        ("log", "add", "kopi", "Bertanya soal GROSIR é", "--contact", "rina", "--incoming"),
        ("client", "set", "kopi", "notes=Grosir is their next step"),
        ("report", "week", "kopi/toko", "--language", "id"),
    ):
        ran = run(*words)
        assert ran.code == 0, ran.err
    return studio


def found(run, *words):
    ran = run("find", *words, "--json")
    return json.loads(ran.out)["data"]


def test_words_are_found_in_files_documents_and_the_journal(busy, run):
    rows = found(run, "grosir")
    assert [(one["kind"], one["about"]) for one in rows] == [
        ("toml", "kopi"),
        ("md", "kopi/toko"),
        ("done", "kopi/toko"),
        ("log", "kopi"),
    ]
    client, report, done, _ = rows
    assert client["place"].startswith("clients/kopi/client.toml:")
    assert client["look"] == "clientkit client show kopi"
    assert report["look"] == "clientkit report show kopi/toko --week 2026-W47"
    assert done["look"] == "clientkit history kopi/toko --since 2026-11-21 --until 2026-11-21"
    assert (done["day"], done["text"]) == ("2026-11-21", "Harga grosir tampil")


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (("GROSIR", "soal"), ["log"]),
        (("soal grosir",), ["log"]),
        (("É",), ["log"]),
        (("grosir", "nowhere"), []),
    ],
)
def test_all_words_must_stand_there_a_phrase_as_it_is(busy, run, words, kinds):
    assert [one["kind"] for one in found(run, *words)] == kinds
    assert run("find", *words).code == (0 if kinds else 1)


def test_every_command_that_is_told_runs(busy, run):
    for one in found(run, "grosir"):
        assert run(*one["look"].split()[1:]).code == 0


def test_what_was_corrected_or_taken_back_is_not_found(busy, run):
    note = next(one["id"] for one in found(run, "tampil") if one["kind"] == "done")
    run("progress", "set", note, "text=Harga eceran terlihat")
    kinds = [one["kind"] for one in found(run, "tampil")]
    assert "done" not in kinds
    (now,) = (one for one in found(run, "eceran") if one["kind"] == "done")
    run("undo", now["id"])
    assert found(run, "eceran") == []


def test_what_is_broken_is_searched_as_far_as_it_can_be_read(busy, run):
    busy.project_file("kopi", "toko").write_text("broken = [ # grosir", encoding="utf-8")
    (busy.journal_dir("kopi") / "desk.jsonl").write_text(
        '{"text": "grosir\n[1, "grosir"]\n', encoding="ascii"
    )
    (busy.journal_dir("kopi") / "link.jsonl").symlink_to("/etc/passwd")
    ran = run("find", "grosir")
    assert ran.code == 0
    assert "clients/kopi/projects/toko/project.toml:1" in ran.out
    assert "Harga grosir tampil" in ran.out
    assert "passed over clients/kopi/journal/desk.jsonl:1: not a record" in ran.err
    assert "passed over clients/kopi/journal/link.jsonl" in ran.err


@pytest.mark.parametrize("words", [("",), ("a", " ")])
def test_an_empty_word_finds_nothing(busy, run, words):
    assert run("find", *words).code == 2


def test_a_long_text_is_shown_around_the_words(busy, run):
    run("log", "add", "kopi", f"{'x' * 400} needle {'y' * 400}")
    (row,) = found(run, "needle")
    assert "needle" in row["text"]
    assert len(row["text"]) < 200


@pytest.mark.parametrize("width", [60, 80, 120])
def test_on_a_terminal_each_place_has_its_command(busy, terminal, width):
    shown = terminal("find", "tampil", width=width)
    assert "clientkit history kopi/toko --since 2026-11-21 --until 2026-11-21" in shown.out


def test_it_loads_no_model(busy):
    code = (
        "import sys; from clientkit.archive.search import find_words;"
        "assert 'pydantic' not in sys.modules, 'pydantic'"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
