"""History: all kinds of record in one order of time, each in a line that says whose word it is."""

import json

import pytest

from clientkit.archive.sentences import SENTENCES, sentence
from clientkit.kernel.model.records.journal import KINDS


@pytest.fixture
def busy(studio, run):
    for words in (
        (
            "log",
            "add",
            "kopi",
            "Wants wholesale prices",
            "--contact",
            "rina",
            "--incoming",
            "--on",
            "2026-11-18",
        ),
        ("done", "kopi/toko", "Home page is live", "--hours", "3", "--on", "2026-11-17"),
        ("ask", "kopi/toko", "Which provider?", "--options", "A|B", "--on", "2026-11-17"),
        ("promise", "add", "kopi/toko", "Send the texts", "--due", "2026-11-30", "--owner", "client"),
        ("feedback", "add", "kopi/toko", "--csat", "5", "--comment", "Neat", "--contact", "rina"),
        ("report", "week", "kopi/toko"),
        ("mail", "sent", "kopi/toko"),
    ):
        ran = run(*words)
        assert ran.code == 0, ran.err
    return studio


def rows(run, *words):
    return json.loads(run("history", *words, "--json").out)["data"]


def test_everything_stands_in_one_order_with_whose_word_it_is(busy, run):
    told = [(one["day"], one["about"], one["who"], one["text"]) for one in rows(run)]
    assert told == [
        ("2026-11-17", "kopi/toko", "you", "Home page is live (3 h)"),
        ("2026-11-17", "kopi/toko", "you", "Which provider? (A or B)"),
        ("2026-11-18", "kopi", "rina", "Wants wholesale prices (phone)"),
        ("2026-11-21", "kopi/toko", "client", "Send the texts (by 2026-11-30)"),
        ("2026-11-21", "kopi/toko", "rina", "CSAT 5: Neat"),
        ("2026-11-21", "kopi/toko", "you", "report 2026-W47 to rina@kopi.example: report of 2026-W47"),
    ]


def test_an_answer_tells_its_question_and_what_is_taken_back_is_gone(busy, run):
    ask = next(one["id"] for one in rows(run) if one["kind"] == "ask")
    done = next(one["id"] for one in rows(run) if one["kind"] == "done")
    run("answer", ask, "A")
    run("undo", done)
    last = rows(run, "kopi/toko")[-1]
    assert (last["who"], last["text"]) == ("client", "'Which provider?': A")
    assert "Home page" not in run("history").out


def test_days_and_projects_limit_it(busy, run):
    assert {one["day"] for one in rows(run, "--until", "2026-11-18")} == {"2026-11-17", "2026-11-18"}
    assert {one["about"] for one in rows(run, "toko", "--since", "2026-11-18")} == {"kopi/toko"}
    assert run("history", "--since", "fri", "--until", "2026-11-01").code == 2
    nothing = run("history", "--until", "2020-01-01")
    assert (nothing.code, nothing.out) == (0, "")


def test_a_torn_line_is_named_and_all_else_told(busy, run):
    path = busy.journal_dir("kopi") / "desk.jsonl"
    path.write_text('{"id": "abc', encoding="ascii")
    busy.project_file("kopi", "toko").write_text("broken = [", encoding="utf-8")
    told = run("history", "kopi")
    assert "Home page is live" in told.out
    assert "passed over clients/kopi/journal/desk.jsonl:1" in told.err


@pytest.mark.parametrize("width", [60, 80, 120])
def test_on_a_terminal_no_line_is_wider_than_it(busy, terminal, run, width):
    run("next", "kopi/toko", "Connect the payment provider, " * 6)
    shown = terminal("history", width=width)
    assert max(map(len, shown.out.splitlines())) <= width
    assert "payment" in shown.out


def test_every_record_of_the_sample_has_a_line(tmp_path, run):
    assert run("demo", tmp_path / "studio", "--no-git").code == 0
    told = json.loads(run("-C", tmp_path / "studio", "history", "--json").out)["data"]
    assert len({one["kind"] for one in told}) >= 15
    assert [one for one in told if not one["text"] or not one["who"] or "None" in one["text"]] == []


def test_sentences_are_of_kinds_that_there_are():
    assert set(SENTENCES) <= set(KINDS)


def test_a_kind_without_a_sentence_tells_its_words():
    assert sentence({"kind": "follow_up", "note": "Called her"}, "Too slow") == "'Too slow': Called her"


def test_a_score_of_nothing_is_a_score():
    assert sentence({"kind": "feedback", "nps": 0, "comment": "No"}) == "NPS 0: No"
    assert sentence({"kind": "feedback", "comment": "Words [alone] {text}"}) == "Words [alone] {text}"
