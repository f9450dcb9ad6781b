"""Texts that were reworded: which became which, and the words that differ among those around them."""

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

T = TypeVar("T")
Step = tuple[str, int, int, int, int]
"""One of the steps of difflib: its kind, and the places in the old and the new words."""

CLOSE = 0.5
"""The share of words in common from which two wordings of a text are shown word by word."""

SAME = 0.75
"""The share from which a text that came is taken for one that went, reworded."""

AROUND = 5
"""Words on each side of what differs in a longer text: enough to find the sentence again."""

BETWEEN = 2
"""Words between two changes, up to which they are shown as one."""

SHORT = 18
"""Words up to which a text is shown whole."""

MOST = 50
"""Texts that went, of which the one is looked for that a text was: of a whole agreement few are left."""

LONGEST = 500
"""Words up to which two texts are compared word by word."""


def reworded(was: str, now: str) -> str:
    """What differs, old → new: `… reported within 60 → 90 days of handover …`.

    Empty where too little stayed for the one to be the other reworded.
    """
    old, new = was.split(), now.split()
    if max(len(old), len(new)) > LONGEST:
        return ""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < CLOSE:
        return ""
    around = AROUND if len(new) > SHORT else SHORT
    return " ".join(_parts(_joined(matcher.get_opcodes()), old, new, around))


def _joined(steps: Sequence[Step]) -> list[Step]:
    """The steps, of which those that one or two words lie between are one: `one day → two days`."""
    found: list[Step] = []
    for one in steps:
        if len(found) > 1 and found[-1][0] == "equal" and found[-1][2] - found[-1][1] <= BETWEEN:
            _, first, _, start, _ = found[-2]
            found[-2:] = [("replace", first, one[2], start, one[4])]
        else:
            found.append(one)
    return found


def _parts(steps: Sequence[Step], old: list[str], new: list[str], around: int) -> Iterator[str]:
    """Words that stayed, so many beside a change; what came or went alone takes a neighbour along."""
    carried: list[str] = []
    for place, (kind, first, last, start, end) in enumerate(steps):
        more = steps[place + 1 :]
        if kind == "equal":
            stayed = old[first:last]
            carried = [stayed.pop()] if more and more[0][0] != "replace" else []
            yield from _near(stayed, around if place else 0, around if more else 0)
        else:
            yield from [*carried, *old[first:last], "→", *carried, *new[start:end]]
            carried = []


def _near(words: list[str], before: int, after: int) -> list[str]:
    """The words next to the changes before and after them."""
    if len(words) <= before + after:
        return words
    return [*words[:before], "…", *words[len(words) - after :]]


def pairs(
    was: Sequence[T], now: Sequence[T], text: Callable[[T], str]
) -> Iterator[tuple[T | None, T | None]]:
    """What went and what came, side by side where the one is the other reworded."""
    left = [*was]
    for one in now:
        alike = [(_likeness(text(old), text(one)), at) for at, old in enumerate(left[:MOST])]
        share, at = max(alike, key=lambda found: found[0], default=(0.0, 0))
        yield (left.pop(at) if share >= SAME else None), one
    for one in left:
        yield one, None


def _likeness(was: str, now: str) -> float:
    old, new = was.split()[:LONGEST], now.split()[:LONGEST]
    return SequenceMatcher(None, old, new, autojunk=False).ratio()
