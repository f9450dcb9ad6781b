"""The surveys that still wait for an answer, read without the models of records: for completion."""

import json
from typing import Any

from clientkit.kernel.store.safe_read import lines_of
from clientkit.kernel.store.workspace import Workspace

LINE_LIMIT = 64 * 1024
"""Bytes of a record, at most."""

_NAMES = {"feedback": "survey", "survey_ended": "ref", "retraction": "retracts"}
"""Kinds of record after which a survey waits no more, and the field that names it."""


def waiting_surveys(workspace: Workspace, client: str) -> list[str]:
    """Ids of a client's surveys that were neither answered, ended nor taken back."""
    asked: dict[str, None] = {}
    over: set[str] = set()
    for path in workspace.journal_files(client):
        for line in lines_of(path, LINE_LIMIT):
            if any(word in line for word in (b'"survey', b'"retraction"')):
                record = _parsed(line)
                if record.get("kind") == "survey":
                    asked[str(record.get("id"))] = None
                elif (field := _NAMES.get(str(record.get("kind")))) and field in record:
                    over.add(str(record[field]))
    return [name for name in asked if name not in over]


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError:
        return {}
    return record if isinstance(record, dict) else {}
