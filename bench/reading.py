"""Loops to compare with: `reading.py json ROOT`, `journal ROOT`, `csv FILE`, `write FILE`."""

import csv
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
    from clientkit.kernel.store.journal.read import read_journal
    from clientkit.kernel.store.workspace import find_workspace

    workspace = find_workspace(root, {})
    return sum(len(read_journal(workspace, client)) for client in workspace.clients())


def with_csv(path: Path) -> int:
    """How many rows Python's reader finds in a table."""
    with path.open(newline="", encoding="utf-8") as file:
        return sum(1 for _ in csv.reader(file))


def with_write(path: Path) -> int:
    """How many bytes a file holds; they are written once more beside it, and reach the disk."""
    data = path.read_bytes()
    with path.with_suffix(".copy").open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return len(data)


if __name__ == "__main__":
    LOOPS = {"json": with_json, "journal": with_journal, "csv": with_csv, "write": with_write}
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    print(LOOPS[sys.argv[1]](Path(sys.argv[2])))
