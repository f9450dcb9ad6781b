"""The one JSON object that `--json` prints: a contract with scripts (docs/reference/json.md)."""

from typing import Any

from clientkit.kernel.screen.output import is_terminal, say

SCHEMA = 1


def say_json(kind: str, data: Any) -> None:
    """Print `{"schema": 1, "kind": kind, "data": data}`; ASCII only, so that no text can steer a terminal.

    It is indented where a person looks at it; without, Python writes it ten times as fast.
    """
    say(json_text(kind, data, indent=2 if is_terminal() else None))


def json_text(kind: str, data: Any, indent: int | None = None) -> str:
    """The same object as a text, for a file."""
    import json

    whole = {"schema": SCHEMA, "kind": kind, "data": plain(data)}
    return json.dumps(whole, ensure_ascii=True, indent=indent)


def plain(data: Any) -> Any:
    """Models as plain data, lists of them too."""
    from pydantic import BaseModel

    if isinstance(data, BaseModel):
        return data.model_dump(mode="json")
    if isinstance(data, list | tuple):
        return [plain(item) for item in data]
    return data
