import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from clientkit.kernel.model.values.text import (
    LINE_LIMIT,
    PROSE_LIMIT,
    Address,
    FullLine,
    Line,
    NoteText,
    Prose,
    tidy,
)


def read(kind, text):
    return TypeAdapter(kind).validate_python(text)


def test_text_is_composed_and_without_blanks_around_it():
    assert tidy(" \u3000Cafe\u0301\n ") == "Caf\u00e9"
    assert read(Line, " Cafe\u0301 ") == read(Prose, "Cafe\u0301\n") == "Caf\u00e9"


@given(st.text())
def test_tidying_twice_is_tidying_once(text):
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [("a\tb", "U+0009) at position 2"), ("\x1b[31m", "U+001B"), ("a\nb", "U+000A"), ("\x85x\x85y", "")],
)
@pytest.mark.parametrize("kind", [Line, FullLine])
def test_a_line_is_one_line_without_control_characters(kind, text, said):
    with pytest.raises(ValidationError, match="has a control character") as wrong:
        read(kind, text)

    assert said in str(wrong.value)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=LINE_LIMIT))
def test_any_other_character_may_stand_in_a_line(text):
    assert read(Line, text) == unicodedata.normalize("NFC", text).strip()


@pytest.mark.parametrize("text", ["", " ", "\u3000"])
def test_a_line_that_must_be_filled_is_not_empty(text):
    assert read(Line, text) == ""
    with pytest.raises(ValidationError, match="at least 1 "):
        read(FullLine, text)


@pytest.mark.parametrize(
    ("kind", "limit"), [(Line, LINE_LIMIT), (Prose, PROSE_LIMIT), (NoteText, PROSE_LIMIT)]
)
def test_texts_have_a_longest(kind, limit):
    assert len(read(kind, "x" * limit)) == limit
    with pytest.raises(ValidationError, match=f"at most {limit} characters"):
        read(kind, "x" * (limit + 1))


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=100))
def test_words_in_the_journal_are_kept_as_they_came(text):
    assert read(NoteText, text) == text


@pytest.mark.parametrize(
    "address", ["", "rina@kopi.example", "r+tag@kopi", "dé@kopi.example", f"{'x' * 64}@{'y' * 189}"]
)
def test_addresses(address):
    assert read(Address, address) == address


@pytest.mark.parametrize(
    "address",
    [
        "rina",
        "@kopi",
        "rina@",
        "a@b@c",
        "rina <r@kopi>",
        "r ina@kopi",
        "a@b,c@d",
        "a@b;c",
        "a@b\nBcc: c@d",
        "a@b\n",
        "(x)a@b",
        '"a"@b',
        f"{'x' * 65}@y",
        f"x@{'y' * 191}",
    ],
)
def test_what_is_no_address(address):
    with pytest.raises(ValidationError):
        read(Address, address)
