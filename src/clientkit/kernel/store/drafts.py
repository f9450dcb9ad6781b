"""Texts open in an editor, where a killed command or a lost connection leaves them to be found again.

Each lies in `.clientkit/drafts/` under the path of the file that it is for, in a folder named after the
text that it began from: whether that is still the file's, or a person has to compare, can be seen later.
"""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from clientkit.kernel.store.atomic_write import digest, make_folders, write_new
from clientkit.kernel.store.workspace import Workspace

SHOWN = 12
"""Digits of a text's digest in the name of a folder."""


def drafts_of(workspace: Workspace, path: Path, begun: bytes) -> Iterator[tuple[Path, bool]]:
    """What was written for a file and not saved, and whether it began from this text."""
    folder = _folder(workspace, path)
    with suppress(OSError):
        for draft in sorted(one / path.name for one in folder.iterdir()):
            if draft.is_file() and not draft.is_symlink() and draft.read_bytes() != begun:
                yield draft, draft.parent.name.startswith(digest(begun)[:SHOWN])


def new_draft(workspace: Workspace, path: Path, text: bytes) -> Path:
    """A copy of a text, for its owner only, to be opened in an editor.

    Raises:
        OSError: the workspace cannot be written.
    """
    name = digest(text)[:SHOWN]
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    folder = next(one for one in (_folder(workspace, path) / name for name in names) if not one.exists())
    make_folders(workspace, folder)
    write_new(folder / path.name, text, 0o600)
    return folder / path.name


def drop_draft(workspace: Workspace, draft: Path) -> None:
    """Remove a draft that was saved, or holds nothing new, and the folders that are empty without it."""
    shutil.rmtree(draft.parent, ignore_errors=True)
    with suppress(OSError):
        for folder in draft.parent.parents:
            if folder == workspace.private_dir:
                break
            folder.rmdir()


def _folder(workspace: Workspace, path: Path) -> Path:
    return workspace.private_dir / "drafts" / workspace.relative(path)
