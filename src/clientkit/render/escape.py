"""Data inside Markdown: marked when it is printed, escaped when its place on the line is known.

A template's own text is Markdown; what it prints is data. Printing puts a pair of marks around the
data, and `settle` reads the finished text line by line and puts a backslash where a character would
mean something there, and only there: `a_b`, `5 * 3` and `R&D` come out as they are. The rules are
those of CommonMark and of GitHub's tables, as the parser of render/markdown.py applies them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from clientkit.render.visible import one_line

DATA = ("\x02", "\x03")
PROSE = ("\x0e", "\x0f")
"""Marks around data and around prose: control characters, which neither can hold."""

_DATA = re.compile(f"{DATA[0]}([^{DATA[1]}]*){DATA[1]}")
_CONTAINER = re.compile(r"(?:\s*(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s)))*\s*")
_BLOCK_START = re.compile(
    r"""(?P<heading>\#{1,6}(?=\s|$)) | (?P<quote>>) | (?P<bullet>[-+*](?=\s|$)) | (?P<rule>(?:[-_*]\s*){3,}$)
    | (?P<underline>(?:=+|-+)\s*$) | (?P<row>[-:|\s]*-[-:|\s]*$) | (?P<task>\[[ xX]\](?=\s|$))
    | \d{1,9}(?P<item>[.)])(?=\s|$)""",
    re.VERBOSE,
)
_HEADING_END = re.compile(r"[\s>]*#{1,6}\s(?:.*\s)?(#+)\s*$")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SUSPECT = re.compile(r"[\\`*_~<&\[\]!|]")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_PAIR = 2
_URL_SAFE = ":/?#@!$&'*+,=%~"


def mark(text: str) -> str:
    """A value as data: on one line, with nothing hidden in it, between marks."""
    return f"{DATA[0]}{one_line(text)}{DATA[1]}"


def settle(block: str) -> str:
    """Lines without a blank one between them, their data escaped where their place needs it."""
    around = _Block(
        in_table="|" in _DATA.sub("", block),
        # one run of a sign has no partner to pair with: '5*3' and 'Price*' are read as they are
        lone=frozenset(
            sign for sign in "*_`" if len(re.findall(rf"\{sign}+", _DATA.sub(r"\1", block))) < _PAIR
        ),
    )
    return "\n".join(_settled(line, around) for line in block.split("\n"))


@dataclass(frozen=True)
class _Block:
    """What the lines around a line decide."""

    in_table: bool
    lone: frozenset[str]


@dataclass(frozen=True)
class _Line:
    """A line without its marks, and which of its characters are data."""

    text: str
    is_data: tuple[bool, ...]
    block: _Block
    has_link: bool

    def around(self, start: int, end: int) -> tuple[str, str]:
        """The characters before and after a stretch; a blank at the line's ends."""
        return self.text[start - 1] if start else " ", self.text[end] if end < len(self.text) else " "


def _settled(line: str, block: _Block) -> str:
    if DATA[0] not in line:
        return line
    parts = _trimmed(_DATA.split(line))
    text = "".join(parts)
    owners = tuple(index % 2 == 1 for index, part in enumerate(parts) for _ in part)
    whole = _Line(text, owners, block, has_link="](" in "".join(parts[::2]))
    special = _special_places(whole)
    settled: list[str] = []
    position = 0
    for index, part in enumerate(parts):
        end = position + len(part)
        if index % 2 == 0:
            settled.append(part)
        else:
            settled.append(_in_place(whole, parts, index, (position, end, special)))
        position = end
    return "".join(settled)


def _trimmed(parts: list[str]) -> list[str]:
    """The parts of a line (own, data, own, ...); data lose blanks that would change what stands beside."""
    for index in range(1, len(parts), 2):
        before, after = "".join(parts[:index]), parts[index + 1]
        if _CONTAINER.fullmatch(before):
            parts[index] = parts[index].lstrip()
        if before.endswith(("*", "_", "[")) and after.startswith(("*", "_", "]")):
            parts[index] = parts[index].strip()
    return parts


def _special_places(line: _Line) -> frozenset[int]:
    """Where data would begin a block, or end a heading, by their place on the line."""
    first = line.is_data.index(True) if True in line.is_data else len(line.text)
    places: set[int] = set()
    if _CONTAINER.fullmatch(line.text, 0, first) and (start := _BLOCK_START.match(line.text, first)):
        places.add(start.start("item") if start["item"] else first)
    if end := _HEADING_END.match(line.text):
        places.add(end.start(1))
    return frozenset(place for place in places if line.is_data[place])


def _in_place(line: _Line, parts: list[str], index: int, where: tuple[int, int, frozenset[int]]) -> str:
    start, end, special = where
    before = "".join(
        part if number % 2 == 0 else "x" * len(part) for number, part in enumerate(parts[:index])
    )
    if before.count("`") % 2:
        return _in_code(parts[index], line.block.in_table)
    if _is_address(before, "".join(parts[index + 1 :])):
        return quote(parts[index], safe=_URL_SAFE)
    pieces: list[str] = []
    done = start
    places = special | {match.start() for match in _SUSPECT.finditer(line.text, start, end)}
    for place in sorted(place for place in places if start <= place < end):
        if place in special or _means_something(line, place):
            pieces += [line.text[done:place], "\\"]
            done = place
    pieces.append(line.text[done:end])
    # a table takes any backslash before its '|' for an escape, an escaped one too
    if line.block.in_table and line.text[start:end].endswith("\\") and line.around(start, end)[1] == "|":
        pieces.append(" ")
    return "".join(pieces)


def _in_code(text: str, in_table: bool) -> str:
    """Data in a template's code span, where a backslash escapes nothing but a table's `|`."""
    text = text.replace("`", "'") or " "
    return text.replace("|", "\\|") if in_table else text


def _is_address(before: str, after: str) -> bool:
    if re.search(r"\]\([^()\s]*$", before):
        return True
    return bool(re.search(r"<[^<>\s]*$", before) and re.match(r"[^<>\s]*>", after))


def _means_something(line: _Line, place: int) -> bool:
    """Whether a character would be taken for Markdown where it stands."""
    return _MEANINGS[line.text[place]](line, place)


def _after(line: _Line, place: int) -> str:
    return line.around(place, place + 1)[1]


def _opens_tag(line: _Line, place: int) -> bool:
    after = _after(line, place)
    return after.isascii() and (after.isalpha() or after in "/!?")


def _may_emphasise(line: _Line, place: int) -> bool:
    """Whether a run of `*` or `_` could open or close emphasis (CommonMark 0.31, section 6.2)."""
    start = end = place
    while start and line.text[start - 1] == line.text[place]:
        start -= 1
    while end < len(line.text) and line.text[end] == line.text[place]:
        end += 1
    before, after = line.around(start, end)
    if not all(line.is_data[start:end]):
        return True
    if line.text[place] in line.block.lone or (before.isspace() and after.isspace()):
        return False
    return not (line.text[place] == "_" and before.isalnum() and after.isalnum())


_MEANINGS: dict[str, Callable[[_Line, int], bool]] = {
    "\\": lambda line, place: place + 1 == len(line.text) or line.text[place + 1] in _PUNCTUATION,
    "`": lambda line, place: "`" not in line.block.lone or "`" in line.around(place, place + 1),
    "*": _may_emphasise,
    "_": _may_emphasise,
    "~": lambda line, place: "~" in line.around(place, place + 1),
    "<": _opens_tag,
    "&": lambda line, place: _ENTITY.match(line.text, place) is not None,
    "[": lambda line, _place: line.has_link,
    "]": lambda line, place: line.has_link or _after(line, place) in "([:",
    "!": lambda line, place: _after(line, place) == "[",
    "|": lambda line, _place: line.block.in_table,
}
