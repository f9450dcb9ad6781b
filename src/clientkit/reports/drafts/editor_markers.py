"""Marks for the editor: comments in a report that say what comes from notes; taken off again on saving."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from clientkit.errors import InvalidDataError
from clientkit.reports.drafts.three_way_merge import Clash, edits

NOTES = "<!-- clientkit: from your notes, and changes with them -->"
YOURS = "<!-- clientkit: your own words -->"
PLACE = "<!-- clientkit: your own words go here; what follows is from your notes -->"

_BEGINNING = re.compile(r"(?<!\\)<!-- clientkit:")


class Buffer(NamedTuple):
    """A text with marks, as an editor gets it, and what it is without them."""

    text: str
    marks: frozenset[str]
    plain: tuple[str, ...]


def with_marks(title: str, lines: Sequence[str], data: Sequence[str], clashes: Sequence[Clash]) -> Buffer:
    """A report for the editor: `lines` as they stand, `data` as they would be without words of one's own.

    Every mark is a line of its own, so nothing else is changed by taking it off.
    """
    head = [
        _comment(f"{title}; lines like this are taken off"),
        _comment("change what you like: your words stay when your notes change"),
    ]
    comments_at = _clash_comments(clashes)
    marked = [*head, NOTES]
    for at, (line, is_own, was_own) in enumerate(_runs(lines, data)):
        if at and is_own != was_own and line.strip():
            marked.append(YOURS if is_own else NOTES)
        elif at and not is_own and line.startswith("## "):
            marked.append(PLACE)
        marked += [*comments_at.get(at, ()), line]
    marked += comments_at.get(len(lines), ())
    marks = frozenset(
        {*head, NOTES, YOURS, PLACE, *(one for comments in comments_at.values() for one in comments)}
    )
    return Buffer("\n".join(marked) + "\n", marks, tuple(lines))


def _runs(lines: Sequence[str], data: Sequence[str]) -> Iterator[tuple[str, bool, bool]]:
    """Each line, whether it was written by hand, and whether the last one with words in it was."""
    own = {at for edit in edits(lines, data) for at in range(edit.start, edit.stop)}
    was_own = False
    for at, line in enumerate(lines):
        yield line, at in own, was_own
        if line.strip():
            was_own = at in own


def _clash_comments(clashes: Sequence[Clash]) -> dict[int, list[str]]:
    """The comments on clashes, by the index of the line that they stand before."""
    told: dict[int, list[str]] = {}
    for clash in clashes:
        said = [f"your notes now say: {line.strip()}" for line in clash.new] or ["your notes drop this"]
        told.setdefault(clash.line, []).extend(_comment(f"your words stay; {one}") for one in said)
    return told


def _comment(text: str) -> str:
    return f"<!-- clientkit: {text.replace('-->', '→')} -->"


def without_marks(buffer: Buffer, text: str) -> list[str]:
    """The lines of a text that came back from the editor, its marks taken off.

    A mark that was removed is no loss. What the editor did to blanks at the ends of lines that nobody
    touched is undone.

    Raises:
        InvalidDataError: a mark was changed, so that words in it could be lost.
    """
    known = re.compile("|".join(rf"(?<!\\){re.escape(mark)}" for mark in buffer.marks))
    originals = {line.rstrip(): line for line in buffer.plain}
    lines = list[str]()
    for number, line in enumerate(text.replace("\r", "\n").rstrip().split("\n"), start=1):
        rest = known.sub("", line)
        if _BEGINNING.search(rest):
            raise InvalidDataError(
                f"Line {number} is a mark that was changed: {rest.strip()[:80]}",
                "Write your words on a line of their own, and delete that mark.",
            )
        if rest == line or rest.strip():
            lines += _apart(lines, originals.get(rest.rstrip(), rest if rest == line else rest.strip()))
    return lines


def _apart(before: list[str], line: str) -> list[str]:
    """A heading has a blank line before it, also where somebody wrote right above it."""
    is_below_words = bool(before) and bool(before[-1].strip())
    return ["", line] if line.startswith("## ") and is_below_words else [line]
