from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import UsageError
from clientkit.kernel.statistics.ces import ces

COUNTS = st.dictionaries(st.integers(1, 7), st.integers(0, 1000))


def test_published_thousand_answers():
    """A published worked example: 80 210 140 110 160 180 120 answers of 1 to 7 have the mean 4.08."""
    result = ces(dict(enumerate([80, 210, 140, 110, 160, 180, 120], start=1)))
    assert (result.responses, result.mean) == (1000, 4.08)
    assert (result.easy_share, result.index) == (46, -13)


def test_eight_sevens():
    """The true mean may well be 6.7: an interval from 6.8 on would have held it in a third of all cases."""
    result = ces({7: 8})
    assert (result.mean, round(result.low, 3), result.high, result.method) == (7, 4.965, 7, "three-more")


def test_asked_on_1_to_5_it_is_a_score_of_its_own():
    result = ces({5: 3, 4: 2, 3: 4, 2: 1}, top=5)
    assert (result.scale, result.best_from, result.mean) == (5, 4, 3.7)
    assert (result.easy_share, result.index) == (50, 40)
    assert result.high < 5 < ces({7: 10}).high


def test_an_answer_above_its_scale_is_refused():
    with pytest.raises(UsageError, match="7 is not on the scale from 1 to 5"):
        ces({7: 1}, top=5)


@pytest.mark.parametrize(
    ("value", "easy_share", "index"),
    [(1, 0, -100), (3, 0, -100), (4, 0, 0), (5, 100, 0), (6, 100, 100), (7, 100, 100)],
)
def test_the_edges_of_the_shares(value, easy_share, index):
    result = ces({value: 3})
    assert (result.mean, result.easy_share, result.index) == (value, easy_share, index)


def test_no_answers_give_no_figure():
    result = ces({})
    assert result.responses == 0
    assert (result.mean, result.low, result.high, result.easy_share, result.index) == (None,) * 5


def test_one_answer_has_a_mean_and_a_wide_interval():
    result = ces({6: 1})
    assert (result.mean, round(result.low, 2), result.high) == (6, 1.82, 7)
    assert (result.easy_share, result.index) == (100, 100)


def test_three_sevens_do_not_look_certain():
    result = ces({7: 3})
    assert (result.mean, result.high) == (7, 7)
    assert round(result.low, 2) == 3.42


@pytest.mark.parametrize("value", [0, 8])
def test_an_answer_off_the_scale_is_refused(value):
    with pytest.raises(UsageError, match=f"{value} is not on the scale from 1 to 7"):
        ces({value: 1})


def test_json_has_the_promised_fields():
    assert ces({5: 1}).model_dump(mode="json").keys() == {
        "responses", "people", "mean", "low", "high", "easy_share", "index", "method", "scale",
        "distribution", "population",
    }  # fmt: skip


@given(COUNTS)
def test_bounds(counts):
    result = ces(counts)
    if result.responses:
        assert 1 <= result.mean <= 7
        assert 0 <= result.easy_share <= 100
        assert -100 <= result.index <= 100
        assert 1 <= result.low <= result.mean <= result.high <= 7
        assert result.low < result.high


@given(COUNTS.filter(lambda counts: sum(counts.values()) > 1))
def test_mirrored_answers_mirror_the_mean(counts):
    result, mirror = ces(counts), ces({8 - value: count for value, count in counts.items()})
    expected = (8 - result.mean, 8 - result.high, 8 - result.low)
    assert (mirror.mean, mirror.low, mirror.high) == pytest.approx(expected, abs=1e-9)


@given(COUNTS, st.integers(1, 6))
def test_a_better_answer_never_lowers_a_figure(counts, value):
    worse, better = ces(Counter(counts) + Counter({value: 1})), ces(Counter(counts) + Counter({value + 1: 1}))
    assert worse.mean < better.mean
    assert worse.easy_share <= better.easy_share
    assert worse.index <= better.index


@given(COUNTS, COUNTS)
def test_pooled_answers_weigh_by_their_number(one, other):
    pooled = ces(Counter(one) + Counter(other))
    parts = [part for part in (ces(one), ces(other)) if part.responses]
    assert pooled.responses == sum(part.responses for part in parts)
    if parts:
        for figure in ("mean", "easy_share", "index"):
            weighted = sum(getattr(part, figure) * part.responses for part in parts) / pooled.responses
            assert getattr(pooled, figure) == pytest.approx(weighted, abs=1e-9)
