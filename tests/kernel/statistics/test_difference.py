from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import UsageError
from clientkit.kernel.statistics.ces import ces, ces_difference
from clientkit.kernel.statistics.csat import csat, csat_difference
from clientkit.kernel.statistics.nps import nps, nps_difference

METRICS = {
    "csat": (csat, csat_difference, st.integers(1, 5), 100),
    "nps": (nps, nps_difference, st.integers(0, 10), 200),
    "ces": (ces, ces_difference, st.integers(1, 7), 6),
}
EVERY_METRIC = pytest.mark.parametrize("metric", METRICS)


def satisfied(successes, n):
    return csat({5: successes, 1: n - successes})


@pytest.mark.parametrize(
    ("first", "second", "low", "high", "told"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3369, True),
        ((9, 10), (3, 10), 0.1590, 0.8372, True),
        ((5, 56), (0, 29), -0.0236, 0.1868, False),
        ((0, 10), (0, 10), -0.2589, 0.2589, False),
        ((10, 10), (0, 20), 0.7061, 1.0, True),
        ((3, 3), (0, 3), 0.1068, 1.0, False),
    ],
)
def test_csat_squares_and_adds(first, second, low, high, told):
    """Newcombe (1998), table II, has most of these pairs; his method 10 on ends by mid-P: first - second."""
    one, other = satisfied(*first), satisfied(*second)
    difference = csat_difference(other, one)
    was, now = other.score, one.score
    change = now - was
    assert difference.low == pytest.approx(
        max(-100, change - hypot(now - one.low, other.high - was)), abs=1e-9
    )
    assert (round(difference.low / 100, 4), round(difference.high / 100, 4)) == (low, high)
    assert difference.method == "square-and-add"
    assert difference.more_than_chance is told


def test_csat_on_two_scales_is_never_compared():
    with pytest.raises(UsageError) as refused:
        csat_difference(csat({5: 1}), csat({9: 1}, scale=10))
    assert refused.value.message == "A CSAT on 1 to 5 and one on 1 to 10 cannot be compared."
    assert refused.value.hint == "Compare answers of one scale."


def test_fifteen_nps_points_of_a_hundred_answers_each_can_be_chance():
    """By hand: 45/103 - 30/103 = .145631; variances .00605739 + .00549909; margin 1.96 · .107501."""
    difference = nps_difference(nps({9: 50, 7: 30, 6: 20}), nps({9: 60, 7: 25, 6: 15}))
    assert difference.change == 15
    assert (difference.low, difference.high) == pytest.approx((-6.5067, 35.6329), abs=1e-3)
    assert difference.method == "three-more"
    assert difference.more_than_chance is False


def test_the_same_fifteen_points_of_a_thousand_answers_each_are_not():
    difference = nps_difference(nps({9: 500, 7: 300, 6: 200}), nps({9: 600, 7: 250, 6: 150}))
    assert difference.change == 15
    assert difference.more_than_chance is True


def test_one_promoter_before_a_thousand_is_no_rise():
    """With three more answers the scores of 1 and 1,000 promoters differ, where both are 100."""
    difference = nps_difference(nps({10: 1}), nps({10: 1000}))
    assert difference.change == 0
    assert difference.low < 0
    assert difference.more_than_chance is False


def test_an_nps_can_change_by_more_than_a_hundred():
    rise = nps_difference(nps({7: 20}), nps({10: 20}))
    assert rise.change == 100
    assert 100 < rise.high < 200
    assert nps_difference(nps({0: 20}), nps({10: 20})).high == 200


def test_ces_answers_alike_on_both_sides_do_not_look_certain():
    few, many = ces_difference(ces({7: 3}), ces({6: 3})), ces_difference(ces({6: 90}), ces({7: 90}))
    assert (few.change, few.more_than_chance) == (-1, False)
    assert (many.change, many.more_than_chance, many.method) == (1, True, "three-more")


def test_what_no_permutation_could_show_is_never_more_than_chance():
    """Three 1s and three 7s: the interval leaves out 0, but chance deals them out so once in ten times."""
    found = nps_difference(nps({0: 3}), nps({10: 3}))
    assert (found.leaves_out_0, found.could_show, found.more_than_chance) == (True, False, False)


def test_ces_on_two_scales_is_never_compared():
    with pytest.raises(UsageError, match="A CES on 1 to 7 and one on 1 to 5 cannot be compared"):
        ces_difference(ces({5: 1}), ces({5: 1}, top=5))


def test_a_ces_cannot_change_by_more_than_its_scale():
    difference = ces_difference(ces({1: 30}), ces({7: 30}))
    assert (difference.change, difference.high) == (6, 6)


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
    assert -reach <= there.low <= there.change <= there.high <= reach
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low), abs=1e-9)
    assert there.more_than_chance is (there.could_show and not there.low <= 0 <= there.high)


@EVERY_METRIC
@given(data=st.data())
def test_nothing_changes_against_itself(metric, data):
    measure, compare, values, _ = METRICS[metric]
    score = measure(data.draw(st.dictionaries(values, st.integers(1, 300), min_size=1)))
    difference = compare(score, score)
    assert difference.change == 0
    assert difference.more_than_chance is False
