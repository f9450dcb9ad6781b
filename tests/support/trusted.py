"""What a person says of a workspace that a test made out of files: that it may do what it names."""

import os
from pathlib import Path

from clientkit.errors import ClientkitError
from clientkit.kernel.store.workspace import find_workspace
from clientkit.workspace.trust import trust_now, trust_workspace


def trust(root: Path) -> None:
    """Vouch for all that a workspace names now, as `clientkit trust --yes` does."""
    workspace = find_workspace(Path(root), os.environ)
    trust_workspace(workspace, trust_now(workspace))


def trust_if_readable(root: Path) -> None:
    """The same, where the settings can be read."""
    try:
        trust(root)
    except ClientkitError:
        return
