"""Clients that were found sound, by the bytes of all that `check` reads of them.

What a file says is looked at again by its bytes alone, never by its date: `check` reads every file each time,
so that a bit that flipped is found, and takes apart only those of clients in which something is another.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from clientkit.errors import ClientkitError
from clientkit.kernel.store.facts_file import NewFile, load
from clientkit.kernel.store.workspace import Workspace

READ_OF_DOCUMENTS = (".md", ".json")
"""Of a folder of documents `check` reads these; the rest was made from them."""

LARGEST = 64 * 1024 * 1024
"""Bytes of a file that are looked at here: a client with a larger one is taken apart each time."""


class SoundClients:
    """What was sound when it was checked last, and what is now."""

    def __init__(self, workspace: Workspace, settings: bytes) -> None:
        self.workspace, self.settings = workspace, settings
        self.path = workspace.facts_dir / "check"
        self.file = NewFile(self.path)
        held = load(self.path)
        self.before: dict[str, bytes] = held if isinstance(held, dict) else {}
        self.now: dict[str, bytes] = {}

    def seal(self, slug: str) -> bytes:
        """All that is read of a client and of the settings, in a digest; empty where something cannot be."""
        digest = blake2b(self.settings)
        try:
            for part in _parts(self.workspace.client_dir(slug), documents=False):
                digest.update(len(part).to_bytes(8, "big") + part)
        except OSError:
            return b""
        return digest.digest()

    def is_sound(self, slug: str, seal: bytes) -> bool:
        """Whether it was sound with exactly these bytes."""
        return bool(seal) and self.before.get(slug) == seal

    def keep(self, slug: str, seal: bytes) -> None:
        """Remember that it is sound."""
        if seal:
            self.now[slug] = seal

    def close(self) -> None:
        """Write what is sound now; that it cannot be is no failure."""
        with suppress(OSError, ClientkitError):
            if self.now != self.before and self.file.clock:
                self.file.put(self.now)
        self.file.close()


def _parts(folder: Path, *, documents: bool) -> Iterator[bytes]:
    """Names, kinds and bytes of what lies in a folder, in the order of the names."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        yield os.fsencode(entry.name)
        if entry.is_symlink():
            yield os.fsencode(Path(entry.path).readlink())
        elif entry.is_dir(follow_symlinks=False):
            yield b"/"
            yield from _parts(Path(entry.path), documents=entry.name == "documents")
            yield b".."
        elif not entry.is_file(follow_symlinks=False):
            yield b"|"
        elif not documents or entry.name.endswith(READ_OF_DOCUMENTS):
            yield _bytes_of(entry)


def _bytes_of(entry: os.DirEntry[str]) -> bytes:
    """What a file holds.

    Raises:
        OSError: it cannot be read, or is too large to be held at once.
    """
    size = entry.stat(follow_symlinks=False).st_size
    if size > LARGEST:
        raise OSError(f"{entry.name} has {size} bytes")
    return Path(entry.path).read_bytes()
