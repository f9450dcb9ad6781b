"""Ticking the rows of a checklist."""

from collections.abc import Callable, Sequence
from typing import Literal

from clientkit.errors import NotFoundError
from clientkit.kernel.model.records.checklist import Ticked
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.references import ProjectRef, Subject
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.store.journal.record_input import made_record, typed_text
from clientkit.kernel.store.save import append_records, encode_record
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace


class TickedRows(Rows[Ticked]):
    """What was said of rows of a checklist."""


def tick(
    workspace: Workspace,
    stamps: Callable[[], Stamp],
    name: ProjectRef,
    ids: Sequence[str],
    state: Literal["done", "skipped", "open"],
    note: str | None,
) -> TickedRows:
    """Record that rows are done, left out or open again: all of them, or none.

    Raises:
        NotFoundError: the checklist has no such row.
    """
    known = {row.id.lower(): row.id for row in read_project(workspace, *name).value.checklist}
    for one in ids:
        if one.lower() not in known:
            there = f"There are {', '.join(known.values())}." if known else "The project has no checklist."
            raise NotFoundError(f"The checklist of {name} has no row {one[:40]!r}.", there)
    why = typed_text(note, "The note") if note else None
    records = [
        made_record(
            Ticked, stamps(), Subject(*name), {"item": known[one.lower()], "state": state, "note": why}
        )
        for one in dict.fromkeys(ids)
    ]
    append_records(workspace, name.client, {one.id: encode_record(one) for one in records})
    return TickedRows(records)
