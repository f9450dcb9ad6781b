"""Setting keys in a TOML file in place: only what was asked is written anew; all else stays as it is."""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

import tomli_w

from clientkit.errors import RefusedError, UsageError
from clientkit.kernel.store.toml.file import BOM, load
from clientkit.kernel.store.toml.line_numbers import (
    Location,
    Span,
    entry_spans,
    line_of,
    names_of,
    places,
    value_span,
)
from clientkit.kernel.store.toml.list_layout import with_entries
from clientkit.kernel.store.toml.new_file import toml_key, toml_value


def set_keys(text: str, changes: Mapping[Location, Any], name: str = "the file") -> str:
    """The text with values set at locations such as `('milestones', 1, 'days')`; None takes a key away.

    A key that stands as a commented example, `# stage = "active"  # where it stands`, becomes real in its
    own line; another new one follows the last of its table. Lines that hold nothing of what was asked stay
    byte for byte. The result is read again and compared with what it should hold.

    Raises:
        RefusedError: the text cannot be edited safely; `name` is the file as the message shows it.
    """
    edited, expected = text.removeprefix(BOM), deepcopy(load(text))
    line = 1
    try:
        for location, value in changes.items():
            line = line_of(edited, location) or line
            edited = _without(edited, location) if value is None else _with(edited, location, value)
            _put(expected, location, value)
            if value_at(expected, location[:-1]) == [] and value_at(load(edited), location[:-1]) is None:
                _put(expected, location[:-1], None)  # the last row of a list of tables went with its name
        is_right = load(edited) == expected
    except (KeyError, IndexError, TypeError, ValueError):
        is_right = False
    if not is_right:
        raise RefusedError(
            f"{name}:{line} cannot be edited in place without touching other lines.",
            "Change it in an editor.",
        )
    return text[: len(text) - len(text.removeprefix(BOM))] + edited


def find_location(data: Mapping[str, Any], dotted: str) -> Location:
    """A location from what a person types: `price.amount`, `milestones.M2.days`, `contacts.1.email`.

    A row of a list of tables is named by its id or by its position, counted from 1.

    Raises:
        UsageError: a list has no such row, or the text is no dotted key.
    """
    parts = dotted.split(".")
    if not all(parts):
        raise UsageError(
            f"{dotted[:80]!r} is not a key.", "Write it with dots: price.amount, contacts.rina.email"
        )
    location: Location = ()
    current: Any = data
    for part in parts:
        if isinstance(current, Sequence) and not isinstance(current, str):
            position = _row(current, part, dotted)
            location, current = (*location, position), current[position]
        else:
            location = (*location, part)
            current = current.get(part, {}) if isinstance(current, Mapping) else {}
    return location


def value_at(data: Any, location: Location) -> Any:
    """The value at a location, None where there is none."""
    for part in location:
        if isinstance(part, int):
            data = data[part] if isinstance(data, list) and part < len(data) else None
        else:
            data = data.get(part) if isinstance(data, Mapping) else None
    return data


def _row(rows: Sequence[Any], part: str, dotted: str) -> int:
    for position, row in enumerate(rows):
        if isinstance(row, Mapping) and row.get("id") == part:
            return position
    if part in map(str, range(1, len(rows) + 1)):
        return int(part) - 1
    ids = [str(row["id"]) for row in rows if isinstance(row, Mapping) and "id" in row]
    known = (
        f"Known: {', '.join(ids)}"
        if ids
        else f"It has {len(rows)}; name one by its position, counted from 1."
    )
    raise UsageError(f"{dotted[:80]!r} names no row: there is none called {part[:40]!r}.", known)


def _put(container: Any, location: Location, value: Any) -> None:
    if value is None and value_at(container, location) is None:
        return
    for part in location[:-1]:
        container = container[part] if isinstance(part, int) else container.setdefault(part, {})
    last = location[-1]
    if value is not None:
        container[last] = value
    else:
        del container[last]


def _with(text: str, location: Location, value: Any) -> str:
    """The text with a value at a location, in the line of its key, or in a new one."""
    holder = _holder(text, location)
    if not holder:
        if any(table[: len(location)] == location for table in places(text).headers):
            text = _without(text, location)  # it stands as tables of its own, all of which are asked for
        text = _with_place_for(text, location)
        holder = location
    (start, end), rest = _inside(
        text, value_span(text, places(text).statements[holder].span), location[len(holder) :]
    )
    written = _written(value, line_end(text))
    if rest:  # a key that an inline table lacks
        written = f"{'.'.join(map(toml_key, rest))} = {written}"
        if others := entry_spans(text, (start, end)):
            return f"{text[: others[-1][1]]}, {written}{text[others[-1][1] :]}"
        return f"{text[: start + 1]}{written}{text[end - 1 :]}"
    if isinstance(value, list | tuple) and text[start] == "[":
        written = with_entries(text, (start, end), value)
        written = re.sub("\r?\n", line_end(text), written)
    return text[:start] + written + text[end:]


def _without(text: str, location: Location) -> str:
    """The text without what stands at a location: an entry, a key's lines, or whole tables."""
    holder = _holder(text, location)
    if holder and holder != location:
        inside = value_at(load(text), location[:-1])
        if value_at(load(text), location) is None:
            return text
        del inside[location[-1]]
        return _with(text, location[:-1], inside)
    found, gone = places(text), set[int]()
    for table, header in found.headers.items():
        if table[: len(location)] == location:
            gone |= set(range(header, found.ends[table] + 1))
    for key, statement in found.statements.items():
        if key[: len(location)] == location:
            first = text.count("\n", 0, statement.span[0]) + 1
            gone |= set(range(first, first + text.count("\n", *statement.span) + 1))
    return "".join(line for number, line in enumerate(lines_of(text), start=1) if number not in gone)


def _holder(text: str, location: Location) -> Location:
    """The location of the key whose line holds what is looked for; empty where there is none."""
    parts = (location[:length] for length in range(len(location), 0, -1))
    return next((part for part in parts if part in places(text).statements), ())


def _inside(text: str, span: Span, rest: Location) -> tuple[Span, Location]:
    """The value at the rest of a location within a value; and what is left where an inline table lacks it.

    Raises:
        KeyError: the value has no such entry, and can have none.
    """
    while rest:
        entries = entry_spans(text, span) if text[span[0]] in "[{" else []
        if text[span[0]] == "[" and isinstance(rest[0], int):
            span, rest = entries[rest[0]], rest[1:]
            continue
        if text[span[0]] != "{":
            raise KeyError(rest[0])
        held = [one for one in entries if names_of(text, one) == rest[: len(names_of(text, one))]]
        if not held:
            return span, rest
        span, rest = value_span(text, held[0]), rest[len(names_of(text, held[0])) :]
    return span, rest


def _with_place_for(text: str, location: Location) -> str:
    """The text with a key of no meaning yet where one that is missing belongs."""
    found, lines = places(text), lines_of(text)
    if example := found.examples.get(location):
        lines[example - 1] = lines[example - 1].replace("#", "", 1).lstrip(" \t")
        return "".join(lines)
    beside = [
        key[: statement.table]
        for key, statement in found.statements.items()
        if len(key) >= len(location) > 1 and key[: len(location) - 1] == location[:-1]
    ]
    table = location[:-1] if location[:-1] in found.ends or not beside else beside[-1]
    if table in found.ends or not table:
        first = min(found.headers.values(), default=len(lines) + 1) - 1
        after = found.ends.get(table, 0) if table else _above_rows(text) or _head(lines, first)
        new = [f"{'.'.join(toml_key(part) for part in location[len(table) :])} = 0"]
    else:
        above = max((one for one in found.headers if one == table[: len(one)]), key=len, default=())
        after = (
            max(end for one, end in found.ends.items() if one[: len(above)] == above) if above else len(lines)
        )
        header = ".".join(toml_key(part) for part in table if isinstance(part, str))
        new = ["", f"[{header}]", f"{toml_key(location[-1])} = 0"]
    return "".join(_inserted(lines, after, new, line_end(text)))


def _above_rows(text: str) -> int:
    """The last line of the keys that need no table, before lists with a row on each line; 0 without keys."""
    found, data, last = places(text), load(text), 0
    ends = [found.ends.get((), 0)]
    for key, statement in found.statements.items():
        if statement.table:
            break
        rows = value_at(data, key)
        if isinstance(rows, list) and rows and isinstance(rows[0], Mapping):
            return last or ends[0]
        last = text.count("\n", 0, statement.span[1]) + 1
    return ends[0]


def _head(lines: Sequence[str], before: int) -> int:
    """Where keys that need no table go: before the first header and the comments right above it."""
    while before and lines[before - 1].startswith("#"):
        before -= 1
    return before


def _inserted(lines: list[str], after: int, new: Sequence[str], line_end: str) -> list[str]:
    is_open = 0 < after == len(lines) and not lines[-1].endswith("\n")
    above = [*lines[:after], line_end] if is_open else lines[:after]
    return [*above, line_end.join(new), *([] if is_open else [line_end]), *lines[after:]]


def lines_of(text: str) -> list[str]:
    """The lines with their ends; only newlines end one in TOML."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def line_end(text: str) -> str:
    """How the first line of a text ends, as new ones do."""
    return "\r\n" if "\r\n" in text[: text.find("\n") + 1] else "\n"


def _written(value: Any, line_end: str) -> str:
    """A value as TOML writes it; a text of several lines on as many, but with carriage returns on one."""
    if isinstance(value, str) and "\n" in value and "\r" not in value:
        text = tomli_w.dumps({"x": value}, multiline_strings=True)
        return text.removeprefix("x = ").removesuffix("\n").replace("\n", line_end)
    return toml_value(value)
