"""The interval of a share: published and computed ends, and the equation that puts them there."""

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import UsageError
from clientkit.kernel.statistics.mid_p import mid_p

SHARES = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        (5, 8, 0.2780, 0.8944),
        (4, 5, 0.3344, 0.9900),
        (81, 263, 0.2544, 0.3658),
        (15, 148, 0.0601, 0.1581),
        (0, 20, 0, 0.1391),
        (1, 29, 0.0017, 0.1585),
    ],
)
def test_computed_ends(successes, n, low, high):
    """The last four are those of Newcombe (1998), Two-sided confidence intervals, table I, mid-P method."""
    interval = mid_p(successes, n)
    assert (round(interval.low, 4), round(interval.high, 4), interval.method) == (low, high, "mid-p")


def mid_tail(successes, n, share):
    """Summed with whole numbers, apart from the code under test."""
    terms = [comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(successes, n + 1)]
    return sum(terms) - terms[0] / 2


@given(SHARES)
def test_each_end_leaves_out_a_fortieth(case):
    successes, n = case
    interval = mid_p(successes, n)
    assert 0 <= interval.low <= successes / n <= interval.high <= 1
    if successes:
        assert mid_tail(successes, n, interval.low) == pytest.approx(0.025, rel=1e-6)
    if successes < n:
        assert mid_tail(n - successes, n, 1 - interval.high) == pytest.approx(0.025, rel=1e-6)


@given(SHARES)
def test_it_mirrors_and_narrows(case):
    successes, n = case
    interval, mirror, doubled = mid_p(successes, n), mid_p(n - successes, n), mid_p(2 * successes, 2 * n)
    assert (1 - mirror.high, 1 - mirror.low) == pytest.approx((interval.low, interval.high), abs=1e-12)
    assert doubled.high - doubled.low < interval.high - interval.low


def test_a_million_answers_are_no_trouble():
    interval = mid_p(400_000, 1_000_000)
    assert (round(interval.low, 6), round(interval.high, 6)) == (0.39904, 0.40096)


@given(st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n), st.integers(0, 20))))
def test_of_a_population_the_ends_are_whole_people_who_can_be(case):
    satisfied, n, silent = case
    population = n + silent
    interval = mid_p(satisfied, n, population)
    fewest, most = interval.low * population, interval.high * population
    assert (fewest, most) == pytest.approx((round(fewest), round(most)))
    assert satisfied <= round(fewest) <= round(most) <= satisfied + silent

    def tail(found, whole):
        ways = [comb(whole, k) * comb(population - whole, n - k) for k in range(found, n + 1)]
        return (sum(ways) - ways[0] / 2) / comb(population, n)

    assert tail(satisfied, round(fewest)) > 0.025 - 1e-9
    if round(fewest) > satisfied:
        assert tail(satisfied, round(fewest) - 1) < 0.025


def test_a_large_population_is_as_good_as_none():
    one, other = mid_p(5, 8), mid_p(5, 8, 10**9)
    assert (other.low, other.high) == pytest.approx((one.low, one.high), abs=1e-6)


def test_without_answers_there_is_none():
    assert mid_p(0, 0) is None


@pytest.mark.parametrize(("successes", "n"), [(4, 3), (-1, 3), (0, -1)])
def test_what_cannot_be_is_refused(successes, n):
    with pytest.raises(UsageError, match=f"{successes} successes of {n} answers cannot be"):
        mid_p(successes, n)
