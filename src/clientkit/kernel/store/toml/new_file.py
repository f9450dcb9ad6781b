"""New TOML files that hold what is known, each section explained once above it: written from the models.

The explanation names every key that the section can hold, so what can be filled is never further away than
the section's own head; nothing stands there as a value that is none.
"""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import UnionType
from typing import Any, Union, get_args, get_origin

import tomli_w
from pydantic import BaseModel
from pydantic.fields import FieldInfo

WIDTH = 118
"""Columns of an explanation."""

LIST_WIDTH = 150
"""Columns of a list on one line; a longer one has a line for each entry."""

LONGEST_EXAMPLE = 24
"""Letters of an example that shows how something is written rather than what."""

ROW_WIDTH = 240
"""Columns that rows have on average in a list that is written with one line for each."""

FORMAT = "version of the file format"
"""What needs no word in the file itself."""

Keys = list[tuple[str, FieldInfo]]


def skeleton(model: type[BaseModel], values: Mapping[str, Any], title: str, schema: str = "") -> str:
    """The text of a new file: `values` filled in, and what else each section can hold said above it.

    Keys of the file itself come first and lists with one line a row next, because TOML has no place for
    them below a table.
    """
    fields = list(model.model_fields.items())
    own = [(name, field) for name, field in fields if not _table(field.annotation)]
    tables = [(name, field) for name, field in fields if _table(field.annotation)]
    rows = [(name, field) for name, field in tables if _is_short(field, values.get(name))]
    blocks = [[*_explained(title, own), "", *_filled(own, values)]]
    blocks += [_list(name, field, values[name]) for name, field in rows]
    blocks += [
        part for one in tables if one not in rows for part in _section(*one, (values.get(one[0]) or ()))
    ]
    text = "\n\n".join("\n".join(block) for block in blocks) + "\n"
    return f"{schema}\n{text}" if schema else text


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


def _section(name: str, field: FieldInfo, value: Any) -> Iterator[list[str]]:
    """A table, or a list with a table for each row, and then the lists inside it."""
    table = _table(field.annotation)
    assert table is not None  # noqa: S101 - only tables are passed in
    keys = [(key, inner) for key, inner in table.model_fields.items() if not _table(inner.annotation)]
    if _is_array(field.annotation):
        head = _explained(_sentence(field), keys)
        rows = [[f"[[{name}]]", *_filled(keys, row)] for row in value] or [[f"# [[{name}]]"]]
        yield [*head, *rows[0]]
        yield from rows[1:]
        return
    doc = (table.__doc__ or "").split("\n")[0]
    yield [*_explained(doc, keys), f"[{name}]", *_filled(keys, value or {})]
    for key, inner in table.model_fields.items():
        if _table(inner.annotation):
            yield from _section(f"{name}.{key}", inner, (value or {}).get(key) or ())


def _list(name: str, field: FieldInfo, rows: Sequence[Any]) -> list[str]:
    """A list of short rows, one line each."""
    table = _table(field.annotation)
    assert table is not None  # noqa: S101 - only lists of tables are passed in
    head = _explained(_sentence(field), list(table.model_fields.items()))
    return [*head, f"{name} = [", *(f"    {toml_value(row)}," for row in rows), "]"]


def _is_short(field: FieldInfo, rows: Any) -> bool:
    """Whether a list has several rows that fit on a line each."""
    if not (_is_array(field.annotation) and rows and len(rows) > 1):
        return False
    return sum(len(toml_value(row)) for row in rows) <= ROW_WIDTH * len(rows)


def _sentence(field: FieldInfo) -> str:
    told = field.description or ""
    return f"{told[:1].upper()}{told[1:]}"


def _explained(about: str, keys: Keys) -> list[str]:
    """What a section is, and what each of its keys means."""
    keys = [one for one in keys if one[1].description != FORMAT and not one[1].json_schema_extra]
    meanings = ", ".join(_meaning(*one) for one in keys)
    about = about.partition(", one [[")[0].rstrip(".")
    told = f"{about}. Keys: {meanings}."
    return textwrap.wrap(
        told,
        WIDTH,
        initial_indent="# ",
        subsequent_indent="# ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _meaning(name: str, field: FieldInfo) -> str:
    """What a key holds, with what counts where it is not set; how a day or a list of several is written."""
    told = [field.description or ""]
    default = field.get_default()
    if not field.is_required() and name != "version" and default not in (None, False, "", ()):
        told.append(f"{toml_value(default)} if not set")
    elif {date} & {*_arguments(field.annotation)} or get_origin(field.annotation) is tuple:
        example = example_value(field)
        told += [f"such as {example}"] if len(example) <= LONGEST_EXAMPLE else []
    return f"{name} ({'; '.join(told)})"


def _filled(keys: Keys, values: Mapping[str, Any]) -> list[str]:
    """A line for each key that has a value; the format's version is always said."""
    held = {key: value for key, value in values.items() if value is not None}
    held |= {name: field.default for name, field in keys if field.description == FORMAT and name not in held}
    return [_written(name, held[name]) for name, _ in keys if name in held]


def _written(name: str, value: Any) -> str:
    """A key with its value: on as many lines as a text has, one for each entry of a list that is long."""
    if isinstance(value, str) and "\n" in value:
        return f"{name} = {tomli_w.dumps({'x': value}, multiline_strings=True).removeprefix('x = ')}".rstrip(
            "\n"
        )
    line = f"{name} = {toml_value(value)}"
    if isinstance(value, list | tuple) and len(value) > 1 and len(line) > LIST_WIDTH:
        return f"{name} = [\n" + "".join(f"    {toml_value(one)},\n" for one in value) + "]"
    return line


def _arguments(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if get_origin(annotation) in {Union, UnionType} else (annotation,)


def _is_array(annotation: Any) -> bool:
    return get_origin(annotation) is tuple


def _table(annotation: Any) -> type[BaseModel] | None:
    inner = get_args(annotation)[0] if _is_array(annotation) else annotation
    return inner if isinstance(inner, type) and issubclass(inner, BaseModel) else None
