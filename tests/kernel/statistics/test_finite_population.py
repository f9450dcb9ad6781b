"""Scores of a population of which everybody was asked: the interval narrows, and in the end there is none."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import UsageError
from clientkit.kernel.statistics.ces import ces
from clientkit.kernel.statistics.confidence_interval import adjusted_nps, everyone_answered, narrowing
from clientkit.kernel.statistics.csat import csat
from clientkit.kernel.statistics.nps import nps

METRICS = {
    "csat": (lambda counts, people: csat(counts, population=people), 5),
    "nps": (nps, 10),
    "ces": (ces, 7),
}
EVERY = pytest.mark.parametrize(("metric", "highest"), METRICS.values(), ids=METRICS)


@EVERY
def test_eight_of_ten_tell_more_of_ten_than_of_everybody(metric, highest):
    counts = {highest: 5, 3: 3}
    sample, whole = metric(counts, None), metric(counts, 10)
    assert (sample.population, whole.population, whole.method) == (None, 10, sample.method)
    assert sample.low < whole.low
    assert whole.high < sample.high


@EVERY
def test_a_large_population_is_as_good_as_none(metric, highest):
    counts = {highest: 5, 3: 3}
    sample, whole = metric(counts, None), metric(counts, 10**9)
    assert (whole.low, whole.high) == pytest.approx((sample.low, sample.high), abs=1e-5)


@EVERY
def test_when_all_answered_there_is_nothing_to_estimate(metric, highest):
    whole = metric({highest: 5, 3: 3}, 8)
    assert (whole.low, whole.high, whole.method, whole.population) == (None, None, "all-answered", 8)


@EVERY
def test_nobody_answered_of_a_known_population(metric, highest):
    whole = metric({highest: 0}, 8)
    assert (whole.responses, whole.low, whole.population) == (0, None, 8)


@EVERY
def test_more_answers_than_people_cannot_be(metric, highest):
    with pytest.raises(UsageError, match=r"8 answered of 7 who were asked cannot be\."):
        metric({highest: 8}, 7)


def test_by_hand():
    """40 of 50 satisfied of a population of 100: the factor is √(50/99) = .710669, z becomes 1.392886."""
    z = 1.959963984540054 * sqrt(50 / 99)
    assert narrowing(50, 100) == pytest.approx(0.710669, abs=1e-6)
    centre = (40 + z * z / 2) / (50 + z * z)
    margin = z * sqrt(40 * 10 / 50 + z * z / 4) / (50 + z * z)
    found = csat({5: 40, 1: 10}, population=100)
    assert (found.low, found.high) == pytest.approx((100 * (centre - margin), 100 * (centre + margin)))
    assert (round(found.low, 1), round(found.high, 1)) == (71.1, 86.7)


def test_the_spread_of_a_published_nps():
    """stats.stackexchange.com, question 18603: 1/2, 1/3 and 1/6 give 33, variance 5/9, error 4.1 of 324."""
    found = nps({10: 162, 8: 108, 0: 54})
    _, variance = adjusted_nps(162, 108, 54)
    assert found.score == pytest.approx(100 / 3)
    assert 324 * variance == pytest.approx(5 / 9, abs=0.006)
    assert 100 * sqrt(variance) == pytest.approx(4.1, abs=0.05)


@EVERY
@given(counts=st.dictionaries(st.integers(1, 5), st.integers(0, 40)), more=st.integers(0, 60))
def test_bounds(metric, highest, counts, more):
    responses = sum(counts.values())
    whole, sample = metric(counts, responses + more), metric(counts, None)
    assert everyone_answered(responses, responses + more) is (more == 0 and responses > 0)
    score = whole.mean if highest == 7 else whole.score
    if whole.low is not None:
        assert whole.low <= score <= whole.high
        assert whole.high - whole.low <= sample.high - sample.low + 1e-9
