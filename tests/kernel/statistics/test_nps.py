from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import UsageError
from clientkit.kernel.statistics.nps import nps

COUNTS = st.dictionaries(st.integers(0, 10), st.integers(0, 500))


def of_buckets(promoters, passives, detractors):
    return nps({9: promoters, 7: passives, 6: detractors})


def test_published_ten_answers():
    """A published worked example: 3 4 5 6 8 8 8 9 10 10 is -10."""
    result = nps(Counter([3, 4, 5, 6, 8, 8, 8, 9, 10, 10]))
    assert (result.promoters, result.passives, result.detractors, result.score) == (3, 3, 4, -10)


def test_published_one_of_each_from_1_to_10():
    """rbouch85/DS_Adventures, nps_csat/README.md: one answer each from 1 to 10 is -40."""
    assert nps(dict.fromkeys(range(1, 11), 1)).score == -40


@pytest.mark.parametrize(
    ("buckets", "published"), [((100, 90, 60), 16), ((60, 25, 15), 45), ((50, 30, 20), 30)]
)
def test_published_scores(buckets, published):
    """Published worked examples: 250 of 500 answered, 16; 60/25/15 of 100, 45; 50/30/20, 30."""
    assert of_buckets(*buckets).score == published


def test_rounding_comes_last():
    """A published slip: of 120, 45 and 30, shares rounded first give 46.16; the score is 46.15."""
    score = of_buckets(120, 45, 30).score
    assert round(score, 2) == 46.15
    assert round(61.54 - 15.38, 2) == 46.16 != round(score, 2)


def test_monthly_scores_are_not_averaged():
    """One happy client in May, nine unhappy in June: all ten give -80, the mean of both months 0."""
    may, june = nps({10: 1}), nps({2: 9})
    assert (may.score, june.score) == (100, -100)
    assert nps({10: 1, 2: 9}).score == -80


@pytest.mark.parametrize(
    ("value", "bucket"),
    [
        (0, "detractors"),
        (6, "detractors"),
        (7, "passives"),
        (8, "passives"),
        (9, "promoters"),
        (10, "promoters"),
    ],
)
def test_the_edges_of_the_buckets(value, bucket):
    result = nps({value: 1}).model_dump()
    assert {name: result[name] for name in ("promoters", "passives", "detractors") if result[name]} == {
        bucket: 1
    }


def test_no_answers_give_no_score():
    result = nps({})
    assert (result.responses, result.score, result.low, result.high) == (0, None, None, None)
    assert list(result.distribution) == list(range(11))


def test_only_passives_is_zero_and_not_none():
    assert nps({7: 3, 8: 1}).score == 0


def test_four_tens_do_not_look_certain():
    """The plain Wald interval would be 100 to 100."""
    result = nps({10: 4})
    assert (result.score, round(result.low, 3), result.high) == (100, -3.651, 100)
    assert result.method == "three-more"


@pytest.mark.parametrize(
    ("buckets", "low", "high"), [((50, 30, 20), 13.872, 44.380), ((3, 3, 4), -55.185, 39.801)]
)
def test_computed_ends(buckets, low, high):
    result = of_buckets(*buckets)
    assert (round(result.low, 3), round(result.high, 3)) == (low, high)


@pytest.mark.parametrize("value", [-1, 11])
def test_an_answer_off_the_scale_is_refused(value):
    with pytest.raises(UsageError, match=f"{value} is not on the scale from 0 to 10"):
        nps({value: 1})


def test_json_has_the_promised_fields():
    assert nps({9: 1}).model_dump(mode="json").keys() == {
        "responses", "people", "promoters", "passives", "detractors", "score", "low", "high", "method",
            "distribution", "population",
    }  # fmt: skip


@given(COUNTS)
def test_bounds_and_buckets(counts):
    result = nps(counts)
    assert result.promoters + result.passives + result.detractors == result.responses
    assert sum(result.distribution.values()) == result.responses
    if result.responses:
        assert -100 <= result.low <= result.score <= result.high <= 100


@given(st.integers(0, 500), st.integers(0, 500), st.integers(1, 500))
def test_mirrored_buckets_mirror_everything(promoters, passives, detractors):
    result, mirror = of_buckets(promoters, passives, detractors), of_buckets(detractors, passives, promoters)
    assert mirror.score == -result.score
    assert (mirror.low, mirror.high) == pytest.approx((-result.high, -result.low), abs=1e-9)


@given(COUNTS, st.integers(0, 9))
def test_a_better_answer_never_lowers_the_score(counts, value):
    worse, better = nps(Counter(counts) + Counter({value: 1})), nps(Counter(counts) + Counter({value + 1: 1}))
    assert worse.score <= better.score


@given(COUNTS, COUNTS)
def test_pooled_answers_weigh_by_their_number(one, other):
    pooled = nps(Counter(one) + Counter(other))
    parts = [part for part in (nps(one), nps(other)) if part.responses]
    assert pooled.responses == sum(part.responses for part in parts)
    if parts:
        weighted = sum(part.score * part.responses for part in parts) / pooled.responses
        assert pooled.score == pytest.approx(weighted, abs=1e-9)
