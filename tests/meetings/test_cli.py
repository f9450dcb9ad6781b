"""`meeting`: shown, confirmed and written at once; what was typed is kept, what is unclear not guessed."""

import json
import os
import resource
import subprocess
import sys

import pytest

TEXT = """\
## Decided
- Which provider? Midtrans
- Delivery by courier only
## We will
- wed: send two wordings
## You will
- +7d: send the texts
## Questions
- Who signs?
## Notes
They are glad.
"""


@pytest.fixture
def minutes(studio):
    path = studio.root / "minutes.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def journal(studio):
    paths = studio.journal_files("kopi")
    return [json.loads(line) for path in paths for line in path.read_text("ascii").splitlines()]


def editor(monkeypatch, tmp_path, text):
    script = tmp_path / "editor.sh"
    (tmp_path / "typed.md").write_text(text, encoding="utf-8")
    script.write_text(f'#!/bin/sh\ncp "{tmp_path}/typed.md" "$1"\n', encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(script))


def drafts(studio):
    return list((studio.private_dir / "drafts").rglob("meeting.md/*/meeting.md"))


def test_all_is_written_with_the_meeting_itself(studio, run, minutes):
    run("ask", "kopi/toko", "Which provider?")
    said = run("meeting", "kopi/toko", minutes, "--yes", "--json")
    assert said.code == 0, said.err
    data = json.loads(said.out)["data"]
    ask, log, *records = journal(studio)
    assert [one["kind"] for one in records] == ["resolved", "ask", "resolved", "promise", "promise", "ask"]
    assert (log["kind"], log["channel"], log["text"]) == ("log", "meeting", "They are glad.")
    assert log["noted"] == [one["id"] for one in records]
    assert records[0]["ref"] == ask["id"]
    assert records[2]["ref"] == records[1]["id"]
    assert [(one["owner"], one["due"]) for one in records if one["kind"] == "promise"] == [
        ("us", "2026-11-25"),
        ("client", "2026-11-28"),
    ]
    assert data["id"] == log["id"]
    assert "we will    send two wordings, by Wednesday 2026-11-25" in said.err
    assert [one["text"] for one in json.loads(run("history", "--json").out)["data"]][2] == (
        "'Which provider?': Midtrans"
    )


def test_days_are_reckoned_from_the_day_of_the_meeting(studio, run, minutes):
    assert run("meeting", "kopi/toko", minutes, "--on", "2026-11-16", "--yes").code == 0
    assert {one["day"] for one in journal(studio)} == {"2026-11-16"}
    assert {one["due"] for one in journal(studio) if one["kind"] == "promise"} == {"2026-11-18", "2026-11-23"}


def test_without_a_terminal_a_yes_is_needed_and_what_was_understood_is_shown(studio, run, clientkit, minutes):
    refused = run("meeting", "kopi/toko", minutes)
    assert refused.code == 2
    assert "send two wordings" in refused.err
    assert "add --yes" in refused.err
    assert run("meeting", "kopi/toko").code == 2
    assert clientkit("-C", studio.root, "meeting", "kopi/toko", "-", input=TEXT).code == 2
    assert journal(studio) == []
    assert clientkit("-C", studio.root, "meeting", "kopi/toko", "-", "--yes", input=TEXT).code == 0
    assert len(journal(studio)) == 8


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("## We will\n- send two wordings\n", "Line 2: a promise has a day"),
        ("## You will\n- 2026-11-01: send it\n", "Line 2: 2026-11-01 was over"),
        ("## Gossip\n- x\n", "Line 1: 'Gossip' is no heading"),
        ("", "Nothing is written down"),
        ("## Notes\n\n", "Nothing is written down"),
        ("## Notes\n" + "x" * 20_001, "The notes has"),
    ],
)
def test_what_is_unclear_is_named_and_nothing_written(studio, run, text, said):
    path = studio.root / "minutes.md"
    path.write_text(text, encoding="utf-8")
    ran = run("meeting", "kopi/toko", path, "--yes")
    assert (ran.code in {2, 4}, said in ran.err) == (True, True), ran.err
    assert journal(studio) == []


def test_a_file_that_is_none(studio, run):
    assert run("meeting", "kopi/toko", studio.root / "none.md", "--yes").code == 3
    assert run("meeting", "kopi/toko", studio.root, "--yes").code == 4
    path = studio.root / "latin.md"
    path.write_bytes(b"## Notes\n\xff")
    assert run("meeting", "kopi/toko", path, "--yes").code == 4


def test_two_hundred_lines_are_one_append(studio, run):
    path = studio.root / "minutes.md"
    path.write_text("## We will\n" + "".join(f"- fri: step {one}\n" for one in range(200)), encoding="utf-8")
    assert run("meeting", "kopi/toko", path, "--yes").code == 0
    assert len(journal(studio)) == 201
    told = json.loads(run("history", "--json").out)["data"]
    assert [one["text"] for one in told[1:]] == [f"step {one} (by 2026-11-27)" for one in range(200)]


def test_a_meeting_without_notes_has_a_name_in_the_clients_language(studio, run):
    run("client", "set", "kopi", "language=id")
    path = studio.root / "minutes.md"
    path.write_text("## Pertanyaan\n- Siapa yang menandatangani?\n", encoding="utf-8")
    assert run("meeting", "kopi/toko", path, "--yes").code == 0
    assert journal(studio)[0]["text"] == "Pertemuan"


def test_in_the_editor_a_missing_day_is_asked_for(studio, terminal, monkeypatch, tmp_path):
    editor(monkeypatch, tmp_path, "## Kami akan\n- kirim dua kalimat\n")
    said = terminal("meeting", "kopi/toko", answers=["soon\n", "jumat\n", "y\n"])
    assert said.code == 0, said.out
    assert "'soon' is not a date" in said.out
    assert [one.get("due") for one in journal(studio)] == [None, "2026-11-27"]
    assert drafts(studio) == []


def test_a_no_writes_nothing_and_the_text_is_kept_and_offered(studio, terminal, monkeypatch, tmp_path):
    editor(monkeypatch, tmp_path, TEXT)
    said = terminal("meeting", "kopi/toko", answers=["n\n"])
    assert said.code == 5
    assert "Your text is kept in" in said.out
    (kept,) = drafts(studio)
    assert kept.read_text(encoding="utf-8") == TEXT
    assert journal(studio) == []
    monkeypatch.setenv("EDITOR", "true")
    assert terminal("meeting", "kopi/toko", answers=["y\n", "y\n"]).code == 0
    assert len(journal(studio)) == 8
    assert drafts(studio) == []


def test_stopped_while_it_is_asked_the_text_is_kept(studio, terminal, monkeypatch, tmp_path):
    editor(monkeypatch, tmp_path, TEXT)
    assert terminal("meeting", "kopi/toko", answers=["\x03"]).code == 130
    assert len(drafts(studio)) == 1
    assert journal(studio) == []


def test_an_editor_that_changes_nothing_writes_nothing(studio, terminal, run, monkeypatch):
    monkeypatch.setenv("EDITOR", "true")
    run("ask", "kopi/toko", "Which provider?")
    said = terminal("meeting", "kopi/toko")
    assert (said.code, "Nothing was written down." in said.out) == (0, True)
    assert len(journal(studio)) == 1
    assert drafts(studio) == []


def test_a_full_disk_leaves_all_or_nothing(studio, minutes):
    path = studio.journal_file("kopi")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("", encoding="ascii")
    words = [sys.executable, "-m", "clientkit", "-C", str(studio.root), "meeting", "kopi/toko", str(minutes)]
    done = subprocess.run(
        [*words, "--yes"],
        check=False,
        capture_output=True,
        text=True,
        env={name: value for name, value in os.environ.items() if not name.startswith("COV")},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600)),
    )
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert path.read_bytes() == b""
