"""The end of a relation and its new beginning through the commands; keys of old files that records tell."""

import json

import pytest

from clientkit.errors import ExitCode


def card(run, client="kopi"):
    return json.loads(run("client", "show", client, "--json").out)["data"]


def test_a_client_ends_with_its_reason_and_comes_back(studio, run):
    assert card(run)["stage"] == "prospect"
    run("project", "start", "kopi/toko", "--on", "2026-10-01")
    ran = run("client", "end", "kopi", "--reason", "price", "--note", "A rival is cheaper", "--again", "+6m")
    assert (ran.code, len(ran.out.split())) == (0, 1)
    assert "kopi is lost since 2026-11-21 (price); ask again on 2027-05-21" in ran.err
    assert "agreed work was never closed: kopi/toko" in ran.err
    assert (
        "  Stage         lost since 2026-11-21 (price): A rival is cheaper, new\n"
        in run("client", "show", "kopi").out
    )
    assert "the relation ended (price): A rival is cheaper" in run("history", "kopi").out
    assert "ask whether they come back: A rival" in run("agenda", "--until", "2027-05-21").out
    again = run("client", "end", "kopi", "--reason", "price")
    assert (again.code, "clientkit client back kopi" in again.err) == (ExitCode.REFUSED, True)
    back = json.loads(run("client", "back", "kopi", "--note", "They miss us", "--json").out)
    assert (back["kind"], back["data"]["note"]) == ("client-back", "They miss us")
    assert (card(run)["stage"], card(run)["ended"]) == ("active", None)
    assert run("client", "back", "kopi").code == ExitCode.REFUSED
    assert run("undo", back["data"]["id"], "--yes").code == 0
    assert card(run)["stage"] == "lost"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("end", "kopi"), ExitCode.USAGE, "--reason"),
        (("end", "kopi", "--reason", "prize"), ExitCode.USAGE, "Did you mean 'price'?"),
        (("end", "kopi", "--reason", "price", "--on", "fri"), ExitCode.USAGE, "lies in the future"),
        (("end", "kopi", "--reason", "price", "--again", "-1d"), ExitCode.USAGE, "not after the end"),
        (("end", "kopi", "--reason", "price", "--on", "2026-09-01"), ExitCode.REFUSED, "agreed work"),
        (("end", "nobody", "--reason", "price"), ExitCode.NOT_FOUND, "no client"),
        (("back", "kopi", "--on", "2026-09-01"), ExitCode.REFUSED, "was not ended"),
    ],
)
def test_what_cannot_be_an_end_is_told_and_nothing_is_written(studio, run, words, code, said):
    run("project", "start", "kopi/toko", "--on", "2026-10-01")
    ran = run("client", *words)
    assert (ran.code, said in ran.err) == (code, True), ran
    assert "client_" not in "".join(path.read_text() for path in studio.journal_files("kopi"))


def test_an_offer_is_dropped_with_its_reason_and_agreed_work_is_not(studio, run):
    dropped = json.loads(run("project", "drop", "kopi/toko", "--reason", "timing", "--json").out)
    assert (dropped["kind"], dropped["data"]["reason"]) == ("project-dropped", "timing")
    assert "toko" not in run("project", "list").out
    assert "the project comes to nothing (timing)" in run("history", "kopi").out
    assert run("project", "drop", "kopi/toko", "--reason", "timing").code == ExitCode.REFUSED
    assert run("project", "start", "kopi/toko").code == 0
    assert "is active" in run("project", "drop", "kopi/toko", "--reason", "timing").err
    assert card(run)["stage"] == "active"


def test_keys_that_records_tell_are_named_and_taken_away_line_by_line(studio, run):
    file = studio.client_file("kopi")
    sound = file.read_bytes()
    old = b'stage = "active"\r\nadvocate = true\r\n' + sound
    file.write_bytes(old)
    named = run("check")
    assert named.code == ExitCode.FOUND
    assert "clients/kopi/client.toml:1: warning: 'stage' is not read any more" in named.out
    assert card(run)["stage"] == "prospect"
    assert not card(run)["advocate"]
    fixed = json.loads(run("check", "--fix", "--json").out)["data"]
    assert fixed["fixed"] == [
        "clients/kopi/client.toml:1: stage = active",
        "clients/kopi/client.toml:2: advocate = True",
    ]
    assert fixed["problems"] == []
    assert file.read_bytes() == sound
    file.write_bytes(b'stage = "lost"\n' + sound)
    assert (run("check", "--fix").code, card(run)["stage"]) == (0, "lost")
    assert "'stage' is not read any more" in run("client", "set", "kopi", "stage=active").err


def test_the_end_says_what_is_left_to_hand_over(studio, run):
    path = studio.project_file("kopi", "toko")
    rows = '[[checklist]]\nid = "C1"\nwhat = "Files and access handed over"\nphase = "closing"\n'
    agreed = 'Files within five working days."\n'
    text = path.read_text().replace("[cancellation]\n", f'[cancellation]\nhandover = "{agreed}')
    path.write_text(f"{text}\n{rows}", encoding="utf-8")
    assert "to hand over" not in run("client", "end", "kopi", "--reason", "price").err
    run("client", "back", "kopi")
    run("project", "start", "kopi/toko")
    said = run("client", "end", "kopi", "--reason", "price", "--on", "2026-11-21").err
    assert "  kopi/toko C1: Files and access handed over\n" in said
    assert "  kopi/toko, as agreed: Files within five working days.\n" in said
    assert "clientkit mail draft farewell kopi" in said
