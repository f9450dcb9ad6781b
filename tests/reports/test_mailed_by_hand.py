"""What is noted after a report went by hand is in the next one: no note falls between two reports."""

import pytest

BY_HAND = {
    "file": ("report", "week", "kopi/toko", "--week", "2026-W46"),
    "pdf": ("report", "week", "kopi/toko", "--week", "2026-W46", "--format", "html"),
    "draft": ("mail", "draft", "report", "kopi/toko", "--week", "2026-W46"),
}


def note(run, text):
    ran = run("done", "kopi/toko", text, "--on", "2026-11-13")
    assert ran.code == 0, ran.err


def told(run, week):
    ran = run("report", "week", "kopi/toko", "--week", week, "--language", "en", "-o", "-")
    assert ran.code == 0, ran.err
    return ran.out


@pytest.mark.parametrize("words", BY_HAND.values(), ids=BY_HAND)
def test_a_note_after_a_report_that_was_written_is_in_the_next(studio, run, words):
    note(run, "Before")
    assert run(*words).code == 0
    note(run, "After")
    later = told(run, "2026-W47")
    assert "After (Fri 13 Nov 2026, added after that week's report)" in later
    assert "Before" not in later
    assert run(*words).code == 0  # the report itself is made again: it holds the note, so the next does not
    assert "After" in told(run, "2026-W46")
    assert "After" not in told(run, "2026-W47")


def test_what_was_only_looked_at_is_not_taken_for_sent(studio, run):
    note(run, "Before")
    told(run, "2026-W46")
    note(run, "After")
    assert "After" not in told(run, "2026-W47")
