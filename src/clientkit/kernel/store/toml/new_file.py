"""New TOML files whose every key is there, explained, and ready to fill: written from the models.

A key with a value is written; one without stands as a comment with an example. So a new file is valid
as it is, and what can be filled is never further away than the key's own line.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import UnionType
from typing import Any, Union, get_args, get_origin

import tomli_w
from pydantic import BaseModel
from pydantic.fields import FieldInfo

WIDTH = 34
"""Columns for `key = value` before its explanation."""


def skeleton(model: type[BaseModel], values: Mapping[str, Any], title: str) -> str:
    """The text of a new file: `values` filled in, everything else as commented examples."""
    lines = [
        f"# {title}",
        "# Lines that begin with '#' are examples: take the '#' away and write your own.",
        "",
    ]
    tables = []
    for name, field in model.model_fields.items():
        if _table(field.annotation):
            tables.append((name, field))
        else:
            lines += _key(name, field, values.get(name), commented=False)
    for name, field in tables:
        lines += ["", *_section(name, field, values.get(name))]
    return "\n".join(lines) + "\n"


def toml_value(value: Any) -> str:
    """A value as TOML writes it, on one line."""
    if isinstance(value, Decimal | date):
        return str(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(toml_value(item) for item in value) + "]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{toml_key(key)} = {toml_value(item)}" for key, item in value.items()) + "}"
    return tomli_w.dumps({"x": value}).removeprefix("x = ").rstrip("\n")


def toml_key(key: str | int) -> str:
    """A key as TOML writes it: in quotes where it needs them."""
    return str(key) if re.fullmatch(r"[A-Za-z0-9_-]+", str(key)) else toml_value(str(key))


def example_value(field: FieldInfo) -> str:
    """A field's example as TOML writes it."""
    example = field.examples[0] if field.examples else field.get_default()
    if isinstance(example, str) and date in _arguments(field.annotation):
        return example
    return toml_value(example)


def _section(name: str, field: FieldInfo, value: Any) -> list[str]:
    table = _table(field.annotation)
    assert table is not None  # noqa: S101 - only tables are passed in
    if _is_array(field.annotation):
        description = field.description or ""
        lines = [f"# {description[:1].upper()}{description[1:]}."]
        for row in value or ():
            lines += [f"[[{name}]]", *_keys(table, row), ""]
        return [*lines, f"# [[{name}]]", *_keys(table, None)] if not value else lines[:-1]
    doc = (table.__doc__ or "").split("\n")[0]
    lines = [f"# {doc}", f"[{name}]"]
    arrays = []
    for key, inner in table.model_fields.items():
        if _table(inner.annotation):
            arrays += ["", *_section(f"{name}.{key}", inner, (value or {}).get(key))]
        else:
            lines += _key(key, inner, (value or {}).get(key), commented=False)
    return lines + arrays


def _keys(table: type[BaseModel], row: Mapping[str, Any] | None) -> list[str]:
    lines = []
    for key, field in table.model_fields.items():
        lines += _key(key, field, (row or {}).get(key), commented=row is None)
    return lines


def _key(name: str, field: FieldInfo, value: Any, *, commented: bool) -> list[str]:
    if value is None and name == "version" and not commented:
        value = field.default
    if isinstance(value, str) and "\n" in value:
        return [
            f"{name} = {tomli_w.dumps({'x': value}, multiline_strings=True).removeprefix('x = ')}".rstrip(
                "\n"
            )
        ]
    filled = value is not None
    shown = toml_value(value) if filled else example_value(field)
    line = f"{'' if filled else '# '}{name} = {shown}"
    return [f"{line:<{WIDTH}}  # {field.description}" if field.description else line]


def _arguments(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if get_origin(annotation) in {Union, UnionType} else (annotation,)


def _is_array(annotation: Any) -> bool:
    return get_origin(annotation) is tuple


def _table(annotation: Any) -> type[BaseModel] | None:
    inner = get_args(annotation)[0] if _is_array(annotation) else annotation
    return inner if isinstance(inner, type) and issubclass(inner, BaseModel) else None
