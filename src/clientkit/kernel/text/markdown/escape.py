"""Data inside Markdown: marked when it is printed, escaped when its place on the line is known.

A template's own text is Markdown; what it prints is data. Printing puts a pair of marks around the
data, and `resolve_marks` reads the finished text line by line and puts a backslash where a character would
mean something there, and only there: `a_b`, `5 * 3` and `R&D` come out as they are. The rules are
those of CommonMark and of GitHub's tables, as the parser of kernel/text/markdown/to_html.py applies them.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from clientkit.kernel.model.values.safe_text import printable_line

DATA = ("\x02", "\x03")
PROSE = ("\x0e", "\x0f")
"""Marks around data and around prose: control characters, which neither can hold."""

_DATA = re.compile(f"{DATA[0]}([^{DATA[1]}]*){DATA[1]}")
_CONTAINER = re.compile(r"(?:\s*(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s)))*\s*")
_BLOCK_START = re.compile(
    r"""(?P<heading>\#{1,6}(?=\s|$)) | (?P<quote>>) | (?P<bullet>[-+*](?=\s|$)) | (?P<rule>(?:[-_*]\s*){3,}$)
    | (?P<underline>(?:=+|-+)\s*$) | (?P<row>(?=[:|\s]*-)[-:|\s]*$) | (?P<task>\[[ xX]\](?=\s|$))
    | \d{1,9}(?P<item>[.)])(?=\s|$)""",
    re.VERBOSE,
)
_HEADING_END = re.compile(r"[\s>]*#{1,6}\s(?:.*\s)?(#+)\s*$")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_RUN = re.compile(r"\*+|_+")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_PAIR = 2
_URL_SAFE = ":/?#@!$&'*+,=%~"


def mark(text: str) -> str:
    """A value as data: on one line, with nothing hidden in it, between marks."""
    return f"{DATA[0]}{printable_line(text)}{DATA[1]}"


def resolve_marks(block: str) -> str:
    """Lines without a blank one between them, their data escaped where their place needs it."""
    around = _Block(
        in_table="|" in _DATA.sub("", block),
        # one run of a sign has no partner to pair with: '5*3' and 'Price*' are read as they are
        lone=frozenset(
            sign for sign in "*_`" if len(re.findall(rf"\{sign}+", _DATA.sub(r"\1", block))) < _PAIR
        ),
    )
    return "\n".join(_resolved(line, around) for line in block.split("\n"))


@dataclass(frozen=True)
class _Block:
    """What the lines around a line decide."""

    in_table: bool
    lone: frozenset[str]


@dataclass(frozen=True)
class _Line:
    """A line without its marks."""

    text: str
    own: str
    """The same with `x` for every character of data: what the template wrote, where it wrote it."""
    is_data: tuple[bool, ...]
    block: _Block
    special: frozenset[int]
    """Places where data would begin a block, end a heading or mark emphasis."""

    @property
    def has_link(self) -> bool:
        return "](" in self.own

    def after(self, place: int) -> str:
        """The character after a place; a blank at the line's end."""
        return self.text[place + 1 : place + 2] or " "

    def before(self, place: int) -> str:
        """The character before a place; a blank at the line's start."""
        return self.text[place - 1] if place else " "


def _resolved(line: str, block: _Block) -> str:
    if DATA[0] not in line:
        return line
    parts = _trimmed(_DATA.split(line))
    text = "".join(parts)
    is_data = tuple(index % 2 == 1 for index, part in enumerate(parts) for _ in part)
    own = "".join("x" * len(part) if index % 2 else part for index, part in enumerate(parts))
    whole = _Line(text, own, is_data, block, _special_places(text, is_data, block.lone))
    settled: list[str] = []
    position = 0
    for index, part in enumerate(parts):
        settled.append(_in_place(whole, position, position + len(part)) if index % 2 else part)
        position += len(part)
    return "".join(settled)


def _trimmed(parts: list[str]) -> list[str]:
    """The parts of a line (own, data, own, ...); data lose blanks that would change what stands beside."""
    start: str | None = ""
    for index in range(1, len(parts), 2):
        own, after = parts[index - 1], parts[index + 1]
        if start is not None:
            start += own
            if _CONTAINER.fullmatch(start):
                parts[index] = parts[index].lstrip()
            start = None if parts[index] else start
        if own.endswith(("*", "_", "[")) and after.startswith(("*", "_", "]")):
            parts[index] = parts[index].strip()
    return parts


def _special_places(text: str, is_data: tuple[bool, ...], lone: frozenset[str]) -> frozenset[int]:
    first = is_data.index(True) if True in is_data else len(text)
    places = set(_emphasis(text, is_data, lone))
    if _CONTAINER.fullmatch(text, 0, first) and (start := _BLOCK_START.match(text, first)):
        places.add(start.start("item") if start["item"] else first)
    if end := _HEADING_END.match(text):
        places.add(end.start(1))
    return frozenset(place for place in places if is_data[place])


def _emphasis(text: str, is_data: tuple[bool, ...], lone: frozenset[str]) -> Iterator[int]:
    """The places in runs of `*` and `_` that could open or close emphasis (CommonMark 0.31, section 6.2)."""
    for run in _RUN.finditer(text):
        start, end = run.span()
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        inside_word = run[0][0] == "_" and before.isalnum() and after.isalnum()
        harmless = run[0][0] in lone or inside_word or (before.isspace() and after.isspace())
        if not harmless or not all(is_data[start:end]):
            yield from range(start, end)


def _in_place(line: _Line, start: int, end: int) -> str:
    """A stretch of data as its place needs it."""
    text, before = line.text[start:end], line.own[:start]
    if before.count("`") % 2:
        return _in_code(text, line.block.in_table)
    if _is_address(before, line.own[end:]):
        return quote(text, safe=_URL_SAFE)
    escaped = "".join(
        f"\\{character}" if _means_something(line, place) else character
        for place, character in enumerate(text, start)
    )
    # a table takes any backslash before its '|' for an escape, an escaped one too
    return (
        f"{escaped} "
        if line.block.in_table and text.endswith("\\") and line.after(end - 1) == "|"
        else escaped
    )


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
    if place in line.special:
        return True
    meaning = _MEANINGS.get(line.text[place])
    return meaning is not None and meaning(line, place)


def _opens_tag(line: _Line, place: int) -> bool:
    after = line.after(place)
    return after.isascii() and (after.isalpha() or after in "/!?")


_MEANINGS: dict[str, Callable[[_Line, int], bool]] = {
    "\\": lambda line, place: place + 1 == len(line.text) or line.text[place + 1] in _PUNCTUATION,
    "`": lambda line, place: "`" not in line.block.lone or "`" in line.before(place) + line.after(place),
    "~": lambda line, place: "~" in line.before(place) + line.after(place),
    "<": _opens_tag,
    "&": lambda line, place: _ENTITY.match(line.text, place) is not None,
    "[": lambda line, _place: line.has_link,
    "]": lambda line, place: line.has_link or line.after(place) in "([:",
    "!": lambda line, place: line.after(place) == "[",
    "|": lambda line, _place: line.block.in_table,
}
