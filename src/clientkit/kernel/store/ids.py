"""Ids in files and journals, read without their models: for completion and light commands."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from clientkit.errors import InvalidDataError
from clientkit.kernel.store.safe_read import lines_of, read_limited
from clientkit.kernel.store.workspace import Workspace

ITEMS = ("deliverables", "milestones")
"""The sections of a project's file whose rows a note can belong to."""

LINE_LIMIT = 64 * 1024
"""Bytes of a record, at most."""

ENDS_OF_WAITING = {"feedback": "survey", "survey_ended": "ref", "retraction": "retracts"}
"""Kinds of record after which a survey waits no more, and the field that names it."""


def contact_names(workspace: Workspace, client: str) -> dict[str, str]:
    """A client's contacts: their names by their ids, in the order of the file.

    Raises:
        NotFoundError: the client has no file.
        InvalidDataError: the file cannot be read, or is no TOML.
    """
    tables = toml_tables(workspace, workspace.client_file(client))
    return {row["id"]: str(row.get("name", "")) for row in _rows(tables, "contacts")}


def item_titles(
    workspace: Workspace, client: str, project: str, sections: Sequence[str] = ITEMS
) -> dict[str, str]:
    """What a note can belong to: titles of a project's deliverables and milestones, by their ids.

    Raises:
        NotFoundError: the project has no file.
        InvalidDataError: the file cannot be read, or is no TOML.
    """
    tables = toml_tables(workspace, workspace.project_file(client, project))
    return {row["id"]: str(row.get("title", "")) for section in sections for row in _rows(tables, section)}


def toml_tables(workspace: Workspace, path: Path) -> Mapping[str, Any]:
    """What a TOML file of the workspace holds, no more checked than that it is TOML.

    Raises:
        NotFoundError: there is no such file.
        InvalidDataError: it cannot be read, or is no TOML.
    """
    import tomli

    try:
        return tomli.loads(read_limited(path).decode("utf-8").removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise InvalidDataError(
            f"{workspace.relative(path)}: not TOML: {error}",
            "Mend it in an editor, then run 'clientkit check'.",
        ) from None


def waiting_surveys(workspace: Workspace, client: str) -> list[str]:
    """Ids of a client's surveys that were neither answered, ended nor taken back."""
    waiting: dict[str, None] = {}
    over: set[str] = set()
    for path in workspace.journal_files(client):
        for line in lines_of(path, LINE_LIMIT):
            if any(word in line for word in (b'"survey', b'"retraction"')):
                record = _json_object(line)
                if record.get("kind") == "survey":
                    waiting[str(record.get("id"))] = None
                elif (field := ENDS_OF_WAITING.get(str(record.get("kind")))) and field in record:
                    over.add(str(record[field]))
    return [name for name in waiting if name not in over]


ENDS = {
    "done": "ref",
    "plan_dropped": "ref",
    "resolved": "ref",
    "promise_ended": "ref",
    "change_ended": "ref",
    "privacy_answered": "ref",
    "retraction": "retracts",
}
"""Kinds of record after which another is over, and the field that names it."""

WORDS = ("text", "comment", "reason", "wants")


def open_records(workspace: Workspace, client: str, kinds: Collection[str]) -> dict[str, str]:
    """What is not over of some kinds: words by id, the latest first; a correction stands for its origin."""
    found: dict[str, str] = {}
    over: set[str] = set()
    for path in workspace.journal_files(client):
        for line in lines_of(path, LINE_LIMIT):
            record = _json_object(line)
            name, kind, before = (str(record.get(key, "")) for key in ("id", "kind", "replaces"))
            if kind in ENDS:
                over.add(str(record.get(ENDS[kind], "")))
            if kind in kinds:
                found[before or name] = next((str(record[key]) for key in WORDS if key in record), kind)
    return {name: found[name] for name in reversed(found) if name not in over}


def _json_object(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError:
        return {}
    return record if isinstance(record, dict) else {}


def _rows(tables: Mapping[str, Any], section: str) -> Iterator[Mapping[str, Any]]:
    rows = tables.get(section)
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and isinstance(row.get("id"), str):
            yield row


def open_changes(workspace: Workspace, client: str) -> dict[str, str]:
    """Changes of a client that did not end, as `toko/CO-1`, with their words."""
    numbers = {}
    for path in workspace.journal_files(client):
        for line in lines_of(path, LINE_LIMIT):
            if b'"change"' in line and (record := _json_object(line)).get("kind") == "change":
                name = str(record.get("replaces") or record.get("id"))
                numbers[name] = f"{record.get('project')}/CO-{record.get('number')}"
    words = open_records(workspace, client, ("change",)) if numbers else {}
    return {numbers[name]: said for name, said in words.items() if name in numbers}
