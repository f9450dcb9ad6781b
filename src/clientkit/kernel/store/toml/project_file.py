"""Project files: apart from clients and settings, because the project's models are the dearest to load."""

from clientkit.kernel.model.files.project import Project
from clientkit.kernel.store.toml.file import TomlFile, read_toml
from clientkit.kernel.store.workspace import Workspace


def read_project(workspace: Workspace, client: str, project: str) -> TomlFile[Project]:
    """What is planned in a project; see `toml.file.read_toml` for errors."""
    return read_toml(workspace, workspace.project_file(client, project), Project)
