import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import UsageError
from clientkit.kernel.statistics.ces import ces, ces_difference
from clientkit.kernel.statistics.csat import csat, csat_difference
from clientkit.kernel.statistics.nps import nps, nps_difference
from clientkit.kernel.statistics.quantile import t95

METRICS = {
    "csat": (csat, csat_difference, st.integers(1, 5), 100),
    "nps": (nps, nps_difference, st.integers(0, 10), 200),
    "ces": (ces, ces_difference, st.integers(1, 7), 6),
}
EVERY_METRIC = pytest.mark.parametrize("metric", METRICS)


def satisfied(successes, n):
    return csat({5: successes, 1: n - successes})


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_csat_as_newcombe_published_it(first, second, low, high):
    """Newcombe (1998), difference between independent proportions, table II, method 10: first - second."""
    difference = csat_difference(satisfied(*second), satisfied(*first))
    assert (round(difference.low / 100, 4), round(difference.high / 100, 4)) == (low, high)
    assert difference.change == pytest.approx(100 * (first[0] / first[1] - second[0] / second[1]))
    assert difference.method == "newcombe"
    assert difference.more_than_chance is (low > 0)


def test_csat_on_two_scales_is_never_compared():
    with pytest.raises(UsageError) as refused:
        csat_difference(csat({5: 1}), csat({9: 1}, scale=10))
    assert refused.value.message == "A CSAT on 1 to 5 and one on 1 to 10 cannot be compared."
    assert refused.value.hint == "Compare answers of one scale."


def test_fifteen_nps_points_of_a_hundred_answers_each_can_be_chance():
    """By hand: 45/103 - 30/103 = .145631; variances .00591593 + .00535769; margin 1.96 · .106177."""
    difference = nps_difference(nps({9: 50, 7: 30, 6: 20}), nps({9: 60, 7: 25, 6: 15}))
    assert difference.change == 15
    assert (difference.low, difference.high) == pytest.approx((-6.2473, 35.3735), abs=1e-3)
    assert difference.method == "adjusted-wald"
    assert difference.more_than_chance is False


def test_the_same_fifteen_points_of_a_thousand_answers_each_are_not():
    difference = nps_difference(nps({9: 500, 7: 300, 6: 200}), nps({9: 600, 7: 250, 6: 150}))
    assert difference.change == 15
    assert difference.more_than_chance is True


def test_one_promoter_before_a_thousand_is_no_rise():
    """The shrunk scores of 1 and 1,000 promoters differ by 75 where the scores are both 100."""
    difference = nps_difference(nps({10: 1}), nps({10: 1000}))
    assert (difference.change, difference.low) == (0, 0)
    assert difference.more_than_chance is False


def test_an_nps_can_change_by_more_than_a_hundred():
    rise = nps_difference(nps({7: 20}), nps({10: 20}))
    assert rise.change == 100
    assert 100 < rise.high < 200
    assert nps_difference(nps({0: 20}), nps({10: 20})).high == 200


def test_ces_of_the_hyperstat_memory_spans():
    """Lane, HyperStat Online: 3 3 4 5 and 5 6 6 7 differ by 2.25 with standard error 0.629."""
    difference = ces_difference(ces({3: 2, 4: 1, 5: 1}), ces({5: 1, 6: 2, 7: 1}))
    variances = 0.917 / 4, 0.667 / 4
    freedom = sum(variances) ** 2 / sum(variance**2 / 3 for variance in variances)
    assert difference.change == 2.25
    assert (difference.high - difference.low) / 2 == pytest.approx(t95(freedom) * 0.629, abs=2e-3)
    assert difference.method == "welch-t"
    assert difference.more_than_chance is True


def test_ces_answers_alike_on_both_sides_do_not_look_certain():
    few, many = ces_difference(ces({6: 2}), ces({7: 2})), ces_difference(ces({6: 9}), ces({7: 9}))
    assert (few.change, few.more_than_chance) == (1, False)
    assert (many.change, many.more_than_chance) == (1, True)


def test_a_ces_cannot_change_by_more_than_its_scale():
    difference = ces_difference(ces({1: 1, 7: 1}), ces({1: 1, 7: 1}))
    assert (difference.low, difference.change, difference.high) == (-6, 0, 6)


@pytest.mark.parametrize(("before", "after"), [({1: 1}, {7: 9}), ({1: 9}, {7: 1}), ({1: 1}, {7: 1})])
def test_ces_of_a_single_answer_changes_without_an_interval(before, after):
    difference = ces_difference(ces(before), ces(after))
    assert (difference.change, difference.low, difference.high) == (6, None, None)
    assert difference.more_than_chance is False


@EVERY_METRIC
def test_one_side_without_answers_has_no_difference(metric):
    measure, compare, _, _ = METRICS[metric]
    some, none = measure({5: 3}), measure({})
    assert compare(none, some) is None
    assert compare(some, none) is None
    assert compare(none, none) is None


@EVERY_METRIC
@given(data=st.data())
def test_bounds_and_symmetry(metric, data):
    measure, compare, values, reach = METRICS[metric]
    answers = st.dictionaries(values, st.integers(1, 300), min_size=1)
    before, after = measure(data.draw(answers)), measure(data.draw(answers))
    there, back = compare(before, after), compare(after, before)
    assert there.change == -back.change
    assert there.more_than_chance is back.more_than_chance
    if there.low is None:
        assert (back.low, back.high) == (None, None)
        return
    assert -reach <= there.low <= there.change <= there.high <= reach
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low), abs=1e-9)
    assert there.more_than_chance is not (there.low <= 0 <= there.high)


@EVERY_METRIC
@given(data=st.data())
def test_nothing_changes_against_itself(metric, data):
    measure, compare, values, _ = METRICS[metric]
    score = measure(data.draw(st.dictionaries(values, st.integers(1, 300), min_size=1)))
    difference = compare(score, score)
    assert difference.change == 0
    assert difference.more_than_chance is False
