"""The user's own settings, outside all workspaces, as they stand: every command may ask for them."""

from collections.abc import Mapping
from pathlib import Path

from clientkit.kernel.store.machine.folder import settings_folder

FILE = "config.toml"


def user_settings_file(environment: Mapping[str, str]) -> Path | None:
    """Where this user's settings are, whether the file is there or not; None where no home is known."""
    folder = settings_folder(environment)
    return folder / FILE if folder else None


def user_setting(environment: Mapping[str, str], key: str) -> str:
    """One of them; empty where it is not set, or the file cannot be read: `doctor` tells of that."""
    path = user_settings_file(environment)
    if path is None or not path.is_file():
        return ""
    import tomli

    try:
        found = tomli.loads(path.read_text("utf-8-sig")).get(key, "")
    except (OSError, ValueError, RecursionError):
        return ""
    return found if isinstance(found, str) else ""
