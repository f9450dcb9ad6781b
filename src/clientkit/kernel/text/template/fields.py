"""The fields of a context, one by one, as a person who writes a template looks them up."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import AfterValidator, BaseModel
from pydantic.fields import FieldInfo

from clientkit.kernel.model.values.text import tidy

WORDS: dict[Any, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "yes or no",
    date: "date",
    Decimal: "decimal number",
}


class ContextField(NamedTuple):
    """One row of `template show NAME --fields`."""

    name: str
    type: str
    description: str


def context_fields(model: type[BaseModel]) -> list[ContextField]:
    """Every field of a context with its dotted name; `[]` marks what stands in a list."""
    return list(_fields(model, ""))


def _fields(model: type[BaseModel], prefix: str) -> Iterator[ContextField]:
    for name, field in model.model_fields.items():
        inner, is_list = _inner_model(field.annotation)
        yield ContextField(prefix + name, _words(field), field.description or "")
        if inner is not None:
            yield from _fields(inner, f"{prefix}{name}{'[]' if is_list else ''}.")


def _words(field: FieldInfo) -> str:
    is_prose = any(isinstance(item, AfterValidator) and item.func is tidy for item in field.metadata)
    return "text, Markdown" if is_prose else _type_words(field.annotation)


def _type_words(annotation: Any) -> str:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _type_words(arguments[0])
    if origin in (Union, UnionType):
        kinds = [_type_words(one) for one in arguments if one is not NoneType]
        return " or ".join([*kinds, *(["empty"] if NoneType in arguments else [])])
    if origin is Literal:
        return f"one of {', '.join(str(one) for one in arguments)}"
    if origin is tuple:
        return f"list of {_type_words(arguments[0])}"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "fields"
    return WORDS[annotation]


def _inner_model(annotation: Any) -> tuple[type[BaseModel] | None, bool]:
    """The model inside a field's type, and whether the field holds a list of them."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation, False
    for argument in get_args(annotation):
        model, is_list = _inner_model(argument)
        if model is not None:
            return model, is_list or get_origin(annotation) is tuple
    return None, False
