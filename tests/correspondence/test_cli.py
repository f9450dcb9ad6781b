"""The logbook: contacts are written down, listed and taken back."""

import json

import pytest

from clientkit.errors import ExitCode


def listed(run, *arguments: str) -> list[dict]:
    return json.loads(run("log", *arguments, "--json").out)["data"]


def test_a_contact_is_written_down_and_listed(studio, run):
    logged = run("log", "kopi/toko", "Wants the photos first", "--channel", "whatsapp", "--incoming")
    assert logged.err == "Logged for kopi/toko on 2026-11-21: whatsapp.\n"
    (row,) = listed(run, "kopi")
    assert row == {
        "id": logged.out.strip(),
        "day": "2026-11-21",
        "subject": "kopi/toko",
        "channel": "whatsapp",
        "incoming": True,
        "contact": None,
        "text": "Wants the photos first",
    }


def test_the_latest_contact_comes_first(studio, run):
    run("log", "kopi", "First call", "--on", "2026-11-02")
    run("log", "kopi", "Second call", "--on", "2026-11-10")
    assert [row["text"] for row in listed(run)] == ["Second call", "First call"]


def test_one_word_is_a_name_where_there_is_one_and_else_the_text(studio, run, monkeypatch):
    monkeypatch.chdir(studio.client_dir("kopi"))
    run("log", "Called")
    assert [row["text"] for row in listed(run, "kopi")] == ["Called"]
    assert [row["text"] for row in listed(run)] == ["Called"]


def test_a_contact_taken_back_is_gone(studio, run):
    name = run("log", "kopi", "Called").out.strip()
    assert run("log", "--retract", name[:6]).err == "Taken back: phone of 2026-11-21: Called\n"
    assert listed(run) == []


def test_an_unknown_contact_is_not_found(studio, run):
    ran = run("log", "kopi", "Called", "--contact", "nobody")
    assert ran.code == ExitCode.NOT_FOUND
    assert ran.err == "Error: kopi has no contact called 'nobody'.\n  Known: rina\n"


def test_an_unknown_id_names_the_list_that_has_it(studio, run):
    ran = run("log", "--retract", "zz")
    assert ran.code == ExitCode.NOT_FOUND
    assert ran.err == "Error: There is no record whose id begins with 'zz'.\n  See the ids: clientkit log\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("kopi", "Called", "--channel", "pigeon"), "'pigeon' is not a channel"),
        (("kopi", "Called", "--on", "2026-12-24"), "lies in the future"),
        (("kopi", " "), "is empty"),
    ],
)
def test_a_contact_that_cannot_be_is_refused(studio, run, words, said):
    ran = run("log", *words)
    assert ran.code == ExitCode.USAGE
    assert said in ran.err
    assert listed(run) == []


def test_with_none_the_logbook_says_how_to_begin(studio, run):
    assert "clientkit log CLIENT" in run("log").err


def test_a_verb_lists_or_is_refused_but_is_never_what_was_said(studio, run, monkeypatch):
    run("log", "kopi", "Called about it")
    monkeypatch.chdir(studio.client_dir("kopi"))

    for words in (("list",), ("kopi", "list"), ("list", "kopi")):
        ran = run("log", *words)
        assert (ran.code, "Called about it" in ran.out) == (0, True)
    for verb in ("add", "show", "edit", "set", "remove"):
        ran = run("log", verb)
        assert (ran.code, ran.err.startswith(f"Error: {verb!r} is no text.\n")) == (ExitCode.USAGE, True)
    assert len(listed(run)) == 1
