"""Project files: apart from clients and settings, because the project's models are the dearest to load."""

from clientkit.model.project import Project
from clientkit.store.toml_file import TomlFile, read_toml
from clientkit.store.workspace import Workspace


def read_project(workspace: Workspace, client: str, project: str) -> TomlFile[Project]:
    """What is planned in a project; see `toml_file.read_toml` for errors."""
    return read_toml(workspace, workspace.project_file(client, project), Project)
