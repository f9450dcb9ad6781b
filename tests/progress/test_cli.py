"""`clientkit progress`, as a person types it."""

import json
import os
import subprocess
import sys

import pytest


def journal(studio):
    return [json.loads(line) for line in studio.journal_file("kopi").read_text().splitlines()]


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
            "otherwise": "We take Midtrans",
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
    ran = run(kind, "kopi/toko", text, *options)
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
    ran = run("next", "kopi/toko", "Invoice", "--due", "senin depan", "--on", "kemarin")
    assert ran.err == (
        "kemarin is Friday 20 November 2026\n"
        "senin depan is Monday 23 November 2026\n"
        "Noted for kopi/toko on 2026-11-20: next, due 2026-11-23.\n"
    )


def test_inside_its_folder_the_project_is_not_typed(studio, run, monkeypatch):
    monkeypatch.chdir(studio.project_dir("kopi", "toko"))
    assert run("done", "Home page is live").code == 0
    assert run("done", "toko", "Shop is live").code == 0
    assert [record["text"] for record in journal(studio)] == ["Home page is live", "Shop is live"]


def test_json_is_the_record(studio, run):
    said = json.loads(run("done", "kopi/toko", "Home page", "--json").out)
    assert (said["kind"], said["data"]["text"]) == ("note", "Home page")


def test_a_text_may_begin_with_a_dash(studio, run):
    assert run("done", "kopi/toko", "--", "-5 degrees").code == 0
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
        ("done", TOKO, "x", "--hours", "2d"),
        "'2d' is not a number of hours.",
        "Write 3, or 1.5 or 1:30 for an hour and a half.",
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
        ("progress", "list", "--all", "--week", "2026-W54"),
        "There is no week 2026-W54: 2026 has 53 ISO weeks.",
        "The weeks near it are 2026-W53 and 2027-W01.",
    ),
    "a kind": (
        ("progress", "list", "--all", "--kind", "xyz"),
        "'xyz' is not a kind of note.",
        "Known: done, next, blocked, ask, risk, lesson, hours, plan_moved, plan_dropped, status",
    ),
    "a plural": (
        ("progress", "list", "--all", "--kind", "risks"),
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
    ran = run(*words)
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
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"Error: {said}")


def test_nothing_named_and_standing_nowhere(studio, run):
    ran = run("done", "Home page is live")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "Error: Which project? None was named.")


def test_an_unknown_project_may_be_a_text_without_quotes(studio, run):
    ran = run("done", "Home", "page")
    assert (ran.code, ran.err) == (
        3,
        (
            "Error: There is no record whose id begins with 'home'.\n"
            "  See the ids: clientkit progress list. "
            "A note stands in quotes behind its project: clientkit done kopi/toko 'Home'\n"
        ),
    )


@pytest.mark.parametrize(
    "words",
    [
        ("done", "Home page is live", "kopi/toko"),
        ("promise", "add", "Home page is live", "kopi/toko", "--due", "fri"),
        ("log", "add", "Home page is live", "kopi/toko"),
    ],
    ids=lambda words: words[0],
)
def test_a_text_before_the_name_is_told_the_order(studio, run, words):
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert "'Home page is live' is no name: the name comes first" in ran.err
    assert '  Write it so: kopi/toko "Home page is live"' in ran.err


def test_a_project_without_items_says_where_to_add_one(studio, run):
    ran = run("done", "kopi/toko", "x", "--for", "D1")
    assert (ran.code, ran.err) == (
        2,
        (
            "Error: kopi/toko has no deliverable or milestone 'D1'.\n"
            "  It has none yet: clientkit project edit kopi/toko\n"
        ),
    )


def test_a_broken_project_file_does_not_lose_a_note(studio, run):
    studio.project_file("kopi", "toko").write_text("title =")
    ran = run("done", "kopi/toko", "x", "--for", "D1")
    assert (ran.code, journal(studio)[0]["item"]) == (0, "D1")
    assert ran.err == (
        "Noted for kopi/toko on 2026-11-21: done, for D1.\n"
        "Note: passed over clients/kopi/projects/toko/project.toml, which cannot be read; "
        "'D1' was not checked\n"
        "  'clientkit check' tells more.\n"
    )


def test_bytes_that_are_no_utf8_are_refused(studio, clientkit):
    ran = clientkit("done", "kopi/toko", os.fsdecode(b"\xff"))
    assert (ran.code, ran.err.splitlines()[0]) == (
        2,
        "Error: The text is not UTF-8 text: character 1 cannot be read.",
    )


CHARACTERS = "a\x1b[31mb\x9b2J\u202ec [/b] [x](y) <b> \U0001f600"


def test_every_character_is_kept_and_none_steers_the_terminal(studio, run, note):
    note("done", CHARACTERS)
    assert journal(studio)[0]["text"] == CHARACTERS
    assert json.loads(run("progress", "list", "--all", "--json").out)["data"][0]["text"] == CHARACTERS
    listed = run("progress", "list", "--all").out
    assert "a\\x1b[31mb\\x9b2J\\u202ec [/b] [x](y) <b> \U0001f600" in listed


LIGHT = "import sys; from clientkit.main import outcome; outcome(sys.argv[1:]); print(*sys.modules)"
HEAVY = {
    *("rich", "jinja2", "babel", "tomlkit", "markdown_it", "clientkit.kernel.model.files.project"),
    *("clientkit.kernel.store.journal.read", "clientkit.kernel.statistics"),
}


def test_taking_a_note_loads_nothing_heavy(planned):
    words = ("done", "kopi/toko", "x", "--hours", "3", "--for", "D1", "--on", "yesterday")
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
    assert completed(clientkit, "clientkit done kopi/toko --for ") == ["D1", "M1"]
    assert completed(clientkit, "clientkit next --for M", cwd=folder) == ["M1"]
    assert completed(clientkit, "clientkit next text --for M", cwd=folder) == ["M1"]
    assert completed(clientkit, "clientkit next nowhere --for ") == []


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
    assert completed(clientkit, "clientkit risk --impact ") == ["low", "medium", "high"]
    assert completed(clientkit, "clientkit blocked --owner ") == ["us", "client"]
