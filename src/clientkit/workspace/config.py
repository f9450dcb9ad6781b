"""Settings: what holds for each key and where that comes from, and changing them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, get_origin

from pydantic import BaseModel, Field

from clientkit.errors import NotFoundError, OutsideError, UsageError
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.files.user import UserSettings
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.store.atomic_write import make_root
from clientkit.kernel.store.machine.user_settings import user_settings_file
from clientkit.kernel.store.save import save_file
from clientkit.kernel.store.toml.change import KeyChanges, set_values
from clientkit.kernel.store.toml.edit import value_at
from clientkit.kernel.store.toml.file import TomlFile, load, read_toml
from clientkit.kernel.store.toml.line_numbers import line_of
from clientkit.kernel.store.toml.new_file import skeleton
from clientkit.kernel.store.workspace import FoundBy, Workspace

Origin = Literal["flag", "environment", "folder", "workspace", "user", "default"]

USER = "user."
"""Before the keys of the user's own settings, which hold in every workspace."""

VARIABLES = {"workspace": "CLIENTKIT_WORKSPACE", "pager": "PAGER"}
"""By the user's own keys, the variables of the environment that come before them."""


class Setting(Model):
    """What holds for a key."""

    key: str = Field(description="dotted key; those of your own settings begin with user.")
    value: Any = Field(description="the value that holds")
    origin: Origin = Field(description="flag, environment, folder, workspace, user or default")
    place: str = Field("", description="where that is said: a file with its line, a variable, a flag")


class SettingRows(Rows[Setting]):
    """Settings in the order of their files."""


def all_settings(
    workspace: Workspace | None, found_by: FoundBy | None, environment: Mapping[str, str]
) -> SettingRows:
    """Every setting with its origin; without a workspace, the user's own.

    Raises:
        BrokenFileError: a file of settings cannot be read.
    """
    return SettingRows(
        [*_own(workspace, found_by, environment), *(_of_workspace(workspace) if workspace else ())]
    )


def chosen_settings(rows: SettingRows, keys: Sequence[str]) -> SettingRows:
    """The settings that keys name, a whole section by its name too; all that were set where none is named.

    Raises:
        NotFoundError: nothing has a name like that.
    """
    if not keys:
        return SettingRows(row for row in rows if row.origin != "default")
    found = []
    for key in keys:
        named = [row for row in rows if row.key == key or row.key.startswith(f"{key.rstrip('.')}.")]
        if not named:
            known = [row.key for row in rows] + [row.key.partition(".")[0] for row in rows]
            close = get_close_matches(key, known, n=1, cutoff=0.5)
            hint = f"Did you mean '{close[0]}'?" if close else "All of them: clientkit config list --all"
            raise NotFoundError(f"There is no setting {key[:80]!r}.", hint)
        found += named
    return SettingRows(found)


def setting_keys() -> list[str]:
    """Every key that can be set."""
    return [*(f"{USER}{key}" for key in VARIABLES), *(".".join(location) for location in _leaves(Settings))]


def set_settings(
    workspace: Workspace | None, environment: Mapping[str, str], pairs: Sequence[str], today: date
) -> KeyChanges:
    """Set `key=value` pairs, those of the user's own settings in their file.

    Raises:
        UsageError: no such key, a value that it cannot have, or keys of both files at once.
        RefusedError: a file changed since it was read.
    """
    own = [pair.removeprefix(USER) for pair in pairs if pair.startswith(USER)]
    if own and len(own) < len(pairs):
        raise UsageError(
            "Keys of your own settings and of the workspace stand in two files.",
            "Set them one after the other.",
        )
    if own:
        return _set_own(environment, [_absolute(pair) for pair in own], today)
    if workspace is None:
        raise NotFoundError("No workspace here, whose settings could be changed.", "Name one with -C DIR.")
    return set_values(workspace, read_toml(workspace, workspace.settings_file, Settings), pairs, today)


def own_settings_file(environment: Mapping[str, str], *, made: bool = False) -> tuple[Workspace, Path]:
    """The file of the user's own settings, and its folder to be locked and written as a workspace is.

    Raises:
        OutsideError: nobody knows where this user's files are.
    """
    path = user_settings_file(environment)
    if path is None:
        raise OutsideError("Your home folder is not known.", "Set HOME, or XDG_CONFIG_HOME.")
    store = Workspace(path.parent, "config")
    if made and not path.exists():
        make_root(store.root)
        text = skeleton(UserSettings, {}, "clientkit: your own settings, in whatever workspace")
        save_file(store, path, text.encode(), None, "Begin")
    return store, path


def _set_own(environment: Mapping[str, str], pairs: Sequence[str], today: date) -> KeyChanges:
    store, path = own_settings_file(environment, made=True)
    changes = set_values(store, read_toml(store, path, UserSettings), pairs, today)
    return KeyChanges(one.model_copy(update={"key": f"{USER}{one.key}"}) for one in changes)


def _absolute(pair: str) -> str:
    """A folder as it is meant from everywhere."""
    key, _, text = pair.partition("=")
    if key != "workspace" or not text.strip() or text.startswith("~"):
        return pair
    return f"{key}={Path(text).absolute()}"


def _own(
    workspace: Workspace | None, found_by: FoundBy | None, environment: Mapping[str, str]
) -> Iterator[Setting]:
    store, path = own_settings_file(environment)
    file = read_toml(store, path, UserSettings) if path.exists() else None
    for key, variable in VARIABLES.items():
        key_of_user = f"{USER}{key}"
        if key == "workspace" and workspace is not None and found_by in {"flag", "folder"}:
            place = "-C" if found_by == "flag" else "the folder you stand in"
            yield Setting(key=key_of_user, value=str(workspace.root), origin=found_by, place=place)
        elif environment.get(variable):
            yield Setting(key=key_of_user, value=environment[variable], origin="environment", place=variable)
        elif file is not None and getattr(file.value, key):
            place = f"{path}:{line_of(file.text, (key,))}"
            yield Setting(key=key_of_user, value=getattr(file.value, key), origin="user", place=place)
        else:
            yield Setting(key=key_of_user, value="", origin="default")


def _of_workspace(workspace: Workspace) -> Iterator[Setting]:
    file: TomlFile[Settings] = read_toml(workspace, workspace.settings_file, Settings)
    data = load(file.text)
    name = workspace.relative(file.path)
    for location in _leaves(Settings):
        value = file.value
        for part in location:
            value = getattr(value, part)
        is_set = value_at(data, location) is not None
        yield Setting(
            key=".".join(location),
            value=value,
            origin="workspace" if is_set else "default",
            place=f"{name}:{line_of(file.text, location)}" if is_set else "",
        )


def _leaves(model: type[BaseModel], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Where every key of a model stands; a list of tables is one."""
    for name, field in model.model_fields.items():
        inner = field.annotation
        if get_origin(inner) is None and isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from _leaves(inner, (*above, name))
        else:
            yield (*above, name)
