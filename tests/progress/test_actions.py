"""Notes of the work without a terminal."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import NotFoundError, UsageError
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.references import ProjectRef, Scope
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.progress.actions import add_note, close_note, retract_note
from clientkit.progress.note_correction import edit_note
from clientkit.progress.note_input import parse_hours, parse_options
from clientkit.progress.queries import list_notes

TOKO = ProjectRef("kopi", "toko")


def a_stamp(name, day=date(2026, 11, 21), hour=3):
    return Stamp(id=name, ts=datetime(2026, 11, 21, hour, tzinfo=UTC), day=day)


def test_a_note_is_listed_with_what_became_of_it(studio):
    asked = add_note(studio, a_stamp("asking"), TOKO, "ask", {"text": "Which?", "options": "A|B"})
    (row,) = list_notes(studio, Scope(*TOKO), None, ())
    assert (row.options, row.open, row.outcome) == (("A", "B"), True, None)
    closed = close_note(studio, a_stamp("answer", date(2026, 11, 20)), "ask", "A")
    assert (closed.note, closed.before, closed.record.ref) == (asked, None, "asking")
    (row,) = list_notes(studio, Scope(*TOKO), None, ())
    assert (row.open, row.outcome, row.closed_on) == (False, "A", date(2026, 11, 20))
    retract_note(studio, a_stamp("taking"), "answ", None)
    assert list_notes(studio, Scope(*TOKO), None, ())[0].open is True


def test_a_correction_is_later_than_what_it_corrects_whatever_the_clock_says(studio):
    add_note(studio, a_stamp("asking"), TOKO, "ask", {"text": "Which?"})
    first = close_note(studio, a_stamp("answer", hour=5), "ask", "A").record
    second = close_note(studio, a_stamp("aaaaaa", hour=4), "ask", "B").record
    assert (second.replaces, second.ts) == (first.id, first.ts + timedelta(seconds=1))
    third = close_note(studio, a_stamp("bbbbbb", hour=9), "ask", "C").record
    assert (third.replaces, third.ts.hour) == (second.id, 9)
    assert list_notes(studio, Scope(*TOKO), None, ())[0].outcome == "C"


def test_a_correction_of_a_note_is_later_too(studio):
    add_note(studio, a_stamp("doing1", hour=5), TOKO, "done", {"text": "x", "hours": "1"})
    edited = edit_note(studio, a_stamp("aaaaaa", hour=4), "doing1", {"hours": "2"})
    assert (edited.record.ts, edited.changed) == (edited.before.ts + timedelta(seconds=1), ("hours",))
    assert [row.hours for row in list_notes(studio, Scope(*TOKO), None, ())] == [2]


@pytest.mark.parametrize("answered_after", [0, 1, 2, 3])
@pytest.mark.parametrize("named", ["asking", "edit01", "edit02"])
def test_an_answer_belongs_to_every_version_of_its_note(studio, answered_after, named):
    add_note(studio, a_stamp("asking", hour=1), TOKO, "ask", {"text": "Which?"})
    for number in range(4):
        if number == answered_after:
            known = named if int(named.removeprefix("edit0").replace("asking", "0")) <= number else "asking"
            close_note(studio, a_stamp("answer", hour=9), known, "A")
        if number < 3:
            edit_note(
                studio, a_stamp(f"edit0{number + 1}", hour=number + 2), "asking", {"text": f"{number}?"}
            )
    (row,) = list_notes(studio, Scope(*TOKO), None, ())
    assert (row.id, row.text, row.open, row.outcome) == ("edit03", "2?", False, "A")
    assert close_note(studio, a_stamp("second", hour=10), "asking", "B").before is not None
    assert list_notes(studio, Scope(*TOKO), None, ())[0].outcome == "B"
    retract_note(studio, a_stamp("taking", hour=11), "edit01", None)
    assert not list_notes(studio, Scope(*TOKO), None, ())


def test_weeks_are_iso_weeks(studio):
    add_note(studio, a_stamp("yearend", date(2027, 1, 3)), TOKO, "done", {"text": "x"})
    assert len(list_notes(studio, Scope(*TOKO), IsoWeek(2026, 53), ("done",))) == 1
    assert not list_notes(studio, Scope(*TOKO), IsoWeek(2027, 1), ("done",))


def test_what_is_not_there_cannot_be_taken_back(studio):
    with pytest.raises(NotFoundError):
        retract_note(studio, a_stamp("taking"), "abc", None)


@given(st.decimals(min_value=Decimal("0.01"), max_value=1000, places=2))
def test_hours_are_exact(hours):
    assert parse_hours(f"{hours}") == hours


@given(st.text())
def test_any_text_is_hours_or_refused(text):
    try:
        hours = parse_hours(text)
    except UsageError:
        hours = None
    assert hours is None or 0 < hours <= 1000


@given(st.lists(st.text(st.characters(exclude_characters="|", codec="utf-8"), min_size=1), min_size=2))
def test_options_are_what_stands_between_bars(options):
    kept = tuple(option.strip() for option in options if option.strip())
    if len(kept) > 1:
        assert parse_options("|".join(options)) == kept
    else:
        with pytest.raises(UsageError):
            parse_options("|".join(options))
