"""The tables of docs/reference/files.md: every key and every record, from the models."""

from collections.abc import Callable, Iterator

from pydantic import BaseModel

from clientkit.kernel.model.files.agreement import Manifest
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.schedule import Plan
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.files.user import UserSettings
from clientkit.kernel.model.records.journal import KINDS, models
from clientkit.kernel.model.records.record import Entry
from markdown_page import table
from model_words import FieldWords, field_words, inner_model, is_list, sentence

FILES: dict[str, type[BaseModel]] = {
    "clientkit.toml": Settings,
    "client.toml": Client,
    "project.toml": Project,
    "manifest.toml": Manifest,
    "plan.toml": Plan,
    "config.toml": UserSettings,
}


def blocks() -> dict[str, Callable[[], str]]:
    """What is generated on the page, by the names of its marks."""
    tables: dict[str, Callable[[], str]] = {
        name: lambda model=model: "\n".join(keys(model))  # type: ignore[misc]
        for name, model in FILES.items()
    }
    return {**tables, "records": lambda: "\n".join(records())}


def keys(model: type[BaseModel]) -> Iterator[str]:
    """The keys of a TOML file, one table per section."""
    yield "#### The top of the file\n"
    yield key_table(model)
    yield from _sections(model, "")


def _sections(model: type[BaseModel], prefix: str) -> Iterator[str]:
    for name, field in model.model_fields.items():
        inner = inner_model(field.annotation)
        if inner is None:
            continue
        several = is_list(field.annotation)
        yield f"#### `{'[[' if several else '['}{prefix}{name}{']]' if several else ']'}`\n"
        yield sentence(inner) + "\n"
        yield key_table(inner)
        yield from _sections(inner, f"{prefix}{name}.")


def key_table(model: type[BaseModel]) -> str:
    """One table of keys."""
    return table(
        ("Key", "Value", "If missing", "Meaning", "Example"),
        [(f"`{row.name}`", *row[1:]) for row in field_words(model)],
    )


def record_models() -> list[type[Entry]]:
    """The kinds of record, in the order of their table."""
    return list(models(frozenset(KINDS)))


def records() -> Iterator[str]:
    """What every record has, then the kinds with their own fields."""
    every = field_words(Entry)
    yield "#### Every record\n"
    yield _fields([every[0], every[1], _kind_row(), *every[2:]])
    known = {row.name for row in every} | {"kind"}
    for model in record_models():
        yield f"#### `{model.model_fields['kind'].default}`\n"
        yield sentence(model) + "\n"
        yield _fields([row for row in field_words(model) if row.name not in known])


def _kind_row() -> FieldWords:
    return FieldWords("kind", "one of the kinds below", "required", "what happened", "")


def _fields(rows: list[FieldWords]) -> str:
    return table(
        ("Field", "Value", "If missing", "Meaning"),
        [(f"`{row.name}`", row.type, row.default, row.meaning) for row in rows],
    )
