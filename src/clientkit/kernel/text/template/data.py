"""What a template may see: plain values only, checked on the way in and carried to the child process."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from clientkit.errors import InvalidDataError

DEPTH_LIMIT = 24
"""Levels of nesting; the deepest document has six."""


class Fields(dict[str, Any]):
    """A group of fields that knows its own name, so that a missing one can be named in full."""

    __slots__ = ("path",)

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path


def plain(data: dict[str, Any]) -> Fields:
    """The same data made of dict, list, str, Decimal, date, int, bool and None alone.

    Tuples become lists and finite floats exact decimals.

    Raises:
        InvalidDataError: anything else is in it; the message names the field.
    """
    return _plain_fields(data, "", 0)


def described(value: object) -> str:
    """What a value is, in a few words, for a message."""
    if value is None:
        return "an empty value (None)"
    kinds = {str: "text", bool: "yes or no", int: "a whole number", date: "a date", list: "a list"}
    return kinds.get(type(value), "a group of fields" if isinstance(value, dict) else type(value).__name__)


def wrong_kind(wanted: str, value: object) -> TypeError:
    """The error of a filter that was given another kind of value than it takes."""
    str(value)  # a missing field says so itself, and better
    return TypeError(f"needs {wanted}, not {described(value)}")


def _plain(value: object, path: str, depth: int) -> Any:
    if value is None or type(value) in (str, int, bool, date):
        return value
    if depth > DEPTH_LIMIT:
        raise _unfit(path, "is nested too deeply")
    if isinstance(value, dict):
        return _plain_fields(value, path, depth)
    if isinstance(value, list | tuple):
        return [_plain(item, f"{path}[{index}]", depth + 1) for index, item in enumerate(value)]
    return _plain_number(value, path)


def _plain_fields(value: dict[Any, Any], path: str, depth: int) -> Fields:
    fields = Fields(path)
    for name, item in value.items():
        if type(name) is not str:
            raise _unfit(path, f"has a name that is not text: {name!r:.40}")
        fields[name] = _plain(item, f"{path}.{name}" if path else name, depth + 1)
    return fields


def _plain_number(value: object, path: str) -> Decimal:
    number = Decimal(repr(value)) if type(value) is float else value
    if not isinstance(number, Decimal):
        raise _unfit(path, f"is of type {type(value).__name__}, which a template cannot hold")
    if not number.is_finite():
        raise _unfit(path, "is not a number")
    return number


def _unfit(path: str, what: str) -> InvalidDataError:
    return InvalidDataError(
        f"The template's data: '{path[:200]}' {what}.",
        "Give text, whole or decimal numbers, dates, yes or no, lists and groups of these.",
    )


def tagged(value: Any) -> Any:
    """Plain data as JSON can carry it: decimals and dates as one-field objects with a `$` name."""
    if isinstance(value, dict):
        # a name that begins with '$' gets one more, so that data can never pass for a tag
        return {re.sub(r"^\$", "$$", name): tagged(item) for name, item in value.items()}
    if isinstance(value, list):
        return [tagged(item) for item in value]
    if isinstance(value, Decimal):
        return {"$decimal": str(value)}
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    return value


def untagged(value: Any) -> Any:
    """Plain data from its tagged form."""
    match value:
        case {"$decimal": text}:
            return Decimal(text)
        case {"$date": text}:
            return date.fromisoformat(text)
        case dict():
            return {re.sub(r"^\$\$", "$", name): untagged(item) for name, item in value.items()}
        case list():
            return [untagged(item) for item in value]
    return value
