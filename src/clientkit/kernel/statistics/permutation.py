"""Whether answers are enough to show a change at all: what the most telling order of them would prove."""

from collections import Counter
from collections.abc import Mapping
from math import log

from clientkit.kernel.statistics.counts import log_comb
from clientkit.kernel.statistics.quantile import TAIL


def could_show(before: Mapping[int, int], after: Mapping[int, int]) -> bool:
    """Whether a permutation test of these answers could tell their change from chance, had they fallen best.

    The most telling order deals the lowest answers to one side and the highest to the other. It shows
    something if at most 2.5 % of all ways to deal them out do the same, in the direction that was seen.
    Source: Fisher (1935), The Design of Experiments.
    """
    return log_chance(before, after) <= log(TAIL)


def log_chance(before: Mapping[int, int], after: Mapping[int, int]) -> float:
    """The logarithm of that part of all ways."""
    left, count, dealt, everybody = most_telling(before, after)
    return log_comb(count, left) - log_comb(everybody, dealt)


def most_telling(before: Mapping[int, int], after: Mapping[int, int]) -> tuple[int, int, int, int]:
    """Its ways are C(count, left) of C(everybody, dealt): alike answers on the border may change sides."""
    pooled = Counter(before) + Counter(after)
    dealt = left = sum(before.values())
    for _, count in sorted(pooled.items(), reverse=mean_of(after) < mean_of(before)):
        if left <= count:
            return left, count, dealt, pooled.total()
        left -= count
    return 0, 0, dealt, dealt


def mean_of(counts: Mapping[int, int]) -> float:
    """The mean of counted answers."""
    return sum(value * count for value, count in counts.items()) / sum(counts.values())
