"""Promises: made, kept, broken, corrected, taken back; by a client and by us."""

import json

import pytest

from clientkit.errors import ExitCode

KOPI = ("promise", "add", "kopi/toko", "Send the draft", "--due", "2026-11-27")


def listed(run, *arguments: str) -> list[dict]:
    return json.loads(run("promise", "list", *arguments, "--json").out)["data"]


def test_a_promise_is_open_until_it_is_kept(studio, run):
    made = run(*KOPI)
    assert made.err == "Promised by you for kopi/toko, due Friday 2026-11-27.\n"
    (row,) = listed(run)
    assert (row["id"], row["state"], row["owner"], row["ended"]) == (made.out.strip(), "open", "us", None)
    kept = run("promise", "kept", made.out.strip()[:6], "--note", "By mail")
    assert kept.err == "Kept on 2026-11-21: Send the draft\n"
    assert listed(run) == []
    (row,) = listed(run, "--all")
    assert (row["state"], row["ended"], row["note"]) == ("kept", "2026-11-21", "By mail")


def test_a_day_that_is_over_is_overdue_and_not_yet_broken(studio, run):
    run(
        "promise",
        "add",
        "kopi",
        "Photographs",
        "--due",
        "2026-11-19",
        "--on",
        "2026-11-12",
        "--owner",
        "client",
    )
    (row,) = listed(run, "kopi")
    assert (row["subject"], row["owner"], row["state"]) == ("kopi", "client", "overdue")


def test_a_later_word_takes_the_place_of_the_first(studio, run):
    name = run(*KOPI).out.strip()
    run("promise", "kept", name)
    again = run("promise", "broken", name, "--note", "It was the wrong draft")
    assert "It takes the place of 'kept', said on 2026-11-21." in again.err
    (row,) = listed(run, "--all")
    assert (row["state"], row["note"]) == ("broken", "It was the wrong draft")


def test_what_was_said_late_says_so(studio, run):
    run("promise", "add", "kopi", "Photographs", "--due", "2026-11-19", "--on", "2026-11-12")
    name = listed(run)[0]["id"]
    assert run("promise", "kept", name).err == "Kept late on 2026-11-21: Photographs\n"


def test_taking_back_the_end_opens_the_promise_again(studio, run):
    name = run(*KOPI).out.strip()
    end = run("promise", "kept", name).out.strip()
    assert run("undo", end).code == 0
    assert [row["state"] for row in listed(run)] == ["open"]
    assert "Send the draft" in run("undo", name).err
    assert listed(run, "--all") == []


def test_overdue_ones_come_first_and_a_project_has_its_own(studio, run):
    run(*KOPI)
    run("promise", "add", "kopi/toko", "Test account", "--due", "2026-11-20", "--on", "2026-11-16")
    run("promise", "add", "kopi", "Photographs", "--due", "2026-12-01")
    assert [row["text"] for row in listed(run)] == ["Test account", "Send the draft", "Photographs"]
    assert [row["text"] for row in listed(run, "kopi/toko")] == ["Test account", "Send the draft"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("kopi", "Draft", "--due", "2026-11-20"), "due before it was made"),
        (("kopi", " ", "--due", "fri"), "The promise is empty"),
        (("kopi", "Draft", "--due", "soon"), "soon"),
        (("kopi", "Draft", "--due", "fri", "--owner", "both"), "owner"),
        (("kopi", "Draft", "--due", "fri", "--for", "D1"), "belongs to a project"),
        (("kopi/toko", "Draft", "--due", "fri", "--for", "D99"), "no deliverable or milestone 'D99'"),
    ],
)
def test_a_promise_that_cannot_be_is_refused(studio, run, words, said):
    ran = run("promise", "add", *words)
    assert ran.code == ExitCode.USAGE
    assert said in ran.err
    assert listed(run, "--all") == []


def test_only_promises_are_kept(studio, run):
    note = run("next", "kopi/toko", "Payment page").out.strip()
    ran = run("promise", "kept", note)
    assert ran.code == ExitCode.USAGE
    assert "which cannot be marked kept" in ran.err


def test_with_none_the_list_says_how_to_make_one(studio, run):
    assert "clientkit promise add" in run("promise", "list").err


def test_an_unknown_id_names_the_list_of_promises(studio, run):
    ran = run("promise", "kept", "zz")
    assert ran.code == ExitCode.NOT_FOUND
    assert (
        "There is no record whose id begins with 'zz'.\n  See the ids: clientkit promise list --all"
        in ran.err
    )
