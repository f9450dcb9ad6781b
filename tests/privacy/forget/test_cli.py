"""Forgetting through its command: a person, a client, what stays, and what finishes what was cut off."""

import json
from datetime import date

import pytest

from clientkit.kernel.store.lock import locked
from clientkit.kernel.store.toml.client_file import read_settings
from clientkit.kernel.store.workspace import find_workspace
from clientkit.privacy.forget.actions import begin
from clientkit.privacy.forget.plan import plan_forgetting
from clientkit.privacy.forget.unfinished import note
from support.forgetting import NAMES
from support.git_repositories import contents

STAMP = date(2026, 11, 21)
FORGET = ("client", "forget", "kopi", "--contact", "rina")


@pytest.fixture
def sample(run, tmp_path, monkeypatch):
    run("demo", tmp_path / "sample", "--no-git")
    monkeypatch.chdir(tmp_path / "sample")
    return tmp_path / "sample"


def everything(root):
    files = [path for path in root.rglob("*") if path.is_file() and "/agreements/" not in path.as_posix()]
    return "\n".join(f"{path}\n{path.read_bytes().decode('utf-8', 'replace')}" for path in files).casefold()


FIGURES = (
    ("score",),
    ("score", "kopi"),
    ("score", "--by", "quarter"),
    ("score", "--by", "contact"),
    ("overview",),
    ("promise", "list", "--all"),
    ("complaint", "list", "--all"),
    ("client", "list", "--value"),
)


def figures(run):
    """What the lists and scores say, without names, ids and paths."""
    found = []
    for command in FIGURES:
        ran = run(*command, "--json")
        found.append(_numbers(json.loads(ran.out)["data"]) if ran.code == 0 else ran.code)
    return found


def _numbers(value):
    if isinstance(value, dict):
        return {key: _numbers(one) for key, one in value.items() if key not in {"number", "state", "file"}}
    if isinstance(value, list):
        return [_numbers(one) for one in value]
    return value if isinstance(value, int | float | bool) or value is None else "text"


def test_no_figure_changes_and_nothing_names_them(run, sample):
    before = figures(run)
    done = run(*FORGET, "--yes")
    assert done.code == 0, done
    assert "0 still name them" in done.err
    assert figures(run) == before
    assert [one for one in NAMES if one in everything(sample)] == []
    assert run("check").code == 0
    assert not (sample / ".clientkit" / "undo").exists()
    assert "agreements/v1/agreement.md" in done.err


def test_the_plan_changes_nothing_and_tells_what_stays(run, sample):
    before = contents(sample / "clients")
    plan = json.loads(run(*FORGET, "--dry-run", "--json").out)["data"]
    assert contents(sample / "clients") == before
    assert {one["until"] for one in plan["stays"] if "agreements/" in one["what"]} == {"2036-10-16"}
    assert any("Bu Rina" in one["text"] for one in plan["mentions"])
    assert any(one["removed"] and one["file"].endswith("2026-W47.md") for one in plan["files"])
    assert any(one["records"] > 20 for one in plan["files"])
    refused = run(*FORGET)
    assert (refused.code, contents(sample / "clients")) == (5, before)
    assert "Named in words that stay" in refused.err


def test_words_go_and_answers_stay(run, studio):
    run("feedback", "add", "kopi", "--nps", "9", "--comment", "Sangat membantu sekali", "--contact", "rina")
    run("feedback", "add", "kopi", "--comment", "Tanpa angka sama sekali", "--contact", "rina")
    run(
        "log",
        "add",
        "kopi",
        "Rina asks for the invoice, Katarina too",
        "--contact",
        "rina",
        "--channel",
        "phone",
    )
    run("promise", "add", "kopi", "Send Rina Wijaya the files; Rinawati is told", "--due", "2026-11-30")
    assert run(*FORGET, "--yes").code == 0
    text = everything(studio.root)
    assert "sangat membantu" not in text
    rows = json.loads(run("feedback", "list", "--json").out)["data"]
    assert [(row["nps"], row["comment"]) for row in rows] in (
        [(9, None), (None, "(forgotten)")],
        [(None, "(forgotten)"), (9, None)],
    )
    assert {row["contact"] for row in rows} == {rows[0]["contact"]}
    promise = json.loads(run("promise", "list", "--json").out)["data"][0]["text"]
    assert promise == f"Send {rows[0]['contact']} the files; Rinawati is told"
    assert run("check").code == 0


def test_further_numbers_and_the_note_on_them_go_wherever_they_stand(run, studio):
    said = ("contacts.rina.phones=+62 22 7654321", "contacts.rina.note=Plays the gamelan on Sundays")
    run("client", "set", "kopi", *said)
    run("done", "kopi/toko", "Called +62 22-7654321; she plays the gamelan on Sundays")
    assert run(*FORGET, "--yes").code == 0
    left = everything(studio.root)
    assert [one for one in ("7654321", "gamelan") if one in left] == []


def test_an_address_or_a_name_that_another_has_stays(run, studio):
    run("client", "set", "kopi", "--contact", "Budi Wijaya <rina@kopi.example>")
    run(
        "log",
        "add",
        "kopi",
        "Mr Wijaya and Rina came, rina@kopi.example",
        "--contact",
        "budi",
        "--channel",
        "phone",
    )
    plan = json.loads(run(*FORGET, "--dry-run", "--json").out)["data"]
    assert "rina@kopi.example" in [one["what"] for one in plan["stays"]]
    assert run(*FORGET, "--yes").code == 0
    text = studio.client_file("kopi").read_text()
    assert ('email = "rina@kopi.example"' in text, "Budi Wijaya" in text, "Rina" in text) == (
        True,
        True,
        False,
    )
    said = json.loads(run("log", "list", "--json").out)["data"][0]["text"]
    assert said.startswith("Mr Wijaya and forgotten-")
    assert said.endswith("came, rina@kopi.example")
    assert run("check").code == 0


def test_a_client_goes_once_its_agreements_may(run, sample, monkeypatch):
    refused = run("client", "forget", "kopi", "--yes")
    assert refused.code == 5
    assert "before 2036-10-16" in refused.err
    assert json.loads(run("client", "forget", "kopi", "--dry-run", "--json").out)["data"]["possible_on"] == (
        "2036-10-16"
    )
    monkeypatch.setenv("CLIENTKIT_TODAY", "2036-10-16")
    done = run("client", "forget", "kopi", "--yes")
    assert done.code == 0, done
    assert not (sample / "clients" / "kopi").exists()
    assert [one for one in (*NAMES, "kopi nusantara") if one in everything(sample)] == []
    assert run("check").code == 0


def test_a_client_without_a_record_goes_at_once(run, studio):
    run("client", "add", "Teh Melati", "--slug", "teh")
    run("client", "archive", "teh")
    assert run("client", "forget", "teh", "--yes").code == 0
    assert studio.clients() == ["kopi"]
    (studio.root / "clients" / "teh").mkdir()
    (studio.root / "clients" / "teh" / "client.toml").write_text('version = 1\nname = "Teh Melati"\n')
    found = run("check")
    assert (found.code, found.out.count("[erased]")) == (1, 2)


def test_who_is_nobody_is_told_so(run, studio):
    nobody = run("client", "forget", "kopi", "--contact", "rin", "--yes")
    assert nobody.code == 3
    studio.client_file("kopi").write_text("name = ")
    assert run(*FORGET, "--yes").code == 4


def test_what_comes_back_is_found(run, studio):
    before = studio.client_file("kopi").read_bytes()
    run("log", "add", "kopi", "A talk", "--contact", "rina", "--channel", "phone")
    (journal,) = studio.journal_files("kopi")
    lines = journal.read_bytes()
    assert run(*FORGET, "--yes").code == 0
    assert run("check").code == 0
    stone = (studio.root / "erased.jsonl").read_text().casefold()
    assert not any(one in stone for one in ("rina", "kopi"))
    journal.write_bytes(journal.read_bytes() + lines)
    found = run("check")
    assert "the contact rina that was forgotten on 2026-11-21 is here again" in found.out
    assert run(*FORGET, "--yes").code == 0
    assert run("check").code == 0
    studio.client_file("kopi").write_bytes(before)
    assert "[erased]" in run("check").out
    run("log", "add", "kopi", "Rina Wijaya came by", "--channel", "phone")
    assert "a name that was forgotten" in run("check").out


@pytest.fixture
def half(studio, run):
    """A forgetting of which nothing but its note was written."""
    workspace = find_workspace(studio.root, {"CLIENTKIT_DEVICE": "laptop"})
    work = plan_forgetting(workspace, read_settings(workspace).value, "kopi", "rina", STAMP)
    with locked(workspace):
        note(workspace, begin(work, STAMP, history=False))
    return workspace


def test_what_was_cut_off_is_found_by_the_next_command_and_finished_by_the_same(run, half):
    line = "clientkit client forget kopi --contact rina"
    listed = run("client", "list")
    assert (listed.code, line in listed.err) == (0, True)
    refused = run("log", "add", "kopi", "Hello", "--channel", "phone")
    assert (refused.code, line in refused.err) == (5, True)
    assert "[half-forgotten]" in run("check").out
    assert run("client", "forget", "kopi", "--yes").code == 5
    assert run(*FORGET, "--dry-run").code == 5
    assert run(*FORGET).code == 0
    assert (run("check").code, half.unfinished_forgetting()) == (0, "")
    assert run("log", "add", "kopi", "Hello", "--channel", "phone").code == 0
