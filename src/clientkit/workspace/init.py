"""Making a workspace."""

from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from clientkit.errors import ClientkitError, NotFoundError, OutsideError, RefusedError, UsageError
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.store.atomic_write import make_root
from clientkit.kernel.store.git import commit_permission, is_inside_repository, run_git
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.save import save_file
from clientkit.kernel.store.toml.client_file import read_settings
from clientkit.kernel.store.toml.new_file import skeleton
from clientkit.kernel.store.toml.validation_messages import message_and_hint
from clientkit.kernel.store.trust import vouch
from clientkit.kernel.store.workspace import Workspace, find_workspace

IGNORED = ".clientkit/"
IGNORE_FILE = f"# Lock, unfinished writes and survey key of clientkit: nothing for git.\n{IGNORED}\n"
ATTRIBUTES_FILE = (
    "# Journals are lines in any order: git joins both sides and never asks.\n*.jsonl merge=union -text\n"
    "# What was agreed is proved by its bytes: git changes no line ends in it.\n**/agreements/** -text\n"
)


class Setup(Model):
    """What `init` did."""

    root: str = Field(description="folder of the workspace")
    made: tuple[str, ...] = Field(description="files and folders that were made; empty when all was there")
    settings: Settings = Field(description="the settings as they are now")
    note: str = Field("", description="what could not be done, and why")


def initialise(workspace: Workspace, values: dict[str, Any], *, git: bool) -> Setup:
    """Make a workspace, or complete one; what is there already stays as it is.

    Raises:
        UsageError: a setting has a value that it cannot have.
        BrokenFileError: the settings that are there cannot be read.
        RefusedError: the folder lies inside another workspace, or is no folder.
    """
    _refuse_inside_another(workspace.root)
    is_new = not workspace.settings_file.exists()
    settings = _checked(values) if is_new else read_settings(workspace).value
    make_root(workspace.root)
    note = _vouched(workspace) if is_new else ""
    made = [
        name
        for name, text in ((".gitignore", IGNORE_FILE), (".gitattributes", ATTRIBUTES_FILE))
        if _add(workspace, name, text)
    ]
    if git and not is_inside_repository(workspace.root):
        try:
            run_git(workspace.root, ["init", "--quiet"])
            made.append(".git")
        except OutsideError as error:
            note = f"made without git: {error.message}"
    if is_new:
        text = skeleton(Settings, values, "clientkit: you, your days, your promises.")
        save_file(workspace, workspace.settings_file, text.encode(), None, "Begin the workspace")
        made.append(workspace.settings_file.name)
    return Setup(root=str(workspace.root), made=tuple(made), settings=settings, note=note)


def _vouched(workspace: Workspace) -> str:
    """Trust what is made here, before it is there; what hinders that."""
    try:
        vouch(workspace, [commit_permission()], instead=True)
    except (ClientkitError, OSError) as error:
        return f"not trusted on this machine ({error}); 'clientkit trust' tries again"
    return ""


def _checked(values: dict[str, Any]) -> Settings:
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise UsageError(*message_and_hint(Settings, error)) from None


def _add(workspace: Workspace, name: str, text: str) -> bool:
    """Write a file, or add its last line to one that lacks it; whether anything was written."""
    path = workspace.root / name
    try:
        data = read_limited(path)
    except NotFoundError:
        save_file(workspace, path, text.encode(), None, f"Add {name}")
        return True
    rule = text.splitlines()[-1]
    if rule.encode() in data.splitlines():
        return False
    from clientkit.kernel.store.atomic_write import digest

    joint = b"" if data.endswith(b"\n") or not data else b"\n"
    save_file(workspace, path, data + joint + text.encode(), digest(data), f"Add to {name}")
    return True


def _refuse_inside_another(root: Path) -> None:
    try:
        outer = find_workspace(root.parent, {})
    except NotFoundError:
        return
    raise RefusedError(
        f"{root} lies inside the workspace {outer.root}; a workspace in another would hide from it.",
        f"Work in that one (clientkit -C {outer.root} …), or choose a folder outside it.",
    )
