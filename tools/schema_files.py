"""JSON Schemas of the TOML files, the records and what `--json` prints, made from the models."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

import json_page
from clientkit.errors import ExitCode
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.feedback import Feedback, FollowUp
from clientkit.kernel.model.records.journal import record_adapter
from clientkit.kernel.store.toml.schemas import SHIPPED

DIALECT = GenerateJsonSchema.schema_dialect

ERROR = {
    "type": "object",
    "required": ["message", "hint", "exit", "where"],
    "properties": {
        "message": {"type": "string", "description": "what happened"},
        "hint": {"type": "string", "description": "what to type next; may be empty"},
        "exit": {"enum": [code.value for code in ExitCode if code], "description": "exit code"},
        "where": {"type": ["string", "null"], "description": "file:line, file, or the misspelt command"},
    },
}


def made() -> Iterator[tuple[Path, str]]:
    """Every file with its text."""
    adapters: dict[str, tuple[TypeAdapter[Any], str]] = {
        "clientkit": (TypeAdapter(Settings), "clientkit.toml: you, your days, your promises"),
        "client": (TypeAdapter(Client), "client.toml: who they are and whom to talk to"),
        "project": (TypeAdapter(Project), "project.toml: what is planned and offered"),
        "records": (record_adapter(), "One line of a journal: what happened"),
    }
    for name, (adapter, title) in adapters.items():
        yield _file(name, {"$schema": DIALECT, **adapter.json_schema(), "title": title})
    yield _file("output", output_schema())


def output_schema() -> dict[str, Any]:
    """What `--json` prints: an object whose data are those of its kind."""
    models = dict.fromkeys(
        (one.kind, model) for one in json_page.printed() for model in one.models if model is not dict
    )
    adapters = {pair: _adapter(pair[1]) for pair in models}
    schemas, shared = TypeAdapter.json_schemas(
        [(pair, "serialization", one) for pair, one in adapters.items()]
    )
    kinds: dict[str, list[dict[str, Any]]] = {}
    for one in json_page.printed():
        found = [schemas[(one.kind, model), "serialization"] for model in one.models if model is not dict]
        item = {"anyOf": found} if len(found) > 1 else found[0] if found else {"type": "object"}
        data = {"type": "array", "items": item} if one.several else item
        if data not in kinds.setdefault(one.kind, []):
            kinds[one.kind].append(data)
    kinds["error"] = [ERROR]
    schema: dict[str, Any] = {
        "$schema": DIALECT,
        "title": "What --json prints",
        "type": "object",
        "required": ["schema", "kind", "data"],
        "properties": {"schema": {"const": 1}, "kind": {"enum": sorted(kinds)}},
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": kind}}},
                "then": {"properties": {"data": several[0] if len(several) == 1 else {"anyOf": several}}},
            }
            for kind, several in sorted(kinds.items())
        ],
        "$defs": shared.get("$defs", {}),
    }
    while orphans := [name for name in schema["$defs"] if f'"#/$defs/{name}"' not in json.dumps(schema)]:
        for name in orphans:  # which of them there are depends on what was loaded before
            del schema["$defs"][name]
    return schema


def _adapter(model: Any) -> TypeAdapter[Any]:
    adapter: TypeAdapter[Any] = TypeAdapter(model)
    adapter.rebuild(raise_errors=False, _types_namespace={"Feedback": Feedback, "FollowUp": FollowUp})
    return adapter


def _file(name: str, schema: dict[str, Any]) -> tuple[Path, str]:
    return SHIPPED / f"{name}.json", _laid_out(schema, depth=2) + "\n"


def _laid_out(value: Any, depth: int) -> str:
    """JSON with a line for each entry of its outer levels, so that a difference names the field or kind."""
    if depth and value and isinstance(value, dict):
        rows = (f"{json.dumps(key)}: {_laid_out(one, depth - 1)}" for key, one in value.items())
        return "{\n" + ",\n".join(rows) + "\n}"
    if depth and value and isinstance(value, list):
        return "[\n" + ",\n".join(_laid_out(one, depth - 1) for one in value) + "\n]"
    return json.dumps(value)
