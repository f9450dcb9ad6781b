"""Numbers in words, held against a library by others that knows dozens of languages."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from num2words import num2words

from clientkit.kernel.text.number_words import number_in_words


def others_say(number, language):
    """What the library says; but after millions too one thousand is `seribu` (KBBI)."""
    said = num2words(number, lang=language)
    return re.sub(r"\b(juta|miliar|triliun|kuadriliun) satu ribu\b", r"\1 seribu", said)


EDGES = sorted(
    {
        *range(1_200),
        *(
            10**power + more
            for power in range(3, 16)
            for more in (-1, 0, 1, 10, 99, 100, 101, 999, 1_000, 1_001)
        ),
        *(
            count * 10**power
            for power in range(3, 15, 3)
            for count in (1, 2, 11, 19, 20, 21, 100, 101, 110, 999)
        ),
    }
    - {10**15 + more for more in range(1, 2_000)}
)


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_edge_is_said_as_others_say_it(language):
    assert [
        number for number in EDGES if number_in_words(number, language) != others_say(number, language)
    ] == []


@given(st.integers(0, 10**15), st.sampled_from(["en", "id"]))
@example(10**15, "en")
def test_any_number_is_said_as_others_say_it(number, language):
    assert number_in_words(number, language) == others_say(number, language)


def test_what_is_larger_than_the_largest_scale_is_said_with_it():
    assert number_in_words(2 * 10**18, "id") == "dua ribu kuadriliun"
    assert number_in_words(10**18 + 5, "en") == "one thousand quadrillion and five"
