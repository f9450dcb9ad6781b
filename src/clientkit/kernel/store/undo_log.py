"""The last steps of this device, so that the last can be taken back: derived, small, never in git.

A step is the ids that were appended to a client's journal, or the lines of a TOML file that were replaced.
"""

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from clientkit.errors import ClientkitError
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.workspace import Workspace

STEPS = 20
"""Steps that are kept, at least."""

LONGEST = 256 * 1024
"""Bytes of the log from which on the oldest steps are dropped."""

READ_LIMIT = 32 * LONGEST
"""Bytes of a log that is read: one step may hold a whole file."""


class Step(NamedTuple):
    """What one command wrote: records of a client, or a file."""

    client: str = ""
    ids: tuple[str, ...] = ()
    file: str = ""
    """Its path inside the workspace."""
    after: str = ""
    """Digest of the file as the command left it."""
    first: int = 0
    last: int = 0
    """The lines that the command wrote: from `first` up to, without, `last`."""
    was: str | None = None
    """The lines that stood there before; None where the command made the file."""


def record_step(client: str, ids: Iterable[str]) -> Step:
    """The step of a command that appended records."""
    return Step(client=client, ids=tuple(ids))


def file_step(workspace: Workspace, path: Path, before: bytes | None, after: bytes) -> Step:
    """The step of a command that replaced or made a file: only the lines that differ are kept."""
    step = Step(file=workspace.relative(path), after=digest(after))
    if before is None:
        return step
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    first = _alike(old, new)
    same = _alike(old[first:][::-1], new[first:][::-1])
    was = b"".join(old[first : len(old) - same]).decode("utf-8", "surrogateescape")
    return step._replace(first=first, last=len(new) - same, was=was)


def _alike(old: Sequence[bytes], new: Sequence[bytes]) -> int:
    """How many lines are the same at the beginning."""
    pairs = zip(old, new, strict=False)
    return next((number for number, (a, b) in enumerate(pairs) if a != b), min(len(old), len(new)))


def former(step: Step, data: bytes) -> bytes:
    """The file as it was before the step."""
    lines = data.splitlines(keepends=True)
    was = (step.was or "").encode("utf-8", "surrogateescape")
    return b"".join([*lines[: step.first], was, *lines[step.last :]])


def remember(workspace: Workspace, step: Step) -> None:
    """Note a step; the caller holds the lock. Without it nothing is lost but the way back."""
    if len(step.ids) > LONGEST // 32:
        return
    large = False
    with suppress(OSError), workspace.undo_file.open("ab") as log:
        workspace.undo_file.chmod(0o600)
        log.write(json.dumps(step).encode("ascii") + b"\n")
        large = log.tell() > LONGEST
    if large:
        _write(workspace, last_steps(workspace)[-STEPS:])


def last_steps(workspace: Workspace) -> list[Step]:
    """The steps that are known, the last one last; what cannot be read is passed over."""
    with suppress(OSError, ClientkitError):
        lines = read_limited(workspace.undo_file, READ_LIMIT).splitlines()
        return [step for line in lines if (step := _read(line))]
    return []


def forget(workspace: Workspace, step: Step) -> None:
    """Drop a step that was taken back, and those after it; the caller holds the lock."""
    steps = last_steps(workspace)
    with suppress(ValueError, OSError):
        _write(workspace, steps[: len(steps) - 1 - steps[::-1].index(step)])


def _write(workspace: Workspace, steps: Sequence[Step]) -> None:
    with suppress(OSError):
        workspace.undo_file.write_bytes(b"".join(json.dumps(step).encode("ascii") + b"\n" for step in steps))


def _read(line: bytes) -> Step | None:
    try:
        values: Any = json.loads(line)
        client, ids, *rest = values
        return Step(client, tuple(ids), *rest)
    except (ValueError, TypeError):
        return None
