from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from clientkit.errors import UsageError
from clientkit.kernel.statistics.confidence_interval import (
    Interval,
    adjusted_nps,
    adjusted_wald_nps,
    finite_population_factor,
    mean_interval,
    welch_interval,
    wilson,
)
from clientkit.kernel.statistics.mean_variance import moments
from clientkit.kernel.statistics.quantile import Z95

# Student's (1908) hours of sleep gained by ten patients under two drugs, in tenths of an hour; published
# results below are those of R's help page of t.test, whose example data they are.
SLEEP_DRUG_1 = [7, -16, -2, -12, -1, 34, 37, 8, 0, 20]
SLEEP_DRUG_2 = [19, 8, 11, 1, -1, 44, 55, 16, 46, 34]

BUCKETS = st.tuples(st.integers(0, 200), st.integers(0, 200), st.integers(0, 200)).filter(any)


def counted(answers):
    return {value: answers.count(value) for value in answers}


def plain_wald(promoters, passives, detractors):
    """The unadjusted interval, kept only to be compared with."""
    n = promoters + passives + detractors
    net = (promoters - detractors) / n
    margin = Z95 * sqrt(((promoters + detractors) / n - net**2) / n)
    return 100 * (net - margin), 100 * (net + margin)


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_as_newcombe_published_it(successes, n, low, high):
    """Newcombe (1998), Two-sided confidence intervals for the single proportion, table I, method 3."""
    interval = wilson(successes, n)
    assert (round(interval.low, 4), round(interval.high, 4), interval.method) == (low, high, "wilson")


def test_wilson_has_the_centre_of_the_adjusted_wald():
    """Tullis, 'Calculating a Confidence Interval for Task Completion': 4 of 5, centre 0.6696 (cut)."""
    interval = wilson(4, 5)
    assert (interval.low + interval.high) / 2 == pytest.approx(0.6696, abs=1e-4)


def test_wilson_ends_are_exact_at_none_and_all():
    assert wilson(0, 7).low == 0
    assert wilson(7, 7).high == 1


def test_wilson_without_answers_is_none():
    assert wilson(0, 0) is None


@pytest.mark.parametrize(("successes", "n"), [(4, 3), (-1, 3), (0, -1)])
def test_wilson_refuses_what_cannot_be(successes, n):
    with pytest.raises(UsageError, match=f"{successes} successes of {n} answers cannot be"):
        wilson(successes, n)


@given(st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share_mirrors_and_narrows(case):
    successes, n = case
    interval, mirror, doubled = wilson(successes, n), wilson(n - successes, n), wilson(2 * successes, 2 * n)
    assert 0 <= interval.low <= successes / n <= interval.high <= 1
    assert interval.low < interval.high
    assert (1 - mirror.high, 1 - mirror.low) == pytest.approx((interval.low, interval.high), abs=1e-12)
    assert doubled.high - doubled.low < interval.high - interval.low


def test_wilson_narrows_to_the_share_when_all_were_heard():
    everyone = wilson(3, 4, z=Z95 * finite_population_factor(4, 4))
    assert (everyone.low, everyone.high) == (0.75, 0.75)


def test_the_plain_wald_interval_as_published_and_its_flaw():
    """50 promoters, 30 passives, 20 detractors: 14.6922 to 45.3078; four tens: 100 to 100."""
    assert tuple(round(end, 4) for end in plain_wald(50, 30, 20)) == (14.6922, 45.3078)
    assert plain_wald(4, 0, 0) == (100, 100)


@pytest.mark.parametrize(
    ("buckets", "low", "high"),
    [((50, 30, 20), 14.051, 44.201), ((3, 3, 4), -51.449, 36.064), ((4, 0, 0), 6.944, 100.0)],
)
def test_the_adjusted_wald_interval_of_rocks(buckets, low, high):
    """Computed from the formula of Rocks (2016): three answers added, 3/4, 1 1/2 and 3/4."""
    interval = adjusted_wald_nps(*buckets)
    assert (round(interval.low, 3), round(interval.high, 3)) == (low, high)
    assert interval.method == "adjusted-wald"


def test_the_adjusted_variance_nears_the_plain_one():
    """The tickets of whuber on stats.stackexchange.com: 1/2, 1/3 and 1/6 have NPS 1/3 and variance 5/9."""
    n = 6 * 10**9
    net, variance = adjusted_nps(n // 2, n // 3, n // 6)
    assert net == pytest.approx(1 / 3)
    assert variance * n == pytest.approx(5 / 9)


def test_a_rule_of_thumb_for_the_width():
    """Engelhardt, cybaea.net (2016): a third each gives a width of 320 / √n, 10 points for 1,024 answers."""
    interval = adjusted_wald_nps(341, 342, 341)
    assert interval.high - interval.low == pytest.approx(10, rel=0.01)


def test_one_promoter_s_interval_is_stretched_to_the_score():
    assert adjusted_wald_nps(1, 0, 0).high == 100
    assert adjusted_wald_nps(1, 0, 0).low == pytest.approx(-48.4986, abs=1e-4)


def test_nps_without_answers_has_no_interval():
    assert adjusted_wald_nps(0, 0, 0) is None


@pytest.mark.parametrize("buckets", [(-1, 2, 3), (2, -1, 3), (2, 3, -1), (-1, -1, -1)])
def test_nps_refuses_a_negative_bucket(buckets):
    with pytest.raises(UsageError, match=r"-1 (promoters|passives|detractors) of -?\d answers cannot be"):
        adjusted_wald_nps(*buckets)


@given(BUCKETS)
def test_the_nps_interval_holds_the_score_mirrors_and_has_width(buckets):
    promoters, passives, detractors = buckets
    interval, mirror = adjusted_wald_nps(*buckets), adjusted_wald_nps(detractors, passives, promoters)
    assert -100 <= interval.low <= 100 * (promoters - detractors) / sum(buckets) <= interval.high <= 100
    assert interval.low < interval.high
    assert (mirror.low, mirror.high) == pytest.approx((-interval.high, -interval.low), abs=1e-9)


def test_the_mean_interval_of_student():
    """Student (1908), as R prints it: mean of the differences 1.58 h, 0.7001142 to 2.4598858."""
    differences = [new - old for old, new in zip(SLEEP_DRUG_1, SLEEP_DRUG_2, strict=True)]
    interval = mean_interval(counted(differences), (-100, 100))
    assert (interval.low, interval.high) == pytest.approx((7.001142, 24.598858), abs=1e-6)
    assert interval.method == "student-t"


def test_the_mean_interval_is_cut_to_the_scale():
    assert mean_interval({1: 1, 7: 1}, (1, 7)) == Interval(low=1, high=7, method="student-t")


@pytest.mark.parametrize("counts", [{}, {7: 1}])
def test_fewer_than_two_answers_give_no_interval_of_a_mean(counts):
    assert mean_interval(counts, (1, 7)) is None


def test_answers_alike_do_not_look_certain():
    three, thirty = mean_interval({6: 3}, (1, 7)), mean_interval({6: 30}, (1, 7))
    assert (three.low, three.high) == pytest.approx((5.2829, 6.7171), abs=1e-4)
    assert 6 < thirty.high < three.high


def test_the_welch_interval_of_student_s_sleep_data():
    """R's help page of t.test: 17.776 degrees, 0.75 and 2.33 hours, -3.3654832 to 0.2054832."""
    interval = welch_interval(moments(counted(SLEEP_DRUG_2)), moments(counted(SLEEP_DRUG_1)))
    assert (interval.low, interval.high) == pytest.approx((-33.6548323071171, 2.0548323071171), abs=1e-9)
    assert interval.method == "welch-t"


@pytest.mark.parametrize(
    ("n", "population", "published"),
    [(38, 600, 0.9686), (10, 100, 0.9535), (100, 5000, 0.9900), (10, 10_000, 0.9995)],
)
def test_the_finite_population_factor(n, population, published):
    """Worked exercises of assignmentexpert.com (questions 163053, 130499, 187347, 324827)."""
    assert finite_population_factor(n, population) == pytest.approx(published, abs=5.1e-5)


@pytest.mark.parametrize(
    ("n", "population", "factor"), [(0, 0, 1), (0, 1, 1), (0, 9, 1), (1, 9, 1), (1, 1, 0), (9, 9, 0)]
)
def test_the_finite_population_factor_at_its_ends(n, population, factor):
    assert finite_population_factor(n, population) == factor


def test_more_answers_than_people_are_refused():
    with pytest.raises(UsageError, match=r"5 answered of 4 in the population cannot be\."):
        finite_population_factor(5, 4)


def test_an_interval_is_frozen():
    with pytest.raises(ValidationError, match="frozen"):
        wilson(1, 2).low = 0.0
