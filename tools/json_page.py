"""The tables of docs/reference/json.md: what each command's `--json` holds, from running the examples."""

import contextlib
import dataclasses
import io
import os
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, TypeAlias, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

import example_studio
from clientkit.errors import ExitCode
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.feedback import Feedback, FollowUp
from clientkit.kernel.model.records.record import Entry, Retraction
from clientkit.kernel.screen import output, show
from clientkit.kernel.statistics.metrics import METRICS, ByMetric
from clientkit.main import outcome
from clientkit.scores.queries import PeriodChange
from help_examples import Example, every_example
from markdown_page import table
from model_words import inner_model, is_list, sentence, type_words
from support.smtp_server import smtp_server

TOLD_ELSEWHERE: dict[Any, str] = {
    Client: "as in [`client.toml`](files.md#clienttoml)",
    Project: "as in [`project.toml`](files.md#projecttoml)",
    Settings: "as in [`clientkit.toml`](files.md#clientkittoml)",
    Feedback: "as in [`feedback`](files.md#feedback)",
    Retraction: "as in [`retraction`](files.md#retraction)",
}
"""Models that are the contents of a file, and where these are described."""

DECIMALS = {Decimal: "decimal number as text"}

Row: TypeAlias = tuple[str, str, str]
"""A field's name, what it holds, what it means."""

WITHOUT_MODEL: dict[str, tuple[Row, ...]] = {
    "fields": (
        ("`name`", "text", "dotted name; `[]` marks what stands in a list"),
        ("`type`", "text", "what it holds, in words"),
        ("`description`", "text", "what it means"),
    ),
    "found": (
        ("`place`", "text", "client or client/project; for a file its path and line"),
        ("`about`", "text", "client or client/project; empty for the settings"),
        ("`day`", "text or null", "day that the record is about; null for a file"),
        ("`kind`", "text", "kind of the record; toml or md for a file"),
        ("`id`", "text or null", "id of the record; null for a file"),
        ("`file`", "text", "path inside the workspace"),
        ("`line`", "whole number", "line of the file"),
        ("`text`", "text", "the line or the record's words; of a long one, what stands around the words"),
        ("`look`", "text", "the command that shows it"),
    ),
}
"""The fields of kinds whose data is no model."""


class Printed(NamedTuple):
    """What the examples of a command print with `--json` under one kind."""

    example: Example
    """The first of them."""
    kind: str
    models: tuple[type, ...]
    """What the data is, or each of its entries; several where it differs by the record."""
    several: bool
    texts: tuple[str, ...]
    """The JSON as it was printed."""

    def rows(self, model: type) -> list[Row]:
        """The fields of the data, or of each of its entries."""
        return list(WITHOUT_MODEL[self.kind] if self.kind in WITHOUT_MODEL else field_rows(model))

    def fields(self, model: type) -> set[str]:
        """The names of the fields at the top."""
        return {name.strip("`") for name, _, _ in self.rows(model) if "." not in name.strip("`")}

    def records(self) -> list[str]:
        """The kinds of record in the journal that the data is; none where it is no record."""
        return [str(one.model_fields["kind"].default) for one in self.models if issubclass(one, Entry)]


@cache
def printed() -> tuple[Printed, ...]:
    """What every command with `--json` prints, in the order of the help.

    Raises:
        RuntimeError: an example that the sample has all for does not run.
    """
    found: dict[tuple[str, str], Printed] = {}
    with TemporaryDirectory() as folder, smtp_server() as server, _recording() as shown:
        sample = Path(folder) / "sample"
        example_studio.make_sample(sample)
        for number, example in enumerate(every_example()):
            if "--json" not in example.options or not example_studio.can_run(example):
                continue
            root = Path(folder) / str(number) / "studio"
            example_studio.prepare(sample, root, example, server)
            shown.clear()
            text = _run(example, root)
            for kind, data in shown:
                before = found.get((example.command, kind))
                found[example.command, kind] = _with(before, example, kind, data, text)
    return tuple(found.values())


def _with(before: Printed | None, example: Example, kind: str, data: Any, text: str) -> Printed:
    several = isinstance(data, list | tuple) and not hasattr(data, "_fields")
    models = (*(before.models if before else ()), *(type(one) for one in (data if several else (data,))))
    return Printed(
        before.example if before else example,
        kind,
        tuple(dict.fromkeys(models)),
        several,
        (*(before.texts if before else ()), text),
    )


def _run(example: Example, root: Path) -> str:
    """What an example prints on stdout, run in its studio."""
    environment, there = dict(os.environ), Path.cwd()
    os.environ.update(example_studio.surroundings(root))
    os.chdir(root)
    stdout, stderr, stdin = io.StringIO(), io.StringIO(), sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(example_studio.HOURS.encode()))
    try:
        with contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(stderr):
            for call in example_studio.before(example):
                outcome(call)
            stdout.truncate(stdout.seek(0))
            code = outcome(example_studio.words(example, "--json"))
    finally:
        sys.stdin = stdin
        os.chdir(there)
        os.environ.clear()
        os.environ.update(environment)
    if code not in {ExitCode.DONE, ExitCode.FOUND}:
        raise RuntimeError(f"{example.line} ends with {code}: {stderr.getvalue()}")
    return stdout.getvalue()


@contextlib.contextmanager
def _recording() -> Iterator[list[tuple[str, Any]]]:
    """Every kind and its data while it is printed."""
    shown: list[tuple[str, Any]] = []
    real = output.say_json

    def record(kind: str, data: Any) -> None:
        shown.append((kind, data))
        real(kind, data)

    module: Any = show
    module.say_json = record
    try:
        yield shown
    finally:
        module.say_json = real


def blocks() -> dict[str, Callable[[], str]]:
    """What is generated on the page, by the names of its marks."""
    return {"kinds": lambda: "\n".join(kinds())}


def kinds() -> Iterator[str]:
    """One section per command and kind: the fields of its data."""
    titles: set[str] = set()
    for one in printed():
        title = one.example.command if one.example.command not in titles else one.example.line
        titles.add(title)
        yield f"### `{title.removeprefix('clientkit ')} --json`\n"
        what = "a list of objects" if one.several else "an object"
        about = "" if one.kind in WITHOUT_MODEL else f" {sentence(one.models[0])}"
        yield f'`"kind": "{one.kind}"`; `data` is {what}.{about}\n'
        if records := one.records():
            links = " or of ".join(f"[{record}](files.md#{record})" for record in records)
            yield f"The fields are those of [every record](files.md#every-record) and of {links}.\n"
        else:
            yield table(("Field", "Value", "Meaning"), one.rows(one.models[0]))


def field_rows(model: type[Any], prefix: str = "") -> Iterator[Row]:
    """Every field with its dotted name; `[]` marks what stands in a list."""
    hints = get_type_hints(model, localns={"Feedback": Feedback, "FollowUp": FollowUp}, include_extras=True)
    for name, field in _fields(model, hints).items():
        if field.exclude:
            continue
        if issubclass(model, ByMetric) and name in BY_METRIC:
            yield from BY_METRIC[name](prefix, field.description or "")
            continue
        inner = inner_model(field.annotation)
        several = is_list(field.annotation)
        if inner is None:
            yield (
                f"`{prefix}{name}`",
                _or_null(type_words(hints[name], DECIMALS), field.annotation),
                field.description or "",
            )
            continue
        words = TOLD_ELSEWHERE.get(inner) or f"{'list of objects' if several else 'object'}"
        meaning = field.description or sentence(inner)
        yield f"`{prefix}{name}`", _or_null(words, field.annotation), meaning
        if inner not in TOLD_ELSEWHERE:
            yield from field_rows(inner, f"{prefix}{name}{'[]' if several else ''}.")


def _fields(model: type[Any], hints: dict[str, Any]) -> dict[str, FieldInfo]:
    """The fields of a model; those of a row, which is a dataclass, are described where their types stand."""
    if issubclass(model, BaseModel):
        return model.model_fields
    found = {}
    for field in dataclasses.fields(model):
        told = hints[field.name]
        description = next(iter(getattr(told, "__metadata__", ())), None)
        found[field.name] = FieldInfo(annotation=getattr(told, "__origin__", told) if description else told)
        found[field.name].description = description
    return found


def _scores(prefix: str, _: str) -> Iterator[Row]:
    for metric in METRICS.values():
        yield f"`{prefix}{metric.name}`", "object", metric.about
        yield from field_rows(metric.result, f"{prefix}{metric.name}.")


def _other_scales(prefix: str, meaning: str) -> Iterator[Row]:
    yield f"`{prefix}other_scales`", "list of objects", meaning
    for metric in METRICS.values():
        if len(metric.scale.tops) > 1:
            yield from field_rows(metric.result, f"{prefix}other_scales[].")


def _changes(prefix: str, meaning: str) -> Iterator[Row]:
    yield f"`{prefix}changes`", "object", meaning
    for metric in METRICS.values():
        yield f"`{prefix}changes.{metric.name}`", "object or null", metric.change_about
        yield from field_rows(PeriodChange, f"{prefix}changes.{metric.name}.")


BY_METRIC: dict[str, Callable[[str, str], Iterator[Row]]] = {
    "scores": _scores,
    "other_scales": _other_scales,
    "changes": _changes,
}
"""Fields that hold something for each metric."""


def _or_null(words: str, annotation: Any) -> str:
    if type(None) not in getattr(annotation, "__args__", ()):
        return words
    return f"{words}{',' if ' ' in words else ''} or null"
