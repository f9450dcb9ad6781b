"""What is written down before anybody is forgotten, so that what was cut off is found and finished."""

import json
import shlex
from typing import Any, NamedTuple

from clientkit.errors import ClientkitError, RefusedError
from clientkit.kernel.store.atomic_write import clear_pending, write_new
from clientkit.kernel.store.machine.rights import sync_folder
from clientkit.kernel.store.safe_read import FILE_LIMIT, read_limited
from clientkit.kernel.store.workspace import Workspace
from clientkit.privacy.forget.eraser import Eraser
from clientkit.privacy.forget.strings import Strings


class Unfinished(NamedTuple):
    """What is written down before anything is done."""

    eraser: Eraser
    stone: bytes
    """The tombstone's line."""
    files: tuple[str, ...]
    history: bool
    begun: bool = False
    """Whether the rewriting of git's history was begun."""
    beyond: tuple[str, ...] = ()

    @property
    def command(self) -> str:
        """What finishes it."""
        contact = ["--contact", self.eraser.contact] if self.eraser.contact else []
        words = ["clientkit", "client", "forget", self.eraser.client, *contact]
        return shlex.join([*words, *(["--history"] if self.history else [])])


def unfinished(
    workspace: Workspace, client: str | None, contact: str, *, dry_run: bool = False
) -> Unfinished | None:
    """What was cut off, if it is of this client or contact; None where nothing was.

    Raises:
        RefusedError: somebody else's was, or only a plan is wanted; that one comes first.
    """
    command = workspace.unfinished_forgetting()
    if not command:
        return None
    if dry_run:
        raise RefusedError("They are half forgotten: there is no plan any more.", f"Finish it: {command}")
    found = noted(workspace)
    if found is None:
        raise RefusedError(
            f"{workspace.relative(workspace.forgetting_file)} cannot be read.",
            f"Remove it, then begin anew: {command}",
        )
    if (found.eraser.client, found.eraser.contact) != (client, contact):
        raise RefusedError("Somebody else is half forgotten here.", f"Finish that first: {command}")
    return found


def noted(workspace: Workspace) -> Unfinished | None:
    """What is written down of a forgetting; None where it cannot be read."""
    try:
        data = json.loads(read_limited(workspace.forgetting_file, FILE_LIMIT).partition(b"\n")[2])
        values: dict[str, Any] = data.pop("eraser")
        values |= {name: frozenset(values[name]) for name in ("kept", "replies")}
        eraser = Eraser(**values | {"strings": Strings.load(values["strings"])})
        lists = {name: tuple(data[name]) for name in ("files", "beyond")}
        return Unfinished(eraser, **data | lists | {"stone": data["stone"].encode()})
    except (ValueError, KeyError, TypeError, ClientkitError):
        return None


def note(workspace: Workspace, todo: Unfinished) -> None:
    """Write down what is to be done: the command in a line of its own, so that any other can tell it."""
    eraser = todo.eraser
    values = {"client": eraser.client, "contact": eraser.contact, "strings": eraser.strings.dump()}
    values |= {"kept": sorted(eraser.kept), "replies": sorted(eraser.replies)}
    data = todo._asdict() | {"eraser": values, "stone": todo.stone.decode()}
    clear_pending(workspace)
    write_new(workspace.pending, f"{todo.command}\n{json.dumps(data)}\n".encode(), 0o600)
    workspace.pending.replace(workspace.forgetting_file)
    sync_folder(workspace.private_dir)


def clear_locks(workspace: Workspace) -> None:
    """Remove the locks of a git that was killed with us: those younger than what is written down."""
    begun, folder = workspace.forgetting_file.stat().st_mtime_ns, workspace.root / ".git"
    for path in (*folder.rglob("*.lock"), folder / "gc.pid"):  # no ref's name ends so
        if path.is_file() and path.stat().st_mtime_ns >= begun:
            path.unlink()
