"""A draft in the folder where a mail program looks for drafts."""

import imaplib
import re
from datetime import datetime
from typing import NamedTuple

from clientkit.errors import OutsideError
from clientkit.kernel.mail.server.imap import answer_text, imap_line
from clientkit.kernel.mail.server.imap_folders import drafts_folder, quoted
from clientkit.kernel.model.files.settings import ImapServer

FLAGS = r"(\Draft \Seen)"


_MESSAGE_ID = re.compile(rb"^Message-ID: (<[!-~]+>)\r$", re.MULTILINE)


class Kept(NamedTuple):
    """Where a draft lies, and whether it lay there before."""

    folder: str
    was_there: bool


def keep_in_drafts(server: ImapServer, password: str, mail: bytes, when: datetime) -> Kept:
    """Put a mail into the folder of drafts, unless one of its Message-ID is there already.

    Raises:
        OutsideError: there is no such folder, or the server refuses the mail; see `imap_line` for others.
    """
    with imap_line(server, password) as imap:
        folder = drafts_folder(imap, server.drafts)
        if _holds(imap, folder, mail):
            return Kept(folder, was_there=True)
        outcome, answer = imap.append(quoted(folder), FLAGS, imaplib.Time2Internaldate(when), mail)
        if outcome != "OK":
            raise OutsideError(
                f"The IMAP server does not take the draft into '{folder}': {answer_text(answer)}.",
                "Look at the room that is left there; or write a file: leave out --imap.",
            )
    return Kept(folder, was_there=False)


def _holds(imap: imaplib.IMAP4, folder: str, mail: bytes) -> bool:
    """Whether a draft of the same Message-ID, which stands for what it says, is in the folder."""
    found = _MESSAGE_ID.search(mail.partition(b"\r\n\r\n")[0] + b"\r\n")
    if not found or imap.select(quoted(folder), readonly=True)[0] != "OK":
        return False
    outcome, answer = imap.search(None, "UNDELETED", "HEADER", "Message-ID", f'"{found[1].decode("ascii")}"')
    return outcome == "OK" and any(answer)
