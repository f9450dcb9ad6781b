"""A meeting's text, line by line: what is understood, and what is none of it."""

from datetime import date

import pytest

from clientkit.errors import InvalidDataError
from clientkit.kernel.model.values.language import LANGUAGES
from clientkit.meetings.minutes import WaitingAsk, blank_minutes, read_minutes

FRIDAY = date(2026, 11, 20)
ASKS = (WaitingAsk("8okqqrlq5q", "Which provider?", "7firstid00"),)


def understood(text, asks=ASKS):
    minutes = read_minutes(text, FRIDAY, asks)
    return [(one.part, one.text, str(one.due or ""), one.answer) for one in minutes.items], minutes.notes


@pytest.mark.parametrize(
    ("line", "text", "due"),
    [
        ("- wed: send two wordings", "send two wordings", "2026-11-25"),
        ("* senin depan: kirim dua kalimat", "kirim dua kalimat", "2026-11-23"),
        ("- 24 Des 2026: kirim laporan", "kirim laporan", "2026-12-24"),
        ("- 2026-12-01: a: b", "a: b", "2026-12-01"),
        ("+3d: without a dash", "without a dash", "2026-11-23"),
        ("- Hendra: sends the texts", "Hendra: sends the texts", ""),
        ("- send two wordings\n  by mail", "send two wordings by mail", ""),
    ],
)
def test_a_promise_begins_with_its_day(line, text, due):
    assert understood(f"## We will\n{line}\n") == ([("we", text, due, None)], "")


@pytest.mark.parametrize(
    ("line", "text", "answer"),
    [
        ("- Which paper? Matt", "Which paper?", "Matt"),
        ("- Which paper → Matt", "Which paper", "Matt"),
        ("- Which paper? -> Matt, 90 g", "Which paper?", "Matt, 90 g"),
        ("- Delivery by courier only", "Delivery by courier only", None),
        ("- 8okq Which provider? → Midtrans", "Which provider?", "Midtrans"),
        ("- 8okq: Midtrans", "Which provider?", "Midtrans"),
        ("- which provider? Midtrans", "Which provider?", "Midtrans"),
    ],
)
def test_a_decision_has_its_question_and_its_answer(line, text, answer):
    assert understood(f"## Decided\n{line}\n")[0] == [("decided", text, "", answer)]


def test_a_question_that_was_asked_before_is_the_same_one():
    items = read_minutes("## Decided\n- 8okq → A\n- Which provider? B\n- Why? C", FRIDAY, ASKS).items
    assert [one.ask and one.ask.ref for one in items] == ["7firstid00", "7firstid00", None]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_opened_says_nothing_until_somebody_writes_in_it(language):
    text = blank_minutes(language, ASKS)
    assert "- 8okq Which provider? →" in text
    assert understood(text) == ([], "")
    assert understood(text.replace("provider? →", "provider? → Midtrans"))[0][0][3] == "Midtrans"


@pytest.mark.parametrize(
    "headings", [("Decided", "We will", "Notes"), ("Diputuskan", "Kami akan", "Catatan")]
)
def test_headings_may_be_of_any_language_and_in_any_order(headings):
    decided, we, notes = headings
    text = f"# Rapat\n## {notes.upper()}\nFirst\n\n- second\n### {we}:\n- fri: x\n## {decided}\n- Yes\n"
    items, said = understood(text)
    assert [one[0] for one in items] == ["we", "decided"]
    assert said == "First\n\n- second"


def test_what_stands_before_a_heading_is_a_note():
    assert understood("They are glad.\n") == ([], "They are glad.")


def test_a_heading_that_nobody_knows_is_named_with_its_line():
    with pytest.raises(InvalidDataError, match="Line 3: 'Gossip' is no heading of a meeting") as caught:
        understood("## Notes\nx\n## Gossip\ny\n")
    assert "Kami akan" in caught.value.hint


def test_comments_are_left_out_and_lines_keep_their_numbers():
    (item,) = read_minutes("<!-- a\nb -->\n## Questions\n- fri: Which?\n", FRIDAY, ()).items
    assert (item.line, item.text, str(item.due)) == (4, "Which?", "2026-11-27")
