"""Values that fill every field of a model, and the same with one leaf changed: by a walk over the model."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError

from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.settings import Settings

OTHER_WORDS = ("USD", "EUR", "SG", "ACT", "Europe/London", "id", "en", "rina@other.example", "M1", "D2")
"""Texts of a form: whatever a field may hold, one of these fits where a text with a word more does not."""

TOGETHER: dict[str, tuple[tuple[str, ...], ...]] = {
    "milestones": (
        ("due", "after", "not_before"),
        ("due", "start"),
        ("days", "after", "start", "not_before"),
    ),
    "payments": (("amount",), ("share",)),
}
"""Rows of a list, each with the fields that it leaves out: they exclude one another, or make a circle."""

GIVEN: dict[str, dict[str, Any]] = {
    "milestones.0": {"id": "M1"},
    "milestones.1": {"id": "M2", "after": ["M1"]},
    "milestones.2": {"id": "M3", "due": "2027-03-05"},
}
"""Values without which the examples contradict one another."""


def inner(annotation: Any) -> type[BaseModel] | None:
    """The table that a field holds, alone or in a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for one in get_args(annotation) if (found := inner(one))), None)


def leaves(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    """Every key that a person can fill, with dots; the rows of a list go by its name."""
    for name, field in model.model_fields.items():
        table = inner(field.annotation)
        if table is None:
            yield f"{prefix}{name}"
        else:
            yield from leaves(table, f"{prefix}{name}.")


def filled(model: type[BaseModel], path: str = "") -> dict[str, Any]:
    """A value for every field, from the examples that the model gives."""
    found: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        table = inner(field.annotation)
        if table is None:
            found[name] = deepcopy(field.examples[0]) if field.examples else field.get_default()
        elif get_origin(field.annotation) is tuple:
            without = TOGETHER.get(name, ((),))
            rows = [filled(table, f"{name}.{place}") for place in range(len(without))]
            found[name] = [
                {key: value for key, value in row.items() if key not in left}
                | GIVEN.get(f"{name}.{place}", {})
                for place, (row, left) in enumerate(zip(rows, without, strict=True))
            ]
        else:
            found[name] = filled(table, name)
    return found


def full_project(**given: Any) -> Project:
    """A project in which nothing is left empty."""
    return Project.model_validate({**filled(Project), **given})


def full_client() -> Client:
    """A client of whom all is known."""
    return Client.model_validate(filled(Client))


def full_settings() -> Settings:
    """A workspace in which everything is set."""
    values = filled(Settings)
    values["calendar"]["country"] = "GB"  # which has the region of the example
    return Settings.model_validate(values)


def values_at(data: Any, path: tuple[str, ...]) -> list[Any]:
    """What stands at a path, once for each row."""
    if isinstance(data, list | tuple) and path:
        return [found for row in data for found in values_at(row, path)]
    if not path:
        return [data]
    return values_at(data[path[0]], path[1:]) if isinstance(data, Mapping) and path[0] in data else []


def changes(whole: BaseModel, leaf: str) -> Iterator[Any]:
    """The same with another value of one leaf: every way in which the model allows it, row by row."""
    parts = tuple(leaf.split("."))
    data = whole.model_dump()
    for holder in _holders(data, parts[:-1]):
        before = holder[parts[-1]]
        if before in (None, "", (), []):
            continue
        for other in others(before, _annotation(type(whole), parts)):
            holder[parts[-1]] = other
            try:
                changed = type(whole).model_validate(data)
            except ValidationError:
                continue
            if changed != whole:
                yield changed
        holder[parts[-1]] = before


def others(value: Any, annotation: Any) -> Iterator[Any]:
    """Values beside a value: of its own choices, one more, one less, another text."""
    for choice in _choices(annotation):
        if choice != value:
            yield [choice] if isinstance(value, list | tuple) else choice
    match value:
        case bool():
            yield not value
        case int() | float() | Decimal():
            yield from (value + 1, value - 1)
        case date():
            yield from (value + timedelta(days=days) for days in (7, -7, 1))
        case str():
            yield from (f"{value} and more", f"{value}2", *OTHER_WORDS)
        case list() | tuple():
            yield from ([*value, one] for one in ("one more", *OTHER_WORDS))
            yield list(value[:-1])


def _choices(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return tuple(choice for one in get_args(annotation) for choice in _choices(one))


def _annotation(model: type[BaseModel], parts: tuple[str, ...]) -> Any:
    field = model.model_fields[parts[0]]
    table = inner(field.annotation)
    return _annotation(table, parts[1:]) if table and parts[1:] else field.annotation


def _holders(data: Any, parts: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    if isinstance(data, list | tuple):
        for row in data:
            yield from _holders(row, parts)
    elif parts:
        yield from _holders(data[parts[0]], parts[1:])
    else:
        yield data
