"""The logbook: contacts are written down, listed and taken back."""

import json

import pytest

from clientkit.errors import ExitCode


def listed(run, *arguments: str) -> list[dict]:
    return json.loads(run("log", "list", *arguments, "--json").out)["data"]


def test_a_contact_is_written_down_and_listed(studio, run):
    logged = run("log", "add", "kopi/toko", "Wants the photos first", "--channel", "whatsapp", "--incoming")
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
        "again": None,
        "no_answer": False,
    }


def test_the_latest_contact_comes_first(studio, run):
    run("log", "add", "kopi", "First call", "--on", "2026-11-02")
    run("log", "add", "kopi", "Second call", "--on", "2026-11-10")
    assert [row["text"] for row in listed(run)] == ["Second call", "First call"]
    assert [row["text"] for row in listed(run, "--since", "2026-11-05")] == ["Second call"]
    assert [row["text"] for row in listed(run, "--until", "2026-11-05")] == ["First call"]


def test_one_word_is_a_name_where_there_is_one_and_else_the_text(studio, run, monkeypatch):
    monkeypatch.chdir(studio.client_dir("kopi"))
    run("log", "add", "Called")
    assert [row["text"] for row in listed(run, "kopi")] == ["Called"]
    assert [row["text"] for row in listed(run)] == ["Called"]


def test_a_contact_taken_back_is_gone(studio, run):
    name = run("log", "add", "kopi", "Called").out.strip()
    assert run("log", "remove", name[:6]).err == "Taken back: phone of 2026-11-21: Called\n"
    assert listed(run) == []


def test_an_unknown_contact_is_not_found(studio, run):
    ran = run("log", "add", "kopi", "Called", "--contact", "nobody")
    assert ran.code == ExitCode.NOT_FOUND
    assert ran.err == "Error: kopi has no contact called 'nobody'.\n  Known: rina\n"


def test_an_unknown_id_names_the_list_that_has_it(studio, run):
    ran = run("log", "remove", "zz")
    assert ran.code == ExitCode.NOT_FOUND
    assert (
        ran.err == "Error: There is no record whose id begins with 'zz'.\n  See the ids: clientkit log list\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("kopi", "Called", "--channel", "pigeon"), "'pigeon' is no channel"),
        (("kopi", "Called", "--on", "2026-12-24"), "lies in the future"),
        (("kopi", " "), "is empty"),
    ],
)
def test_a_contact_that_cannot_be_is_refused(studio, run, words, said):
    ran = run("log", "add", *words)
    assert ran.code == ExitCode.USAGE
    assert said in ran.err
    assert listed(run) == []


def test_with_none_the_logbook_says_how_to_begin(studio, run):
    assert "clientkit log add CLIENT" in run("log").err


CLOCK = ("log", "add", "kopi", "Can it be sooner?", "--incoming", "--on", "2026-11-19")


def kinds(run) -> list[str]:
    return [row["kind"] for row in json.loads(run("agenda", "--json").out)["data"]]


@pytest.mark.parametrize("answer", [("kopi", "Yes"), ("kopi/toko", "By Monday", "--channel", "mail")])
def test_what_you_say_next_stops_the_clock_and_what_you_said_before_does_not(studio, run, answer):
    run("log", "add", "kopi", "Called them", "--on", "2026-11-18")
    run(*CLOCK)
    assert kinds(run) == ["answer"]
    run("log", "add", *answer)
    assert kinds(run) == []


def test_a_message_that_needs_no_answer_starts_no_clock(studio, run):
    run(*CLOCK, "--no-answer")
    assert kinds(run) == []
    refused = run("log", "add", "kopi", "Called", "--no-answer")
    assert (refused.code, "Add --incoming." in refused.err) == (ExitCode.USAGE, True)


def test_several_messages_are_one_clock_which_began_with_the_first(studio, run):
    run(*CLOCK)
    run("log", "add", "kopi", "Are you there?", "--incoming")
    (row,) = json.loads(run("agenda", "--json").out)["data"]
    assert (row["due"], row["text"]) == ("2026-11-20", "They said by phone, and 1 more: Can it be sooner?")


def test_the_clock_runs_in_working_days_without_holidays_as_the_agreement_says(studio, run):
    run("project", "set", "kopi/toko", "communication.answer_within=2")
    settings = studio.root / "clientkit.toml"
    off = "\n[[calendar.days_off]]\nday = 2026-11-23\n"
    settings.write_text(settings.read_text("utf-8") + off, "utf-8")
    run("log", "add", "kopi/toko", "Can it be sooner?", "--incoming", "--on", "2026-11-20")
    (row,) = json.loads(run("agenda", "--json").out)["data"]
    assert row["due"] == "2026-11-25"


def test_the_last_day_said_for_the_next_contact_counts_until_you_talk(studio, run, monkeypatch):
    run("log", "add", "kopi", "Back in December", "--again", "2026-12-01", "--on", "2026-11-02")
    run("log", "add", "kopi", "Back sooner", "--again", "2026-11-23", "--on", "2026-11-10")
    (row,) = json.loads(run("agenda", "--json").out)["data"]
    assert (row["kind"], row["due"], row["text"]) == (
        "again",
        "2026-11-23",
        "talk to them again: Back sooner",
    )
    run("log", "add", "kopi", "Called")
    assert kinds(run) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--again", "yesterday"), "would not be after this one"),
        (("--for", "zz"), "no record whose id begins with 'zz'"),
    ],
)
def test_what_cannot_be_said_of_a_contact_is_refused(studio, run, words, said):
    ran = run("log", "add", "kopi", "Called", *words)
    assert said in ran.err
    assert listed(run) == []


def test_a_contact_names_what_it_answers(studio, run):
    message = run(*CLOCK).out.strip()
    made = json.loads(run("log", "add", "kopi", "Yes", "--for", message[:6], "--json").out)["data"]
    assert made["ref"] == message
