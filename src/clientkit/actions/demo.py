"""A sample workspace to look around in."""

from datetime import date
from pathlib import Path

from pydantic import Field

from clientkit.actions.documents import Wanted, compose, write_document
from clientkit.actions.sample import sample_files
from clientkit.actions.setup import initialise
from clientkit.errors import RefusedError
from clientkit.model.base import Model
from clientkit.model.journal import Done
from clientkit.model.week import IsoWeek
from clientkit.render.documents import DocumentName
from clientkit.store.journal import read_journal
from clientkit.store.records import read_settings
from clientkit.store.save import save_file, save_folder
from clientkit.store.workspace import Workspace


class DemoProject(Model):
    """A project of the sample with its documents."""

    project: str = Field(description="client/project")
    documents: tuple[str, ...] = Field(description="paths of what was rendered, inside the workspace")


class Demo(Model):
    """What `demo` made."""

    root: str = Field(description="folder of the workspace")
    records: int = Field(description="records in the journals")
    projects: tuple[DemoProject, ...] = Field(description="projects with their documents")


def make_demo(workspace: Workspace, today: date, *, git: bool) -> Demo:
    """Build the sample workspace around today and render all its documents.

    Raises:
        RefusedError: the folder is not empty.
    """
    root = workspace.root
    if root.is_dir() and any(root.iterdir()):
        raise RefusedError(
            f"{root} is not empty; the demo writes into a new folder only.", "Try: clientkit demo my-demo"
        )
    files = dict(sample_files(today))
    settings_text = files.pop("clientkit.toml")
    initialise(workspace, {"you": {"name": "Dewi Lestari"}}, git=git)

    seen = read_settings(workspace).digest
    save_file(workspace, workspace.settings_file, settings_text, seen, "Set up the sample studio")
    clients = {name.removeprefix("clients/"): data for name, data in files.items()}
    save_folder(workspace, workspace.clients_dir, clients, "Add the sample clients")
    projects = [
        DemoProject(
            project=f"{client}/{project}", documents=tuple(_render_all(workspace, client, project, today))
        )
        for client in workspace.clients()
        for project in workspace.projects(client)
    ]
    records = sum(len(read_journal(workspace, client)) for client in workspace.clients())
    return Demo(root=str(root), records=records, projects=tuple(projects))


def _render_all(workspace: Workspace, client: str, project: str, today: date) -> list[str]:
    settings = read_settings(workspace).value
    records = read_journal(workspace, client)
    weeks = sorted({IsoWeek.of(r.day) for r in records if r.project == project and isinstance(r, Done)})
    kinds: list[tuple[DocumentName, IsoWeek | None]] = [("scope", None), ("timeline", None)]
    kinds += [("report", week) for week in weeks if week.monday <= today]
    paths = []
    for document, week in kinds:
        composed = compose(workspace, settings, Wanted(document, client, project, week=week), today)
        path: Path = write_document(workspace, composed, "md", today)
        paths.append(workspace.relative(path))
    return paths
