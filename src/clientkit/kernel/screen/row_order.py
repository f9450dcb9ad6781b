"""The order of a list: by any field of its rows, and the other way round."""

from typing import Any, TypeVar

from clientkit.errors import UsageError
from clientkit.kernel.model.values.rows import Rows

AnyRows = TypeVar("AnyRows", bound="Rows[Any]")


def in_order(rows: AnyRows, by: str | None) -> AnyRows:
    """The rows by a field, what has no value last; `-field` turns the order round. As they are without one.

    Raises:
        UsageError: the rows have no such field.
    """
    if by is None or not rows:
        return rows
    name, falling = by.lstrip("-"), by.startswith("-")
    fields = list(getattr(type(rows[0]), "model_fields", None) or rows[0].__slots__)
    if name not in fields:
        from difflib import get_close_matches

        close = get_close_matches(name, fields, n=1)
        hint = f"Did you mean '{close[0]}'?" if close else f"There are: {', '.join(fields)}"
        raise UsageError(f"There is no column '{name[:40]}' to sort by.", hint)
    filled = [row for row in rows if getattr(row, name) is not None]
    empty = [row for row in rows if getattr(row, name) is None]
    return type(rows)([*sorted(filled, key=lambda row: _key(getattr(row, name)), reverse=falling), *empty])


def _key(value: Any) -> Any:
    """What a value is compared by: words whatever their capitals, several values one after the other."""
    return value.casefold() if isinstance(value, str) else value
