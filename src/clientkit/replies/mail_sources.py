"""Where mails are read, and how far: an mbox goes on where Ctrl-C stopped it, a server where it ended."""

import hashlib
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, Protocol, TypeVar

from pydantic import Field, ValidationError

from clientkit.errors import ClientkitError
from clientkit.kernel.mail.message.mail_files import FIRST, OpenedMails, is_box, open_mail, open_stream
from clientkit.kernel.mail.message.mbox import read_mbox
from clientkit.kernel.model.files.mail_settings import ImapServer
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.store.machine.bookmarks import keep_bookmark, read_bookmark
from clientkit.kernel.store.workspace import Workspace
from clientkit.replies.queries import Finder, Progress, no_progress, read_all

if TYPE_CHECKING:  # a file is read without the libraries that speak to a server
    from clientkit.kernel.mail.server.imap_inbox import Inbox

M = TypeVar("M", bound=Model)

WAITING_LIMIT = 2000
"""Mails of a server that wait for a person's word; of more, the oldest are not shown again."""


class MailSource(Protocol):
    """Where mail is read."""

    name: str

    def read(self, finder: Finder, progress: Progress = no_progress) -> None:
        """Look at all mails."""

    def stop(self, finder: Finder) -> str:
        """Remember how far it was; what to say about it."""

    def finish(self, finder: Finder, waiting: Collection[str]) -> None:
        """Remember what is done with; `waiting` are the Message-IDs of mails that nobody confirmed yet."""


class MboxBookmark(Model):
    """Where the reading of an mbox was stopped, and what had been found until then."""

    first: str
    size: int
    done: int = Field(gt=0)
    mails: int = Field(ge=0)
    kept: tuple[Annotated[int, Field(ge=0)], ...]
    reasons: dict[str, int]


class StdinMail:
    """Mails from stdin: they come once."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.name = "stdin"

    def read(self, finder: Finder, progress: Progress = no_progress) -> None:
        """Look at all of them."""
        read_all(open_stream(self._stream), finder, progress)

    def stop(self, finder: Finder) -> str:
        """Nothing can be remembered of a stream."""
        return f"Stopped after {finder.mails:,} mails; nothing was taken."

    def finish(self, finder: Finder, waiting: Collection[str]) -> None:
        """Nothing is to be remembered."""


class LocalMail:
    """A file or folder of mails on this machine."""

    def __init__(self, workspace: Workspace, path: Path, *, remember: bool) -> None:
        self._workspace = workspace
        self._remember = remember
        self._path = path
        self.name = path.name
        self._bookmark = f"file {path.resolve()}" if is_box(path) else ""

    def read(self, finder: Finder, progress: Progress = no_progress) -> None:
        """Look at all mails, of an mbox from where Ctrl-C stopped the last time."""
        start = self._resumed(finder) if self._bookmark else 0
        read_all(open_mail(self._path, start), finder, progress)

    def stop(self, finder: Finder) -> str:
        """Remember how far it was; what to say about it."""
        if not (self._bookmark and self._remember and finder.done):
            return f"Stopped after {finder.mails:,} mails; nothing was taken."
        stopped = MboxBookmark(
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
        stopped = bookmark_value(MboxBookmark, read_bookmark(self._workspace, self._bookmark))
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


def bookmark_value(kind: type[M], value: dict[str, Any]) -> M | None:
    """What a bookmark says; None where there is none, or it says nonsense."""
    try:
        return kind.model_validate(value)
    except ValidationError:
        return None


class FolderBookmark(Model):
    """How far a folder of a server was read, and which of its mails wait for a person's word."""

    validity: int
    last: int = Field(ge=0)
    waiting: tuple[Annotated[int, Field(gt=0)], ...]


class ImapMail:
    """A folder of an IMAP server."""

    def __init__(self, workspace: Workspace, server: ImapServer, password: str, *, remember: bool) -> None:
        self._workspace = workspace
        self._server = server
        self._password = password
        self._remember = remember
        self.name = f"{server.inbox} of {server.user}"
        self._bookmark = f"imap {server.user}@{server.host}:{server.port or ''}/{server.inbox}"
        self._validity = 0
        self._last = 0

    def read(self, finder: Finder, progress: Progress = no_progress) -> None:
        """Look at the mails that came since the last time, and at those that wait for a person's word."""
        from clientkit.kernel.mail.server.imap_inbox import open_inbox

        held = bookmark_value(FolderBookmark, read_bookmark(self._workspace, self._bookmark))
        first_asked = finder.context.index.since
        if first_asked is None:
            return  # nobody was asked anything, so nothing can be an answer
        with open_inbox(self._server, self._password) as inbox:
            if held is None or held.validity != inbox.validity or finder.since:
                held = FolderBookmark(validity=inbox.validity, last=0, waiting=())
            self._validity, self._last = held.validity, held.last
            uids = inbox.uids(self._last, finder.since or (None if self._last else first_asked))
            self._look(inbox, sorted({*uids, *held.waiting}), finder, progress)

    def _look(self, inbox: "Inbox", uids: list[int], finder: Finder, progress: Progress) -> None:
        read_all(OpenedMails(self.name, inbox.mails(uids), len(uids), "mails"), finder, progress)
        self._last = max(self._last, *uids, 0)

    def stop(self, finder: Finder) -> str:
        """The last time stays what it was: all of it is read again."""
        return f"Stopped after {finder.mails:,} mails; nothing was taken."

    def finish(self, finder: Finder, waiting: Collection[str]) -> None:
        """Remember the last mail, and those whose meaning nobody has confirmed yet."""
        if not self._remember or not self._validity:
            return
        uids = sorted(one.start for one in finder.found if one.mail.message in waiting)[-WAITING_LIMIT:]
        inboxed = FolderBookmark(validity=self._validity, last=self._last, waiting=tuple(uids))
        try:
            keep_bookmark(self._workspace, self._bookmark, inboxed.model_dump(mode="json"))
        except ClientkitError as error:
            self._workspace.notices.add(f"how far was read is not remembered: {error.message}")
