"""Reads every journal of a workspace, once: `reading.py json ROOT`, `reading.py journal ROOT`."""

import json
import os
import sys
from pathlib import Path


def with_json(root: Path) -> int:
    """How many records a bare `json.loads` loop finds."""
    count = 0
    for path in sorted(root.glob("clients/*/journal/*.jsonl")):
        with path.open("rb") as file:
            for line in file:
                json.loads(line)
                count += 1
    return count


def with_journal(root: Path) -> int:
    """How many records the store finds, each of them validated, held for one client at a time."""
    from clientkit.store.journal import read_journal
    from clientkit.store.workspace import find_workspace

    workspace = find_workspace(root, {})
    return sum(len(read_journal(workspace, client)) for client in workspace.clients())


if __name__ == "__main__":
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    print({"json": with_json, "journal": with_journal}[sys.argv[1]](Path(sys.argv[2])))
