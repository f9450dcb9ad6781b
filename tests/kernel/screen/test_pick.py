"""What is missing is asked for on a terminal, with a list to pick from; elsewhere it is an error."""

import json

from clientkit.errors import ExitCode


def texts(run):
    return [row["text"] for row in json.loads(run("progress", "list", "--all", "--json").out)["data"]]


def test_a_project_is_picked_by_its_number(studio, run, terminal):
    said = terminal("next", "Payment page", answers=["1\n"])
    assert said.code == 0
    assert "1  " in said.out
    assert texts(run) == ["Payment page"]


def test_an_id_is_picked_by_its_words_and_the_answer_among_the_options(studio, run, terminal):
    run("ask", "kopi/toko", "Which provider?", "--options", "Midtrans|Xendit", "--recommend", "Xendit")
    said = terminal("answer", answers=["1\n", "2\n"])
    assert "kopi: Which provider?" in said.out
    assert "Xendit    recommended" in said.out
    (row,) = json.loads(run("progress", "list", "--all", "--json").out)["data"]
    assert row["outcome"] == "Xendit"


def test_a_day_is_typed_though_some_are_completed(studio, run, terminal):
    said = terminal("promise", "add", "kopi/toko", "Prices", answers=["fri\n"])
    assert said.code == 0
    assert "yesterday" not in said.out
    (row,) = json.loads(run("promise", "list", "--json").out)["data"]
    assert row["due"] == "2026-11-27"


def test_without_an_answer_nothing_is_asked(studio, run, terminal):
    for words in (("--no-input", "answer"), ("answer", "--json")):
        said = terminal(*words)
        assert said.code == ExitCode.USAGE
        assert "Missing argument" in said.out
    assert run("next", "Payment page").code == ExitCode.USAGE
