"""What the files of the store hold, by noun: settings, clients, projects."""

from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.store.toml.file import TomlFile, read_toml
from clientkit.kernel.store.workspace import Workspace


def read_settings(workspace: Workspace) -> TomlFile[Settings]:
    """The workspace's settings; see `toml.file.read_toml` for errors."""
    return read_toml(workspace, workspace.settings_file, Settings)


def read_client(workspace: Workspace, client: str) -> TomlFile[Client]:
    """Who a client is; see `toml.file.read_toml` for errors."""
    return read_toml(workspace, workspace.client_file(client), Client)
