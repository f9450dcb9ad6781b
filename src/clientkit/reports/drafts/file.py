"""A report's file as it stands, whoever wrote it last, and the file beside it with what it was made from."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from clientkit.documents.issue import DOCUMENT_LIMIT
from clientkit.errors import InvalidDataError, NotFoundError, RefusedError
from clientkit.kernel.model.records.report_source import Generated, Generation
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.toml.file import decode
from clientkit.kernel.store.workspace import Workspace

CONFLICT = "<<<<<<< "
"""How the first line begins that git leaves where it could not merge."""

SOURCE_LIMIT = 32 * 1024 * 1024
"""Bytes that the file may hold: twice what a document may."""


class ReportFile(NamedTuple):
    """A file: its text, None where it is empty; and the digest of its bytes; both None without a file."""

    path: Path
    text: str | None
    seen: str | None


def read_report_file(workspace: Workspace, path: Path) -> ReportFile:
    """A report's file; a byte order mark and the line ends of Windows are passed over.

    Raises:
        RefusedError: it is a link, or git left a conflict in it.
        InvalidDataError: it is no regular file, no UTF-8, or too long.
    """
    name = workspace.relative(path)
    if path.is_symlink():
        raise RefusedError(
            f"{name} is a link, not a file; nothing was read or written.",
            "Move the link away, then run the command again.",
        )
    try:
        data = read_limited(path, DOCUMENT_LIMIT)
    except NotFoundError:
        return ReportFile(path, None, None)
    lines = split_lines(decode(name, data))
    for number, line in enumerate(lines, start=1):
        if line.startswith(CONFLICT):
            raise RefusedError(
                f"{name}:{number}: git left a conflict in the report.",
                "Choose in an editor what stays, and take the marker lines out.",
            )
    return ReportFile(path, join_lines(lines) if any(map(str.strip, lines)) else None, digest(data))


class GeneratedFile(NamedTuple):
    """What a report was made from, and the digest of the file that says so; nothing where there is none."""

    value: Generated | None
    seen: str | None


def read_generated(workspace: Workspace, path: Path) -> GeneratedFile:
    """What a report was made from; `path` is that of `Workspace.generated_file`.

    Raises:
        InvalidDataError: the file cannot be read, or is broken.
    """
    try:
        data = read_limited(path, SOURCE_LIMIT)
    except NotFoundError:
        return GeneratedFile(None, None)
    try:
        return GeneratedFile(Generated.model_validate_json(data), digest(data))
    except ValidationError:
        name = workspace.relative(path)
        raise InvalidDataError(
            f"{name} is broken: it does not hold what the report was made from.",
            "Restore it with git; or remove it: the whole report counts as your own words then.",
        ) from None


def encode_generated(latest: Generation, before: Generation | None) -> bytes:
    """The file's bytes: JSON with a line of the text on each line, so that git shows what changed."""
    generated = Generated(generations=(latest, before) if before else (latest,))
    return (json.dumps(generated.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n").encode(
        errors="strict"
    )


def split_lines(text: str) -> list[str]:
    """The lines of a text, without the line ends."""
    return text.removesuffix("\n").split("\n")


def join_lines(lines: Sequence[str]) -> str:
    """The lines as a text."""
    return "\n".join(lines) + "\n"
