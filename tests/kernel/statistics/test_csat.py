from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import UsageError
from clientkit.kernel.statistics.csat import csat

COUNTS = st.dictionaries(st.integers(1, 5), st.integers(0, 1000))


def test_published_69_percent():
    """A published worked example on 1 to 5: 74 of 107 satisfied, 69.16 before rounding."""
    result = csat({5: 42, 4: 32, 3: 10, 2: 9, 1: 14})
    assert (result.responses, result.satisfied) == (107, 74)
    assert round(result.score, 2) == 69.16


def test_published_60_percent_which_is_no_mean():
    """A published worked example on 1 to 5: 60; the mean answer, 3.5 of 5, would have said 70."""
    assert csat({5: 10, 4: 20, 3: 10, 2: 5, 1: 5}).score == 60


def test_published_customer_delight_on_1_to_10():
    """Quality Progress, February 2005, quoted by brainmass.com: 195 of 350 answered 9 or 10, .5571.

    How the 195 and the 155 divide by value is made up.
    """
    result = csat({9: 95, 10: 100, 8: 155}, scale=10)
    assert round(result.score, 2) == 55.71
    assert result.low > 48


def test_the_interval_is_mid_p_s_in_per_cent():
    """Newcombe (1998), table I, mid-P: 81 of 263 is .2544 to .3658."""
    result = csat({5: 81, 1: 182})
    assert (round(result.low, 2), round(result.high, 2), result.method) == (25.44, 36.58, "mid-p")


def test_the_interval_counts_people():
    """Ten answers of one person: the figure is of all ten, the interval of what one person said last."""
    result = csat({5: 8, 2: 2}, latest={5: 1})
    assert (result.responses, result.people, result.score) == (10, 1, 80)
    assert (round(result.low), round(result.high)) == (5, 100)
    assert csat({5: 8, 2: 2}, latest={2: 1}).high == 95


def test_no_answers_give_no_score():
    result = csat({})
    assert (result.responses, result.satisfied) == (0, 0)
    assert (result.score, result.low, result.high) == (None, None, None)
    assert result.distribution == {1: 0, 2: 0, 3: 0, 4: 0, 5: 0}


def test_nobody_satisfied_is_zero_and_not_none():
    assert csat({1: 2}).score == 0


def test_four_happy_clients_do_not_look_certain():
    result = csat({5: 4})
    assert (result.score, result.high) == (100, 100)
    assert round(result.low, 1) == 47.3


@pytest.mark.parametrize(
    ("scale", "satisfied_from", "satisfied"), [(5, None, 2), (10, None, 2), (10, 7, 4), (7, 6, 2)]
)
def test_satisfied_from(scale, satisfied_from, satisfied):
    counts = dict.fromkeys(range(1, scale + 1), 1)
    assert csat(counts, scale, satisfied_from).satisfied == satisfied


def test_a_scale_without_a_usual_line_needs_one():
    with pytest.raises(UsageError) as refused:
        csat({7: 1}, scale=7)
    assert refused.value.message == (
        "On a scale from 1 to 7, nothing says from which answer on a client is satisfied."
    )
    assert refused.value.hint == "Set satisfied_from, or ask on 1 to 5 or 1 to 10."


@pytest.mark.parametrize("line", [-1, 0, 1, 6])
def test_a_line_off_the_scale_is_refused(line):
    with pytest.raises(UsageError) as refused:
        csat({5: 1}, satisfied_from=line)
    assert refused.value.message == f"Satisfied from {line} does not divide the scale from 1 to 5."
    assert refused.value.hint == "Set satisfied_from to a number from 2 to 5."


def test_an_answer_off_the_scale_is_refused():
    with pytest.raises(UsageError, match=r"6 is not on the scale from 1 to 5\."):
        csat({6: 1})


def test_json_has_the_promised_fields():
    assert csat({5: 1}).model_dump(mode="json").keys() == {
        "responses", "people", "satisfied", "score", "low", "high", "method", "scale", "distribution",
        "population",
    }  # fmt: skip


@given(COUNTS)
def test_bounds(counts):
    result = csat(counts)
    if result.responses:
        assert 0 <= result.low <= result.score <= result.high <= 100
    assert sum(result.distribution.values()) == result.responses


@given(COUNTS, st.integers(1, 4))
def test_a_better_answer_never_lowers_anything(counts, value):
    worse, better = (
        csat(Counter(counts) + Counter({value: 1})),
        csat(Counter(counts) + Counter({value + 1: 1})),
    )
    assert worse.score <= better.score
    assert worse.low <= better.low
    assert worse.high <= better.high


@given(COUNTS, COUNTS)
def test_pooled_answers_weigh_by_their_number(one, other):
    pooled = csat(Counter(one) + Counter(other))
    parts = [part for part in (csat(one), csat(other)) if part.responses]
    assert pooled.responses == sum(part.responses for part in parts)
    if parts:
        weighted = sum(part.score * part.responses for part in parts) / pooled.responses
        assert pooled.score == pytest.approx(weighted)
