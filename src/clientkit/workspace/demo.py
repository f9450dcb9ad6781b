"""A sample workspace to look around in."""

import os
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from pydantic import Field

from clientkit.agreements.actions import Acceptor, accept_scope
from clientkit.changes.approval import Approval, approve_change
from clientkit.changes.found import find_change
from clientkit.changes.queries import list_changes
from clientkit.documents.compose import compose, draft_document
from clientkit.documents.request import DocumentRequest
from clientkit.errors import RefusedError
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.progress import Done
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.references import ProjectRef, Scope
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.store.atomic_write import make_root
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.lock import half_made
from clientkit.kernel.store.save import save_file, save_folder
from clientkit.kernel.store.toml.client_file import read_client, read_settings
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.scores.groups import ScoreQuery
from clientkit.scores.queries import Scores, score
from clientkit.workspace.demo_sample import sample_files
from clientkit.workspace.init import initialise

ACCEPTED = (ProjectRef("harbour", "brand"), ProjectRef("kopi", "katalog"))
"""Projects whose agreements the demo accepts; the third is left to try it on."""


_LEFT = {".clientkit", ".git", ".gitignore", ".gitattributes", "clientkit.toml", "brand", "clients"}
"""All that a killed demo can leave."""


class DemoProject(Model):
    """A project of the sample with its documents."""

    project: str = Field(description="client/project")
    documents: tuple[str, ...] = Field(description="paths of what was rendered, inside the workspace")


class Demo(Model):
    """What `demo` made."""

    root: str = Field(description="folder of the workspace")
    records: int = Field(description="records in the journals")
    projects: tuple[DemoProject, ...] = Field(description="projects with their documents")
    scores: Scores = Field(description="what the sample clients said, counted")


def make_demo(workspace: Workspace, today: date, new_id: Callable[[], str], *, git: bool) -> Demo:
    """Build the sample workspace around today, accept two of its agreements, render all its documents.

    What a killed command left of it is replaced.

    Raises:
        RefusedError: the folder holds something else.
        BusyError: another command makes it now.
    """
    _require_free(workspace)
    make_root(workspace.root)
    with half_made(workspace):
        _require_free(workspace)
        _clear(workspace)
        return _made(workspace, today, new_id, git=git)


def _require_free(workspace: Workspace) -> None:
    root = workspace.root
    names = {path.name for path in root.iterdir()} if root.is_dir() else set()
    ours = _LEFT if os.path.lexists(workspace.half_made_file) else {workspace.private_dir.name}
    if names - ours:
        raise RefusedError(
            f"{root} is not empty; the demo writes into a new folder only.", "Try: clientkit demo my-demo"
        )


def _clear(workspace: Workspace) -> None:
    """Take away what was half made."""
    for folder in (workspace.clients_dir, workspace.root / "brand", workspace.root / ".git"):
        if folder.exists():
            shutil.rmtree(folder)
    for name in (".gitignore", ".gitattributes", workspace.settings_file.name):
        (workspace.root / name).unlink(missing_ok=True)


def _made(workspace: Workspace, today: date, new_id: Callable[[], str], *, git: bool) -> Demo:
    files = dict(sample_files(today))
    settings_text = files.pop("clientkit.toml")
    initialise(workspace, {"you": {"name": "Dewi Lestari"}}, git=git)

    seen = read_settings(workspace).digest
    save_file(workspace, workspace.settings_file, settings_text, seen, "Set up the sample studio")
    for folder in ("brand", "clients"):
        inside = {
            path.removeprefix(f"{folder}/"): data for path, data in files.items() if path.startswith(folder)
        }
        save_folder(workspace, workspace.root / folder, inside, f"Add the sample's {folder}")
    workspace.undo_file.unlink(missing_ok=True)  # a sample is nothing that was done
    settings = read_settings(workspace).value
    for name in ACCEPTED:
        _accept(workspace, settings, name, new_id())
    _approve(workspace, settings, new_id())
    projects = [
        DemoProject(
            project=f"{client}/{project}",
            documents=tuple(_render_all(workspace, settings, ProjectRef(client, project), today)),
        )
        for client in workspace.clients()
        for project in workspace.projects(client)
    ]
    records = sum(len(read_journal(workspace, client)) for client in workspace.clients())
    scores = score(workspace, settings.feedback, ScoreQuery())
    return Demo(root=str(workspace.root), records=records, projects=tuple(projects), scores=scores)


def _accept(workspace: Workspace, settings: Settings, name: ProjectRef, record_id: str) -> None:
    """Accept an agreement of the sample by its signer, on the day that its offer ended or the work began."""
    request = DocumentRequest("scope", *name)
    project = read_project(workspace, *name).value
    on = min(filter(None, (project.agreement.valid_until, project.timeline.start)))
    signers = (one.name for one in read_client(workspace, name[0]).value.contacts if "signer" in one.roles)
    stamp = Stamp(id=record_id, ts=datetime.combine(on, time(9), UTC), day=on)
    acceptor = Acceptor(next(signers), on, "mail")
    accept_scope(workspace, stamp, settings, compose(workspace, settings, request, on), acceptor)


def _approve(workspace: Workspace, settings: Settings, record_id: str) -> None:
    """Approve what was offered in the sample, four days after, by whoever asked for it."""
    for row in list_changes(workspace, Scope(), every=False):
        found = find_change(workspace, f"{row.subject}/{row.number}", Scope())
        if found.case.told and row.contact:
            on = found.case.told + timedelta(days=4)
            stamp = Stamp(id=record_id, ts=datetime.combine(on, time(9), UTC), day=on)
            approve_change(workspace, stamp, settings, found, Approval(row.contact, on))


def _render_all(workspace: Workspace, settings: Settings, name: ProjectRef, today: date) -> list[str]:
    client, project = name
    records = read_journal(workspace, client)
    weeks = sorted({IsoWeek.of(r.day) for r in records if r.project == project and isinstance(r, Done)})
    kinds: list[tuple[str, IsoWeek | None]] = [("scope", None), ("timeline", None)]
    kinds += [("report", week) for week in weeks if week.monday <= today]
    paths = []
    for document, week in kinds:
        request = DocumentRequest(document, client, project, week=week)
        path = draft_document(workspace, settings, request, today).save(workspace, "md", today)
        paths.append(workspace.relative(path))
    return paths
