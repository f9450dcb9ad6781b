"""What the files of the store hold, by noun: settings, clients, projects."""

from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.settings import Settings, You
from clientkit.kernel.store.toml.file import BrokenFileError, TomlFile, read_toml
from clientkit.kernel.store.workspace import Workspace


def read_settings(workspace: Workspace) -> TomlFile[Settings]:
    """The workspace's settings; see `toml.file.read_toml` for errors."""
    return read_toml(workspace, workspace.settings_file, Settings)


def settings_or_usual(workspace: Workspace) -> Settings:
    """Settings for what is only looked at; the usual ones, with a notice, where the file is broken."""
    try:
        return read_settings(workspace).value
    except BrokenFileError as error:
        workspace.notices.add(f"passed over {error.message}; the usual settings count")
        return Settings(you=You(name="you"))


def read_client(workspace: Workspace, client: str) -> TomlFile[Client]:
    """Who a client is; see `toml.file.read_toml` for errors."""
    return read_toml(workspace, workspace.client_file(client), Client)
