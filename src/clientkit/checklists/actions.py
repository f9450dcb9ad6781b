"""Ticking the rows of a checklist."""

from collections.abc import Callable, Sequence
from typing import Literal

from clientkit.errors import NotFoundError, UsageError
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.records.checklist import Ticked
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.language import LANGUAGES
from clientkit.kernel.model.values.references import ProjectRef, Subject
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.model.values.text import LINE_LIMIT
from clientkit.kernel.store.atomic_write import Write, digest
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.journal.record_input import made_record, typed_text
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.save import append_records, encode_record, save_file, save_files
from clientkit.kernel.store.toml.file import parse_toml, text_of
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.toml.table_rows import add_row
from clientkit.kernel.store.workspace import Workspace
from clientkit.projects.open_items import project_state
from clientkit.projects.queries import every_project
from clientkit.projects.starters import own_starter, starter_file, starters


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


def add_to_kind(workspace: Workspace, kind: str, what: str) -> list[str]:
    """Add a row to the checklist of a kind of work, in each language that has it; paths of what was written.

    A shipped kind is copied into the workspace's own templates first. A row of the same words is there once.

    Raises:
        NotFoundError: there is no such kind of work.
        UsageError: the words do not fit into a row.
    """
    found = [(one, path) for one in LANGUAGES if (path := starter_file(workspace, kind, one))]
    if not found:
        known = sorted({name for one in LANGUAGES for name in starters(workspace, one)})
        raise NotFoundError(f"There is no kind of work {kind[:40]!r}.", f"There are: {', '.join(known)}")
    writes = []
    for language, path in found:
        data = read_limited(path)
        own = own_starter(workspace, kind, language)
        text = text_of(workspace.relative(path), data)
        if (edited := _with_row(workspace.relative(path), text, what)) != text:
            writes.append(Write(own, edited.encode(), digest(data) if path == own else None))
    save_files(workspace, writes, f"Add to the checklist of {kind}")
    return [workspace.relative(one.path) for one in writes]


def add_to_project(workspace: Workspace, name: ProjectRef, what: str) -> None:
    """Add a row to the checklist of a project; one of the same words is there once.

    Raises:
        UsageError: the words do not fit into a row.
        RefusedError: its file changed since it was read.
    """
    file = read_project(workspace, *name)
    edited = _with_row(workspace.relative(file.path), file.text, what)
    if edited != file.text:
        save_file(workspace, file.path, edited.encode(), file.digest, f"Add to the checklist of {name}")


def running_without(workspace: Workspace, kind: str, what: str) -> list[ProjectRef]:
    """The running projects of a kind of work that lack a row of these words."""
    named = (
        (ProjectRef(*name.split("/")), one) for name, one in every_project(workspace, workspace.clients())
    )
    fitting = [
        name for name, one in named if one.work == kind and what not in {row.what for row in one.checklist}
    ]
    return [
        name
        for name in fitting
        if project_state(read_journal(workspace, name.client), name.project) == "active"
    ]


def _with_row(name: str, text: str, what: str) -> str:
    rows = parse_toml(name, text, Project).checklist
    if what in {row.what for row in rows}:
        return text
    if len(what) > LINE_LIMIT or len(what.splitlines()) != 1:
        raise UsageError("A row of a checklist is one line.", f"Say it in at most {LINE_LIMIT} characters.")
    taken = {row.id for row in rows}
    free = next(one for number in range(1, len(rows) + 2) if (one := f"C{number}") not in taken)
    return add_row(text, "checklist", {"id": free, "what": what, "phase": "delivery"})
