import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.kernel.picture.text_width import in_lines, shorten, width
from support.charts import TITLES

HELVETICA = {
    **dict.fromkeys("ijl", 0.222),
    **dict.fromkeys(" ft,./:;I!|", 0.278),
    **dict.fromkeys("r-()", 0.333),
    **dict.fromkeys("Jcksvxyz", 0.5),
    **dict.fromkeys("0123456789Labdeghnopqu?_", 0.556),
    **dict.fromkeys("+=<>~", 0.584),
    **dict.fromkeys("FTZ", 0.611),
    **dict.fromkeys("ABEKPSVXY&", 0.667),
    **dict.fromkeys("CDHNRUw", 0.722),
    **dict.fromkeys("GOQ", 0.778),
    **dict.fromkeys("mM", 0.833),
    **dict.fromkeys("W%", 0.944),
    "@": 1.015,
}
"""Widths that its metrics file gives; the same as those of Arial and Liberation Sans."""

DEJAVU = {
    "i": 0.278,
    "e": 0.615,
    "m": 0.974,
    "w": 0.818,
    "M": 0.863,
    "W": 0.989,
    "H": 0.752,
    "8": 0.636,
    "r": 0.411,
}


@pytest.mark.parametrize("letter", sorted(HELVETICA))
def test_no_letter_is_wider_than_estimated(letter):
    assert width(letter, 1) >= HELVETICA[letter]
    assert width(letter, 1) >= DEJAVU.get(letter, 0)


@pytest.mark.parametrize(
    ("text", "least"),
    [("é", 0.615), ("e\u0301", 0.615), ("京", 1), ("🎉", 1.275), ("ж", 0.8), ("Ж", 1.05), ("م", 0.7)],
)
def test_letters_of_other_scripts_have_room(text, least):
    assert least <= width(text, 1) < 1.5


def test_marks_take_no_room():
    assert width("e\u0301\u200b", 10) == width("e", 10)


def test_bold_is_wider():
    assert width("Today", 11, bold=True) == pytest.approx(width("Today", 11) * 1.2)


@given(TITLES, st.floats(0, 300))
def test_what_is_shortened_fits(text, room):
    cut = shorten(text, room, 12.5)
    assert width(cut, 12.5) <= max(room, 0)
    assert cut in {text, ""} or (cut.endswith("…") and text.startswith(cut[:-1]))


@given(TITLES, st.floats(20, 300))
def test_a_letter_is_not_torn_from_its_marks(text, room):
    cut = shorten(text, room, 12.5)
    if cut.endswith("…") and cut != text:
        rest = text[len(cut) - 1 :].lstrip(" ")
        assert not rest or unicodedata.category(rest[0]) not in {"Mn", "Me", "Mc"}


def test_joined_signs_stay_together():
    family = "👨\u200d👩\u200d👧"
    assert shorten(f"ab{family}{family}", width(f"ab{family}👨…", 10), 10) == f"ab{family}…"


@given(TITLES, st.floats(40, 300), st.integers(1, 3))
def test_lines_fit_and_hold_the_words_in_order(text, room, most):
    lines = in_lines(text, room, 12.5, most)
    assert len(lines) <= most
    assert all(width(line, 12.5) <= room for line in lines)
    said = " ".join(lines)
    assert said == " ".join(text.split()) or said == "" or "…" in said


def test_a_word_too_wide_for_a_line_is_cut_at_once():
    assert in_lines("Pertanggungjawabanpertanggungjawaban ya", 100, 12.5, 2) == ["Pertanggung…"]
