"""How anything is kept: lock, write, unlock, then commit where the settings ask for it."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import tomli
from pydantic import ValidationError

from clientkit.errors import ClientkitError, RefusedError
from clientkit.kernel.model.values.agent import acting_agent
from clientkit.kernel.store.append_line import append_line
from clientkit.kernel.store.atomic_write import (
    Write,
    clear_pending,
    create_folder,
    remove_file,
    replace_file,
    replace_files,
)
from clientkit.kernel.store.journal.twins import twin_of
from clientkit.kernel.store.lock import locked
from clientkit.kernel.store.safe_read import RECORD_LIMIT, read_limited
from clientkit.kernel.store.undo_log import Step, file_step, forget, record_step, remember
from clientkit.kernel.store.workspace import Workspace

if TYPE_CHECKING:
    from clientkit.kernel.model.records.record import Entry

BATCH = 1000
"""Lines that are read again at a time: all at once would be held in memory as dicts."""


def save_file(workspace: Workspace, path: Path, data: bytes, seen: str | None, message: str) -> None:
    """Replace one file, or make it where `seen` is None; see `replace_file` for what is refused."""
    with locked(workspace):
        before = path.read_bytes() if seen is not None and path.is_file() else None
        replace_file(workspace, path, data, seen)
        if path.suffix == ".toml" and (seen is not None or path != workspace.settings_file):
            remember(workspace, file_step(workspace, path, before, data))
    commit_if_wanted(workspace, [path], message)


def restore_file(workspace: Workspace, path: Path, data: bytes | None, step: Step) -> None:
    """Give a file back what a step replaced, or remove the file that it made, and forget the step."""
    with locked(workspace):
        if data is not None:
            replace_file(workspace, path, data, step.after)
        else:
            remove_file(workspace, path, step.after)
        forget(workspace, step)
    commit_if_wanted(workspace, [path], f"Undo in {step.file}")


def save_files(workspace: Workspace, writes: Sequence[Write], message: str) -> None:
    """Replace files in that order, as one commit; see `atomic_write.replace_files`.

    Without any, a killed command is being repeated perhaps: what it left is cleared, and that is all.
    """
    if not writes:
        clear_leftover(workspace)
        return
    with locked(workspace):
        replace_files(workspace, writes)
    commit_if_wanted(workspace, [write.path for write in writes], message)


def clear_leftover(workspace: Workspace) -> None:
    """Remove what a killed write left in the private folder, where there is nothing more to write."""
    if os.path.lexists(workspace.pending):
        with locked(workspace):
            clear_pending(workspace)


def save_folder(workspace: Workspace, path: Path, files: Mapping[str, bytes], message: str) -> None:
    """Make one new folder with its files; see `atomic_write.create_folder` for what is refused."""
    with locked(workspace):
        create_folder(workspace, path, files)
        for name in {"client.toml", "project.toml"} & files.keys():
            remember(workspace, file_step(workspace, path / name, None, files[name]))
    commit_if_wanted(workspace, [path], message)


def save_several(
    workspace: Workspace, folders: Mapping[Path, Mapping[str, bytes]], writes: Sequence[Write], message: str
) -> None:
    """Replace files and make new folders, as one commit: none where one of the files may not be replaced.

    Killed in between, the first ones are there: the same command must make the others, and no more.
    """
    with locked(workspace):
        befores = [path.read_bytes() if path.is_file() else None for path, _, _ in writes]
        replace_files(workspace, writes)
        for (path, data, _), before in zip(writes, befores, strict=True):
            remember(workspace, file_step(workspace, path, before, data))
        for folder, files in folders.items():
            create_folder(workspace, folder, files)
            for name, data in files.items():
                remember(workspace, file_step(workspace, folder / name, None, data))
    commit_if_wanted(workspace, [*(write.path for write in writes), *folders], message)


def append_record(workspace: Workspace, record: "Entry") -> None:
    """Add one record to this device's journal of its client.

    Raises:
        RefusedError: the record is longer than a line may be, or could not be read again.
    """
    line = _sound_line(record)
    path = workspace.journal_file(record.client)
    with locked(workspace):
        twin = twin_of(workspace, record.client, line)
        append_line(workspace, path, line)
        remember(workspace, record_step(record.client, [record.id]))
    if twin:
        workspace.notices.add(f"the very same was written down already, as {twin}; both are kept and counted")
    commit_if_wanted(workspace, [path], _commit_message(record))


def append_planned(workspace: Workspace, client: str, plan: Callable[[], "Entry | Sequence[Entry]"]) -> None:
    """Add what may be recorded once only to a journal: `plan` reads and judges while nobody else can write.

    Several records are written by one append: all of them, or none.

    Raises:
        RefusedError: as of `append_record`.
        ClientkitError: what `plan` raises; nothing was written.
    """
    path = workspace.journal_file(client)
    with locked(workspace):
        planned = plan()
        records = planned if isinstance(planned, Sequence) else [planned]
        append_line(workspace, path, b"\n".join(map(_sound_line, records)))
        remember(workspace, record_step(client, [one.id for one in records]))
    commit_if_wanted(workspace, [path], _commit_message(records[0]))


def append_records(workspace: Workspace, client: str, lines: Mapping[str, bytes]) -> int:
    """Add many records to this device's journal of a client in one write; says how many were new.

    They come as lines by their ids; those that the journal holds already are left out.

    Raises:
        RefusedError: one of them is longer than a line may be, or could not be read again.
        OSError: the disk failed; the journal is as it was.
    """
    from clientkit.kernel.model.records.journal import record_adapter
    from clientkit.kernel.store.journal.read import recorded_ids

    encoded = list(lines.values())
    try:
        for line in encoded:
            record_adapter().validate_json(line)
    except ValueError:
        raise RefusedError(
            "A record could not be read again; nothing was written.", "Look for odd characters in its texts."
        ) from None
    if max(map(len, encoded), default=0) >= RECORD_LIMIT:
        raise RefusedError(
            f"A record takes more than {RECORD_LIMIT:,} bytes; nothing was written.", "Shorten its texts."
        )
    path = workspace.journal_file(client)
    with locked(workspace):
        held = recorded_ids(workspace, client)
        new = [line for name, line in lines.items() if name not in held]
        if new:
            append_line(workspace, path, b"\n".join(new))
            remember(workspace, record_step(client, [name for name in lines if name not in held]))
    if new:
        commit_if_wanted(workspace, [path], f"Note {len(new):,} records for {client}")
    return len(new)


def append_reversals(workspace: Workspace, client: str, lines: Sequence[bytes], step: Step | None) -> None:
    """Add what takes records back, and forget the step that wrote them: this one is never undone."""
    path = workspace.journal_file(client)
    with locked(workspace):
        append_line(workspace, path, b"\n".join(lines))
        if step:
            forget(workspace, step)
    commit_if_wanted(workspace, [path], f"Undo {len(lines)} for {client}")


def encode_record(record: "Entry") -> bytes:
    """A record as one line of ASCII JSON, without the fields that say nothing, and by whom it is written."""
    data = record.model_dump(mode="json", exclude_none=True) | {"by": acting_agent()}
    head = {"id": data.pop("id"), "ts": data.pop("ts"), "kind": data.pop("kind"), "v": data.pop("v")}
    body = {key: value for key, value in data.items() if value not in ((), [], None)}
    return json.dumps({**head, **body}, ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode(
        "ascii"
    )


def _sound_line(record: "Entry") -> bytes:
    """A record's line, which is not too long and can be read again."""
    line = encode_record(record)
    if len(line) >= RECORD_LIMIT:
        raise RefusedError(
            f"The note takes {len(line):,} bytes; a record holds at most {RECORD_LIMIT:,}.",
            "Shorten it, or keep it in a file.",
        )
    _require_readable(record, line)
    return line


def _commit_message(record: "Entry") -> str:
    return f"Note {getattr(record, 'kind', 'record')} for {record.client}"


def _require_readable(record: "Entry", line: bytes) -> None:
    """What is acknowledged must be there for the next reader: half of a surrogate pair, for one, is not."""
    try:
        type(record).model_validate_json(line)
    except ValidationError as error:
        raise RefusedError(
            f"The record could not be read again: {error.errors()[0]['msg'][:200]}.", "Type the text anew."
        ) from None


def commit_if_wanted(workspace: Workspace, paths: Sequence[Path], message: str) -> None:
    """Note what was kept, and commit it where the settings ask for that."""
    workspace.notices.kept.extend(map(workspace.relative, paths))
    if commits_are_wanted(workspace):
        from clientkit.kernel.store.git import commit_saved

        commit_saved(workspace, paths, message)


def commits_are_wanted(workspace: Workspace) -> bool:
    """What the settings say, even where something else in them is wrong."""
    try:
        settings = tomli.loads(read_limited(workspace.settings_file).decode("utf-8-sig"))
    except (ClientkitError, ValueError, RecursionError):
        return False
    return isinstance(settings.get("git"), dict) and settings["git"].get("commit") is True
