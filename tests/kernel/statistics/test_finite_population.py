"""Scores of a population of which everybody was asked: the interval narrows, and in the end there is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import UsageError
from clientkit.kernel.statistics.ces import ces
from clientkit.kernel.statistics.confidence_interval import everyone_answered
from clientkit.kernel.statistics.csat import csat
from clientkit.kernel.statistics.nps import nps

METRICS = {
    "csat": (lambda counts, people: csat(counts, population=people), 5),
    "nps": (nps, 10),
    "ces": (ces, 7),
}
EVERY = pytest.mark.parametrize(("metric", "highest"), METRICS.values(), ids=METRICS)


def test_ten_asked_and_nine_answered():
    """Eight 10s and one 8: the tenth answer can only make 70, 80 or 90."""
    found = nps({10: 8, 8: 1}, 10)
    assert (round(found.score), found.low, found.high) == (89, 70, 90)


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
    assert (whole.low, whole.high) == pytest.approx((sample.low, sample.high), abs=1e-4)


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


@EVERY
@given(counts=st.dictionaries(st.integers(1, 5), st.integers(0, 40)), more=st.integers(0, 60))
def test_bounds(metric, highest, counts, more):
    responses = sum(counts.values())
    whole = metric(counts, responses + more)
    assert everyone_answered(responses, responses + more) is (more == 0 and responses > 0)
    if whole.low is not None:
        assert whole.low - 1e-9 <= whole.value <= whole.high + 1e-9
