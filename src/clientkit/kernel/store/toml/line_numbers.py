"""Where in a TOML text keys, values and entries stand, by line and by position; the text must be valid."""

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
    | [\[\]{},\n]
    | [^"'\#\[\]{},\n]+
    | .
    '''
"""A piece of TOML; like the other patterns compiled at first use, because only a mistake needs them."""

_DOTTED = r"""((?:[^"'=\[\]{}\#]|"(?:[^"\\]|\\.)*"|'[^']*')+)"""
_HEADER = rf"(\[\[?){_DOTTED}\]\]?"
_KEY = rf"{_DOTTED}="


Span = tuple[int, int]
"""Where something begins in a text, and where it ends."""


class Statement(NamedTuple):
    """A key with its value, and how many parts of its location its table has."""

    span: Span
    table: int


class Places(NamedTuple):
    """By location: first lines of keys and tables, of examples and headers; last ones of tables; each key."""

    keys: dict[Location, int]
    examples: dict[Location, int]
    ends: dict[Location, int]
    headers: dict[Location, int]
    statements: dict[Location, Statement]


def line_of(text: str, location: Sequence[str | int]) -> int | None:
    """Line, counted from 1, of the key or table nearest to a location such as `('milestones', 1, 'due')`.

    The longest part of the location that stands in the text decides, a row of a list too; None where not even
    its first part does.
    """
    wanted, found = tuple(location), places(text)
    lengths = range(len(wanted), 0, -1)
    nearest = next((wanted[:length] for length in lengths if wanted[:length] in found.keys), None)
    if nearest is None:
        return None
    rest = wanted[len(nearest) :]
    if rest and isinstance(rest[0], int) and nearest in found.statements:
        span = value_span(text, found.statements[nearest].span)
        rows = entry_spans(text, span) if text[span[0]] == "[" else []
        if rest[0] < len(rows):
            return text.count("\n", 0, rows[rest[0]][0]) + 1
    return found.keys[nearest]


def example_line(text: str, location: Sequence[str | int]) -> int | None:
    """Line of a comment such as `# stage = "active"` that stands in the table of the key at a location."""
    return places(text).examples.get(tuple(location))


def last_line(text: str, table: Sequence[str | int]) -> int | None:
    """Last line of what stands in a table: its keys, examples of them, or its header alone."""
    return places(text).ends.get(tuple(table))


@lru_cache(maxsize=4)
def places(text: str) -> Places:
    """Where every table, key and commented example stands; found once, however many mistakes ask."""
    lines = Places({}, {}, {}, {}, {})
    table: Location = ()
    counts: dict[Location, int] = {}
    in_example = False
    for number, start, statement in _statements(text):
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
            lines.headers[table] = number
        else:
            location = (*table, *_names(_KEY, statement))
            _note(lines.keys, location, number)
            lines.statements[location] = Statement((start, start + len(statement)), len(table))
        lines.ends[table] = number + statement.count("\n")
    return lines


def _note(lines: dict[Location, int], location: Location, number: int) -> None:
    for length in range(1, len(location) + 1):
        lines.setdefault(location[:length], number)


def _statements(text: str) -> Iterator[tuple[int, int, str]]:
    """Each header, key with its value, or comment of its own, with the line and the position it begins at."""
    line, began, start, depth = 1, 1, 0, 0
    for match in re.finditer(_PIECE, f" {text[1:]}\n" if text.startswith("\ufeff") else f"{text}\n"):
        piece = match[0]
        depth += _step(piece)
        line += piece.count("\n")
        if piece == "\n" and depth <= 0:
            whole = text[start : match.start()].lstrip("\ufeff")
            if statement := whole.strip():
                yield began, match.start() - len(whole.lstrip()), statement
            began, start = line, match.end()


def _step(piece: str) -> int:
    return (piece in {"[", "{"}) - (piece in {"]", "}"})


def value_span(text: str, span: Span) -> Span:
    """The value alone of a key's line, or of an entry of an inline table: without key and comment."""
    found = re.compile(_KEY).match(text, *span)
    start, end, depth = found.end() if found else span[0], span[0], 0
    for match in re.compile(_PIECE).finditer(text, start, span[1]):
        depth += _step(match[0])
        if match[0].startswith("#") and depth == 0:
            break
        end = match.start() + len(match[0].rstrip()) if match[0].strip() else end
    return start + len(text[start:end]) - len(text[start:end].lstrip()), end


def entry_spans(text: str, span: Span) -> list[Span]:
    """Each entry of the list or inline table that stands there, without comma and comments."""
    found: list[Span] = []
    depth, start, end = 0, 0, 0
    for match in re.compile(_PIECE).finditer(text, span[0] + 1, span[1] - 1):
        piece = match[0]
        if piece == "," and depth == 0:
            found, start = [*found, (start, end)], 0
        elif piece.strip() and not piece.startswith("#"):
            depth += _step(piece)
            start = start or match.start() + len(piece) - len(piece.lstrip())
            end = match.start() + len(piece.rstrip())
    return [*found, (start, end)] if start else found


def names_of(text: str, span: Span) -> Location:
    """The names before the `=` of a key's line, or of an entry of an inline table."""
    return _names(_KEY, text[slice(*span)])


def _names(pattern: str, statement: str) -> Location:
    """The names in a header such as `[a.b]`, or before the `=` of a key."""
    found = re.match(pattern, statement)
    if not found:
        return ()
    name = found[found.re.groups].strip()
    if name.isascii() and name.replace("_", "a").isalnum():
        return (name,)  # nearly always
    data: Any = tomli.loads(f"{name} = 0")
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
