"""The checklist of a project, read from its file and the journal."""

from collections.abc import Iterator, Sequence
from datetime import date

from clientkit.checklists.rules import ChecklistItems, checklist, open_ids
from clientkit.correspondence.mails import mails_among
from clientkit.kernel.model.files.checklist import PHASES
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.records.project import ProjectState
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.toml.file import BrokenFileError
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.projects.open_items import project_state


def read_checklist(workspace: Workspace, name: ProjectRef) -> ChecklistItems:
    """The rows of a project's checklist with where they stand.

    Raises:
        InvalidDataError: the project's file does not hold what it should.
    """
    project = read_project(workspace, *name).value
    records = [one for one in read_journal(workspace, name.client) if one.project == name.project]
    return checklist_of(project, records)


def checklist_of(project: Project, records: Sequence[Entry]) -> ChecklistItems:
    """The rows of a project; `records` are its own."""
    return checklist(project, records, _sent(records))


def open_rows(workspace: Workspace, name: ProjectRef, state: ProjectState) -> list[str]:
    """Ids of the rows that should be done before a project is delivered, or closed."""
    items = read_checklist(workspace, name)
    return open_ids(items, PHASES[:2] if state == "delivered" else PHASES)


def hand_overs(workspace: Workspace, client: str) -> list[str]:
    """What is left to hand over to a client who leaves: open closing rows, and what was agreed of it.

    A project whose file is broken becomes a notice.
    """
    records, found = read_journal(workspace, client), []
    for slug in workspace.projects(client):
        name = ProjectRef(client, slug)
        own = [one for one in records if one.project == slug]
        if project_state(own, slug) not in {"active", "delivered"}:
            continue
        try:
            project = read_project(workspace, *name).value
        except BrokenFileError as error:
            workspace.notices.add(f"passed over {error.message}")
            continue
        rows = [one for one in checklist_of(project, own) if one.phase == PHASES[-1] and one.state == "open"]
        found += [f"{name} {one.id}: {one.what}" for one in rows]
        if agreed := project.cancellation.handover:
            found.append(f"{name}, as agreed: {' '.join(agreed.split())}")
    return found


def _sent(records: Sequence[Entry]) -> Iterator[tuple[str, date]]:
    return ((one.document, one.day) for one in mails_among(records) if one.outcome == "sent")
