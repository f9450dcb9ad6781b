"""What is wrong in a TOML file, in words a person can act on: line, nearest valid key, example."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from clientkit.kernel.model.values.problem import Problem
from clientkit.kernel.store.toml.line_numbers import Location, line_of

_HINTS = {"newer-file": "Update clientkit; the file is kept as it is."}

MOST = 20
"""Problems of one file that are told one by one: a screenful."""

SHOWN = 60
"""Characters of a wrong value that a message shows."""


def syntax_problem(file: str, error: ValueError) -> Problem:
    """A file that is no TOML, or holds a number that is too long."""
    return Problem(
        file=file,
        line=getattr(error, "lineno", None),
        code="bad-toml",
        message=f"not TOML: {getattr(error, 'msg', str(error))}",
        hint='Texts stand in quotes: name = "Acme"',
    )


def field_problems(file: str, text: str, model: type[BaseModel], error: ValidationError) -> list[Problem]:
    """One problem for each thing that does not fit the model, by line; of very many the first."""
    details = error.errors(include_url=False, include_context=True)
    placed = sorted(((line_of(text, _location(one)), one) for one in details), key=lambda each: each[0] or 0)
    found = [_problem(file, line, model, dict(detail)) for line, detail in placed[:MOST]]
    return [*found, more_problems(file, len(placed) - MOST)] if len(placed) > MOST else found


def more_problems(file: str, count: int) -> Problem:
    """What stands for the problems of a file that are not told one by one."""
    return Problem(file=file, code="more", message=f"and {count:,} more", hint="Mend these first.")


def _location(detail: Mapping[str, Any]) -> Location:
    return tuple(part for part in detail["loc"] if isinstance(part, int) or not part.startswith("function-"))


def _problem(file: str, line: int | None, model: type[BaseModel], detail: dict[str, Any]) -> Problem:
    location = _location(detail)
    code, message = _in_words(model, location, detail)
    field = field_at(model, location)
    hint = _HINTS.get(code) or (example_of(location, field) if code != "unknown-key" else "")
    return Problem(file=file, line=line, code=code, message=message, hint=hint)


def _in_words(model: type[BaseModel], location: Location, detail: dict[str, Any]) -> tuple[str, str]:
    key = dotted(location)
    if detail["type"] == "extra_forbidden":
        return "unknown-key", f"unknown key '{key[:80]}'{nearest(model, location)}"
    if detail["type"] == "missing":
        return "missing-key", f"'{key}'{_complaint(detail)}"
    if location == ("version",):
        return "newer-file", f"version {_shown(detail['input'])} of this file needs a newer clientkit"
    return "bad-value", f"'{key}'{_complaint(detail)}" if key else str(detail["ctx"]["error"])


def _complaint(detail: Mapping[str, Any]) -> str:
    """What stands after a key's name: what its value must be, and what it is."""
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "missing":
        return " is missing"
    if kind == "value_error":
        return f": {context['error']}"
    words = _WORDS.get(kind) or ("must be a date such as 2026-11-16" if "date" in kind else detail["msg"])
    sign = ":" if kind == "string_pattern_mismatch" else ", not"
    but = "" if kind in _EMPTY else f"{sign} {_shown(detail['input'])}"
    return f" {words.format_map(context)}{but}"


_EMPTY = {"string_too_short", "too_short"}

_WORDS = {
    "literal_error": "must be {expected}",
    "string_type": "must be a text in quotes",
    "string_unicode": "must be text in UTF-8",
    "string_too_short": "must not be empty",
    "string_too_long": "must have at most {max_length} characters",
    "string_pattern_mismatch": "is not of the form that it must have",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_parsing_size": "must be a smaller number",
    "int_from_float": "must be a whole number",
    "finite_number": "must be a number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be {ge} or more",
    "less_than": "must be less than {lt}",
    "less_than_equal": "must be {le} or less",
    "tuple_type": "must be a list in brackets",
    "too_short": "must not be empty",
    "too_long": "must have at most {max_length} entries",
    "model_type": "must be a table",
    "model_attributes_type": "must be a table",
    "timezone_aware": "must say its time zone",
    "date_from_datetime_inexact": "must be a date such as 2026-11-16, without a time",
}
"""Pydantic's kinds of error in the words of this program; placeholders are the error's own context."""


def _shown(value: object) -> str:
    try:
        text = str(value).lower() if isinstance(value, bool) else str(value)
    except ValueError:  # hexadecimal digits have no limit, decimal ones do
        text = "a number of thousands of digits"
    text = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    return f"'{text}'" if isinstance(value, str) else text


def nearest(model: type[BaseModel], location: Location) -> str:
    """What the first key of a location that does not exist was probably meant to be."""
    for length, part in enumerate(location):
        owner = model_at(model, location[:length])
        if owner is None or isinstance(part, int) or part in owner.model_fields:
            continue
        close = get_close_matches(part, owner.model_fields, n=1, cutoff=0.5)
        return f"; did you mean '{close[0]}'?" if close else f"; known here: {', '.join(owner.model_fields)}"
    return ""


def dotted(location: Sequence[str | int]) -> str:
    """A location as people write it, positions counted from 1: `milestones.2.due`."""
    parts = (str(part + 1) if isinstance(part, int) else part for part in location if part != "[key]")
    return ".".join(parts)


def model_at(model: type[BaseModel], location: Location) -> type[BaseModel] | None:
    """The model of the table at a location."""
    current: type[BaseModel] | None = model
    for part in location:
        if isinstance(part, int) or current is None:
            continue
        field = current.model_fields.get(part)
        current = _model_in(field.annotation) if field else None
    return current


def field_at(model: type[BaseModel], location: Location) -> FieldInfo | None:
    """The field at a location."""
    names = [part for part in location if isinstance(part, str)]
    owner = model_at(model, tuple(names[:-1])) if names else None
    return owner.model_fields.get(names[-1]) if owner and names else None


def example_of(location: Location, field: FieldInfo | None) -> str:
    """A line that would be right, made from the example in the model."""
    if field is None or not field.examples:
        return ""
    from clientkit.kernel.store.toml.new_file import example_value

    names = [part for part in location if isinstance(part, str)]
    return f"For instance: {names[-1]} = {example_value(field)}"


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in {tuple, Union, UnionType}:
        for argument in get_args(annotation):
            if found := _model_in(argument):
                return found
    return None


def message_and_hint(model: type[BaseModel], error: ValidationError) -> tuple[str, str]:
    """The first mistake in values that came from a command line: what is wrong, and an example."""
    first = field_problems("", "", model, error)[0]
    return first.message, first.hint


def reason_in_words(error: ValidationError) -> str:
    """What is wrong with the value of one key, to stand after the key's name."""
    return _complaint(error.errors(include_url=False)[0])
