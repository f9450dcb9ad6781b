"""Mails on this machine and how far they were read: an mbox goes on where Ctrl-C stopped it."""

import hashlib
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Annotated, Any, BinaryIO, TypeVar

from pydantic import Field, ValidationError

from clientkit.kernel.mail.message.mail_files import FIRST, is_box, open_mail, open_stream
from clientkit.kernel.mail.message.mbox import read_mbox
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.store.machine_state import keep_bookmark, read_bookmark
from clientkit.kernel.store.workspace import Workspace
from clientkit.replies.queries import Finder, Wanted, read_all

M = TypeVar("M", bound=Model)


class Stopped(Model):
    """Where the reading of an mbox was stopped, and what had been found until then."""

    first: str
    size: int
    done: int = Field(gt=0)
    mails: int = Field(ge=0)
    kept: tuple[Annotated[int, Field(ge=0)], ...]
    reasons: dict[str, int]


class Stream:
    """Mails from stdin: they come once."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.name = "stdin"

    def read(self, finder: Finder, wanted: Wanted) -> None:
        """Look at all of them."""
        read_all(open_stream(self._stream), finder, wanted)

    def stop(self, finder: Finder) -> str:
        """Nothing can be remembered of a stream."""
        return f"Stopped after {finder.mails:,} mails; nothing was taken."

    def finish(self, finder: Finder, waiting: Collection[str]) -> None:
        """Nothing is to be remembered."""


class Place:
    """A file or folder of mails on this machine."""

    def __init__(self, workspace: Workspace, path: Path, *, remember: bool) -> None:
        self._workspace = workspace
        self._remember = remember
        self._path = path
        self.name = path.name
        self._bookmark = f"file {path.resolve()}" if is_box(path) else ""

    def read(self, finder: Finder, wanted: Wanted) -> None:
        """Look at all mails, of an mbox from where Ctrl-C stopped the last time."""
        start = self._resumed(finder) if self._bookmark else 0
        read_all(open_mail(self._path, start), finder, wanted)

    def stop(self, finder: Finder) -> str:
        """Remember how far it was; what to say about it."""
        if not (self._bookmark and self._remember and finder.done):
            return f"Stopped after {finder.mails:,} mails; nothing was taken."
        stopped = Stopped(
            **self._identity(),
            done=finder.done,
            mails=finder.mails,
            kept=tuple(one.start for one in finder.found),
            reasons=dict(finder.reasons),
        )
        keep_bookmark(self._workspace, self._bookmark, stopped.model_dump(mode="json"))
        return (
            f"Stopped after {finder.mails:,} mails; nothing was taken. The same command goes on from there."
        )

    def finish(self, finder: Finder, waiting: Collection[str]) -> None:  # noqa: ARG002 - as for a server
        """Nothing is left to go on with."""
        if self._bookmark and self._remember and read_bookmark(self._workspace, self._bookmark):
            keep_bookmark(self._workspace, self._bookmark, None)

    def _identity(self) -> dict[str, Any]:
        with self._path.open("rb") as file:
            first = hashlib.sha256(file.read(FIRST)).hexdigest()
        return {"first": first, "size": self._path.stat().st_size}

    def _resumed(self, finder: Finder) -> int:
        """Take up what was found before; the byte at which reading goes on."""
        stopped = kept(Stopped, read_bookmark(self._workspace, self._bookmark))
        identity = self._identity()
        if stopped is None or stopped.first != identity["first"]:
            return 0
        if not stopped.done <= stopped.size <= identity["size"]:
            return 0
        self._take_up(finder, stopped.kept)
        finder.reasons = Counter(stopped.reasons)
        finder.mails, finder.done = stopped.mails, stopped.done
        return finder.done

    def _take_up(self, finder: Finder, starts: Sequence[int]) -> None:
        with self._path.open("rb") as file:
            for start in starts:
                raw = next(read_mbox(file, self.name, start), None)
                if raw is not None:
                    finder.look(raw)


def kept(kind: type[M], value: dict[str, Any]) -> M | None:
    """What a bookmark says; None where there is none, or it says nonsense."""
    try:
        return kind.model_validate(value)
    except ValidationError:
        return None
