"""Contrast as WCAG defines it, and colours near those that have too little."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import InvalidDataError
from clientkit.kernel.text.brand.colours import (
    DARK_PAPER,
    PAPER,
    READABLE,
    VISIBLE,
    contrast,
    read_colour,
    readable,
)

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        # WebAIM's contrast checker
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_that_of_the_standard(one, other, ratio):
    assert contrast(one, other) == contrast(other, one)
    assert round(contrast(one, other), 2) == ratio


@given(COLOURS, st.sampled_from([PAPER, DARK_PAPER]), st.sampled_from([READABLE, VISIBLE]))
def test_there_is_always_one_near_that_can_be_read(colour, paper, least):
    near = readable(colour, paper, least)
    assert contrast(near, paper) >= least
    assert near == colour if contrast(colour, paper) >= least else near != colour


@given(COLOURS.filter(lambda colour: contrast(colour, PAPER) < READABLE))
def test_what_is_refused_names_one_that_is_not(colour):
    with pytest.raises(InvalidDataError, match=r"; it needs 4\.5$") as caught:
        read_colour(colour.upper(), READABLE)
    near = caught.value.hint[-7:]
    assert read_colour(near, READABLE) == near


@pytest.mark.parametrize("text", ["teal", "#12345", "#1234567", "#12345g", "123456", "#fff", "٣" * 6])
def test_what_is_no_colour_is_refused(text):
    with pytest.raises(InvalidDataError, match="is no colour"):
        read_colour(text, READABLE)
