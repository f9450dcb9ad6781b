"""Setting keys in a TOML file in place: comments, order and everything else stay as a person wrote them."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

from clientkit.errors import InvalidDataError, UsageError
from clientkit.kernel.store.toml.file import load
from clientkit.kernel.store.toml.line_numbers import Location, example_line, last_line


def set_keys(text: str, changes: Mapping[Location, Any]) -> str:
    """The text with values set at locations such as `('milestones', 1, 'days')`; None takes a key away.

    A key that stands as a commented example, `# stage = "active"  # where it stands`, becomes real in its
    own line; another new one follows the last of its table. The result is read again and compared with what
    it should hold: an edit changes no more than it says.

    Raises:
        InvalidDataError: the text cannot be edited safely.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    expected = deepcopy(load(text))
    try:
        for location, value in changes.items():
            if value is not None and value_at(expected, location) is None:
                text = _with_place_for(text, location)
        document = tomlkit.parse(text)
        for location, value in changes.items():
            _put(document, location, _item(value))
            _put(expected, location, value)
        edited = tomlkit.dumps(document)
        is_right = load(edited) == expected
    except (TOMLKitError, ValueError) as error:
        raise InvalidDataError(
            f"The file cannot be edited in place: {error}", "Change it in an editor."
        ) from None
    if not is_right:
        raise InvalidDataError(
            "The file cannot be edited in place without touching other keys.", "Change it in an editor."
        )
    return edited


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
    for part in location[:-1]:
        if isinstance(part, str) and part not in container:
            container[part] = _empty_table(container)
        container = container[part]
    last = location[-1]
    if value is not None:
        container[last] = value
    elif isinstance(last, int) or last in container:
        del container[last]


def _with_place_for(text: str, location: Location) -> str:
    """The text with a key of no meaning yet where one that is missing belongs, if its table stands there."""
    lines = text.split("\n")
    if line := example_line(text, location):
        lines[line - 1] = lines[line - 1].replace("#", "", 1).lstrip()
    elif line := last_line(text, location[:-1]):
        lines.insert(line, f"{location[-1]} = 0")
    return "\n".join(lines)


def _empty_table(container: Any) -> Any:
    if type(container) is dict:
        return {}
    import tomlkit

    return tomlkit.table()


def _item(value: Any) -> Any:
    """A value as tomlkit holds it; decimals keep their digits, lines of text their line breaks."""
    import tomlkit

    if isinstance(value, Decimal):
        return tomlkit.value(str(value))
    if isinstance(value, str) and "\n" in value and "\r" not in value:
        return tomlkit.string(value, multiline=True)
    if isinstance(value, date) or value is None:
        return value
    if isinstance(value, Mapping):
        table = tomlkit.inline_table()
        table.update({key: _item(entry) for key, entry in value.items()})
        return table
    if isinstance(value, list | tuple):
        items = tomlkit.array()
        for entry in value:
            items.append(_item(entry))
        return items
    return tomlkit.item(value)
