"""The interval of a mean with three more answers; its computed ends are those of the NPS and the CES."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.kernel.statistics.permutation import could_show
from clientkit.kernel.statistics.three_more import spread, three_more, three_more_change, three_more_of_all

ANSWERS = st.dictionaries(st.integers(1, 7), st.integers(0, 300)).filter(lambda counts: sum(counts.values()))
SCALE = (1, 7)


def test_three_are_added_one_and_a_half_at_each_end():
    """50 promoters, 30 passives, 20 detractors: 30 / 103 and 73 / 103 less its square."""
    size, mean, variance = spread({1: 50, 0: 30, -1: 20}, (-1, 1))
    assert (size, mean, variance) == (103, 30 / 103, pytest.approx(73 / 103 - (30 / 103) ** 2))


def test_without_answers_there_is_none():
    assert three_more({}, SCALE) is None
    assert three_more_of_all({}, SCALE, 4, 0.5) is None


@given(ANSWERS)
def test_it_holds_the_mean_mirrors_and_has_width(counts):
    mean = sum(value * count for value, count in counts.items()) / sum(counts.values())
    interval = three_more(counts, SCALE)
    mirror = three_more({8 - value: count for value, count in counts.items()}, SCALE)
    assert 1 <= interval.low <= mean <= interval.high <= 7
    assert interval.low < interval.high
    assert (8 - mirror.high, 8 - mirror.low) == pytest.approx((interval.low, interval.high), abs=1e-9)


@given(ANSWERS, st.integers(0, 60))
def test_of_everybody_it_is_what_the_silent_can_still_say(counts, silent):
    n = sum(counts.values())
    said, people = sum(value * count for value, count in counts.items()), n + silent
    interval = three_more_of_all(counts, SCALE, people, 0.5)
    low, high = interval.low * people, interval.high * people
    assert (low, high) == pytest.approx((round(low), round(high)))
    assert said + silent <= round(low) <= round(high) <= said + 7 * silent
    assert interval.low - 1e-9 <= said / n <= interval.high + 1e-9


@given(ANSWERS, ANSWERS)
def test_a_change_turns_round(before, after):
    there, back = three_more_change(before, after, SCALE), three_more_change(after, before, SCALE)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low), abs=1e-9)
    assert could_show(before, after) is could_show(after, before)


@pytest.mark.parametrize(
    ("before", "after", "enough"),
    [
        ({7: 3}, {6: 3}, False),
        ({7: 3}, {6: 4}, False),
        ({7: 4}, {6: 4}, True),
        ({7: 5, 6: 1}, {6: 3}, False),
        ({7: 90}, {7: 90}, False),
        ({7: 1}, {1: 1000}, True),
        ({7: 2000, 6: 1000}, {6: 3000}, True),
    ],
)
def test_whether_a_permutation_could_show_it(before, after, enough):
    """Three and three can be dealt out in 20 ways, of which two tell most: one in ten is chance."""
    assert could_show(before, after) is enough
