"""Reading the journal: the union of all devices' files, with corrections applied.

A record and its corrections are one lineage. The latest of them, by `ts` then `id`, counts; taking
back any of them takes the lineage away. So the result does not depend on the order of the files.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from clientkit.errors import ClientkitError
from clientkit.model.journal import KINDS, Entry, record_adapter
from clientkit.model.problem import Problem
from clientkit.store.reading import lines_of
from clientkit.store.save import RECORD_LIMIT
from clientkit.store.workspace import Workspace

T = TypeVar("T")


def read_journal(workspace: Workspace, client: str) -> list[Entry]:
    """All records of a client that count, ordered by `ts` then `id`; bad lines become notices."""
    return fold_journal(workspace, client, lambda record: record)


def fold_journal(workspace: Workspace, client: str, pick: Callable[[Any], T | None]) -> list[T]:
    """What `pick` takes from each record that counts, in order; only that is held in memory."""
    kept: dict[str, tuple[datetime, str, T | None]] = {}
    corrects: dict[str, str] = {}
    retracted: set[str] = set()
    with _no_garbage_collection():
        for record in _records(workspace, client):
            name = record.id
            if name in kept:
                continue
            if record.replaces is not None:
                corrects[name] = record.replaces
            if record.kind == "retraction":
                retracted.add(record.retracts)
            kept[name] = (record.ts, name, pick(record))
    if corrects or retracted:
        kept = _latest_of_each_lineage(kept, corrects, retracted)
    return [value for _, _, value in sorted(kept.values(), key=lambda item: item[:2]) if value is not None]


def journal_problems(workspace: Workspace, client: str) -> list[Problem]:
    """Every line of a client's journal that cannot be read, with its place."""
    return [
        found
        for path in workspace.journal_files(client)
        for _, found in _lines(workspace, path)
        if isinstance(found, Problem)
    ]


def numbered_records(workspace: Workspace, client: str) -> Iterator[tuple[str, int, Entry]]:
    """Every readable record as it stands in its file: relative path, line, record. Nothing is applied."""
    for path in workspace.journal_files(client):
        for number, found in _lines(workspace, path):
            if not isinstance(found, Problem):
                yield workspace.relative(path), number, found


def _records(workspace: Workspace, client: str) -> Iterator[Any]:
    for path in workspace.journal_files(client):
        for _, found in _lines(workspace, path):
            if isinstance(found, Problem):
                workspace.notices.add(f"passed over {found.place}: {found.message}")
            else:
                yield found


def _lines(workspace: Workspace, path: Path) -> Iterator[tuple[int, Any]]:
    """Line number and record, or line number and problem, for each line that is not empty."""
    validate = record_adapter().validate_json
    name = workspace.relative(path)
    try:
        for number, line in enumerate(lines_of(path, RECORD_LIMIT), start=1):
            if not line:
                continue
            if len(line) > RECORD_LIMIT:
                yield number, _too_long(name, number)
                continue
            try:
                found = validate(line)
            except ValidationError as error:
                found = _bad_line(name, number, line, error)
            yield number, found
    except ClientkitError as error:
        yield 0, Problem(file=name, code="unreadable", message=error.message, hint=error.hint)


def _too_long(name: str, number: int) -> Problem:
    message = f"longer than {RECORD_LIMIT:,} bytes"
    return Problem(
        file=name, line=number, code="bad-record", message=message, hint="Shorten it in an editor."
    )


def _bad_line(name: str, number: int, line: bytes, error: ValidationError) -> Problem:
    if line.startswith((b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")):
        hint = "Delete the marker lines; keep the records on both sides."
        return Problem(file=name, line=number, code="conflict", message="a conflict marker of git", hint=hint)
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"] if part not in KINDS)
    code, message = "bad-record", f"not a record: {where + ': ' if where else ''}{first['msg'][:200]}"
    hint = "Mend the line in an editor, or restore it with git."
    if first["type"] == "json_invalid":
        code, message = "torn-line", f"not JSON: {first['msg'].removeprefix('Invalid JSON: ')[:200]}"
        hint = "A write was cut off here; delete the line, or restore it with git."
    elif first["type"] == "union_tag_invalid" or (first["loc"] and first["loc"][-1] == "v"):
        code, message = "newer-record", "written by a newer clientkit"
        hint = "Update clientkit; the record is kept as it is."
    return Problem(file=name, line=number, code=code, message=message, hint=hint)


def _latest_of_each_lineage(
    kept: dict[str, tuple[datetime, str, T | None]], corrects: dict[str, str], retracted: set[str]
) -> dict[str, tuple[datetime, str, T | None]]:
    gone = {_origin(name, corrects) for name in retracted}
    latest: dict[str, tuple[datetime, str, T | None]] = {}
    for name, item in kept.items():
        origin = _origin(name, corrects)
        if origin in gone:
            continue
        if origin not in latest or item[:2] > latest[origin][:2]:
            latest[origin] = item
    return latest


def _origin(name: str, corrects: dict[str, str]) -> str:
    """The first record of a lineage; a circle of corrections ends at its smallest id."""
    path = [name]
    while path[-1] in corrects:
        target = corrects[path[-1]]
        if target in path:
            return min(path[path.index(target) :])
        path.append(target)
    return path[-1]


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Records hold no circles; scanning 100,000 of them for some costs more than reading them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
