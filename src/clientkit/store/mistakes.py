"""What is wrong in a TOML file, in words a person can act on: line, nearest valid key, example."""

from collections.abc import Sequence
from difflib import get_close_matches
from types import UnionType
from typing import Any, Union, get_args, get_origin

import tomli
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from clientkit.model.problem import Problem
from clientkit.store.toml_lines import Location, line_of

MARKERS = ("<<<<<<< ", ">>>>>>> ", "||||||| ")
"""Beginnings of lines that git leaves in a file it could not merge."""


def conflict_line(text: str) -> int | None:
    """Line of the first conflict marker; inside a text of several lines TOML would take it as valid."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith(MARKERS) or line.rstrip() == "=======":
            return number
    return None


def syntax_problem(file: str, error: tomli.TOMLDecodeError) -> Problem:
    """A file that is no TOML."""
    return Problem(
        file=file,
        line=getattr(error, "lineno", None),
        code="bad-toml",
        message=f"not TOML: {getattr(error, 'msg', str(error))}",
        hint='Texts stand in quotes: name = "Acme"',
    )


def field_problems(file: str, text: str, model: type[BaseModel], error: ValidationError) -> list[Problem]:
    """One problem for each thing that does not fit the model."""
    found = [
        _problem(file, text, model, dict(detail))
        for detail in error.errors(include_url=False, include_context=True)
    ]
    return sorted(found, key=lambda problem: problem.line or 0)


def _problem(file: str, text: str, model: type[BaseModel], detail: dict[str, Any]) -> Problem:
    location: Location = tuple(
        part for part in detail["loc"] if isinstance(part, int) or not part.startswith("function-")
    )
    key = dotted(location)
    code, message = _in_words(model, location, key, detail)
    field = field_at(model, location)
    example = example_of(location, field) if code != "unknown-key" else ""
    return Problem(file=file, line=line_of(text, location), code=code, message=message, hint=example)


def _in_words(
    model: type[BaseModel], location: Location, key: str, detail: dict[str, Any]
) -> tuple[str, str]:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return "unknown-key", f"unknown key '{key}'{nearest(model, location)}"
    if kind == "missing":
        return "missing-key", f"'{key}' is missing"
    if kind == "value_error":
        return "bad-value", f"'{key}' {context['error']}" if key else str(context["error"])
    if kind == "literal_error":
        return "bad-value", f"'{key}' must be {context['expected']}, not {_shown(detail['input'])}"
    sentences = {
        "string_type": "must be a text in quotes",
        "int_type": "must be a whole number",
        "int_parsing": "must be a whole number",
        "bool_type": "must be true or false",
        "bool_parsing": "must be true or false",
        "tuple_type": "must be a list in brackets",
        "model_type": "must be a table",
        "model_attributes_type": "must be a table",
        "string_too_short": "must not be empty",
        "string_pattern_mismatch": "is not of the form that it must have",
        "string_too_long": f"is longer than {context.get('max_length')} characters",
        "date_from_datetime_inexact": "must be a date without a time",
    }
    said = sentences.get(kind)
    if said is None and kind.startswith(("date", "datetime")):
        said = "must be a date such as 2026-11-16"
    return "bad-value", f"'{key}' {said or detail['msg'].lower()}, not {_shown(detail['input'])}"


def _shown(value: object) -> str:
    text = f"'{value}'" if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:57] + "…'"  # noqa: PLR2004 - a line of the terminal


def nearest(model: type[BaseModel], location: Location) -> str:
    """What a key that does not exist was probably meant to be."""
    owner = model_at(model, location[:-1])
    names = list(owner.model_fields) if owner else []
    close = get_close_matches(str(location[-1]), names, n=1, cutoff=0.5)
    if close:
        return f"; did you mean '{close[0]}'?"
    return f"; known here: {', '.join(names)}" if names else ""


def dotted(location: Sequence[str | int]) -> str:
    """A location as people write it, positions counted from 1: `milestones.2.due`."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in location)


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
    from clientkit.store.skeleton import toml_value

    names = [part for part in location if isinstance(part, str)]
    return f"For instance: {names[-1]} = {toml_value(field.examples[0])}"


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in {tuple, Union, UnionType}:
        for argument in get_args(annotation):
            if found := _model_in(argument):
                return found
    return None


def said(model: type[BaseModel], error: ValidationError) -> tuple[str, str]:
    """The first mistake in values that came from a command line: what is wrong, and an example."""
    first = field_problems("", "", model, error)[0]
    return first.message, first.hint
