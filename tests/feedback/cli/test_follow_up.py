"""`clientkit feedback follow` and `loop`, and what `feedback add` says of low and glad answers."""

import json
import re

import pytest


def low(run, *words):
    """The id of a new low answer of kopi/toko."""
    ran = run("feedback", "add", "kopi/toko", *(words or ("--nps", 3)))
    assert ran.code == 0, ran.err
    return ran.out.strip()


def loop(run, *words):
    said = json.loads(run("feedback", "loop", *words, "--json").out)
    assert (said["schema"], said["kind"]) == (1, "feedback-loop")
    return said["data"]


@pytest.mark.parametrize(
    ("score", "is_low"),
    [
        (("--nps", 6), True),
        (("--nps", 7), False),
        (("--csat", 2), True),
        (("--csat", 3), False),
        (("--ces", 3), True),
        (("--ces", 4), False),
    ],
)
def test_a_low_score_says_by_when_and_what_to_type(studio, run, score, is_low):
    ran = run("feedback", "add", "kopi", *score)
    name = ran.out.strip()
    assert ("That is a low score: ask what happened by Mon 23 Nov 2026, " in ran.err) is is_low
    assert (f'clientkit feedback follow {name} --note "…" --done' in ran.err) is is_low
    assert len(loop(run)["answers"]) == is_low


@pytest.mark.parametrize(("score", "is_low"), [(4, True), (5, False)])
def test_of_ten_the_lowest_four_are_low(studio, run, score, is_low):
    settings = studio.settings_file
    text = settings.read_text()
    settings.write_text(text.replace("[feedback]\n", "[feedback]\ncsat_scale = 10\n"))
    assert ("low score" in run("feedback", "add", "kopi", "--csat", score).err) is is_low


def test_the_hours_and_the_zone_are_the_workspaces(studio, run):
    settings = studio.settings_file
    settings.write_text(settings.read_text().replace("[survey]\n", "[survey]\nfollow_up_hours = 24\n"))
    assert "by Sun 22 Nov 2026, " in run("feedback", "add", "kopi", "--nps", 0).err
    assert " WIB" in run("feedback", "loop").out


def test_broken_settings_hinder_no_answer_and_no_word_on_it(studio, run):
    studio.settings_file.write_text("version = 1\n")
    ran = run("feedback", "add", "kopi", "--nps", 0)
    assert ran.code == 0
    assert "by Mon 23 Nov 2026, " in ran.err
    assert " UTC" in ran.err


def test_a_follow_up_closes_it_or_leaves_it_open(studio, run):
    name = low(run)
    begun = run("feedback", "follow", name[:5], "--note", "Called")
    assert begun.code == 0
    assert begun.err == (
        f"Noted on NPS 3 of 2026-11-21 for kopi/toko; it stays open.\n"
        f'  When it is settled: clientkit feedback follow {name} --note "…" --done\n'
    )
    (one,) = loop(run)["answers"]
    assert (one["state"], one["in_time"], one["overdue"]) == ("begun", True, False)
    done = run("feedback", "follow", name, "--note", "Put right", "--done", "--json")
    assert json.loads(done.out)["kind"] == "follow-up"
    assert loop(run)["answers"] == []
    (one,) = loop(run, "--all")["answers"]
    assert (one["state"], [step["note"] for step in one["steps"]]) == ("done", ["Called", "Put right"])
    shown = run("feedback", "loop", "--all").out
    assert "NPS 3  done, in time\n" in shown
    assert "2026-11-21: Put right" in shown
    assert run("feedback", "follow", name, "--note", "It came back").code == 0
    assert loop(run)["answers"][0]["state"] == "begun"


def test_one_or_all_are_listed_and_a_project_alone(studio, run):
    name = low(run)
    run("feedback", "add", "kopi", "--ces", 1)
    assert len(loop(run, "kopi")["answers"]) == 2
    assert [one["feedback"]["id"] for one in loop(run, "kopi/toko")["answers"]] == [name]


def test_no_low_score_is_said(studio, run):
    ran = run("feedback", "loop")
    assert (ran.code, ran.out, ran.err) == (0, "", "No low score waits for a follow-up.\n")


def test_what_was_taken_back_needs_none(studio, run):
    name = low(run)
    run("undo", name)
    assert loop(run, "--all")["answers"] == []
    refused = run("feedback", "follow", name, "--note", "x")
    assert refused.code == 5
    assert "was taken back on 2026-11-21" in refused.err


def test_a_correction_keeps_the_follow_ups_and_the_clock(studio, run):
    name = low(run)
    due = loop(run)["answers"][0]["due"]
    run("feedback", "follow", name, "--note", "Called")
    second = run("feedback", "set", name, "nps=4").out.strip()
    third = run("feedback", "set", second, "nps=5").out.strip()
    run("feedback", "follow", second, "--note", "Called again", "--done")
    (one,) = loop(run, "--all")["answers"]
    assert one["feedback"]["id"] == third
    assert one["due"] == due
    assert [step["note"] for step in one["steps"]] == ["Called", "Called again"]
    run("feedback", "set", third, "nps=9")
    assert loop(run, "--all")["answers"] == []


def test_a_follow_up_needs_a_note_and_an_answer(studio, run):
    name = low(run)
    assert run("feedback", "follow", name).code == 2
    assert run("feedback", "follow", name, "--note", " ").code == 2
    assert run("feedback", "follow", "zzz", "--note", "x").code == 3


def test_a_correction_tells_what_the_answer_calls_for_now_and_did_not_before(studio, run):
    name = run("feedback", "add", "kopi", "--nps", 7).out.strip()
    low = run("feedback", "set", name, "nps=6")
    assert "That is a low score: ask what happened by Mon 23 Nov 2026, " in low.err
    assert f"clientkit feedback follow {low.out.strip()} --note" in low.err
    assert "low score" not in run("feedback", "set", name, "nps=5").err
    glad = run("feedback", "set", name, "nps=10", "quotable=yes").err
    assert "They are glad and may be quoted: ask for a testimonial or a referral." in glad


def test_a_glad_answer_that_may_be_quoted_suggests_what_to_ask_for(studio, run):
    ran = run("feedback", "add", "kopi", "--nps", 9, "--quotable", "--contact", "rina")
    assert "They are glad and may be quoted: ask for a testimonial or a referral." in ran.err
    assert "clientkit client consent kopi --contact rina --purpose testimonial --allow" in ran.err
    run("client", "consent", "kopi", "--contact", "rina", "--purpose", "testimonial", "--forbid")
    again = run("feedback", "add", "kopi", "--csat", 5, "--quotable", "--contact", "rina").err
    assert "ask for a referral." in again
    run("client", "consent", "kopi", "--contact", "rina", "--purpose", "referral", "--allow")
    assert "ask for" not in run("feedback", "add", "kopi", "--nps", 10, "--quotable", "--contact", "rina").err


@pytest.mark.parametrize("words", [("--nps", 9), ("--nps", 8, "--quotable"), ("--nps", 9, "--csat", 1)])
def test_without_permission_or_with_a_low_score_nothing_is_suggested(studio, run, words):
    assert "ask for a" not in run("feedback", "add", "kopi", *words).err


def test_a_trigger_needs_no_survey(studio, run):
    run("feedback", "add", "kopi/toko", "--csat", 5, "--trigger", "delivery")
    assert json.loads(run("feedback", "list", "--json").out)["data"][0]["occasion"] == "delivery"
    refused = run("feedback", "add", "kopi/toko", "--csat", 5, "--trigger", "delivered")
    assert refused.code == 2
    assert "Did you mean 'delivery'?" in refused.err


def test_a_trigger_can_be_corrected_and_is_shown(studio, run):
    name = run("feedback", "add", "kopi/toko", "--csat", 2, "--trigger", "delivery").out.strip()
    ran = run("feedback", "set", name, "trigger=end")
    assert "(trigger): CSAT 2/5." in ran.err
    assert run("feedback", "set", name, "trigger=ended").code == 2
    run("feedback", "follow", name, "--note", "Called", "--done")
    shown = run("feedback", "show", ran.out.strip()).out
    assert "  asked after end\n" in shown
    assert "Followed up\n  2026-11-21  Called (done)\n" in shown
    run("feedback", "set", name, "trigger=")
    assert json.loads(run("feedback", "list", "--json").out)["data"][0]["occasion"] is None


def test_each_low_score_is_one_line_where_it_is_piped_and_whole_words_on_a_terminal(studio, run, terminal):
    run("client", "add", "A client with a long name", "--slug", "a-client-with-a-very-long-name-indeed")
    run("feedback", "add", "a-client-with-a-very-long-name-indeed", "--csat", 1, "--nps", 0, "--ces", 1)
    (head,) = run("feedback", "loop").out.splitlines()
    assert "CSAT 1/5, NPS 0, CES 1  by Mon 23 Nov 2026, " in head
    shown = terminal("feedback", "loop", width=60).out
    assert "a-client-with-a-very-long-name-indeed" in shown
    assert all(len(line) <= 60 for line in re.sub(r"\x1b\[\d*m", "", shown).splitlines()[:2])
