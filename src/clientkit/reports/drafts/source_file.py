"""The file beside a weekly report that keeps what the report was made from."""

import json
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from clientkit.errors import InvalidDataError, NotFoundError
from clientkit.kernel.model.records.report_source import Generated, Generation
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.workspace import Workspace

LIMIT = 32 * 1024 * 1024
"""Bytes that the file may hold: twice what a document may."""


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
        data = read_limited(path, LIMIT)
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
