"""Where in a TOML text a key stands, so that a mistake can be shown with its line."""

import re
from collections.abc import Iterator, Sequence

Location = tuple[str | int, ...]

_TABLE = re.compile(r"\s*\[(?!\[)\s*([^\[\]]+?)\s*\]\s*(#.*)?$")
_ARRAY_TABLE = re.compile(r"\s*\[\[\s*([^\[\]]+?)\s*\]\]\s*(#.*)?$")
_KEY = re.compile(
    r"""\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*="""
)


def line_of(text: str, location: Sequence[str | int]) -> int | None:
    """Line, counted from 1, of the key or table nearest to a location such as `('milestones', 1, 'due')`.

    The longest part of the location that stands in the text decides; None where not even its first does.
    """
    wanted = tuple(location)
    best, best_length = None, 0
    for number, found in _places(text):
        shared = len(found)
        if best_length < shared <= len(wanted) and found == wanted[:shared]:
            best, best_length = number, shared
    return best


def _places(text: str) -> Iterator[tuple[int, Location]]:
    table: Location = ()
    counts: dict[Location, int] = {}
    closing = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if closing:
            closing = "" if closing in line else closing
            continue
        if match := _ARRAY_TABLE.match(line):
            name = _resolve(_parts(match[1]), counts)
            counts[name] = counts.get(name, -1) + 1
            table = (*name, counts[name])
            yield number, table
        elif match := _TABLE.match(line):
            table = _resolve(_parts(match[1]), counts)
            yield number, table
        elif match := _KEY.match(line):
            yield number, (*table, *_parts(match[1]))
            closing = _opened(line[match.end() :])


def _parts(dotted: str) -> Location:
    return tuple(part.strip("\"'") for part in re.findall(r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'""", dotted))


def _resolve(name: Location, counts: dict[Location, int]) -> Location:
    """A table's name with the position of each array it stands in."""
    resolved: Location = ()
    for part in name[:-1]:
        resolved = (*resolved, part)
        if resolved in counts:
            resolved = (*resolved, counts[resolved])
    return (*resolved, *name[-1:])


def _opened(value: str) -> str:
    """The quotes of a text of several lines that begins in this value and does not end in it."""
    for quotes in ('"""', "'''"):
        if value.count(quotes) % 2 == 1:
            return quotes
    return ""
