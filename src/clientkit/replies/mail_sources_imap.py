"""Mails of an IMAP server's folder, read since the last time."""

from collections.abc import Collection
from typing import Annotated

from pydantic import Field

from clientkit.errors import ClientkitError
from clientkit.kernel.mail.message.mail_files import Source
from clientkit.kernel.mail.server.imap_inbox import Inbox, open_inbox
from clientkit.kernel.model.files.settings import ImapServer
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.store.machine_state import keep_bookmark, read_bookmark
from clientkit.kernel.store.workspace import Workspace
from clientkit.replies.mail_sources import kept
from clientkit.replies.queries import Finder, Wanted, read_all

WAITING_LIMIT = 2000
"""Mails of a server that wait for a person's word; of more, the oldest are not shown again."""


class Inboxed(Model):
    """How far a folder of a server was read, and which of its mails wait for a person's word."""

    validity: int
    last: int = Field(ge=0)
    waiting: tuple[Annotated[int, Field(gt=0)], ...]


class Server:
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

    def read(self, finder: Finder, wanted: Wanted) -> None:
        """Look at the mails that came since the last time, and at those that wait for a person's word."""
        held = kept(Inboxed, read_bookmark(self._workspace, self._bookmark))
        first_asked = finder.known.correspondence.since
        if first_asked is None:
            return  # nobody was asked anything, so nothing can be an answer
        with open_inbox(self._server, self._password) as inbox:
            if held is None or held.validity != inbox.validity or wanted.since:
                held = Inboxed(validity=inbox.validity, last=0, waiting=())
            self._validity, self._last = held.validity, held.last
            uids = inbox.uids(self._last, wanted.since or (None if self._last else first_asked))
            self._look(inbox, sorted({*uids, *held.waiting}), finder, wanted)

    def _look(self, inbox: Inbox, uids: list[int], finder: Finder, wanted: Wanted) -> None:
        read_all(Source(self.name, inbox.mails(uids), len(uids), "mails"), finder, wanted)
        self._last = max(self._last, *uids, 0)

    def stop(self, finder: Finder) -> str:
        """The last time stays what it was: all of it is read again."""
        return f"Stopped after {finder.mails:,} mails; nothing was taken."

    def finish(self, finder: Finder, waiting: Collection[str]) -> None:
        """Remember the last mail, and those whose meaning nobody has confirmed yet."""
        if not self._remember or not self._validity:
            return
        uids = sorted(one.start for one in finder.found if one.mail.message in waiting)[-WAITING_LIMIT:]
        inboxed = Inboxed(validity=self._validity, last=self._last, waiting=tuple(uids))
        try:
            keep_bookmark(self._workspace, self._bookmark, inboxed.model_dump(mode="json"))
        except ClientkitError as error:
            self._workspace.notices.add(f"how far was read is not remembered: {error.message}")
