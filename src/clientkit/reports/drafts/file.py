"""A report's file as it stands, whoever wrote it last: the program, an editor, or git."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from clientkit.documents.compose import DOCUMENT_LIMIT
from clientkit.errors import NotFoundError, RefusedError
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.toml.file import decode
from clientkit.kernel.store.workspace import Workspace
from clientkit.reports.drafts.file_integrity import CONFLICT


class Handwritten(NamedTuple):
    """A file: its text, None where it is empty; and the digest of its bytes; both None without a file."""

    path: Path
    text: str | None
    seen: str | None


def read_handwritten(workspace: Workspace, path: Path) -> Handwritten:
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
        return Handwritten(path, None, None)
    lines = lines_of(decode(name, data))
    for number, line in enumerate(lines, start=1):
        if line.startswith(CONFLICT):
            raise RefusedError(
                f"{name}:{number}: git left a conflict in the report.",
                "Choose in an editor what stays, and take the marker lines out.",
            )
    return Handwritten(path, joined(lines) if any(map(str.strip, lines)) else None, digest(data))


def lines_of(text: str) -> list[str]:
    """The lines of a text, without the line ends."""
    return text.removesuffix("\n").split("\n")


def joined(lines: Sequence[str]) -> str:
    """The lines as a text."""
    return "\n".join(lines) + "\n"
