"""Where this user's files are on each system: the settings, and what no workspace may write."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from clientkit.errors import OutsideError

if sys.platform == "win32":  # pragma: no cover - the tests run on Linux
    STATE, SETTINGS, HOME = "LOCALAPPDATA", "APPDATA", "USERPROFILE"
else:
    STATE, SETTINGS, HOME = "XDG_STATE_HOME", "XDG_CONFIG_HOME", "HOME"


def state_folder() -> Path:
    """What is trusted, the key of derived facts, reports of bugs; the folder need not be there yet.

    Raises:
        OutsideError: nobody knows where this user's files are.
    """
    folder = os.environ.get(STATE, "")
    try:
        base = Path(folder) if Path(folder).is_absolute() else Path.home() / ".local" / "state"
    except RuntimeError:
        raise OutsideError(
            "Your home folder is not known, so nothing can be trusted.", f"Set {HOME}, or {STATE}."
        ) from None
    return base / "clientkit"


def settings_folder(environment: Mapping[str, str]) -> Path | None:
    """The folder of this user's own settings, there or not; None where no home is known."""
    if Path(named := environment.get(SETTINGS, "")).is_absolute():
        return Path(named) / "clientkit"
    home = Path(environment.get(HOME, ""))
    return home / ".config" / "clientkit" if home.is_absolute() else None
