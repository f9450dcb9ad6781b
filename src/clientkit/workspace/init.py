"""Making a workspace."""

from datetime import date
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from clientkit.errors import ClientkitError, NotFoundError, OutsideError, RefusedError, UsageError
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.store.atomic_write import make_root, replace_file
from clientkit.kernel.store.git import commit_permission, commit_saved, is_inside_repository, run_git
from clientkit.kernel.store.lock import locked
from clientkit.kernel.store.machine.trust import vouch
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.save import save_file
from clientkit.kernel.store.toml.change import typed_value
from clientkit.kernel.store.toml.client_file import read_settings
from clientkit.kernel.store.toml.new_file import skeleton
from clientkit.kernel.store.toml.schemas import keep_schemas, schema_line
from clientkit.kernel.store.toml.validation_messages import message_and_hint
from clientkit.kernel.store.workspace import Workspace, find_workspace

IGNORED = ".clientkit/"
IGNORE_FILE = f"# Lock, unfinished writes and survey key of clientkit: nothing for git.\n{IGNORED}\n"
ATTRIBUTES_FILE = (
    "# Journals are lines in any order: git joins both sides and never asks.\n*.jsonl merge=union -text\n"
    "# What was agreed, and what went, is proved by its bytes: git changes no line ends in it.\n"
    "**/agreements/** -text\n**/documents/** -text\n"
)


class Setup(Model):
    """What `init` did."""

    root: str = Field(description="folder of the workspace")
    made: tuple[str, ...] = Field(description="files and folders that were made; empty when all was there")
    settings: Settings = Field(description="the settings as they are now")
    is_new: bool = Field(default=True, description="false where the settings were there already")
    note: str = Field("", description="what could not be done, and why")


def setting_from(key: str, text: str) -> Any:
    """A setting of a new workspace from what was typed, None where that is nothing: `id` and `ID` alike.

    Raises:
        UsageError: it cannot have that value.
        UnknownPlaceError: nobody knows the public holidays of that country.
    """
    text = text.strip()
    if key == "defaults.language":
        text = text.lower()
    elif key in {"defaults.currency", "calendar.country"}:
        text = text.upper()
    elif key == "defaults.timezone":
        text = _zone_named(text)
    if not text or (key == "calendar.country" and text == "-"):
        return None
    section, _, name = key.partition(".")
    value = typed_value(Settings, (section, name), text, date.today())  # noqa: DTZ011 - no setting here is a day
    if key == "calendar.country":
        from clientkit.kernel.calendar.public_holidays import known_place

        known_place(value, "")
    return value


def _zone_named(text: str) -> str:
    """A time zone's own name from its city in any letters: `jakarta` is Asia/Jakarta."""
    from zoneinfo import available_timezones

    wanted = text.lower().replace(" ", "_")
    found = [
        name for name in available_timezones() if wanted in {name.lower(), name.lower().rpartition("/")[2]}
    ]
    return found[0] if len(found) == 1 else text


def country_of(zone: str | None) -> str:
    """The country that a time zone lies in; empty where it is not known."""
    from importlib.resources import files

    try:
        table = files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8")
    except (OSError, ModuleNotFoundError):
        return ""
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return next((row[0] for row in rows if row[2] == zone), "")


def initialise(workspace: Workspace, values: dict[str, Any], *, git: bool, commits: bool = False) -> Setup:
    """Make a workspace, or complete one; what is there already stays as it is.

    With `commits` new settings say that each change is committed, if the repository is made here too.

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
        if commits and ".git" in made and _is_known_to_git(workspace, settings):
            values = {**values, "git": {"commit": True}}
            settings = _checked(values)
        line = schema_line(workspace, workspace.settings_file)
        text = skeleton(Settings, values, "clientkit: you, your days, your promises.", line)
        with locked(workspace):  # committed below, together with the rest
            replace_file(workspace, workspace.settings_file, text.encode(), None)
        made.append(workspace.settings_file.name)
        keep_schemas(workspace)
    if settings.git.commit and ".git" in made:
        paths = [workspace.root / name for name in made if name != ".git"]
        commit_saved(workspace, paths, "Begin the workspace")
        note = note or "; ".join(workspace.notices.lines)
    return Setup(root=str(workspace.root), made=tuple(made), settings=settings, is_new=is_new, note=note)


def _is_known_to_git(workspace: Workspace, settings: Settings) -> bool:
    """Whether git can say who commits; where it knows nobody, it is told here, as the settings have it."""
    try:
        run_git(workspace.root, ["config", "--get", "user.email"])
    except OutsideError:
        if not settings.you.email:
            return False
        run_git(workspace.root, ["config", "user.name", settings.you.name])
        run_git(workspace.root, ["config", "user.email", settings.you.email])
    return True


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
