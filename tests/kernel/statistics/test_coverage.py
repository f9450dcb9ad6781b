"""How often an interval holds the true figure: every outcome enumerated, so that a figure is no estimate."""

from functools import cache
from itertools import combinations, combinations_with_replacement
from math import comb

import pytest

from clientkit.kernel.statistics.ces import ces, ces_difference
from clientkit.kernel.statistics.csat import csat, csat_difference
from clientkit.kernel.statistics.nps import nps, nps_difference
from clientkit.kernel.statistics.three_more import three_more, three_more_of_all

SIZES = range(3, 31)
SHARES = [at / 40 for at in range(1, 40)]
SOME = (3, 4, 5, 7, 10, 12, 20, 30)
TWENTIETHS = [(good, bad) for good in range(21) for bad in range(min(good, 20 - good) + 1)]
TWO_POINTS = tuple(combinations(range(1, 8), 2))
FINE = 1e-9


@cache
def csat_of(good, n, people=None):
    return csat({5: good, 1: n - good}, population=people)


@cache
def nps_of(good, bad, n, people=None):
    return nps({10: good, 7: n - good - bad, 0: bad}, people)


@cache
def ces_of(low, high, k, n):
    return ces({low: n - k, high: k})


def binomial(n, share):
    return [comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(n + 1)]


def trinomial(n, good, bad):
    """The probability of each pair of counts."""
    rest = max(1 - good - bad, 0)
    return {
        (a, b): comb(n, a) * comb(n - a, b) * good**a * bad**b * rest ** (n - a - b)
        for a in range(n + 1)
        for b in range(n + 1 - a)
    }


def drawn(n, whole, population):
    """The probability of each number of successes among n of a population."""
    fewest, most = max(0, n - population + whole), min(n, whole)
    return {
        k: comb(whole, k) * comb(population - whole, n - k) / comb(population, n)
        for k in range(fewest, most + 1)
    }


def holds(interval, true):
    return interval.low - FINE <= true <= interval.high + FINE


@pytest.fixture
def told(capsys):
    """Prints the worst of some coverages, and mean widths, whatever pytest captures; gives back the worst."""

    def tell(what, coverages, width=None):
        worst = min(coverages)
        with capsys.disabled():
            widths = "" if width is None else ", ".join(f"{width(n):.1f} at {n}" for n in (5, 10, 30))
            print(  # noqa: T201 - figures that somebody wants to see
                f"\n{what}: at least {100 * worst:.1f} %{'; mean width ' if widths else ''}{widths}", end=" "
            )
        return worst

    return tell


def mean_width(scores):
    return sum(one.high - one.low for one in scores) / len(scores)


def test_csat(told):
    coverages = (
        sum(p for k, p in enumerate(binomial(n, share)) if holds(csat_of(k, n), 100 * share))
        for n in SIZES
        for share in SHARES
    )
    assert told("CSAT", coverages, lambda n: mean_width([csat_of(k, n) for k in range(n + 1)])) > 0.91


def test_csat_of_everybody(told):
    coverages = (
        sum(
            p
            for k, p in drawn(n, whole, people).items()
            if holds(csat_of(k, n, people), 100 * whole / people)
        )
        for people in range(4, 41)
        for n in range(3, people)
        for whole in range(people + 1)
    )
    assert told("CSAT where everybody was asked", coverages) > 0.9 - FINE


def test_nps(told):
    coverages = (
        sum(
            p
            for (a, b), p in trinomial(n, good / 20, bad / 20).items()
            if holds(nps_of(a, b, n), 5 * (good - bad))
        )
        for n in SIZES
        for good, bad in TWENTIETHS
    )

    def width(n):
        return mean_width([nps_of(a, b, n) for a in range(n + 1) for b in range(n + 1 - a)])

    assert told("NPS", coverages, width) > 0.91


def test_nps_of_everybody(told):
    coverages = (
        sum(
            comb(good, a) * comb(bad, b) * comb(people - good - bad, n - a - b)
            for a in range(min(n, good) + 1)
            for b in range(min(n - a, bad) + 1)
            if holds(nps_of(a, b, n, people), 100 * (good - bad) / people)
        )
        / comb(people, n)
        for people in (4, 5, 6, 8, 10, 15, 20)
        for n in range(3, people)
        for good in range(people + 1)
        for bad in range(min(good, people - good) + 1)
    )
    assert told("NPS where everybody was asked", coverages) > 0.9


def test_ces_of_two_values(told):
    """Answers that are one of two values are the hardest; all others do better."""
    coverages = (
        sum(
            p
            for k, p in enumerate(binomial(n, share))
            if holds(ces_of(low, high, k, n), low + (high - low) * share)
        )
        for low, high in TWO_POINTS
        for n in SIZES
        for share in SHARES
    )

    def width(n):
        return mean_width([ces_of(low, high, k, n) for low, high in TWO_POINTS for k in range(n + 1)])

    assert told("CES, two values", coverages, width) > 0.89


def test_ces_of_three_values(told):
    coverages = (
        sum(
            p
            for (a, b), p in trinomial(n, good / 20, bad / 20).items()
            if holds(intervals[a, b], middle + ((high - middle) * good - (middle - low) * bad) / 20)
        )
        for low, middle, high in ((1, 4, 7), (5, 6, 7), (1, 6, 7), (1, 2, 7), (3, 5, 6))
        for n in SOME
        for intervals in [
            {(a, b): three_more({high: a, middle: n - a - b, low: b}, (1, 7)) for a, b in trinomial(n, 0, 0)}
        ]
        for good, bad in TWENTIETHS
        if 0 < bad < 20 - good
    )
    assert told("CES, three values", coverages) > 0.9


def test_ces_of_everybody(told):
    coverages = (
        sum(
            p
            for k, p in drawn(n, whole, people).items()
            if holds(intervals[k], low + (high - low) * whole / people)
        )
        for low, high in ((1, 7), (1, 2), (5, 7), (1, 6))
        for people in (4, 5, 6, 7, 8, 10, 15, 20, 30, 40)
        for n in range(1, people)
        for intervals in [
            [three_more_of_all({low: n - k, high: k}, (1, 7), people, 0.5) for k in range(n + 1)]
        ]
        for whole in range(people + 1)
    )
    assert told("CES where everybody was asked", coverages) > 0.84


def test_false_alarms(capsys):
    """Two periods of the same clients: how often a change is called more than chance."""
    metrics = {
        "CSAT": csat_of,
        "NPS": lambda k, n: nps_of(k, n - k, n),
        "CES": lambda k, n: ces_of(1, 7, k, n),
        "CES of 6 and 7": lambda k, n: ces_of(6, 7, k, n),
    }
    compare = {"CSAT": csat_difference, "NPS": nps_difference}
    for name, score in metrics.items():
        differ, worst = compare.get(name, ces_difference), 0.0
        for n, m in combinations_with_replacement(SOME, 2):
            false = [
                (a, b)
                for a in range(n + 1)
                for b in range(m + 1)
                if differ(score(a, n), score(b, m)).more_than_chance
            ]
            for share in SHARES[1::2]:
                before, after = binomial(n, share), binomial(m, share)
                worst = max(worst, sum(before[a] * after[b] for a, b in false))
        with capsys.disabled():
            print(f"\n{name}: false alarms at most {100 * worst:.1f} %", end=" ")  # noqa: T201 - as above
        assert worst <= 0.08
