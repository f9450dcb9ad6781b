"""Finding a record by the beginning of its id, without reading the journals of all clients."""

import re

from clientkit.errors import ClientkitError, NotFoundError
from clientkit.model.journal import Entry
from clientkit.store.journal import read_journal
from clientkit.store.reading import open_regular
from clientkit.store.workspace import Workspace


def records_begun(workspace: Workspace, beginning: str) -> list[tuple[Entry, list[Entry]]]:
    """The records that count whose id begins so, each with all records of its client.

    An id that is the beginning itself is the only one found.

    Raises:
        NotFoundError: there is none.
    """
    found = [
        (record, records)
        for client in workspace.clients()
        if _may_hold(workspace, client, beginning)
        for records in [read_journal(workspace, client)]
        for record in records
        if record.id.startswith(beginning)
    ]
    whole = [pair for pair in found if pair[0].id == beginning]
    if not found:
        raise NotFoundError(
            f"There is no record whose id begins with {beginning[:40]!r}.",
            "See the ids: clientkit progress list",
        )
    return whole or found


def _may_hold(workspace: Workspace, client: str, beginning: str) -> bool:
    """Whether the bytes of a client's journal hold such an id: one search is cheaper than reading records."""
    named = re.compile(rb'"id"\s*:\s*"' + re.escape(beginning).encode("utf-8", "replace"))
    for path in workspace.journal_files(client):
        try:
            with open_regular(path) as file:
                if named.search(file.read()):
                    return True
        except ClientkitError:  # told when the journal is read
            continue
    return False
