"""What a workspace may do on this machine, kept where no workspace can write.

A workspace may come from anybody. It is its path that is trusted, and exactly what it named when a person, or
one of our own commands, vouched for it; whatever it names otherwise later is asked about again.
"""

import json
import os
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from clientkit.errors import ClientkitError, OutsideError, RefusedError
from clientkit.kernel.store.atomic_write import digest, make_root, replace_file
from clientkit.kernel.store.lock import locked
from clientkit.kernel.store.machine.folder import state_folder
from clientkit.kernel.store.machine.rights import is_private
from clientkit.kernel.store.safe_read import open_regular, read_limited
from clientkit.kernel.store.workspace import Workspace

LOOK = "Look at it; if it is as you want it: clientkit trust"


class Permission(NamedTuple):
    """What a workspace wants to do; in other words, it is another permission."""

    kind: str
    """What it is about: smtp, imap, key or git."""
    what: str
    """What it does, exactly, to follow 'may': programs, servers, the digest of a key."""


def trust_file() -> Path:
    """The file that says what is trusted on this machine.

    Raises:
        OutsideError: nobody knows where this user's files are.
    """
    return state_folder() / "trust.json"


def is_trusted(workspace: Workspace, permission: Permission) -> bool:
    """Whether a person, or one of our own commands, vouched for exactly this."""
    try:
        return permission.what in _read(trust_file()).get(_name(workspace), ())
    except ClientkitError as error:
        workspace.notices.add(f"{error.message} {error.hint}")
        return False


def require_trusted(workspace: Workspace, permission: Permission) -> None:
    """Refuse what nobody vouched for.

    Raises:
        RefusedError: nobody did, or the workspace names something else now.
    """
    if not is_trusted(workspace, permission):
        raise RefusedError(
            f"{workspace.root} is not trusted to {permission.what}; nothing of that was done.", LOOK
        )


def vouch(workspace: Workspace, permissions: Collection[Permission], *, instead: bool = False) -> None:
    """Trust a workspace with more, or `instead` of all that it was trusted with; with nothing, forget it.

    Raises:
        OutsideError, OSError: the user's folder cannot be written.
        RefusedError: what stands in the file's place is no regular file.
    """
    path = trust_file()
    store = Workspace(path.parent, workspace.device)  # locked and written as a workspace is
    make_root(store.root)
    with locked(store):
        try:
            data = read_limited(path)
        except ClientkitError:
            data = None
        try:
            held = _read(path)
        except ClientkitError:  # nothing was trusted by a damaged file
            held = {}
        before = [] if instead else held.pop(_name(workspace), [])
        held[_name(workspace)] = sorted({*before, *(one.what for one in permissions)})
        whole = {"version": 1, "workspaces": {root: may for root, may in held.items() if may}}
        text = json.dumps(whole, indent=1, sort_keys=True) + "\n"
        replace_file(store, path, text.encode("ascii"), None if data is None else digest(data))


def _name(workspace: Workspace) -> str:
    return os.path.realpath(workspace.root)


def _read(path: Path) -> dict[str, list[str]]:
    """What each workspace may do, by its path.

    Raises:
        OutsideError: the file is damaged, or others could have written it.
    """
    if not os.path.lexists(path):
        return {}
    try:
        with open_regular(path) as file:
            status = os.fstat(file.fileno())
        found = json.loads(read_limited(path))["workspaces"] if is_private(status) else None
    except (ClientkitError, ValueError, RecursionError, LookupError, TypeError):
        found = None
    if isinstance(found, dict) and all(isinstance(may, list) for may in found.values()):
        return found
    raise OutsideError(
        f"{path} is damaged, or others could write it: no workspace is trusted.",
        "'clientkit trust' writes it anew.",
    )
