"""Acceptance criteria: tried, met or not, and counted as they were agreed."""

import json

import pytest

from clientkit.errors import ExitCode

PROJECT = """\
title = "Toko"
[[deliverables]]
id = "D1"
title = "Pages"
criteria = ["Loads in 2 s", "Works on a phone"]
[[deliverables]]
id = "D2"
title = "Logo"
"""


@pytest.fixture
def toko(studio):
    studio.project_file("kopi", "toko").write_text(PROJECT, encoding="utf-8")
    return studio


def states(run) -> dict[tuple[str, int], bool | None]:
    rows = json.loads(run("scope", "criteria", "kopi/toko", "--json").out)["data"]
    return {(row["item"], row["number"]): row["met"] for row in rows}


def test_all_criteria_of_a_deliverable_are_met_at_once(toko, run):
    assert states(run) == {("D1", 1): None, ("D1", 2): None}
    ran = run("scope", "met", "kopi/toko", "D1")
    assert ran.err == "D1, criteria 1, 2: met on 2026-11-21.\n"
    assert states(run) == {("D1", 1): True, ("D1", 2): True}


def test_the_last_word_counts(toko, run):
    run("scope", "met", "kopi/toko", "D1", "--on", "2026-11-18")
    ran = run("scope", "met", "kopi/toko", "D1", "2", "--not", "--note", "The menu overlaps")
    assert ran.err == "D1, criterion 2: not met on 2026-11-21.\n"
    assert states(run) == {("D1", 1): True, ("D1", 2): False}
    shown = run("scope", "criteria", "kopi/toko")
    assert "✘ not met  2026-11-21  Works on a phone  The menu overlaps" in shown.out
    assert shown.err == "1 of 2 met.\n"


def test_a_trial_that_never_was_is_taken_back(toko, run):
    run("scope", "met", "kopi/toko", "D1", "1", "--not")
    wrong = run("scope", "met", "kopi/toko", "D1", "1").out.strip()
    assert run("undo", wrong).code == 0
    assert states(run)["D1", 1] is False


def test_a_reason_that_says_nothing_is_refused(toko, run):
    name = run("done", "kopi/toko", "Home page").out.strip()
    assert run("undo", name, "--note", "").code == ExitCode.USAGE


def test_a_word_for_a_day_is_said_once(toko, run):
    assert run("scope", "met", "kopi/toko", "D1", "--on", "yesterday").err.count("Friday") == 1


def test_inside_the_folder_the_project_is_left_out(toko, run, monkeypatch):
    monkeypatch.chdir(toko.project_dir("kopi", "toko"))
    assert run("scope", "met", "D1", "1").code == 0
    assert states(run)["D1", 1] is True


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("D9",), "no deliverable 'D9'"),
        (("D1", "3"), "D1 has no criterion 3"),
        (("D1", "0"), "D1 has no criterion 0"),
        (("D2",), "D2 has no acceptance criteria"),
        (("D1", "--note", " "), "The note is empty"),
        (("D1", "--on", "2026-12-24"), "lies in the future"),
    ],
)
def test_what_cannot_be_is_refused(toko, run, words, said):
    ran = run("scope", "met", "kopi/toko", *words)
    assert ran.code == ExitCode.USAGE
    assert said in ran.err
    assert set(states(run).values()) == {None}


def test_without_criteria_the_list_says_so(studio, run):
    assert "No acceptance criteria yet" in run("scope", "criteria", "kopi/toko").err


def test_a_lesson_is_a_note(toko, run):
    run("lesson", "kopi/toko", "Ask for photographs earlier", "--prevention", "A list on day one")
    (row,) = json.loads(run("progress", "list", "--all", "--kind", "lesson", "--json").out)["data"]
    assert (row["text"], row["prevention"]) == ("Ask for photographs earlier", "A list on day one")
    ran = run("progress", "set", row["id"], "prevention=A list in the agreement")
    assert "prevention: A list on day one → A list in the agreement" in ran.err


def test_a_project_alone_lacks_the_deliverable(studio, run):
    said = run("scope", "met", "kopi/toko").err
    assert "kopi/toko is a project; the deliverable is missing." in said
    assert said.endswith("  Write it after the project: kopi/toko D2\n")
