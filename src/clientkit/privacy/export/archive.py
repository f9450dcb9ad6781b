"""An export as one file: the same data give the same bytes, and it is made whole or not at all."""

import json
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from pydantic import Field

from clientkit.errors import OutsideError
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.export_file import write_new
from clientkit.kernel.store.git import run_git

SUMS = "SHA256SUMS"
"""What `sha256sum -c` reads."""

RIGHTS = 0o600
"""Of the files in it once they are unpacked: their owner reads them."""


class Exported(Model):
    """An export that was written."""

    path: str = Field(description="where it stands")
    files: int = Field(description="files in it")
    records: int = Field(description="records in it")
    size: int = Field(description="bytes")
    changed: bool = Field(description="false where the very same stood there already")
    repository: str = Field(description="the git repository that would take it in; empty where none does")


def as_lines(records: Iterable[Mapping[str, Any]]) -> bytes:
    """Records as JSON Lines."""
    lines = [json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in records]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass")


def as_zip(folder: str, files: Mapping[str, bytes]) -> bytes:
    """Files in one folder with their checksums; not packed, as every machine packs otherwise."""
    sums = "".join(f"{digest(data)}  {name}\n" for name, data in sorted(files.items()))
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as archive:
        for name, data in sorted({**files, SUMS: sums.encode()}.items()):
            entry = ZipInfo(f"{folder}/{name}")
            entry.create_system, entry.external_attr = 3, RIGHTS << 16
            archive.writestr(entry, data)
    return buffer.getvalue()


def write_archive(target: Path, data: bytes, counts: tuple[int, int]) -> Exported:
    """Write an export where nothing stands, and say which repository would take it in.

    Raises:
        RefusedError: another file stands there.
        OutsideError: it cannot be written; then there is nothing of it.
    """
    changed = write_new(target, data)
    files, records = counts
    place = target.resolve()
    return Exported(
        path=str(place),
        files=files,
        records=records,
        size=len(data),
        changed=changed,
        repository=_repository_around(place),
    )


def _repository_around(path: Path) -> str:
    """The work tree that a file lies in and that does not ignore it; empty where there is none."""
    try:
        top = run_git(path.parent, ["rev-parse", "--show-toplevel"]).strip()
    except OutsideError:
        return ""
    try:
        run_git(path.parent, ["check-ignore", "--quiet", "--", str(path)])
    except OutsideError:
        return top
    return ""
