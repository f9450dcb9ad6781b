"""What `check --fix` takes away: keys of old files that records tell, and nothing else."""

from collections.abc import Iterator

from clientkit.clients.actions import TOLD_KEYS
from clientkit.errors import ClientkitError
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.values.problem import Problem
from clientkit.kernel.store.save import save_file
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.edit import set_keys
from clientkit.kernel.store.toml.file import TomlFile
from clientkit.kernel.store.toml.line_numbers import line_of
from clientkit.kernel.store.workspace import Workspace


def told_keys(workspace: Workspace, file: TomlFile[Client]) -> Iterator[Problem]:
    """Keys of a client's file that are not read any more."""
    for key in _told(file.value):
        yield Problem(
            file=workspace.relative(file.path),
            line=line_of(file.text, (key,)),
            code="told-key",
            message=f"'{key}' is not read any more: {TOLD_KEYS[key]}",
            hint="Take it away: clientkit check --fix",
            severity="warning",
        )


def _told(client: Client) -> list[str]:
    """`stage = "lost"` still counts where no record tells of an end, so it is left alone."""
    values = dict(client)
    return [key for key in TOLD_KEYS if values[key] is not None and (key, values[key]) != ("stage", "lost")]


def fix_told_keys(workspace: Workspace) -> list[str]:
    """Take such keys away, each in its own lines; what was taken away, by file and line."""
    fixed = []
    for slug in workspace.clients():
        try:
            file = read_client(workspace, slug)
            told, name = _told(file.value), workspace.relative(file.path)
            if told:
                text = set_keys(file.text, {(key,): None for key in told}, name)
                save_file(workspace, file.path, text.encode(), file.digest, f"Mend client {slug}")
        except ClientkitError as error:
            workspace.notices.add(f"passed over {error.message}")
            continue
        fixed += [f"{name}:{line_of(file.text, (key,))}: {key} = {dict(file.value)[key]}" for key in told]
    return fixed
