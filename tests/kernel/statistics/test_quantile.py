from math import atan, cos, inf, pi, sin, sqrt, tan
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.kernel.statistics.quantile import Z95, t95


def central_probability(t, nu):
    """Student's distribution within ± t for whole degrees: Abramowitz and Stegun (1964), section 26.7.

    Finite sums of powers of a cosine: no code and no series shared with the quantile under test.
    """
    angle = atan(t / sqrt(nu))
    first = 2 if nu % 2 == 0 else 3
    term = total = 1.0 if nu % 2 == 0 else cos(angle)
    for power in range(first, nu - 1, 2):
        term *= cos(angle) ** 2 * (power - 1) / power
        total += term
    if nu == 1:
        return 2 * angle / pi
    return sin(angle) * total if nu % 2 == 0 else 2 / pi * (angle + sin(angle) * total)


def test_the_normal_quantile_is_the_standard_library_s():
    assert pytest.approx(NormalDist().inv_cdf(0.975), abs=1e-15) == Z95


@pytest.mark.parametrize(
    ("nu", "published"),
    [
        (1, 12.706),
        (2, 4.303),
        (3, 3.182),
        (4, 2.776),
        (5, 2.571),
        (6, 2.447),
        (7, 2.365),
        (8, 2.306),
        (9, 2.262),
        (10, 2.228),
        (11, 2.201),
        (12, 2.179),
        (15, 2.131),
        (20, 2.086),
        (25, 2.060),
        (30, 2.042),
        (40, 2.021),
        (60, 2.000),
        (100, 1.984),
        (inf, 1.960),
    ],
)
def test_the_table_of_the_nist_handbook(nu, published):
    """NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, column 0.975."""
    assert round(t95(nu), 3) == published


def test_one_and_two_degrees_have_closed_forms():
    assert t95(1) == pytest.approx(tan(0.475 * pi), rel=1e-14)
    assert t95(2) == pytest.approx(0.95 * sqrt(2 / (4 * 0.975 * 0.025)), rel=1e-14)


@pytest.mark.parametrize(
    "nu", [1, 2, 3, 4, 5, 6, 7, 8, 10, 29, 30, 99, 100, 1000, 9999, 10_000, 10_001, 50_000]
)
def test_95_percent_lie_within_by_another_formula(nu):
    assert central_probability(t95(nu), nu) == pytest.approx(0.95, abs=1e-10)


def test_the_two_formulas_meet_where_one_takes_over():
    assert t95(10_000.001) == pytest.approx(t95(10_000), abs=1e-8)


@given(st.floats(1, 1e9), st.floats(1.001, 10))
def test_more_degrees_bring_it_down_towards_the_normal(nu, factor):
    assert t95(nu) >= t95(nu * factor) >= Z95
