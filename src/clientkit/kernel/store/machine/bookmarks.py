"""How far this machine has read: plain values by name, outside git. Losing them costs time, and no answer."""

import json
from typing import Any

from clientkit.errors import ClientkitError
from clientkit.kernel.store.atomic_write import digest, replace_file
from clientkit.kernel.store.lock import locked
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.workspace import Workspace

MOST = 200
"""Bookmarks that are kept; of more, the oldest go."""


def read_bookmark(workspace: Workspace, name: str) -> dict[str, Any]:
    """What was kept under a name; nothing where there is none, or the file is broken."""
    found = _all(_bytes(workspace)).get(name)
    return found if isinstance(found, dict) else {}


def keep_bookmark(workspace: Workspace, name: str, value: dict[str, Any] | None) -> None:
    """Keep a value under a name in place of what was there; None takes it away.

    Raises:
        RefusedError: another file stands in its place.
        OutsideError: the workspace cannot be written.
    """
    with locked(workspace):
        held = _bytes(workspace)
        bookmarks = _all(held)
        before = bookmarks.pop(name, None)
        if before == value:
            return
        if value is not None:
            bookmarks[name] = value
        kept = dict(list(bookmarks.items())[-MOST:])
        data = json.dumps(kept, ensure_ascii=True, allow_nan=False, indent=1).encode("ascii") + b"\n"
        seen = digest(held) if held is not None else None
        replace_file(workspace, workspace.bookmarks_file, data, seen)


def _bytes(workspace: Workspace) -> bytes | None:
    try:
        return read_limited(workspace.bookmarks_file)
    except ClientkitError:
        return None


def _all(data: bytes | None) -> dict[str, Any]:
    try:
        found = json.loads(data or b"{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
