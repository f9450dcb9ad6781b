"""Reading the journal: the union of all devices' files, with corrections applied.

A record and its corrections are one lineage. The latest of them, by `ts` then `id`, counts; taking
back any of them takes the lineage away. So the result does not depend on the order of the files.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from itertools import chain
from typing import Any, TypeAlias, TypeVar

from pydantic import ValidationError

from clientkit.errors import ClientkitError
from clientkit.kernel.model.records.journal import KINDS, read_lines, record_adapter
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.problem import Problem
from clientkit.kernel.store.safe_read import RECORD_LIMIT, line_batches
from clientkit.kernel.store.workspace import Workspace

T = TypeVar("T")

Kept: TypeAlias = tuple[datetime, str, T | None]
"""Instant and id of a record, and what was picked from it."""

Numbered: TypeAlias = tuple[str, int, Entry]
"""A record as it stands in its file: relative path, line, record."""


def read_journal(workspace: Workspace, client: str, until: datetime | None = None) -> list[Entry]:
    """All records of a client that count, ordered by `ts` then `id`; bad lines become notices.

    With `until`, records that were written down later are as if they were not there: what they corrected
    or took back counts as it did then.
    """
    return fold_journal(workspace, client, lambda record: record, until)


def fold_journal(
    workspace: Workspace, client: str, pick: Callable[[Any], T | None], until: datetime | None = None
) -> list[T]:
    """What `pick` takes from each record that counts, in order; only that is held in memory."""
    batches = _readable(workspace, client, read_lines, lambda line: record_adapter().validate_json(line))
    kept = _counted(
        [(record, pick(record)) for record in batch if until is None or record.ts <= until]
        for batch in batches
    )
    wanted = [(ts, name, value) for ts, name, value in kept if value is not None]
    return [value for _, _, value in sorted(wanted, key=_by_time)]


def _counted(batches: Iterable[Iterable[tuple[Any, T | None]]]) -> Iterable[Kept[T]]:
    """What was picked from the records that count, each given with its record; in no order."""
    kept: dict[str, Kept[T]] = {}
    corrects: dict[str, str] = {}
    retracted: set[str] = set()
    with _no_garbage_collection():
        for record, value in chain.from_iterable(batches):
            name = record.id
            if name in kept:
                continue
            if record.replaces is not None:
                corrects[name] = record.replaces
            if record.kind == "retraction":
                retracted.add(record.retracts)
            kept[name] = (record.ts, name, value)
    if corrects or retracted:
        kept = _latest_of_each_lineage(kept, corrects, retracted)
    return kept.values()


def _readable(
    workspace: Workspace,
    client: str,
    read: Callable[[list[bytes]], list[T]],
    careful: Callable[[bytes], T],
) -> Iterator[list[T]]:
    """The records of a client's journal in batches, as `read` makes them of their lines.

    Where `read` raises ValueError, `careful` reads the batch line by line, and what it refuses with a
    ValidationError becomes a notice. So sound lines, the many, cost no loop of Python.
    """
    for path in workspace.journal_files(client):
        name = workspace.relative(path)
        try:
            for first, lines in line_batches(path, RECORD_LIMIT):
                try:
                    records = read(_none_too_long(lines))
                except ValueError:
                    records = _sound(workspace, _examined(name, enumerate(lines, first), careful))
                yield records
        except ClientkitError as error:
            workspace.notices.add(f"passed over {name}: {error.message}")


def examined_journal(workspace: Workspace, client: str) -> tuple[list[Problem], list[Numbered]]:
    """What cannot be read of a client's journal, with its place, and every record, from one reading."""
    problems: list[Problem] = []
    records: list[Numbered] = []
    for name, number, found in _lines(workspace, client):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            records.append((name, number, found))
    return problems, records


def numbered_records(workspace: Workspace, client: str) -> Iterator[Numbered]:
    """Every readable record as it stands in its file. Nothing is applied."""
    return (line for line in _lines(workspace, client) if not isinstance(line[2], Problem))


def recorded_ids(workspace: Workspace, client: str) -> set[str]:
    """The ids of all records of a client that can be read, those that do not count too."""
    return {record.id for _, _, record in numbered_records(workspace, client)}


def _lines(workspace: Workspace, client: str) -> Iterator[tuple[str, int, Any]]:
    """File, line number, and record or problem, for each line of a client's journal that is not empty."""
    for path in workspace.journal_files(client):
        name = workspace.relative(path)
        try:
            for first, lines in line_batches(path, RECORD_LIMIT):
                try:
                    found: Iterable[Any] = enumerate(read_lines(_none_too_long(lines)), first)
                except ValueError:
                    found = _examined(name, enumerate(lines, first), record_adapter().validate_json)
                for number, one in found:
                    yield name, number, one
        except ClientkitError as error:
            yield name, 0, Problem(file=name, code="unreadable", message=error.message, hint=error.hint)


def _none_too_long(lines: list[bytes]) -> list[bytes]:
    if max(map(len, lines), default=0) > RECORD_LIMIT:
        raise ValueError("a line is too long")
    return lines


def _examined(
    name: str, lines: Iterable[tuple[int, bytes]], read: Callable[[bytes], T]
) -> Iterator[tuple[int, T | Problem]]:
    for number, line in lines:
        if len(line) > RECORD_LIMIT:
            yield number, _too_long(name, number)
        elif line.strip():
            try:
                yield number, read(line)
            except ValidationError as error:
                yield number, _bad_line(name, number, line, error)


def _sound(workspace: Workspace, found: Iterable[tuple[int, T | Problem]]) -> list[T]:
    records = []
    for _, record in found:
        if isinstance(record, Problem):
            workspace.notices.add(f"passed over {record.place}: {record.message}")
        else:
            records.append(record)
    return records


def _too_long(name: str, number: int) -> Problem:
    message = f"longer than {RECORD_LIMIT:,} bytes"
    return Problem(
        file=name, line=number, code="bad-record", message=message, hint="Shorten it in an editor."
    )


def _bad_line(name: str, number: int, line: bytes, error: ValidationError) -> Problem:
    if line.startswith((b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")):
        hint = "Delete the marker lines; keep the records on both sides."
        return Problem(file=name, line=number, code="conflict", message="a conflict marker of git", hint=hint)
    from clientkit.kernel.store.toml.validation_messages import reason_in_words

    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"] if part not in KINDS)
    said = f"'{where}'{reason_in_words(error)}" if where else "it has no kind"
    if first["type"] == "value_error":
        said = reason_in_words(error).removeprefix(": ")
    code, message = "bad-record", f"not a record: {said[:200]}"
    hint = "Mend the line in an editor, or restore it with git."
    if first["type"] == "json_invalid":
        code, message = "torn-line", f"not JSON: {first['msg'].removeprefix('Invalid JSON: ')[:200]}"
        hint = "A write was cut off here; delete the line, or restore it with git."
    elif first["type"] == "union_tag_invalid" or (first["loc"] and first["loc"][-1] == "v"):
        code, message = "newer-record", "written by a newer clientkit"
        hint = "Update clientkit; the record is kept as it is."
    return Problem(file=name, line=number, code=code, message=message, hint=hint)


def _latest_of_each_lineage(
    kept: dict[str, Kept[T]], corrects: dict[str, str], retracted: set[str]
) -> dict[str, Kept[T]]:
    origins = origins_of(corrects)
    gone = {origins.get(name, name) for name in retracted}
    latest: dict[str, Kept[T]] = {}
    for name, item in kept.items():
        origin = origins.get(name, name)
        if origin in gone:
            continue
        if origin not in latest or _by_time(item) > _by_time(latest[origin]):
            latest[origin] = item
    return latest


def _by_time(item: Kept[Any]) -> tuple[datetime, str]:
    return item[:2]


def origins_of(corrects: Mapping[str, str]) -> dict[str, str]:
    """The first record of each correction's lineage; a circle of corrections begins at its smallest id."""
    origins: dict[str, str] = {}
    for correction in corrects:
        path: dict[str, None] = {}
        name = correction
        while name in corrects and name not in origins and name not in path:
            path[name] = None
            name = corrects[name]
        if name in path:
            circle = list(path)
            name = min(circle[circle.index(name) :])
        origins |= dict.fromkeys(path, origins.get(name, name))
    return origins


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
