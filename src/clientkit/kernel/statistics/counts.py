"""Counts that can be: answers on their scale, parts no greater than their whole."""

from collections.abc import Mapping
from math import lgamma

from clientkit.errors import UsageError

FEW = 5
"""Answers below which they are shown one by one before the score."""


def on_scale(counts: Mapping[int, int], lowest: int, highest: int) -> dict[int, int]:
    """How often each value of the scale was given, in ascending order, with 0 where it never was.

    Raises UsageError for a value outside the scale (even one counted 0 times) and for a negative count.
    """
    scale = range(lowest, highest + 1)
    for value, count in counts.items():
        if value not in scale:
            raise UsageError(
                f"{value} is not on the scale from {lowest} to {highest}.",
                f"Give a whole number from {lowest} to {highest}.",
            )
        if count < 0:
            raise UsageError(f"{count} answers of {value} cannot be.", "Count the answers again: 0 or more.")
    return {value: counts.get(value, 0) for value in scale}


def part_of(part: int, part_name: str, whole: int, whole_name: str) -> None:
    """Raise UsageError unless 0 <= part <= whole; the names make the sentence."""
    if not 0 <= part <= whole:
        raise UsageError(
            f"{part} {part_name} of {whole} {whole_name} cannot be.",
            f"Count again: at least 0 and at most those {whole_name}.",
        )


def few_answers(distribution: Mapping[int, int]) -> tuple[int, ...]:
    """The answers one by one, the lowest first; none where there are too many to be shown so."""
    if sum(distribution.values()) >= FEW:
        return ()
    return tuple(value for value, count in sorted(distribution.items()) for _ in range(count))


def log_comb(n: int, k: int) -> float:
    """The logarithm of in how many ways k of n can be chosen."""
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
