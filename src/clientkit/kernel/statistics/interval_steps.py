"""Intervals typed out for a calculator: `C(n, k)` counts choices, `sum` runs over k."""

from collections.abc import Iterator
from math import exp, sqrt

from clientkit.kernel.statistics.confidence_interval import Interval
from clientkit.kernel.statistics.explanation import number, operand
from clientkit.kernel.statistics.mid_p import mid_tail, mid_tail_of
from clientkit.kernel.statistics.permutation import log_chance, most_telling
from clientkit.kernel.statistics.quantile import TAIL, Z95
from clientkit.kernel.statistics.three_more import (
    AT_EACH_END,
    Points,
    spread,
    three_more_of_all,
    total_of,
)

Ends = tuple[int, int]

ROUNDING = 1e-9
"""By how much two figures differ that are one."""


def end_step(name: str, typed: str, reckoned: float, shown: float) -> str:
    """An end as it was reckoned, cut at the scale's limit, or stretched to the estimate."""
    if abs(shown - reckoned) > ROUNDING * max(1.0, abs(reckoned)):
        typed = f"{'max' if shown > reckoned else 'min'}({number(shown)}, {typed})"
    return f"{name} = {typed} = {number(shown)}"


def mid_p_steps(satisfied: int, n: int, population: int | None, interval: Interval) -> Iterator[str]:
    """Both ends of a share, each with the probability that puts it there; for the upper one of the others."""
    for name, k, end in (("low", satisfied, interval.low), ("high", n - satisfied, 1 - interval.high)):
        if k == 0:
            yield f"{name} = {'0' if name == 'low' else '100'}"
        elif population is None:
            share = number(end) if name == "low" else f"(1 - {number(end)})"
            yield f"{name} = 100 * {share} = {number(100 * abs(end - (name == 'high')))}"
            yield _binomial(k, n, end)
        else:
            whole = round(end * population)
            most = whole if name == "low" else population - whole
            yield f"{name} = 100 * {most} / {population} = {number(100 * most / population)}"
            yield from (_hypergeometric(k, n, one, population) for one in (whole, whole - 1) if one >= k)


def _binomial(k: int, n: int, share: float) -> str:
    """The tail beyond k at an end."""
    p, q = number(share), number(1 - share)
    beyond = f"sum(C({n}, k) * {p}^k * {q}^({n} - k), k={k + 1}..{n}) + " if k < n else ""
    tail = mid_tail(k, n, share) if k < n else TAIL
    return f"{beyond}C({n}, {k}) * {p}^{k} * {q}^{n - k} / 2 = {number(tail)}"


def _hypergeometric(k: int, n: int, whole: int, population: int) -> str:
    """The tail beyond k where so many of the population are alike."""
    rest, most = population - whole, min(n, whole)
    typed = f"C({whole}, k) * C({rest}, {n} - k) / C({population}, {n})"
    point = f"C({whole}, {k}) * C({rest}, {n - k}) / C({population}, {n}) / 2"
    beyond = f"sum({typed}, k={k + 1}..{most}) + " if k < most else ""
    return f"{beyond}{point} = {number(mid_tail_of(k, n, whole, population))}"


def spread_steps(points: Points, ends: Ends, side: str = "") -> Iterator[str]:
    """The mean and the variance with the three more; of whole numbers, so that nothing is lost on the way."""
    n, of = sum(points.values()), spread(points, ends)
    sums = []
    for power in ("", "^2"):
        counted = [(operand(value), count) for value, count in sorted(points.items()) if count and value]
        weighted = [*counted, *((operand(end), AT_EACH_END) for end in ends)]
        sums.append(" + ".join(f"{weight} * {value}{power}" for value, weight in weighted))
    total, squares = round(of.size * of.mean), round(of.size * (of.variance + of.mean**2))
    yield f"M{side} = {n} + 3 = {of.size}"
    yield f"T{side} = {sums[0]} = {total}"
    yield f"Q{side} = {sums[1]} = {squares}"
    yield f"mean{side} = {total} / {of.size} = {number(of.mean)}"
    typed = f"({of.size} * {squares} - {operand(total)}^2) / {of.size}^2"
    yield f"variance{side} = {typed} = {number(of.variance)}"


def three_more_steps(points: Points, ends: Ends, unit: int, shown: Interval) -> Iterator[str]:
    """The interval of a mean; `unit` is what one point of it is shown as."""
    of = spread(points, ends)
    yield from spread_steps(points, ends)
    root = f"sqrt({number(of.variance)} / {of.size})"
    yield from _around((of.mean, number(of.mean)), (sqrt(of.error), root), unit, shown)


def three_more_change_steps(
    before: Points, after: Points, ends: Ends, unit: int, shown: Interval
) -> Iterator[str]:
    """The interval of the change of a mean."""
    old, new = spread(before, ends), spread(after, ends)
    yield from spread_steps(before, ends, "_old")
    yield from spread_steps(after, ends, "_new")
    middle = f"{number(new.mean)} - {operand(old.mean)}"
    root = f"sqrt({number(old.variance)} / {old.size} + {number(new.variance)} / {new.size})"
    error = sqrt(old.error + new.error)
    yield from _around((new.mean - old.mean, middle), (error, root), unit, shown)


def _around(middle: tuple[float, str], error: tuple[float, str], unit: int, shown: Interval) -> Iterator[str]:
    for name, sign, end in (("low", "-", shown.low), ("high", "+", shown.high)):
        reckoned = unit * (middle[0] + (Z95 if sign == "+" else -Z95) * error[0])
        typed = f"{middle[1]} {sign} {number(Z95)} * {error[1]}"
        typed = typed if unit == 1 else f"{unit} * ({typed})"
        yield end_step(name, typed, reckoned, end)


def three_more_of_all_steps(
    points: Points, ends: Ends, asked: tuple[int, float], unit: int, shown: Interval
) -> Iterator[str]:
    """The interval of a whole population: what was said, and what the silent would say.

    `asked` are the people there are, and what is added to the margin.
    """
    population, more = asked
    n, of, said = sum(points.values()), spread(points, ends), total_of(points)
    silent = population - n
    margin = Z95 * sqrt(silent * of.variance * (1 + silent / of.size)) + more
    found = three_more_of_all(points, ends, population, more)
    yield from spread_steps(points, ends)
    yield f"S = {said} (the sum of what was said)"
    yield f"silent = {population} - {n} = {silent}"
    root = f"sqrt({silent} * {number(of.variance)} * (1 + {silent} / {of.size}))"
    yield f"margin = {number(Z95)} * {root}{f' + {more}' if more else ''} = {number(margin)}"
    whole, times = population * said / n, "" if unit == 1 else f"{unit} * "
    for name, sign, nearer, further, side in (("low", "-", "min", "max", 0), ("high", "+", "max", "min", 1)):
        total = f"{said} + {silent} * {operand(of.mean)} {sign} {number(margin)}"
        sum_, end = said + silent * of.mean, (shown.low, shown.high)[side]
        beyond = sum_ - margin > whole if side == 0 else sum_ + margin < whole
        total = f"{nearer}({total}, {number(whole)})" if beyond else total
        outward = f"{('floor', 'ceil')[side]}({total})"
        typed = f"{times}{further}({outward}, {said} + {silent} * {operand(ends[side])}) / {population}"
        reckoned = unit * (found.low, found.high)[side] if found else end
        yield end_step(name, typed, reckoned, end)


def chance_step(before: Points, after: Points) -> str:
    """How probable the most telling order of these answers is, both ways."""
    fewer, count, dealt, everybody = most_telling(before, after)
    return f"2 * C({count}, {fewer}) / C({everybody}, {dealt}) = {number(2 * exp(log_chance(before, after)))}"
