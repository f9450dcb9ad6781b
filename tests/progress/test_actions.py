"""Notes that are taken, answered and taken back."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from clientkit.errors import NotFoundError
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.references import ProjectRef, Scope
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.progress.actions import add_note, close_note
from clientkit.progress.note_correction import edit_note
from clientkit.progress.queries import list_notes
from clientkit.workspace.undo import undo_record

PROJECT = ProjectRef("kopi", "toko")


def journal(studio):
    return [json.loads(line) for line in studio.journal_file("kopi").read_text().splitlines()]


def rows(run, *words):
    return json.loads(run("progress", "list", "--all", *words, "--json").out)["data"]


def test_an_answer_closes_an_ask(studio, run, note):
    asked = note("ask", "Which provider?")
    ran = run("answer", asked[:6].upper(), "Midtrans", "--on", "yesterday")
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
    assert run("answer", asked, "Midtrans").code == 0
    ran = run("answer", asked, "Xendit")
    assert ran.err.endswith("It takes the place of what was recorded on 2026-11-21.\n")
    assert rows(run)[0]["outcome"] == "Xendit"


def test_a_block_or_a_risk_can_end_without_words(studio, run, note):
    for kind in ("blocked", "risk"):
        ran = run("answer", note(kind, kind), "--json")
        assert json.loads(ran.out)["kind"] == "answer"
    assert [(row["open"], row["outcome"]) for row in rows(run)] == [(False, None), (False, None)]


def test_an_ask_wants_an_answer(studio, run, note):
    asked = note("ask", "Which provider?")
    ran = run("answer", asked)
    assert (ran.code, ran.err) == (
        2,
        f'Error: The answer is missing.\n  Write it: clientkit answer {asked} "…"\n',
    )


def test_what_is_done_needs_no_answer(studio, run, note):
    done = note("done")
    ran = run("answer", done, "yes")
    assert (ran.code, ran.err) == (
        2,
        f"Error: {done} is of the kind 'done', which cannot be answered.\n  What can: ask, blocked, risk\n",
    )


def test_an_unknown_id(studio, run, note):
    note("ask")
    ran = run("answer", "zzzzzz", "yes")
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
    ran = run("answer", "abc", "yes")
    assert (ran.code, ran.err) == (
        2,
        (
            "Error: 'abc' could be abcde0 (ask), abcde1 (risk), abcde3 (blocked), abcde4 (blocked), "
            "abcde5 (blocked) and 2 more.\n  Write more of the id.\n"
        ),
    )
    assert run("undo", "abcde2").code == 0
    assert run("answer", "abcde1").code == 0


def test_a_note_taken_back_is_not_listed(studio, run, note):
    wrong = note("done", "x" * 70)
    run("undo", wrong[:7], "--note", "Wrong project")
    retraction = journal(studio)[1]
    assert (retraction["retracts"], retraction["reason"]) == (wrong, "Wrong project")
    assert rows(run) == []
    assert run("undo", wrong).code == 3


def test_an_answer_taken_back_opens_the_ask_again(studio, run, note):
    risk = note("risk", "Late photos")
    answer = run("answer", risk).out.strip()
    run("undo", answer)
    assert rows(run)[0]["open"] is True


def a_stamp(name, day=date(2026, 11, 21), hour=3):
    return Stamp(id=name, ts=datetime(2026, 11, 21, hour, tzinfo=UTC), day=day)


def test_a_note_is_listed_with_what_became_of_it(studio):
    asked = add_note(studio, a_stamp("asking"), PROJECT, "ask", {"text": "Which?", "options": "A|B"})
    (row,) = list_notes(studio, Scope(*PROJECT), None, ())
    assert (row.options, row.open, row.outcome) == (("A", "B"), True, None)
    closed = close_note(studio, a_stamp("answer", date(2026, 11, 20)), "ask", "A")
    assert (closed.note, closed.before, closed.record.ref) == (asked, None, "asking")
    (row,) = list_notes(studio, Scope(*PROJECT), None, ())
    assert (row.open, row.outcome, row.closed_on) == (False, "A", date(2026, 11, 20))
    undo_record(studio, lambda: a_stamp("taking"), "answ", None)
    assert list_notes(studio, Scope(*PROJECT), None, ())[0].open is True


def test_a_correction_is_later_than_what_it_corrects_whatever_the_clock_says(studio):
    add_note(studio, a_stamp("asking"), PROJECT, "ask", {"text": "Which?"})
    first = close_note(studio, a_stamp("answer", hour=5), "ask", "A").record
    second = close_note(studio, a_stamp("aaaaaa", hour=4), "ask", "B").record
    assert (second.replaces, second.ts) == (first.id, first.ts + timedelta(milliseconds=1))
    third = close_note(studio, a_stamp("bbbbbb", hour=9), "ask", "C").record
    assert (third.replaces, third.ts.hour) == (second.id, 9)
    assert list_notes(studio, Scope(*PROJECT), None, ())[0].outcome == "C"


def test_a_correction_of_a_note_is_later_too(studio):
    add_note(studio, a_stamp("doing1", hour=5), PROJECT, "done", {"text": "x", "hours": "1"})
    edited = edit_note(studio, a_stamp("aaaaaa", hour=4), "doing1", {"hours": "2"})
    assert (edited.record.ts, edited.changed) == (edited.before.ts + timedelta(milliseconds=1), ("hours",))
    assert [row.hours for row in list_notes(studio, Scope(*PROJECT), None, ())] == [2]


@pytest.mark.parametrize("answered_after", [0, 1, 2, 3])
@pytest.mark.parametrize("named", ["asking", "edit01", "edit02"])
def test_an_answer_belongs_to_every_version_of_its_note(studio, answered_after, named):
    add_note(studio, a_stamp("asking", hour=1), PROJECT, "ask", {"text": "Which?"})
    for number in range(4):
        if number == answered_after:
            known = named if int(named.removeprefix("edit0").replace("asking", "0")) <= number else "asking"
            close_note(studio, a_stamp("answer", hour=9), known, "A")
        if number < 3:
            edit_note(
                studio, a_stamp(f"edit0{number + 1}", hour=number + 2), "asking", {"text": f"{number}?"}
            )
    (row,) = list_notes(studio, Scope(*PROJECT), None, ())
    assert (row.id, row.text, row.open, row.outcome) == ("edit03", "2?", False, "A")
    assert close_note(studio, a_stamp("second", hour=10), "asking", "B").before is not None
    assert list_notes(studio, Scope(*PROJECT), None, ())[0].outcome == "B"
    undo_record(studio, lambda: a_stamp("taking", hour=11), "edit01", None)
    assert not list_notes(studio, Scope(*PROJECT), None, ())


def test_weeks_are_iso_weeks(studio):
    add_note(studio, a_stamp("yearend", date(2027, 1, 3)), PROJECT, "done", {"text": "x"})
    assert len(list_notes(studio, Scope(*PROJECT), IsoWeek(2026, 53), ("done",))) == 1
    assert not list_notes(studio, Scope(*PROJECT), IsoWeek(2027, 1), ("done",))


def test_what_is_not_there_cannot_be_taken_back(studio):
    with pytest.raises(NotFoundError):
        undo_record(studio, lambda: a_stamp("taking"), "abc", None)
