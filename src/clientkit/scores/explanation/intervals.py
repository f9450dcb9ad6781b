"""Explaining how far a figure can be trusted: its interval, with the numbers in it."""

from math import sqrt

from clientkit.errors import UsageError
from clientkit.kernel.statistics.ces import Ces
from clientkit.kernel.statistics.confidence_interval import ALL_ANSWERED, adjusted_nps, narrowing
from clientkit.kernel.statistics.csat import Csat
from clientkit.kernel.statistics.mean_variance import moments
from clientkit.kernel.statistics.nps import Nps
from clientkit.kernel.statistics.quantile import Z95, t95
from clientkit.scores.explanation.formula import Explanation, nothing, number
from clientkit.scores.queries import Score

WILSON_SOURCE = "Wilson (1927); method 3 of Newcombe (1998), Statistics in Medicine 17, 857-872."
ROCKS_SOURCE = (
    "Rocks (2016), Interval Estimation for the Net Promoter Score, American Statistician 70, 365-372."
)
STUDENT_SOURCE = (
    "Student (1908), Biometrika 6, 1-25; a variance of at least 1/12, that of rounding (Sheppard 1898)."
)
FINITE_SOURCE = " Finite population: Cochran (1977), Sampling Techniques."
Metric = Csat | Nps | Ces


def explained_intervals(score: Score) -> list[Explanation]:
    """The interval of every score that has answers."""
    found = [_csat(one) for one in (score.csat, *score.other_scales) if one.responses]
    if score.nps.responses:
        found.append(_nps(score.nps))
    if score.ces.responses:
        found.append(_ces(score.ces))
    if not found:
        raise UsageError("There are no answers, so no interval.", "Leave out --explain to see what to do.")
    return found


def _all_heard(name: str, formula: str, metric: Metric, source: str) -> Explanation:
    why = (
        f"All {metric.responses} who were asked answered: nothing is left to chance, so there is no interval."
    )
    return nothing(name, formula, why, source + FINITE_SOURCE)


def _factor(metric: Metric) -> tuple[float, list[str]]:
    """What the finite population narrows by, and how that is reckoned."""
    if metric.population is None:
        return 1.0, []
    n, people = metric.responses, metric.population
    factor = narrowing(n, people)
    return factor, [
        f"all {people} people were asked: factor = sqrt(({people} - {n}) / ({people} - 1)) = {number(factor)}"
    ]


def _csat(csat: Csat) -> Explanation:
    name = f"interval of csat on 1 to {csat.scale}"
    formula = "100 * (x + z^2/2 +- z * sqrt(x * (n - x) / n + z^2/4)) / (n + z^2)"
    if csat.method == ALL_ANSWERED:
        return _all_heard(name, formula, csat, WILSON_SOURCE)
    factor, steps = _factor(csat)
    z, x, n = factor * Z95, csat.satisfied, csat.responses
    root = z * sqrt(x * (n - x) / n + z * z / 4)
    steps += [
        f"x = {x} satisfied, n = {n} answered, z = {number(z)}",
        (
            f"x + z^2/2 = {number(x + z * z / 2)}, the root times z = {number(root)}, "
            f"n + z^2 = {number(n + z * z)}"
        ),
        f"{_ends(csat)}",
    ]
    return _explained(name, formula, steps, csat, WILSON_SOURCE)


def _nps(nps: Nps) -> Explanation:
    formula = (
        "100 * (p - d +- z * sqrt((p + d - (p - d)^2) / (n + 3))), after adding 3/4, 1 1/2 and 3/4 answers"
    )
    if nps.method == ALL_ANSWERED:
        return _all_heard("interval of nps", formula, nps, ROCKS_SOURCE)
    factor, steps = _factor(nps)
    net, variance = adjusted_nps(nps.promoters, nps.passives, nps.detractors)
    n, z = nps.responses, factor * Z95
    p, d = (nps.promoters + 0.75) / (n + 3), (nps.detractors + 0.75) / (n + 3)
    steps += [
        (
            f"p = ({nps.promoters} + 3/4) / {n + 3} = {number(p)}, "
            f"d = ({nps.detractors} + 3/4) / {n + 3} = {number(d)}"
        ),
        (
            f"p - d = {number(net)}, sqrt(({number(p)} + {number(d)} - {number(net)}^2) / {n + 3}) "
            f"= {number(sqrt(variance))}, z = {number(z)}"
        ),
        f"100 * ({number(net)} +- {number(z * sqrt(variance))}), cut at -100 and 100: {_ends(nps)}",
    ]
    return _explained("interval of nps", formula, steps, nps, ROCKS_SOURCE)


def _ces(ces: Ces) -> Explanation:
    formula = "mean +- t * sqrt(variance / n)"
    if ces.method == ALL_ANSWERED:
        return _all_heard("interval of ces", formula, ces, STUDENT_SOURCE)
    seen = moments(ces.distribution)
    if seen is None:
        why = "One answer shows no spread: there is no interval."
        return nothing("interval of ces", formula, why, STUDENT_SOURCE)
    factor, steps = _factor(ces)
    t, error = t95(seen.n - 1), sqrt(seen.variance / seen.n)
    narrowed = "" if ces.population is None else f" * {number(factor)}"
    steps += [
        (
            f"mean = {number(seen.mean)}, variance = {number(seen.variance)}, n = {seen.n}, "
            f"t of {seen.n - 1} degrees of freedom = {number(t)}"
        ),
        f"{number(seen.mean)} +- {number(t)} * {number(error)}{narrowed}, cut at 1 and 7: {_ends(ces)}",
    ]
    return _explained("interval of ces", formula, steps, ces, STUDENT_SOURCE)


def _ends(metric: Metric) -> str:
    low, high = metric.low or 0.0, metric.high or 0.0
    return f"between {number(low)} and {number(high)}"


def _explained(name: str, formula: str, steps: list[str], metric: Metric, source: str) -> Explanation:
    return Explanation(
        figure=name,
        formula=formula,
        steps=tuple(steps),
        result=None,
        low=metric.low,
        high=metric.high,
        source=source if metric.population is None else source + FINITE_SOURCE,
    )
