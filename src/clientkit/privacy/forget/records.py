"""Lines of a journal without a person: their words go, what counts stays under a pseudonym."""

import json
from collections.abc import Callable, Container
from functools import cache
from typing import Any, get_type_hints

from clientkit.kernel.model.records.journal import models
from clientkit.kernel.model.values.text import NoteText
from clientkit.privacy.forget.strings import GONE

AGREED = frozenset({"change"})
"""Kinds whose words belong to what was agreed; of these a name goes alone."""

FIXED = frozenset(
    {"id", "ts", "kind", "v", "day", "client", "project", "replaces", "retracts", "ref", "survey"}
)
"""Fields that hold nobody's words."""

Replaced = Callable[[str], str]


@cache
def word_fields(kind: str) -> dict[str, bool]:
    """The fields of a kind of record that hold somebody's words, and whether each must be there."""
    model = next(iter(models(frozenset({kind}))), None)
    if model is None or "contact" not in model.model_fields or kind in AGREED:
        return {}
    hints = get_type_hints(model, include_extras=True)
    names = [name for name, hint in hints.items() if hint in (NoteText, NoteText | None)]
    return {name: model.model_fields[name].is_required() for name in names}


def words_in(line: bytes, contact: str) -> list[str]:
    """What a person said by a line of a journal."""
    record = _record(line)
    if record.get("contact") != contact:
        return []
    return [str(record[name]) for name in word_fields(record["kind"]) if record.get(name)]


def without(line: bytes, contact: str, pseudonym: str, gone: Container[str], replaced: Replaced) -> bytes:
    """A line without a person; `gone` are files that are removed, `replaced` takes names out of a text.

    A line that does not name them stays byte for byte.
    """
    record = _record(line)
    if not record:
        text = line.decode("utf-8", "surrogateescape")
        return replaced(text).encode("utf-8", "surrogateescape")
    after = {key: value if key in FIXED else each(value, replaced) for key, value in record.items()}
    if contact and contact in record.get("concerns", ()):
        after["concerns"] = [pseudonym if one == contact else one for one in record["concerns"]]
    if contact and record.get("contact") == contact:
        after |= {"contact": pseudonym} | ({"quotable": False} if record.get("quotable") else {})
        for name, required in word_fields(str(record.get("kind"))).items():
            if name in after:
                after[name] = GONE if required or _says_else_nothing(record) else None
    if record.get("file") in gone and record.get("kind") != "evidence":
        after["file"] = None
        after |= {"sha256": None} if "sha256" in after and record["kind"] != "mail_sending" else {}
    after = {key: value for key, value in after.items() if value is not None or record[key] is None}
    return line if after == record else _line(after)


def _says_else_nothing(record: dict[str, Any]) -> bool:
    """Whether an answer holds words alone: it stays an answer."""
    scores = ("csat", "nps", "ces")
    return record.get("kind") == "feedback" and all(record.get(name) is None for name in scores)


def _record(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return record if isinstance(record, dict) and isinstance(record.get("kind"), str) else {}


def each(value: Any, replaced: Replaced) -> Any:
    """A text replaced, or each in a list or a table."""
    if isinstance(value, str):
        return replaced(value)
    if isinstance(value, list):
        return [each(one, replaced) for one in value]
    return {key: each(one, replaced) for key, one in value.items()} if isinstance(value, dict) else value


def _line(record: dict[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=True, separators=(",", ":")).encode("ascii")
