"""One text out of two that began as the same: words written by hand, and data that changed meanwhile."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

Lines = Sequence[str]

MOSTLY = 0.6
"""Part of a line's words that must be left for it to count as changed, not as written anew."""

_WORD = re.compile(r"\s*\S+\s*?|\s+")


class Edit(NamedTuple):
    """Lines of the text both began with, from `start` to before `stop`, and what one side has for them."""

    start: int
    stop: int
    lines: tuple[str, ...]


class Clash(NamedTuple):
    """A place that was written by hand and changed in the data too: the hand-written lines stay."""

    line: int
    """Index of the first of the hand-written lines in the merged text."""
    kept: tuple[str, ...]
    new: tuple[str, ...]
    """Lines of the data that are not in the text now; none where the data only dropped lines."""


class Merged(NamedTuple):
    """The merged lines, and where the two sides wanted something else."""

    lines: list[str]
    clashes: list[Clash]


class _Cluster(NamedTuple):
    """Edits of both sides that change the same lines."""

    start: int
    stop: int
    words: list[Edit]
    data: list[Edit]


class _Sides(NamedTuple):
    """What was there, and what the words and the data have in its place."""

    base: Lines
    ours: list[str]
    theirs: list[str]


def merge(base: Lines, words: Lines, data: Lines) -> Merged:
    """What was written by hand (`base` to `words`) together with what changed in the data (`base` to `data`).

    Every word that was written by hand is in the result. Changes beside each other are both made; new lines
    at the same place both go in, those of the data first. Where both changed the same line in different
    words, both changes are in it; where they changed the same words, or other lines than one, the
    hand-written lines stay, and the clash is told. Hand-written lines that were only put between others
    that the data changed stand after these.
    """
    merged, clashes, position = list[str](), list[Clash](), 0
    for cluster in _clusters(edits(base, words), edits(base, data)):
        merged += base[position : cluster.start]
        sides = _Sides(
            base[cluster.start : cluster.stop],
            _applied(base, cluster, cluster.words),
            _applied(base, cluster, cluster.data),
        )
        lines, is_clash = _resolved(cluster, sides)
        if is_clash:
            clashes.append(Clash(len(merged), tuple(lines), _missing(sides.theirs, lines)))
        merged += lines
        position = cluster.stop
    merged += base[position:]
    return Merged(merged, clashes)


def edits(base: Lines, side: Lines) -> list[Edit]:
    """How one side differs: single lines where as many stand for as many.

    What is only added, or only dropped, could often stand in several places between equal lines. It is put
    as late as can be: so the blank line before a new paragraph is the old one, and both sides mean the
    same place.
    """
    found = []
    codes = SequenceMatcher(None, base, side).get_opcodes()
    for (tag, start, stop, first, last), after in zip_longest(codes, codes[1:]):
        limit = after[2] if after else stop
        if tag == "equal":
            continue
        if stop - start == last - first:
            pairs = zip(range(start, stop), side[first:last], strict=True)
            found += [Edit(at, at + 1, (line,)) for at, line in pairs if base[at] != line]
        elif start == stop:
            found.append(_added(base, start, tuple(side[first:last]), limit))
        elif first == last:
            found.append(_dropped(base, start, stop, limit))
        else:
            found.append(Edit(start, stop, tuple(side[first:last])))
    return found


def _added(base: Lines, at: int, lines: tuple[str, ...], limit: int) -> Edit:
    while at < limit and lines[0] == base[at]:
        lines, at = (*lines[1:], lines[0]), at + 1
    return Edit(at, at, lines)


def _dropped(base: Lines, start: int, stop: int, limit: int) -> Edit:
    while stop < limit and base[start] == base[stop]:
        start, stop = start + 1, stop + 1
    return Edit(start, stop, ())


def _clusters(words: list[Edit], data: list[Edit]) -> Iterator[_Cluster]:
    """The edits in order; those that share a line of the base together."""
    marked = sorted(
        [(edit, True) for edit in words] + [(edit, False) for edit in data], key=lambda one: one[0][:2]
    )
    cluster: _Cluster | None = None
    for edit, is_words in marked:
        if cluster is None or not _touches(cluster, edit):
            if cluster:
                yield cluster
            cluster = _Cluster(edit.start, edit.stop, [], [])
        (cluster.words if is_words else cluster.data).append(edit)
        cluster = cluster._replace(stop=max(cluster.stop, edit.stop))
    if cluster:
        yield cluster


def _touches(cluster: _Cluster, edit: Edit) -> bool:
    """Whether an edit, which begins no earlier than the cluster, changes one of the cluster's lines."""
    if edit.start == edit.stop:
        return cluster.start < edit.start < cluster.stop or cluster.start == cluster.stop == edit.start
    return edit.start < cluster.stop


def _applied(base: Lines, cluster: _Cluster, side: list[Edit]) -> list[str]:
    """What one side has in place of the cluster's lines."""
    lines, position = list[str](), cluster.start
    for edit in side:
        lines += [*base[position : edit.start], *edit.lines]
        position = edit.stop
    return [*lines, *base[position : cluster.stop]]


def _resolved(cluster: _Cluster, sides: _Sides) -> tuple[list[str], bool]:
    """The lines in place of the cluster's, and whether the data wanted others."""
    if not cluster.words or sides.ours == sides.theirs:
        return sides.theirs, False
    if not cluster.data:
        return sides.ours, False
    if all(edit.start == edit.stop for edit in cluster.words):
        added = [line for edit in cluster.words for line in edit.lines]
        return [*sides.theirs, *added], not sides.theirs and cluster.start < cluster.stop
    if len(sides.base) == len(sides.ours) == len(sides.theirs) == 1:
        line = _in_one_line(sides.base[0], sides.ours[0], sides.theirs[0])
        return [line or sides.ours[0]], line is None
    return sides.ours, True


def _in_one_line(base: str, ours: str, theirs: str) -> str | None:
    """A line with the changes of both, where somebody only changed some of its words and the data others."""
    words, mine = _WORD.findall(base), _WORD.findall(ours)
    kept = sum(block.size for block in SequenceMatcher(None, words, mine).get_matching_blocks())
    if not base.strip() or kept < MOSTLY * len(words):
        return None
    merged = merge(words, mine, _WORD.findall(theirs))
    return None if merged.clashes else "".join(merged.lines)


def _missing(theirs: list[str], lines: list[str]) -> tuple[str, ...]:
    return tuple(line for line in theirs if line.strip() and line not in lines)
