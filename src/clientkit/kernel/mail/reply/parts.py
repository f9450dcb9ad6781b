"""A reply in its parts: what stands above the quote, what is quoted, what was written into or below it."""

import re
from typing import NamedTuple

from clientkit.kernel.mail.reply.attribution_line import attribution_at
from clientkit.kernel.mail.reply.signature import without_signature

LINE_LIMIT = 5_000
"""Lines of a mail that are looked at."""

WIDTH_LIMIT = 4_000
"""Letters of a line that are looked at."""

_QUOTED = re.compile(r"^\s{0,4}[>|\u2502]")
_OURS = re.compile(r"(?i)mailto:|(\[|%5B)\s*CK\s*-")
"""The score links of our own survey: whoever quotes them without a sign quotes all the same."""


_ADDRESS_OR_TIME = re.compile(r"<[^<>\s]+@[^<>\s]+>|\b[0-2]?[0-9][:.][0-5][0-9]\b")
"""What a sentence says that introduces a quote: whose mail it is, or of which hour."""


class Reply(NamedTuple):
    """The parts of a reply."""

    above: str
    """What was written above the quote, without the signature."""
    quoted: tuple[str, ...]
    """The lines of the quote, without their marks."""
    below: tuple[str, ...]
    """Unmarked lines after the quote began: an answer written into or under it, or a quote without marks."""
    marked: bool
    """Whether the lines of the quote are marked, so that what is not marked was written by the sender."""


def split_reply(text: str) -> Reply:
    """The parts of a mail's text."""
    lines = [line[:WIDTH_LIMIT].rstrip() for line in text.split("\n")[:LINE_LIMIT]]
    cut, begins = _quote_begins(lines, 0)
    marked, quoted, below = _quote(lines, begins)
    above = "\n".join(without_signature(lines[:cut])).strip()
    return Reply(above, tuple(quoted), tuple(without_signature(below)), marked)


def _quote_begins(lines: list[str], place: int) -> tuple[int, int]:
    """The next line at which a quote's introduction begins, and the line after it."""
    for number in range(place, len(lines)):
        if _QUOTED.match(lines[number]):
            return _introduction(lines, place, number), number
        if _OURS.search(lines[number]):
            return number, number
        if count := attribution_at(lines, number):
            return number, number + count
    return len(lines), len(lines)


def _introduction(lines: list[str], first: int, quote: int) -> int:
    """Where the sentence above a marked quote begins, in any language; the quote itself if there is none."""
    last = quote - 1
    while last >= first and not lines[last].strip():
        last -= 1
    for begin in (last, last - 1):
        sentence = " ".join(lines[begin : last + 1]) if begin >= first else ""
        if sentence.rstrip().endswith(":") and _ADDRESS_OR_TIME.search(sentence) and lines[begin].strip():
            return begin
    return quote


def _quote(lines: list[str], place: int) -> tuple[bool, list[str], list[str]]:
    """Whether a quote's lines are marked, those lines, and the lines beside them."""
    quoted: list[str] = []
    below: list[str] = []
    any_marked = False
    while place < len(lines):
        marked = _next_is_marked(lines, place)
        if not marked and not any_marked:  # without marks everything to the end is the quote
            return False, [_unmarked(line) for line in lines[place:]], []
        any_marked = True
        if not marked:
            cut, begins = _quote_begins(lines, place)
            below += [line for line in lines[place:cut] if line.strip()]
            if begins < len(lines) and not _next_is_marked(lines, begins):
                return True, quoted + [_unmarked(line) for line in lines[begins:]], below
            place = begins
            continue
        while place < len(lines) and (_QUOTED.match(lines[place]) or not lines[place].strip()):
            quoted.append(_unmarked(lines[place]))
            place += 1
    return any_marked, quoted, below


def _next_is_marked(lines: list[str], place: int) -> bool:
    filled = next((line for line in lines[place:] if line.strip()), "")
    return bool(_QUOTED.match(filled))


def _unmarked(line: str) -> str:
    return re.sub(r"^[\s>|\u2502]+", "", line)
