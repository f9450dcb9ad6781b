"""Changing a TOML file of the store: by keys, or whole in an editor. Nothing broken is ever saved."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, Field, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from clientkit.errors import UsageError
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.date_input import parse_day
from clientkit.kernel.model.values.money import AmbiguousAmountError, parse_typed_amount
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.save import clear_leftover, save_file
from clientkit.kernel.store.toml.edit import find_location, set_keys, value_at
from clientkit.kernel.store.toml.file import BrokenFileError, TomlFile, load, parse_toml, text_of
from clientkit.kernel.store.toml.line_numbers import Location
from clientkit.kernel.store.toml.validation_messages import (
    dotted,
    example_of,
    field_at,
    model_at,
    nearest,
    reason_in_words,
)
from clientkit.kernel.store.workspace import Workspace

PLAIN = re.compile(r"[0-9]+(\.[0-9]+)?")
"""A number that stays as it was typed."""


class KeyChange(Model):
    """One key of a file before and after a change."""

    key: str = Field(description="dotted key")
    before: Any = Field(description="value before; null when it was not set")
    after: Any = Field(description="value now; null when it was taken away")


class KeyChanges(Rows[KeyChange]):
    """Keys that were changed together."""


def set_values(workspace: Workspace, file: TomlFile[Any], pairs: Sequence[str], today: date) -> KeyChanges:
    """Set `key=value` pairs in a file; an empty value takes the key away.

    Raises:
        UsageError: no such key, or a value that it cannot have.
        RefusedError: the file changed since it was read.
    """
    model = type(file.value)
    data = load(file.text)
    changes: dict[Location, Any] = {}
    typed: dict[Location, str] = {}
    for pair in pairs:
        key, separator, text = pair.partition("=")
        if not separator:
            raise UsageError(f"{pair[:80]!r} is not of the form key=value.", "For instance: stage=active")
        location = find_location(data, key.strip())
        typed[location] = key.strip()
        changes[location] = typed_value(model, location, text, today)
    edited = set_keys(file.text, changes, workspace.relative(file.path))
    _require_valid(workspace, file.path, edited, model)
    done = [
        KeyChange(key=typed[location], before=value_at(data, location), after=value)
        for location, value in changes.items()
        if value_at(data, location) != value
    ]
    if done:
        message = f"Set {', '.join(change.key for change in done)} in {workspace.relative(file.path)}"
        save_file(workspace, file.path, edited.encode(), file.digest, message)
        for location, value in changes.items():
            _tell_namers(workspace, file.path, load(edited), _gone(data, location, value))
    else:
        clear_leftover(workspace)
    return KeyChanges(done)


def _gone(data: Any, location: Location, value: Any) -> str:
    """The id of a row that a change takes away or renames."""
    if location[-1] == "id":
        before = value_at(data, location)
        return before if before != value else ""
    row = value_at(data, location) if value is None and isinstance(location[-1], int) else None
    return str(row.get("id", "")) if isinstance(row, dict) else ""


def _tell_namers(workspace: Workspace, path: Path, data: Any, gone: str) -> None:
    if not gone or not path.is_relative_to(workspace.clients_dir):
        return
    from clientkit.kernel.store.named_ids import namers

    if found := list(namers(workspace, path, data, gone)):
        workspace.notices.add(f"'{gone}' is gone and still named by {', '.join(found)}")


def begin_edit(workspace: Workspace, path: Path, model: type[Model]) -> TomlFile[Any]:
    """A file's text and digest, to be edited even when it is broken: that is how it gets mended.

    Raises:
        NotFoundError: there is no such file.
        BrokenFileError: it cannot be read as text at all.
    """
    data = read_limited(path)
    return TomlFile(path, model.model_construct(), text_of(workspace.relative(path), data), digest(data))


def mistakes_in(workspace: Workspace, path: Path, text: str, model: type[Model]) -> BrokenFileError | None:
    """What is wrong with a text that is to become a file, or None."""
    try:
        parse_toml(workspace.relative(path), text, model)
    except BrokenFileError as error:
        return error
    return None


def save_edited(workspace: Workspace, file: TomlFile[Any], text: str) -> bool:
    """Save a file that was changed in an editor; whether it differs.

    Raises:
        BrokenFileError: the text does not hold what it should; nothing is saved.
        RefusedError: the file changed since it was read.
    """
    parse_toml(workspace.relative(file.path), text, type(file.value))
    if text == file.text:
        clear_leftover(workspace)
        return False
    save_file(workspace, file.path, text.encode(), file.digest, f"Edit {workspace.relative(file.path)}")
    return True


def _require_valid(workspace: Workspace, path: Path, text: str, model: type[Model]) -> None:
    if broken := mistakes_in(workspace, path, text, model):
        first = broken.problems[0]
        raise UsageError(f"Nothing was changed: {first.message}.", first.hint)


def typed_value(model: type[BaseModel], location: Location, text: str, today: date) -> Any:
    """The first reading of a text that the key accepts: as TOML, as it stands, as a list, as a date.

    Raises:
        UsageError: no such key, or a value that it cannot have.
    """
    field = field_at(model, location)
    if field is None and (table := _list_of_tables(model, location)):
        raise UsageError(
            f"There is no [[{table}]] yet, so {dotted(location)[:80]!r} names nothing.",
            "Add one in an editor: clientkit client edit, project edit, or config edit.",
        )
    if location == ("slug",):
        raise UsageError(
            "A short name stays: records, replies and agreements bear it.", "Set what is read: name or title."
        )
    if field is None:
        known = nearest(model, location).removeprefix("; ")
        raise UsageError(f"There is no key {dotted(location)[:80]!r}.", f"{known[:1].upper()}{known[1:]}")
    if not text.strip():
        return None
    if isinstance(location[-1], int):
        raise UsageError(
            f"'{dotted(location)}' is one entry of a list; set the whole list, or one of its keys.",
            example_of(location, field),
        )
    adapter = _adapter(field)
    problem: ValidationError | None = None
    for reading in _readings(text, field, today):
        try:
            adapter.validate_python(reading)
        except ValidationError as error:
            problem = problem or error
            continue
        return reading
    assert problem is not None  # noqa: S101 - there is always at least one reading
    raise UsageError(f"'{dotted(location)}'{reason_in_words(problem)}.", example_of(location, field))


def _list_of_tables(model: type[BaseModel], location: Location) -> str:
    """The list of tables that a location leads into without naming a row that is there."""
    name = str(location[0])
    leads_on = len(location) > 1 and isinstance(location[1], str)
    if not leads_on or model_at(model, (name,)) is None:
        return ""
    return name if get_origin(model.model_fields[name].annotation) is tuple else ""


def _adapter(field: FieldInfo) -> TypeAdapter[Any]:
    kind: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    return TypeAdapter(kind)


def _kinds_of(field: FieldInfo) -> list[Any]:
    """The types that a field takes, without what is said about them."""
    whole = field.annotation
    kinds = get_args(whole) if get_origin(whole) in {Union, UnionType} else (whole,)
    return [get_args(kind)[0] if get_origin(kind) is Annotated else kind for kind in kinds]


def _readings(text: str, field: FieldInfo, today: date) -> list[Any]:
    if Decimal in _kinds_of(field):
        try:
            amount = parse_typed_amount(text)
            if not PLAIN.fullmatch(text.strip()):
                return [int(amount) if amount == amount.to_integral_value() else float(amount)]
        except AmbiguousAmountError:
            raise
        except UsageError:  # told as of any other value that cannot be
            pass
    readings: list[Any] = []
    with suppress(ValueError, RecursionError):
        ((_, reading),) = load(f"x = {text}").items()
        readings.append(reading)
    if get_origin(field.annotation) is tuple:
        separator = ";" if ";" in text else ","
        return [*readings, [part.strip() for part in text.split(separator) if part.strip()]]
    if date in _kinds_of(field):
        try:
            return [*readings, parse_day(text, today)]
        except UsageError:
            return [*readings, text]
    return [*readings, text]
