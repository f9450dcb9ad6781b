"""What a complaint teaches: a lesson changes a checklist or a file, or says why nothing was to change."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from clientkit.checklists.actions import add_to_kind, running_without
from clientkit.complaints.append import write_step
from clientkit.complaints.case import Case
from clientkit.complaints.cases import find_complaint
from clientkit.complaints.rules import require_step
from clientkit.errors import NotFoundError, OutsideError, RefusedError, UsageError
from clientkit.kernel.model.records.complaint import ComplaintLesson
from clientkit.kernel.model.records.record import Entry, Stamp
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.git import run_git
from clientkit.kernel.store.journal.record_input import made_record, typed_text
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.workspace import Workspace

CHECKLIST = "checklist:"


class LessonChange(NamedTuple):
    """What was changed by a lesson: one of the three."""

    add_to: str | None = None
    """A checklist, as `checklist:website`."""
    changed: Path | None = None
    no_change: str | None = None


class Learned(NamedTuple):
    """A complaint with its lesson, and the running projects that could have the new row too."""

    case: Case
    files: list[str]
    offered: list[ProjectRef]
    row: str


def learn(
    workspace: Workspace, stamp: Stamp, beginning: str, text: str, prevention: str, change: LessonChange
) -> Learned:
    """Write the lesson of a complaint down, and its row into the checklist where it belongs there.

    Raises:
        UsageError: nothing, or more than one thing, is said to have changed.
        NotFoundError: there is no such kind of work, or no such file.
        RefusedError: a step is missing before it, or the file did not change since the complaint came.
    """
    if sum(one is not None for one in change) != 1:
        raise UsageError(
            "A lesson changes one thing, or says why nothing changes.",
            "Add one of --add-to checklist:website, --changed PATH, --no-change WHY.",
        )
    first = find_complaint(workspace, beginning)
    require_step(first, "learn")
    words, row = typed_text(text, "The lesson"), typed_text(prevention, "--prevention")
    given: dict[str, Any] = {"text": words, "prevention": row}
    files: list[str] = []
    kind = ""
    if change.add_to is not None:
        kind = _kind_of(change.add_to)
        files = add_to_kind(workspace, kind, row)
        given["changed"] = f"{CHECKLIST}{kind}"
    elif change.changed is not None:
        given |= _changed_file(workspace, first, change.changed)
    else:
        given["reason"] = typed_text(change.no_change or "", "--no-change")

    def plan(case: Case, later: Stamp) -> Entry:
        require_step(case, "learn")
        return made_record(ComplaintLesson, later, case.complaint.about, {"ref": case.name, **given})

    case = write_step(workspace, stamp, first, plan)
    return Learned(case, files, running_without(workspace, kind, row) if kind else [], row)


def _kind_of(text: str) -> str:
    if not text.startswith(CHECKLIST):
        raise UsageError(f"{text[:40]!r} is no checklist.", "Write it so: --add-to checklist:website")
    return text.removeprefix(CHECKLIST)


def _changed_file(workspace: Workspace, case: Case, path: Path) -> dict[str, Any]:
    """The file that a lesson names, as it is now; believed only where it is not what it was.

    Raises:
        NotFoundError: there is none inside the workspace.
        RefusedError: it is as it was when the complaint came.
    """
    root = workspace.root.resolve()
    whole = path.resolve()
    if not whole.is_file() or not whole.is_relative_to(root):
        raise NotFoundError(
            f"There is no file {path.name} in the workspace.",
            "Name the template, policy or list that you changed.",
        )
    name, data, since = whole.relative_to(root).as_posix(), read_limited(whole), case.complaint.ts
    before = _as_it_was(root, name, since)
    same = _lines(data) == before if before is not None else _written(whole) < since
    if same:
        raise RefusedError(
            f"{name} has not changed since the complaint came, on {case.complaint.day}.",
            'Change it first; or say why nothing changes: --no-change "…"',
        )
    return {"changed": name, "sha256": digest(data)}


def _written(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _lines(data: bytes) -> list[str]:
    """Text by lines, however a machine ends them."""
    return data.decode(errors="replace").splitlines()


def _as_it_was(root: Path, name: str, since: datetime) -> list[str] | None:
    """The file as git had it before an instant; None where git does not tell."""
    try:
        before = run_git(
            root, ["rev-list", "-1", f"--before={since.isoformat()}", "HEAD", "--", name]
        ).strip()
        if not before:
            return None
        return run_git(root, ["show", f"{before}:./{name}"]).splitlines()
    except OutsideError:
        return None
