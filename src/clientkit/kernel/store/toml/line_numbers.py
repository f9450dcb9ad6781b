"""Where in a TOML text a key stands, so that a mistake can be shown with its line; the text must be valid."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import tomli

Location = tuple[str | int, ...]

_PIECE = r'''(?xs)
      """(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}   # text of several lines
    | \'\'\'(?:[^']|'{1,2}(?!'))*'{3,5}
    | "(?:[^"\\\n]|\\.)*"                    # text of one line
    | '[^'\n]*'
    | \#[^\n]*                               # comment
    | [\[\]{}\n]
    | [^"'\#\[\]{}\n]+
    | .
    '''
"""A piece of TOML; like the other patterns compiled at first use, because only a mistake needs them."""

_DOTTED = r"""((?:[^"'=\[\]{}\#]|"(?:[^"\\]|\\.)*"|'[^']*')+)"""
_HEADER = rf"(\[\[?){_DOTTED}\]\]?"
_KEY = rf"{_DOTTED}="


class _Lines(NamedTuple):
    keys: dict[Location, int]
    examples: dict[Location, int]
    ends: dict[Location, int]


def line_of(text: str, location: Sequence[str | int]) -> int | None:
    """Line, counted from 1, of the key or table nearest to a location such as `('milestones', 1, 'due')`.

    The longest part of the location that stands in the text decides; None where not even its first does.
    """
    wanted, keys = tuple(location), _lines(text).keys
    lengths = range(len(wanted), 0, -1)
    return next((keys[wanted[:length]] for length in lengths if wanted[:length] in keys), None)


def example_line(text: str, location: Sequence[str | int]) -> int | None:
    """Line of a comment such as `# stage = "active"` that stands in the table of the key at a location."""
    return _lines(text).examples.get(tuple(location))


def last_line(text: str, table: Sequence[str | int]) -> int | None:
    """Last line of what stands in a table: its keys, examples of them, or its header alone."""
    return _lines(text).ends.get(tuple(table))


@lru_cache(maxsize=4)
def _lines(text: str) -> _Lines:
    """The lines of every table, key and commented example; made once, however many mistakes ask."""
    lines = _Lines({}, {}, {})
    table: Location = ()
    counts: dict[Location, int] = {}
    in_example = False
    for number, statement in _statements(text):
        if statement.startswith("#"):
            shown = statement[1:].strip()
            in_example = in_example or bool(re.fullmatch(_HEADER, shown))
            if not in_example and _is_toml(shown):
                lines.examples.setdefault((*table, *_names(_KEY, shown)), number)
                lines.ends[table] = number
            continue
        if header := re.match(_HEADER, statement):
            in_example = False
            table = _resolve(_names(_HEADER, statement), counts)
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            _note(lines.keys, table, number)
        else:
            _note(lines.keys, (*table, *_names(_KEY, statement)), number)
        lines.ends[table] = number + statement.count("\n")
    return lines


def _note(lines: dict[Location, int], location: Location, number: int) -> None:
    for length in range(1, len(location) + 1):
        lines.setdefault(location[:length], number)


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each header, key with its value, or comment of its own, with the line it begins on."""
    parts: list[str] = []
    line, began, depth = 1, 1, 0
    for match in re.finditer(_PIECE, text + "\n"):
        piece = match[0]
        depth += (piece in {"[", "{"}) - (piece in {"]", "}"})
        line += piece.count("\n")
        if piece != "\n" or depth > 0:
            parts.append(piece)
            continue
        if statement := "".join(parts).strip():
            yield began, statement
        parts, began = [], line


def _names(pattern: str, statement: str) -> Location:
    """The names in a header such as `[a.b]`, or before the `=` of a key."""
    found = re.match(pattern, statement)
    if not found:
        return ()
    data: Any = tomli.loads(f"{found[found.re.groups].strip()} = 0")
    names: Location = ()
    while isinstance(data, dict):
        ((name, data),) = data.items()
        names = (*names, name)
    return names


def _is_toml(shown: str) -> bool:
    try:
        return bool(tomli.loads(shown))
    except (ValueError, RecursionError):
        return False


def _resolve(name: Location, counts: dict[Location, int]) -> Location:
    """A table's name with the position of each array it stands in."""
    resolved: Location = ()
    for part in name[:-1]:
        resolved = (*resolved, part)
        if resolved in counts:
            resolved = (*resolved, counts[resolved])
    return (*resolved, *name[-1:])
