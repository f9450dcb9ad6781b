"""What a field of a model may hold, in the words of the reference pages."""

import builtins
import types
import typing
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from pydantic import AwareDatetime, BaseModel
from pydantic.fields import FieldInfo

from clientkit.kernel.model.files import agreement, client, price, scope
from clientkit.kernel.model.files import calendar_settings as calendar
from clientkit.kernel.model.records import correspondence
from clientkit.kernel.model.records import progress as work
from clientkit.kernel.model.records import record as entry
from clientkit.kernel.model.values import money, text
from clientkit.kernel.store.toml.new_file import toml_value

PLAIN: dict[Any, str] = {
    Any: "any value",
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    date: "date",
    AwareDatetime: "instant",
    datetime: "instant",
    Decimal: "number",
}
"""Words for the types without a name of their own."""

NAMED: tuple[tuple[Any, str], ...] = (
    (text.Line, "line"),
    (text.FullLine, "line, not empty"),
    (text.Prose, "text, Markdown"),
    (text.NoteText, "text, not empty"),
    (text.Address, "mail address"),
    (calendar.TimeZone, "time zone"),
    (money.Currency, "currency"),
    (money.Amount, "amount"),
    (money.Percent, "percent"),
    (price.Hours, "hours"),
    (scope.Quantity, "number above 0"),
    (scope.ItemId, "short name"),
    (agreement.KeptName, "name of a file in the same folder"),
    (client.ContactId, "short name"),
    (entry.ItemRef, "short name"),
    (entry.SlugText, "slug"),
    (entry.RecordId, "id"),
    (entry.WorkHours, "hours, above 0"),
    (entry.SourceRef, "line, not empty"),
    (entry.Sha256, "SHA-256, in hex"),
    (work.CommitHash, "hash, in hex"),
    (correspondence.IsoWeekText, "ISO week"),
)
"""Words for the types that the models name."""


class FieldWords(NamedTuple):
    """One field, as a row of a table says it."""

    name: str
    type: str
    default: str
    meaning: str
    example: str


def field_words(model: type[BaseModel]) -> list[FieldWords]:
    """Every field of a model that holds a value of its own; tables inside it are told elsewhere."""
    hints = get_type_hints(model, include_extras=True)
    return [
        FieldWords(
            name,
            type_words(hints[name]) + _bounds(hints[name], field),
            default_words(field),
            field.description or "",
            example_words(field),
        )
        for name, field in model.model_fields.items()
        if inner_model(field.annotation) is None
    ]


def type_words(annotation: Any, plain: Mapping[Any, str] = PLAIN) -> str:
    """What may stand there, in words; `plain` has other words for some types.

    Raises:
        KeyError: a type that has no words yet.
    """
    named = next((words for known, words in NAMED if known is annotation), None)
    if named:
        return named
    arguments = get_args(annotation)
    match get_origin(annotation):
        case typing.Annotated:
            words = type_words(arguments[0], plain)
        case typing.Union | types.UnionType:
            words = _either([type_words(one, plain) for one in arguments if one is not types.NoneType])
        case typing.Literal:
            words = _either([f"`{toml_value(one)}`" for one in arguments])
        case builtins.tuple | builtins.list:
            words = f"list, each: {type_words(arguments[0], plain)}"
        case builtins.dict:
            words = f"{type_words(arguments[1], plain)} for each of {type_words(arguments[0], plain)}"
        case _:
            words = plain.get(annotation) or PLAIN[annotation]
    return words


def _either(words: list[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _bounds(annotation: Any, field: FieldInfo) -> str:
    """The range of a number: `, 0 to 30`; named types say theirs in their name."""
    if type_words(annotation) not in PLAIN.values():
        return ""
    low = next((str(item.ge) for item in field.metadata if hasattr(item, "ge")), None)
    above = next((str(item.gt) for item in field.metadata if hasattr(item, "gt")), None)
    high = next((str(item.le) for item in field.metadata if hasattr(item, "le")), None)
    if low is not None:
        return f", {low} to {high}" if high is not None else f", {low} or more"
    if above is not None:
        return f", above {above}" + (f", up to {high}" if high is not None else "")
    return ""


def default_words(field: FieldInfo) -> str:
    """What is taken where the key is missing."""
    if field.is_required():
        return "required"
    value = field.get_default(call_default_factory=True)
    return "" if value in (None, "", ()) else f"`{toml_value(value)}`"


def example_words(field: FieldInfo) -> str:
    """The field's example, as TOML writes it."""
    if not field.examples:
        return ""
    example = field.examples[0]
    if isinstance(example, str) and any(
        one is date for one in (field.annotation, *get_args(field.annotation))
    ):
        return f"`{example}`"
    return f"`{toml_value(example)}`"


def inner_model(annotation: Any) -> type[Any] | None:
    """The model or row that a field holds, alone or in a list; None for plain values."""
    if isinstance(annotation, type) and (issubclass(annotation, BaseModel) or is_dataclass(annotation)):
        return annotation
    return next((found for one in get_args(annotation) if (found := inner_model(one))), None)


def is_list(annotation: Any) -> bool:
    """Whether a field holds several."""
    return get_origin(annotation) in (tuple, list) or any(is_list(one) for one in get_args(annotation))


def sentence(model: type[Any]) -> str:
    """The first line of a model's docstring."""
    return (model.__doc__ or "").partition("\n")[0]
