"""Where this machine keeps what no workspace may write: what is trusted, and the key of derived facts."""

import os
from pathlib import Path

from clientkit.errors import OutsideError


def state_folder() -> Path:
    """The folder of this user and this machine; it need not be there yet.

    Raises:
        OutsideError: nobody knows where this user's files are.
    """
    folder = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_STATE_HOME", "")
    try:
        base = Path(folder) if Path(folder).is_absolute() else Path.home() / ".local" / "state"
    except RuntimeError:
        raise OutsideError(
            "Your home folder is not known, so nothing can be trusted.", "Set HOME, or XDG_STATE_HOME."
        ) from None
    return base / "clientkit"


def is_private(status: os.stat_result, others: int = 0o022) -> bool:
    """Whether a file is this user's, and no one else may do with it what the bits of `others` say."""
    return not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & others)
