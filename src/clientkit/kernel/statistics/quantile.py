"""The two-sided 95 % quantiles of the normal and of Student's t distribution."""

from math import exp, lgamma, log, log1p, pi, sqrt

Z95 = 1.959963984540054
"""The normal's: 95 % of it lies within ± this many standard deviations."""

_TAIL = 0.025
_LARGE = 10_000


def t95(degrees_of_freedom: float) -> float:
    """The t for which 95 % of Student's distribution lies within ± t; 1 or more degrees, whole or not.

    Source: Abramowitz and Stegun (1964), Handbook of Mathematical Functions, chapter 26: the tail as an
    incomplete beta function, inverted by Newton's method; above 10,000 degrees its expansion around the
    normal quantile.
    """
    nu = degrees_of_freedom
    z = Z95
    if nu > _LARGE:
        return z + (z**3 + z) / (4 * nu) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * nu**2)
    # The tail is convex and the start lies below the root: every step falls short of it, none overshoots.
    t = z
    step = t
    while abs(step) > 1e-9 * t:
        step = (_upper_tail(t, nu) - _TAIL) / _density(t, nu)
        t += step
    return t


def _upper_tail(t: float, nu: float) -> float:
    """The probability of a value above t > 0, from whichever of the two series converges fast."""
    x = nu / (nu + t * t)
    y = t * t / (nu + t * t)
    if x < y:
        return _incomplete_beta(nu / 2, 0.5, x) / 2
    return (1 - _incomplete_beta(0.5, nu / 2, y)) / 2


def _incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function for 0 < x <= 1/2, as its series of positive terms."""
    term = total = 1.0
    n = 0
    while term > 1e-17 * total:
        term *= x * (a + b + n) / (a + 1 + n)
        total += term
        n += 1
    log_beta = lgamma(a) + lgamma(b) - lgamma(a + b)
    return total * exp(a * log(x) + b * log1p(-x) - log_beta) / a


def _density(t: float, nu: float) -> float:
    log_height = lgamma((nu + 1) / 2) - lgamma(nu / 2) - (nu + 1) / 2 * log1p(t * t / nu)
    return exp(log_height) / sqrt(nu * pi)
