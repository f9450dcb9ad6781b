"""Foreign text with nothing hidden in it: on a terminal, in a document, as taken from a mail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.kernel.model.values.safe_text import (
    clean,
    clean_line,
    one_line,
    printable,
    printable_line,
    visible,
)


@pytest.mark.parametrize(
    ("text", "on_screen", "in_document", "from_mail"),
    [
        ("Café 九 👩\u200d💻", "Café 九 👩\u200d💻", "Café 九 👩\u200d💻", "Café 九 👩\u200d💻"),
        ("a\x1b[31mb", "a\\x1b[31mb", "a␛[31mb", "a[31mb"),
        ("a\x7fb", "a\\x7fb", "a␡b", "ab"),
        ("a\x9bb", "a\\x9bb", "a\ufffdb", "ab"),
        ("a\u202eb", "a\\u202eb", "a\ufffdb", "a\u202eb"),
        ("a\ud800b", "a\\ud800b", "a\ufffdb", "ab"),
        ("one\ttwo\n three", "one two three", "one two three", "one two three"),
    ],
)
def test_a_line_has_nothing_hidden_in_it(text, on_screen, in_document, from_mail):
    assert (one_line(text), printable_line(text), clean_line(text)) == (on_screen, in_document, from_mail)


def test_line_ends_are_kept_where_a_text_has_several_lines():
    text = "one\r\ntwo\rthree\u2028four\tfive"
    assert printable(text) == "one\ntwo\nthree\nfour    five"
    assert clean(text) == "one\ntwo\nthree\nfour\tfive"
    assert visible("one\n\ttwo\r") == "one\n\ttwo\\x0d"


@pytest.mark.parametrize("function", [visible, one_line, printable, printable_line, clean, clean_line])
@given(text=st.text(max_size=100))
def test_what_is_safe_stays_as_it_is(function, text):
    safe = function(text)
    assert function(safe) == safe
    assert "\x1b" not in safe


@pytest.mark.parametrize("function", [one_line, printable_line, clean_line])
@given(text=st.text(max_size=100))
def test_a_line_is_one_line(function, text):
    assert len(function(text).splitlines()) <= 1


UNSEEN = [0xAD, 0x34F, 0x61C, 0x115F, 0x180E, 0x200B, 0x2060, 0x2064, 0x206A, 0x3164, 0xFEFF, 0xFFA0]
UNSEEN += [0x1D173, 0xE0001, 0xE0041, 0xE007F]


@pytest.mark.parametrize("code", UNSEEN)
def test_an_unseen_character_is_shown_on_a_terminal_and_left_out_of_documents_and_mails(code):
    text = f"Ko{chr(code)}pi"
    written = f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"

    assert (visible(text), one_line(text)) == (f"Ko{written}pi",) * 2
    assert {printable(text), printable_line(text), clean(text), clean_line(text)} == {"Kopi"}


@pytest.mark.parametrize("text", ["👩\u200d💻", "नमस्\u200dते", "م\u200cخ", "✔\ufe0f", "葛\U000e0100"])
def test_joiners_and_selectors_stay_with_the_letters_that_they_change(text):
    for function in (visible, one_line, printable, printable_line, clean, clean_line):
        assert function(text) == text
