from statistics import mean, variance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.kernel.statistics.mean_variance import ROUNDING_VARIANCE, moments

COUNTS = st.dictionaries(st.integers(1, 7), st.integers(0, 50))


@pytest.mark.parametrize("counts", [{}, {3: 0}, {3: 1}])
def test_fewer_than_two_answers_have_none(counts):
    assert moments(counts) is None


def test_hyperstat_memory_spans():
    """Lane, HyperStat Online, 'Confidence Interval on Difference Between Means': 3 3 4 5 and 5 6 6 7."""
    young, old = moments({3: 2, 4: 1, 5: 1}), moments({5: 1, 6: 2, 7: 1})
    assert (young.n, young.mean, round(young.variance, 3)) == (4, 3.75, 0.917)
    assert (old.n, old.mean, round(old.variance, 3)) == (4, 6.0, 0.667)


@pytest.mark.parametrize("counts", [{7: 2}, {7: 300}, {7: 12, 6: 1}])
def test_answers_alike_keep_the_variance_of_rounding(counts):
    assert moments(counts).variance == ROUNDING_VARIANCE


def test_the_floor_leaves_a_real_spread_alone():
    assert moments({7: 11, 6: 1}).variance == pytest.approx(1 / 12)
    assert moments({7: 10, 6: 1}).variance == pytest.approx(1 / 11)


def test_no_digits_are_lost_with_very_many_answers():
    many = 10**15
    assert moments({6: many, 7: many}).variance == pytest.approx(0.25, rel=1e-14)


@given(COUNTS)
def test_as_the_standard_library_has_them(counts):
    answers = [value for value, count in counts.items() for _ in range(count)]
    seen = moments(counts)
    if len(answers) < 2:
        assert seen is None
        return
    assert seen.n == len(answers)
    assert seen.mean == pytest.approx(mean(answers), rel=1e-14)
    assert seen.variance == pytest.approx(max(variance(answers), 1 / 12), rel=1e-12)
