"""The ids by which rows are named elsewhere: in their own file, and in the client's journal."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.workspace import Workspace

FIELDS = ("item", "milestone", "contact")
"""Fields of a record that name a row of a file."""


def ids_named(records: Iterable[Entry]) -> Counter[str]:
    """How often records name each row."""
    return Counter(name for one in records for field in FIELDS if (name := getattr(one, field, None)))


def namers(workspace: Workspace, path: Path, data: Mapping[str, Any], gone: str) -> Iterator[str]:
    """What still names a row that a file of a client or project no longer has."""
    yield from _keys(data, gone, "")
    client, *below = path.relative_to(workspace.clients_dir).parts
    project = below[1] if below[1:] else None
    records = read_journal(workspace, client)
    count = ids_named(one for one in records if project in (None, one.project))[gone]
    if count:
        yield f"{count:,} {'record' if count == 1 else 'records'} of the journal"


def _keys(data: Any, wanted: str, place: str) -> Iterator[str]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from _keys(value, wanted, f"{place}.{key}".lstrip("."))
    elif isinstance(data, list):
        for number, row in enumerate(data, 1):
            name = row.get("id", number) if isinstance(row, Mapping) else ""
            yield from _keys(row, wanted, f"{place}.{name}".rstrip("."))
    elif data == wanted:
        yield place
