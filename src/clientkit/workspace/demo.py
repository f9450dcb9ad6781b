"""A sample workspace to look around in."""

import os
import shutil
from datetime import date

from pydantic import Field

from clientkit.documents.compose import draft_document
from clientkit.documents.request import DocumentRequest
from clientkit.errors import RefusedError
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.progress import Done
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.store.atomic_write import make_root
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.lock import half_made
from clientkit.kernel.store.save import save_file, save_folder
from clientkit.kernel.store.toml.client_file import read_settings
from clientkit.kernel.store.workspace import Workspace
from clientkit.scores.groups import ScoreQuery
from clientkit.scores.queries import Scores, score
from clientkit.workspace.demo_past import ACCEPTED, Past
from clientkit.workspace.demo_sample import days_after, sample_files
from clientkit.workspace.init import initialise

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


def make_demo(workspace: Workspace, today: date, *, git: bool) -> Demo:
    """Build the sample workspace around today, with the papers that went and two agreements accepted.

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
        return _made(workspace, today, git=git)


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


def _made(workspace: Workspace, today: date, *, git: bool) -> Demo:
    files = dict(sample_files(today))
    settings_text = files.pop("clientkit.toml")
    initialise(workspace, {"you": {"name": "Dewi Lestari"}}, git=git)

    seen = read_settings(workspace).digest
    save_file(workspace, workspace.settings_file, settings_text, seen, "Set up the sample studio")
    journals = [files.pop(path) for path in sorted(files) if path.endswith(".jsonl")]
    lines = [line for journal in (*journals, days_after(today)) for line in journal.splitlines()]
    for folder in ("brand", "clients"):
        inside = {
            path.removeprefix(f"{folder}/"): data for path, data in files.items() if path.startswith(folder)
        }
        save_folder(workspace, workspace.root / folder, inside, f"Add the sample's {folder}")
    settings = read_settings(workspace).value
    Past(workspace, settings, lines, today).live()
    workspace.undo_file.unlink(missing_ok=True)  # a sample is nothing that was done
    projects = [
        DemoProject(
            project=f"{client}/{project}",
            documents=tuple(_documents(workspace, settings, ProjectRef(client, project), today)),
        )
        for client in workspace.clients()
        for project in workspace.projects(client)
    ]
    records = sum(len(read_journal(workspace, client)) for client in workspace.clients())
    scores = score(workspace, settings.feedback, ScoreQuery())
    return Demo(root=str(workspace.root), records=records, projects=tuple(projects), scores=scores)


def _documents(workspace: Workspace, settings: Settings, name: ProjectRef, today: date) -> list[str]:
    """What went, and beside it what is ready to go: an agreement, the report of a week that is begun."""
    week = IsoWeek.of(today)
    requests = [] if name in ACCEPTED else [DocumentRequest("scope", *name)]
    done = (one for one in read_journal(workspace, name.client) if isinstance(one, Done))
    if any(one.project == name.project and one.day in week for one in done):
        requests.append(DocumentRequest("report", *name, week=week))
    for request in requests:
        draft_document(workspace, settings, request, today).save(workspace, "md", today)
    papers = sorted(
        workspace.documents_dir(*name).glob("*.md"), key=lambda path: (path.name[0].isdigit(), path)
    )
    return [workspace.relative(path) for path in papers]
