"""The user's own settings, outside all workspaces, as they stand: every command may ask for them."""

import os
from collections.abc import Mapping
from pathlib import Path

FILE = "config.toml"


def user_settings_file(environment: Mapping[str, str]) -> Path | None:
    """Where this user's settings are, whether the file is there or not; None where no home is known."""
    named = environment.get("APPDATA" if os.name == "nt" else "XDG_CONFIG_HOME", "")
    if Path(named).is_absolute():
        return Path(named) / "clientkit" / FILE
    home = environment.get("USERPROFILE" if os.name == "nt" else "HOME", "")
    return Path(home) / ".config" / "clientkit" / FILE if Path(home).is_absolute() else None


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
