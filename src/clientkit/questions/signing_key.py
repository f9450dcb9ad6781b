"""The key that survey tokens are signed with: on this machine, for the owner only, never in git."""

import re
from collections.abc import Mapping
from pathlib import Path

from clientkit.errors import InvalidDataError, NotFoundError, OutsideError, RefusedError
from clientkit.kernel.store.atomic_write import digest, replace_file
from clientkit.kernel.store.git import is_inside_repository, is_tracked, run_git
from clientkit.kernel.store.lock import locked, require_private
from clientkit.kernel.store.machine.trust import Permission, require_trusted, vouch
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.workspace import Workspace

VARIABLE = "CLIENTKIT_SURVEY_KEY"
SHORTEST, LONGEST = 32, 256
"""Letters of a key."""

NO_KEY_HINT = (
    "Copy .clientkit/survey.key from the machine that asked (mode 600) and type 'clientkit trust', "
    f"or put what it holds into {VARIABLE}."
)
"""What to do where answers cannot be verified because the key is on another machine."""


def survey_key(workspace: Workspace, environment: Mapping[str, str]) -> bytes | None:
    """The key: from the environment, else from its file; None where this machine has none.

    Raises:
        InvalidDataError: it is too short, too long or no plain text.
        RefusedError: its file came with the workspace, or lies where everybody who has that can read it.
    """
    if text := environment.get(VARIABLE, "").strip():
        return _checked(text.encode(), VARIABLE)
    key = key_in_file(workspace)
    if key is not None:
        require_trusted(workspace, key_permission(key))
    return key


def key_in_file(workspace: Workspace) -> bytes | None:
    """The key in the workspace's file, whoever put it there; None where there is none.

    Raises:
        InvalidDataError: it is too short, too long or no plain text.
        RefusedError: git has it, or the private folder is none.
    """
    require_private(workspace)
    held = _bytes(workspace.survey_key_file)
    if held is None:
        return None
    _require_untracked(workspace)
    return _checked(held.strip(), _name(workspace))


def key_permission(key: bytes) -> Permission:
    """To sign surveys with one key, and to believe answers that it verifies."""
    name = f"the survey key with the SHA-256 {digest(key)}"
    return Permission("key", f"sign surveys and verify answers with {name}")


def require_survey_key(workspace: Workspace, environment: Mapping[str, str]) -> bytes:
    """The key, for commands that cannot go on without it.

    Raises:
        RefusedError: this machine has none.
        InvalidDataError: as for `survey_key`.
    """
    key = survey_key(workspace, environment)
    if key is None:
        raise RefusedError("This machine has no survey key, so no answer can be verified.", NO_KEY_HINT)
    return key


def make_survey_key(workspace: Workspace, fresh: bytes, *, instead: bool = False) -> bytes:
    """Keep `fresh` as this machine's key, unless another command was faster; the key that counts now.

    With `instead` it takes the place of the one there is: what was asked with that one cannot be verified.

    Raises:
        RefusedError: git would take it along, or something was asked with a key of another machine.
    """
    path = workspace.survey_key_file
    if not instead and (held := survey_key(workspace, {})):
        return held
    if not instead and _asked_before(workspace) and survey_key(workspace, {}) is None:
        raise RefusedError(
            "Something was asked by mail before, and this machine has no survey key.",
            f"{NO_KEY_HINT} If the key is lost: clientkit survey key --new",
        )
    _require_untracked(workspace)
    _refuse_in_git(workspace, path)
    with locked(workspace):
        held = _bytes(path)
        if held and not instead:
            return _checked(held.strip(), _name(workspace))
        seen = digest(held) if held is not None else None
        vouch(workspace, [key_permission(fresh)])
        replace_file(workspace, path, _checked(fresh, "The new key") + b"\n", seen)
    return fresh


def _bytes(path: Path) -> bytes | None:
    try:
        return read_limited(path, LONGEST * 4)
    except NotFoundError:
        return None


def _checked(key: bytes, where: str) -> bytes:
    if not SHORTEST <= len(key) <= LONGEST or not key.isalnum():
        raise InvalidDataError(
            f"{where} holds no survey key: it takes {SHORTEST} to {LONGEST} letters and digits.",
            NO_KEY_HINT,
        )
    return key


def _asked_before(workspace: Workspace) -> bool:
    """Whether the bytes of some journal hold what was asked by mail: only looked at without a key."""
    journals = (path for client in workspace.clients() for path in workspace.journal_files(client))
    return any(re.search(rb'"kind":"(survey|question)"', read_limited(path, 1 << 30)) for path in journals)


def _require_untracked(workspace: Workspace) -> None:
    name = _name(workspace)
    if is_tracked(workspace.root, workspace.survey_key_file):
        raise RefusedError(
            f"{name} is in git, so whoever has the repository can forge answers; it counts for nothing.",
            f"Make a new one: git rm --cached {name}; git commit -m 'No key'; clientkit survey key --new",
        )


def _refuse_in_git(workspace: Workspace, path: Path) -> None:
    if not is_inside_repository(workspace.root):
        return
    try:
        run_git(workspace.root, ["check-ignore", "--quiet", "--", str(path)])
    except OutsideError:
        raise RefusedError(
            "git would take the survey key along: .clientkit/ is not ignored here.",
            "Add the line '.clientkit/' to .gitignore, then run the command again.",
        ) from None


def _name(workspace: Workspace) -> str:
    return workspace.relative(workspace.survey_key_file)
