"""Notes that are corrected: by a new record, whatever was said of the note before."""

import json

import pytest


def journal(studio):
    return [json.loads(line) for line in studio.journal_file("kopi").read_text().splitlines()]


def rows(run, *words):
    return json.loads(run("progress", "list", "--all", *words, "--json").out)["data"]


def test_a_note_is_corrected_by_a_new_record(planned, run, note):
    wrong = note("done", "Home page", "--hours", 3, "--for", "D1")
    ran = run("progress", "set", wrong[:6], "hours=1.5", "for=", "on=kemarin")
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
        ("next", ("--due", "2026-11-27"), ("text=Pay", "due="), {"text": "Pay", "due": None}),
        ("next", (), ("due=fri", "for=M1"), {"due": "2026-11-27", "item": "M1"}),
        (
            "blocked",
            ("--owner", "us"),
            ("owner=", "unblocks=Access"),
            {"owner": "client", "unblocks": "Access"},
        ),
        (
            "ask",
            ("--options", "A|B", "--recommend", "A"),
            ("options=B|C", "recommend=C", "default=We take C", "due=2026-11-25"),
            {"options": ["B", "C"], "recommend": "C", "otherwise": "We take C", "due": "2026-11-25"},
        ),
        (
            "ask",
            ("--options", "A|B"),
            ("options=", "recommend=D"),
            {"options": [], "recommend": "D"},
        ),
        (
            "risk",
            ("--likelihood", "high"),
            ("likelihood=low", "impact=high", "answer=Wait"),
            {"likelihood": "low", "impact": "high", "answer": "Wait"},
        ),
    ],
)
def test_only_what_is_given_changes(planned, run, note, kind, first, options, fields):
    wrong = note(kind, "x", *first)
    (before,) = rows(run)
    assert run("progress", "set", wrong, *options).code == 0
    (after,) = rows(run)
    assert after == {**before, **fields, "id": after["id"]}


def test_fields_of_a_newer_clientkit_are_kept(studio, run):
    studio.journal_dir("kopi").mkdir()
    studio.journal_file("kopi").write_text(
        '{"id":"abcdef","ts":"2026-11-21T03:00:00Z","kind":"done","v":1,"day":"2026-11-21","client":"kopi",'
        '"text":"Late","mood":{"of":[1,"x"]},"tags":["a"]}\n'
    )
    assert run("progress", "set", "abc", "text=Later").code == 0
    record = journal(studio)[1]
    kept = [record[key] for key in ("mood", "tags", "text", "replaces")]
    assert kept == [{"of": [1, "x"]}, ["a"], "Later", "abcdef"]
    ran = run("progress", "set", "abc", "for=D1")
    assert (ran.code, ran.err.splitlines()[0]) == (
        2,
        f"Error: {record['id']} belongs to no project, so it can be for nothing.",
    )


REFUSED_CORRECTIONS = {
    "another kind's option": (
        ("due=fri",),
        "ID is of the kind 'done', which has no 'due'.",
        "It has text, hours, for, on",
    ),
    "no pair": (("hours",), "'hours' is no key=value.", "Write it so: hours=…, in quotes."),
    "no text": (("text=",), "The text is empty.", "Write it in quotes."),
    "no day": (("on=",), "A note is always about a day.", "Give one: on=yesterday"),
    "the future": (
        ("on=2026-12-01",),
        "2026-12-01 lies in the future: a note is recorded once it has happened.",
        "Today is 2026-11-21; a day that is over is written as 'yesterday', '-2d' or 'last fri'.",
    ),
    "no hours": (
        ("hours=2d",),
        "'2d' is not a number of hours.",
        "Write 3, or 1.5 or 1:30 for an hour and a half.",
    ),
    "unknown item": (
        ("for=D2",),
        "kopi/toko has no deliverable or milestone 'D2'.",
        "Did you mean 'D1'? Known: D1, M1",
    ),
}


@pytest.mark.parametrize(("words", "message", "hint"), REFUSED_CORRECTIONS.values(), ids=REFUSED_CORRECTIONS)
def test_a_correction_that_cannot_be_is_refused(planned, run, note, words, message, hint):
    done = note("done")
    ran = run("progress", "set", done, *words)
    said = f"Error: {message}\n  {hint}\n".replace("ID", done)
    assert (ran.code, ran.out, ran.err[-len(said) :]) == (2, "", said)
    assert len(journal(planned)) == 1


def test_a_recommendation_stays_one_of_the_options(studio, run, note):
    asked = note("ask", "Which?", "--options", "A|B", "--recommend", "A")
    for words in (("options=B|C",), ("recommend=C",)):
        ran = run("progress", "set", asked, *words)
        assert (ran.code, "is recommended, but is none of the options" in ran.err) == (2, True)
    assert len(journal(studio)) == 1


def test_a_correction_that_changes_nothing_is_not_written(studio, run, note):
    done = note("done", "Home page", "--hours", "3")
    ran = run("progress", "set", done, "hours=3.0")
    assert (ran.code, ran.out, ran.err) == (
        0,
        f"{done}\n",
        "Nothing became different: done of 2026-11-21 'Home page'.\n",
    )
    assert len(journal(studio)) == 1


def test_an_answer_is_no_note_to_edit(studio, run, note):
    answer = run("answer", note("risk")).out.strip()
    ran = run("progress", "set", answer, "text=x")
    assert (ran.code, ran.err) == (
        2,
        (
            f"Error: {answer} is of the kind 'resolved', which cannot be edited.\n"
            "  What can: done, next, blocked, ask, risk, lesson, hours\n"
        ),
    )


def test_edit_json_is_the_record(studio, run, note):
    said = json.loads(run("progress", "set", note("done"), "text=Shop", "--json").out)
    assert (said["kind"], said["data"]["text"]) == ("note", "Shop")


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_corrected_ask_stays_answered_in_the_report(studio, run, note, after):
    asked = current = note("ask", "Which provider?", "--on", "2026-11-17")
    for number in range(3):
        if number == after:
            assert run("answer", current, "Midtrans").code == 0
        current = run("progress", "set", asked, f"text=Provider {number}?").out.strip()
    assert json.loads(run("report", "show", "kopi/toko", "--json").out)["data"]["decisions"] == []
    assert json.loads(run("project", "show", "kopi/toko", "--json").out)["data"]["open"] == []
    card = json.loads(run("client", "show", "kopi", "--json").out)["data"]
    assert (card["open"], card["last_contact"]) == ([], "2026-11-21")
    assert run("undo", asked).code == 0
    assert rows(run) == []


def test_an_ask_of_old_is_corrected_and_answered_under_its_new_name(studio, run):
    """What happens without an answer was `default` once, which SQL reserves; both names are read."""
    asked = {"id": "abcdef", "ts": "2026-11-21T03:00:00Z", "kind": "ask", "v": 1, "day": "2026-11-21"}
    about = {"client": "kopi", "project": "toko", "text": "Which?", "default": "We take A"}
    studio.journal_dir("kopi").mkdir()
    studio.journal_file("kopi").write_text(json.dumps(asked | about) + "\n")
    assert [row["otherwise"] for row in rows(run)] == ["We take A"]
    assert run("progress", "set", "abc", "due=2026-11-25").code == 0
    record = journal(studio)[1]
    assert (record["otherwise"], "default" in record) == ("We take A", False)
    ran = run("progress", "set", "abc", "default=We take B")
    assert "  default: We take A → We take B\n" in ran.err
    assert [row["otherwise"] for row in rows(run)] == ["We take B"]
    assert run("undo", "--yes").code == 0
    assert [row["otherwise"] for row in rows(run)] == ["We take A"]
