"""`clientkit progress`, as a person types it."""

import json
import os
import subprocess
import sys

import pytest

ITEMS = """
[[deliverables]]
id = "D1"
title = "Product pages"
[[milestones]]
id = "M1"
title = "Design approved"
"""


def journal(studio):
    return [json.loads(line) for line in studio.journal_file("kopi").read_text().splitlines()]


@pytest.fixture
def planned(studio):
    """The studio, with a deliverable D1 and a milestone M1 in kopi/toko."""
    studio.project_file("kopi", "toko").write_text(f'title = "Toko daring"\n{ITEMS}')
    return studio


@pytest.fixture
def note(run):
    """Take a note of kopi/toko; its id."""

    def take(kind, text="Home page", *options):
        ran = run("progress", kind, "kopi/toko", text, *options)
        assert ran.code == 0, ran.err
        return ran.out.strip()

    return take


NOTES = {
    "done": (
        ("done", "Home page is live", "--hours", "1.5", "--for", "D1"),
        {"kind": "done", "text": "Home page is live", "hours": 1.5, "item": "D1"},
        "done, 1.5 h, for D1",
    ),
    "next": (
        ("next", "Connect the provider", "--due", "2026-11-27", "--for", "M1"),
        {"kind": "next", "text": "Connect the provider", "due": "2026-11-27", "item": "M1"},
        "next, for M1, due 2026-11-27",
    ),
    "late": (
        ("next", "Invoice", "--due", "2026-11-20"),
        {"kind": "next", "text": "Invoice", "due": "2026-11-20"},
        "next, due 2026-11-20 (that day is over)",
    ),
    "blocked": (
        ("blocked", "Payment test", "--unblocks", "Access", "--owner", "us"),
        {"kind": "blocked", "text": "Payment test", "unblocks": "Access", "owner": "us"},
        "blocked",
    ),
    "blocked, with what it costs": (
        ("blocked", "The shop's pages", "--due", "2026-11-25", "--effect", "The launch moves"),
        {
            "kind": "blocked",
            "text": "The shop's pages",
            "due": "2026-11-25",
            "effect": "The launch moves",
            "owner": "client",
        },
        "blocked, due 2026-11-25",
    ),
    "ask": (
        (
            *("ask", "Which provider?", "--options", "Midtrans| Xendit |", "--recommend", "Midtrans"),
            *("--due", "2026-11-25", "--default", "We take Midtrans"),
        ),
        {
            "kind": "ask",
            "text": "Which provider?",
            "options": ["Midtrans", "Xendit"],
            "recommend": "Midtrans",
            "due": "2026-11-25",
            "default": "We take Midtrans",
        },
        "ask, due 2026-11-25",
    ),
    "risk": (
        ("risk", "Late photos", "--likelihood", "high", "--impact", "low", "--answer", "Use ours"),
        {
            "kind": "risk",
            "text": "Late photos",
            "likelihood": "high",
            "impact": "low",
            "answer": "Use ours",
        },
        "risk",
    ),
}


@pytest.mark.parametrize(("words", "fields", "said"), NOTES.values(), ids=NOTES)
def test_a_note_is_kept_and_its_id_printed(planned, run, words, fields, said):
    kind, text, *options = words
    ran = run("progress", kind, "kopi/toko", text, *options)
    (record,) = journal(planned)
    assert (ran.code, ran.out) == (0, f"{record['id']}\n")
    assert ran.err == f"Noted for kopi/toko on 2026-11-21: {said}.\n"
    assert {key: value for key, value in record.items() if key not in ("id", "ts", "v")} == {
        "day": "2026-11-21",
        "client": "kopi",
        "project": "toko",
        **fields,
    }


def test_dates_in_words_are_echoed(studio, run):
    ran = run("progress", "next", "kopi/toko", "Invoice", "--due", "senin depan", "--on", "kemarin")
    assert ran.err == (
        "kemarin is Friday 20 November 2026\n"
        "senin depan is Monday 23 November 2026\n"
        "Noted for kopi/toko on 2026-11-20: next, due 2026-11-23.\n"
    )


def test_inside_its_folder_the_project_is_not_typed(studio, run, monkeypatch):
    monkeypatch.chdir(studio.project_dir("kopi", "toko"))
    assert run("progress", "done", "Home page is live").code == 0
    assert run("progress", "done", "toko", "Shop is live").code == 0
    assert [record["text"] for record in journal(studio)] == ["Home page is live", "Shop is live"]


def test_json_is_the_record(studio, run):
    said = json.loads(run("progress", "done", "kopi/toko", "Home page", "--json").out)
    assert (said["kind"], said["data"]["text"]) == ("note", "Home page")


def test_a_text_may_begin_with_a_dash(studio, run):
    assert run("progress", "done", "kopi/toko", "--", "-5 degrees").code == 0
    assert journal(studio)[0]["text"] == "-5 degrees"


TOKO = "kopi/toko"
REFUSED = {
    "empty": (("done", TOKO, " "), "The text is empty.", "Write it in quotes."),
    "a book": (
        ("done", TOKO, "x" * 20_001),
        "The text has 20,001 characters; a record takes at most 20,000.",
        "Shorten it, or keep the long version in a file.",
    ),
    "no text": (
        ("done", TOKO),
        "kopi/toko is a project; the text is missing.",
        "Write it after the project, in quotes.",
    ),
    "no quotes": (
        ("done", TOKO, "Home", "page"),
        "There are 3 words where a project and the text are expected.",
        "Put the text in quotes.",
    ),
    "no hours": (
        ("done", TOKO, "x", "--hours", "2h"),
        "'2h' is not a number of hours.",
        "Write 3, or 1.5 for an hour and a half.",
    ),
    "too many hours": (
        ("done", TOKO, "x", "--hours", "1000.5"),
        "1000.5 hours cannot be noted: more than 0 and at most 1,000.",
        "Write 3 or 1.5.",
    ),
    "zero hours": (
        ("done", TOKO, "x", "--hours", "0"),
        "0 hours cannot be noted: more than 0 and at most 1,000.",
        "Write 3 or 1.5.",
    ),
    "unknown item": (
        ("done", TOKO, "x", "--for", "D2"),
        "kopi/toko has no deliverable or milestone 'D2'.",
        "Did you mean 'D1'? Known: D1, M1",
    ),
    "a title": (
        ("next", TOKO, "x", "--for", "Design aproved"),
        "kopi/toko has no deliverable or milestone 'Design aproved'.",
        "Did you mean 'M1'? Known: D1, M1",
    ),
    "the future": (
        ("done", TOKO, "x", "--on", "2026-12-01"),
        "2026-12-01 lies in the future: a note is recorded once it has happened.",
        "Today is 2026-11-21; a day that is over is written as 'yesterday', '-2d' or 'last fri'.",
    ),
    "one option": (
        ("ask", TOKO, "x", "--options", "Midtrans"),
        "'Midtrans' is no choice: there is only one option.",
        "Put a | between them: --options 'Midtrans|Xendit'",
    ),
    "another recommendation": (
        ("ask", TOKO, "x", "--options", "A|B", "--recommend", "C"),
        "'C' is recommended, but is none of the options.",
        "The options are: A, B",
    ),
    "a blank default": (
        ("ask", TOKO, "x", "--default", " "),
        "The text of --default is empty.",
        "Write it in quotes.",
    ),
    "a week": (
        ("list", "--week", "2026-W54"),
        "There is no week 2026-W54: 2026 has 53 ISO weeks.",
        "The weeks near it are 2026-W53 and 2027-W01.",
    ),
    "a kind": (
        ("list", "--kind", "xyz"),
        "'xyz' is not a kind of note.",
        "Known: done, next, blocked, ask, risk, lesson, hours, plan_moved, plan_dropped, status",
    ),
    "a plural": (
        ("list", "--kind", "risks"),
        "'risks' is not a kind of note.",
        (
            "Did you mean 'risk'? "
            "Known: done, next, blocked, ask, risk, lesson, hours, plan_moved, plan_dropped, status"
        ),
    ),
    "no id": (("answer", " ", "x"), "The id is empty.", "See the ids: clientkit progress list"),
}


@pytest.mark.parametrize(("words", "message", "hint"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused_with_a_sentence(planned, run, words, message, hint):
    ran = run("progress", *words)
    said = f"Error: {message}\n" + (f"  {hint}\n" if hint else "")
    assert (ran.code, ran.out, ran.err) == (2, "", said)
    assert not planned.journal_file("kopi").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("blocked", TOKO, "x", "--owner", "boss"), "'owner' must be 'us' or 'client', not 'boss'"),
        (("risk", TOKO, "x", "--impact", "huge"), "'impact' must be 'low', 'medium' or 'high', not 'huge'"),
    ],
)
def test_a_choice_that_is_none_is_refused(planned, run, words, said):
    ran = run("progress", *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"Error: {said}")


def test_nothing_named_and_standing_nowhere(studio, run):
    ran = run("progress", "done", "Home page is live")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "Error: Which project? None was named.")


def test_an_unknown_project_may_be_a_text_without_quotes(studio, run):
    ran = run("progress", "done", "Home", "page")
    assert (ran.code, ran.err) == (
        3,
        (
            "Error: There is no project called 'Home'.\n"
            "  If 'Home' is part of the text, put all of it in quotes. "
            "See what there is: clientkit project list\n"
        ),
    )


@pytest.mark.parametrize(
    "words",
    [
        ("progress", "done", "Home page is live", "kopi/toko"),
        ("promise", "add", "Home page is live", "kopi/toko", "--due", "fri"),
        ("log", "Home page is live", "kopi/toko"),
    ],
    ids=lambda words: words[0],
)
def test_a_text_before_the_name_is_told_the_order(studio, run, words):
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert "'Home page is live' is no name: the name comes first" in ran.err
    assert '  Write it so: kopi/toko "Home page is live"' in ran.err


def test_a_project_without_items_says_where_to_add_one(studio, run):
    ran = run("progress", "done", "kopi/toko", "x", "--for", "D1")
    assert (ran.code, ran.err) == (
        2,
        (
            "Error: kopi/toko has no deliverable or milestone 'D1'.\n"
            "  It has none yet: clientkit project edit kopi/toko\n"
        ),
    )


def test_a_broken_project_file_does_not_lose_a_note(studio, run):
    studio.project_file("kopi", "toko").write_text("title =")
    ran = run("progress", "done", "kopi/toko", "x", "--for", "D1")
    assert (ran.code, journal(studio)[0]["item"]) == (0, "D1")
    assert ran.err == (
        "Noted for kopi/toko on 2026-11-21: done, for D1.\n"
        "Note: passed over clients/kopi/projects/toko/project.toml, which cannot be read; "
        "'D1' was not checked\n"
        "  'clientkit check' tells more.\n"
    )


def test_bytes_that_are_no_utf8_are_refused(studio, clientkit):
    ran = clientkit("progress", "done", "kopi/toko", os.fsdecode(b"\xff"))
    assert (ran.code, ran.err.splitlines()[0]) == (
        2,
        "Error: The text is not UTF-8 text: character 1 cannot be read.",
    )


CHARACTERS = "a\x1b[31mb\x9b2J\u202ec [/b] [x](y) <b> \U0001f600"


def test_every_character_is_kept_and_none_steers_the_terminal(studio, run, note):
    note("done", CHARACTERS)
    assert journal(studio)[0]["text"] == CHARACTERS
    assert json.loads(run("progress", "list", "--json").out)["data"][0]["text"] == CHARACTERS
    listed = run("progress", "list").out
    assert "a\\x1b[31mb\\x9b2J\\u202ec [/b] [x](y) <b> \U0001f600" in listed


def rows(run, *words):
    return json.loads(run("progress", "list", *words, "--json").out)["data"]


def test_an_answer_closes_an_ask(studio, run, note):
    asked = note("ask", "Which provider?")
    ran = run("progress", "answer", asked[:6].upper(), "Midtrans", "--on", "yesterday")
    resolved = journal(studio)[1]
    assert (ran.code, ran.out) == (0, f"{resolved['id']}\n")
    assert ran.err.splitlines()[1] == "Closed on 2026-11-20: ask 'Which provider?'."
    assert [resolved[key] for key in ("kind", "ref", "text", "day", "project")] == [
        *("resolved", asked, "Midtrans", "2026-11-20", "toko")
    ]
    (row,) = rows(run)
    assert (row["open"], row["closed_on"], row["outcome"]) == (False, "2026-11-20", "Midtrans")


def test_a_second_answer_takes_the_place_of_the_first(studio, run, note):
    asked = note("ask", "Which provider?")
    assert run("progress", "answer", asked, "Midtrans").code == 0
    ran = run("progress", "answer", asked, "Xendit")
    assert ran.err.endswith("It takes the place of what was recorded on 2026-11-21.\n")
    assert rows(run)[0]["outcome"] == "Xendit"


def test_a_block_or_a_risk_can_end_without_words(studio, run, note):
    for kind in ("blocked", "risk"):
        ran = run("progress", "answer", note(kind, kind), "--json")
        assert json.loads(ran.out)["kind"] == "answer"
    assert [(row["open"], row["outcome"]) for row in rows(run)] == [(False, None), (False, None)]


def test_an_ask_wants_an_answer(studio, run, note):
    asked = note("ask", "Which provider?")
    ran = run("progress", "answer", asked)
    assert (ran.code, ran.err) == (
        2,
        f'Error: The answer is missing.\n  Write it: clientkit progress answer {asked} "…"\n',
    )


def test_what_is_done_needs_no_answer(studio, run, note):
    done = note("done")
    ran = run("progress", "answer", done, "yes")
    assert (ran.code, ran.err) == (
        2,
        f"Error: {done} is of the kind 'done', which cannot be answered.\n  What can: ask, blocked, risk\n",
    )


def test_an_unknown_id(studio, run, note):
    note("ask")
    ran = run("progress", "answer", "zzzzzz", "yes")
    assert (ran.code, ran.err) == (
        3,
        "Error: There is no record whose id begins with 'zzzzzz'.\n  See the ids: clientkit progress list\n",
    )


def test_a_beginning_that_fits_several(studio, run):
    line = (
        '{"id":"%s","ts":"2026-11-21T03:00:00Z","kind":"%s","v":1,"day":"2026-11-21","client":"kopi",'
        '"project":"toko","text":"x"}\n'
    )
    kinds = ["ask", "risk", "done", *["blocked"] * 5]
    studio.journal_dir("kopi").mkdir()
    studio.journal_file("kopi").write_text(
        "".join(line % (f"abcde{number}", kind) for number, kind in enumerate(kinds))
    )
    ran = run("progress", "answer", "abc", "yes")
    assert (ran.code, ran.err) == (
        2,
        (
            "Error: 'abc' could be abcde0 (ask), abcde1 (risk), abcde3 (blocked), abcde4 (blocked), "
            "abcde5 (blocked) and 2 more.\n  Write more of the id.\n"
        ),
    )
    assert run("progress", "retract", "abcde2").code == 0
    assert run("progress", "answer", "abcde1").code == 0


def test_a_note_taken_back_is_not_listed(studio, run, note):
    wrong = note("done", "x" * 70)
    ran = run("progress", "retract", wrong[:7], "--reason", "Wrong project")
    retraction = journal(studio)[1]
    assert (ran.code, ran.out) == (0, f"{retraction['id']}\n")
    assert ran.err == f"Taken back: done of 2026-11-21 '{'x' * 59}…'.\n"
    assert (retraction["retracts"], retraction["reason"]) == (wrong, "Wrong project")
    assert rows(run) == []
    assert run("progress", "retract", wrong).code == 3


def test_an_answer_taken_back_opens_the_ask_again(studio, run, note):
    risk = note("risk", "Late photos")
    answer = run("progress", "answer", risk).out.strip()
    ran = run("progress", "retract", answer)
    assert ran.err == "Taken back: answer of 2026-11-21.\n"
    assert rows(run)[0]["open"] is True


def test_feedback_is_not_taken_back_here(studio, run):
    answer = run("feedback", "add", "kopi", "--nps", 9).out.strip()
    ran = run("progress", "retract", answer, "--json")
    assert (ran.code, ran.err) == (
        2,
        (
            f"Error: {answer} is of the kind 'feedback', which cannot be taken back here.\n"
            "  What can: done, next, blocked, ask, risk, lesson, answer, hours, "
            "plan_moved, plan_dropped, status, criterion\n"
        ),
    )


def test_retract_json_is_the_record(studio, run, note):
    said = json.loads(run("progress", "retract", note("done"), "--json").out)
    assert (said["kind"], said["data"]["kind"]) == ("retraction", "retraction")


def test_a_note_is_corrected_by_a_new_record(planned, run, note):
    wrong = note("done", "Home page", "--hours", 3, "--for", "D1")
    ran = run("progress", "edit", wrong[:6], "--hours", "1.5", "--for", "", "--on", "kemarin")
    before, record = journal(planned)
    assert (ran.code, ran.out, before["id"]) == (0, f"{record['id']}\n", wrong)
    assert ran.err == (
        "kemarin is Friday 20 November 2026\n"
        "Corrected: done of 2026-11-20 'Home page'.\n"
        "  day: 2026-11-21 → 2026-11-20\n"
        "  hours: 3 → 1.5\n"
        "  for: D1 → none\n"
    )
    assert {key: value for key, value in record.items() if key not in ("id", "ts", "v")} == {
        "kind": "done",
        "day": "2026-11-20",
        "client": "kopi",
        "project": "toko",
        "replaces": wrong,
        "text": "Home page",
        "hours": 1.5,
    }
    (row,) = rows(run)
    assert (row["id"], row["hours"], row["item"]) == (record["id"], "1.5", None)


@pytest.mark.parametrize(
    ("kind", "first", "options", "fields"),
    [
        ("next", ("--due", "2026-11-27"), ("--text", "Pay", "--due", ""), {"text": "Pay", "due": None}),
        ("next", (), ("--due", "fri", "--for", "M1"), {"due": "2026-11-27", "item": "M1"}),
        (
            "blocked",
            ("--owner", "us"),
            ("--owner", "", "--unblocks", "Access"),
            {"owner": "client", "unblocks": "Access"},
        ),
        (
            "ask",
            ("--options", "A|B", "--recommend", "A"),
            ("--options", "B|C", "--recommend", "C", "--default", "We take C", "--due", "2026-11-25"),
            {"options": ["B", "C"], "recommend": "C", "default": "We take C", "due": "2026-11-25"},
        ),
        (
            "ask",
            ("--options", "A|B"),
            ("--options", "", "--recommend", "D"),
            {"options": [], "recommend": "D"},
        ),
        (
            "risk",
            ("--likelihood", "high"),
            ("--likelihood", "low", "--impact", "high", "--answer", "Wait"),
            {"likelihood": "low", "impact": "high", "answer": "Wait"},
        ),
    ],
)
def test_only_what_is_given_changes(planned, run, note, kind, first, options, fields):
    wrong = note(kind, "x", *first)
    (before,) = rows(run)
    assert run("progress", "edit", wrong, *options).code == 0
    (after,) = rows(run)
    assert after == {**before, **fields, "id": after["id"]}


def test_fields_of_a_newer_clientkit_are_kept(studio, run):
    studio.journal_dir("kopi").mkdir()
    studio.journal_file("kopi").write_text(
        '{"id":"abcdef","ts":"2026-11-21T03:00:00Z","kind":"done","v":1,"day":"2026-11-21","client":"kopi",'
        '"text":"Late","mood":{"of":[1,"x"]},"tags":["a"]}\n'
    )
    assert run("progress", "edit", "abc", "--text", "Later").code == 0
    record = journal(studio)[1]
    kept = [record[key] for key in ("mood", "tags", "text", "replaces")]
    assert kept == [{"of": [1, "x"]}, ["a"], "Later", "abcdef"]
    ran = run("progress", "edit", "abc", "--for", "D1")
    assert (ran.code, ran.err.splitlines()[0]) == (
        2,
        f"Error: {record['id']} belongs to no project, so there is nothing it can be --for.",
    )


REFUSED_CORRECTIONS = {
    "another kind's option": (
        ("--due", "fri"),
        "ID is of the kind 'done', which has no --due.",
        "It has --text, --hours, --for, --on",
    ),
    "nothing": (
        (),
        "What to change is missing.",
        "ID is of the kind 'done', with --text, --hours, --for, --on",
    ),
    "no text": (("--text", ""), "The text is empty.", "Write it in quotes."),
    "no day": (("--on", ""), "A note is always about a day.", "Give one: --on yesterday"),
    "the future": (
        ("--on", "2026-12-01"),
        "2026-12-01 lies in the future: a note is recorded once it has happened.",
        "Today is 2026-11-21; a day that is over is written as 'yesterday', '-2d' or 'last fri'.",
    ),
    "no hours": (
        ("--hours", "2h"),
        "'2h' is not a number of hours.",
        "Write 3, or 1.5 for an hour and a half.",
    ),
    "unknown item": (
        ("--for", "D2"),
        "kopi/toko has no deliverable or milestone 'D2'.",
        "Did you mean 'D1'? Known: D1, M1",
    ),
}


@pytest.mark.parametrize(("words", "message", "hint"), REFUSED_CORRECTIONS.values(), ids=REFUSED_CORRECTIONS)
def test_a_correction_that_cannot_be_is_refused(planned, run, note, words, message, hint):
    done = note("done")
    ran = run("progress", "edit", done, *words)
    said = f"Error: {message}\n  {hint}\n".replace("ID", done)
    assert (ran.code, ran.out, ran.err[-len(said) :]) == (2, "", said)
    assert len(journal(planned)) == 1


def test_a_recommendation_stays_one_of_the_options(studio, run, note):
    asked = note("ask", "Which?", "--options", "A|B", "--recommend", "A")
    for words in (("--options", "B|C"), ("--recommend", "C")):
        ran = run("progress", "edit", asked, *words)
        assert (ran.code, "is recommended, but is none of the options" in ran.err) == (2, True)
    assert len(journal(studio)) == 1


def test_a_correction_that_changes_nothing_is_not_written(studio, run, note):
    done = note("done", "Home page", "--hours", "3")
    ran = run("progress", "edit", done, "--hours", "3.0")
    assert (ran.code, ran.out, ran.err) == (
        0,
        f"{done}\n",
        "Nothing became different: done of 2026-11-21 'Home page'.\n",
    )
    assert len(journal(studio)) == 1


def test_an_answer_is_no_note_to_edit(studio, run, note):
    answer = run("progress", "answer", note("risk")).out.strip()
    ran = run("progress", "edit", answer, "--text", "x")
    assert (ran.code, ran.err) == (
        2,
        (
            f"Error: {answer} is of the kind 'resolved', which cannot be edited.\n"
            "  What can: done, next, blocked, ask, risk, lesson, hours\n"
        ),
    )


def test_edit_json_is_the_record(studio, run, note):
    said = json.loads(run("progress", "edit", note("done"), "--text", "Shop", "--json").out)
    assert (said["kind"], said["data"]["text"]) == ("note", "Shop")


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_corrected_ask_stays_answered_in_the_report(studio, run, note, after):
    asked = current = note("ask", "Which provider?", "--on", "2026-11-17")
    for number in range(3):
        if number == after:
            assert run("progress", "answer", current, "Midtrans").code == 0
        current = run("progress", "edit", asked, "--text", f"Provider {number}?").out.strip()
    assert json.loads(run("report", "show", "kopi/toko", "--json").out)["data"]["decisions"] == []
    assert json.loads(run("project", "show", "kopi/toko", "--json").out)["data"]["open"] == []
    card = json.loads(run("client", "show", "kopi", "--json").out)["data"]
    assert (card["open"], card["last_contact"]) == ([], "2026-11-21")
    assert run("progress", "retract", rows(run)[0]["id"]).code == 0
    assert rows(run) == []


@pytest.fixture
def notes(planned, run, note):
    """Notes of two weeks and two projects."""
    assert run("project", "add", "kopi", "Katalog", "--slug", "katalog").code == 0
    note("done", "Home page", "--hours", 3, "--for", "D1", "--on", "2026-11-13")
    note("next", "Payment", "--due", "2026-11-27", "--on", "2026-11-16")
    note("ask", "Which\nprovider?", "--on", "2026-11-17")
    assert run("progress", "blocked", "katalog", "Print", "--on", "2026-11-15").code == 0
    return planned


def listed(ran):
    return [" ".join(line.split()[1:]) for line in ran.out.splitlines()]


def test_the_list_is_in_the_order_of_the_days(notes, run):
    assert listed(run("progress", "list")) == [
        "DAY PROJECT KIND NOTE FOR DUE HOURS STATE",
        "2026-11-13 kopi/toko done Home page D1 3.0",
        "2026-11-15 kopi/katalog blocked Print open",
        "2026-11-16 kopi/toko next Payment 2026-11-27",
        "2026-11-17 kopi/toko ask Which provider? open",
    ]


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (("kopi/toko",), ["done", "next", "ask"]),
        (("katalog",), ["blocked"]),
        (("kopi/toko", "--week", "2026-W47"), ["next", "ask"]),
        (("--kind", "ask", "--kind", "done"), ["done", "ask"]),
        (("kopi", "--week", "2026-W46"), ["done", "blocked"]),
        (("--week", "2026-W01"), []),
    ],
)
def test_the_list_can_be_cut_down(notes, run, words, kinds):
    assert [row["kind"] for row in rows(run, *words)] == kinds


def test_a_row_has_every_field(notes, run):
    (row,) = rows(run, "--kind", "done")
    assert {key: value for key, value in row.items() if value is not None and key != "id"} == {
        "day": "2026-11-13",
        "project": "kopi/toko",
        "kind": "done",
        "text": "Home page",
        "item": "D1",
        "hours": "3.0",
    }


def test_inside_a_folder_only_its_notes_are_listed(notes, run, monkeypatch):
    monkeypatch.chdir(notes.project_dir("kopi", "katalog"))
    assert [row["kind"] for row in rows(run)] == ["blocked"]


def test_a_closed_note_says_how_it_ended(notes, run):
    (ask,) = rows(run, "--kind", "ask")
    assert run("progress", "answer", ask["id"], "Midtrans").code == 0
    assert listed(run("progress", "list", "--kind", "ask"))[1].endswith("closed 2026-11-21: Midtrans")


def test_a_note_without_a_project_is_listed_with_its_client(studio, run):
    studio.journal_dir("kopi").mkdir()
    studio.journal_file("kopi").write_text(
        '{"id":"abcdef","ts":"2026-11-21T03:00:00Z","kind":"risk","v":1,"day":"2026-11-21","client":"kopi",'
        '"text":"Late"}\n'
    )
    assert rows(run)[0]["project"] == "kopi"
    assert run("progress", "answer", "abc").code == 0


def test_an_empty_list_says_how_to_take_the_first_note(studio, run):
    ran = run("progress", "list")
    assert (ran.code, ran.out, ran.err) == (
        0,
        "",
        'No note here. Take one: clientkit progress done CLIENT/PROJECT "Home page is live"\n',
    )


def test_a_narrow_terminal_shows_entry_by_entry(notes, terminal):
    said = terminal("progress", "list", "kopi/toko", width=40, env=dict(os.environ)).out
    assert [line if line.startswith(" ") else line[12:] for line in said.splitlines()] == [
        "2026-11-13  kopi/toko  done",
        "  for D1  hours 3.0",
        "  Home page",
        "2026-11-16  kopi/toko  next",
        "  due 2026-11-27",
        "  Payment",
        "2026-11-17  kopi/toko  ask",
        "  Which provider?",
        "  open",
    ]


LIGHT = "import sys; from clientkit.program import outcome; outcome(sys.argv[1:]); print(*sys.modules)"
HEAVY = {
    *("rich", "jinja2", "babel", "tomlkit", "markdown_it", "clientkit.kernel.model.files.project"),
    *("clientkit.kernel.store.journal.read", "clientkit.kernel.statistics"),
}


def test_taking_a_note_loads_nothing_heavy(planned):
    words = ("progress", "done", "kopi/toko", "x", "--hours", "3", "--for", "D1", "--on", "yesterday")
    done = subprocess.run([sys.executable, "-c", LIGHT, *words], capture_output=True, text=True, check=True)
    modules = set(done.stdout.split())
    assert "clientkit.progress.actions" in modules
    assert not modules & HEAVY


def completed(clientkit, line, **options):
    environment = {
        **os.environ,
        "_CLIENTKIT_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split(" ")) - 1),
    }
    return clientkit(env=environment, **options).out.split()


def test_items_are_completed(planned, clientkit):
    folder = planned.project_dir("kopi", "toko")
    assert completed(clientkit, "clientkit progress done kopi/toko --for ") == ["D1", "M1"]
    assert completed(clientkit, "clientkit progress next --for M", cwd=folder) == ["M1"]
    assert completed(clientkit, "clientkit progress next text --for M", cwd=folder) == ["M1"]
    assert completed(clientkit, "clientkit progress next nowhere --for ") == []


def test_choices_are_completed(studio, clientkit):
    assert completed(clientkit, "clientkit progress list --kind ") == [
        "done",
        "next",
        "blocked",
        "ask",
        "risk",
        "lesson",
        "hours",
        "plan_moved",
        "plan_dropped",
        "status",
    ]
    assert completed(clientkit, "clientkit progress risk --impact ") == ["low", "medium", "high"]
    assert completed(clientkit, "clientkit progress blocked --owner ") == ["us", "client"]
