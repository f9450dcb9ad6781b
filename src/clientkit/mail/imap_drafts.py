"""A draft in the folder where a mail program looks for drafts."""

import imaplib
from datetime import datetime

from clientkit.errors import OutsideError
from clientkit.mail.imap import imap_line, said
from clientkit.mail.imap_folder import drafts_folder, quoted
from clientkit.model.workspace import ImapServer

FLAGS = r"(\Draft \Seen)"


def keep_in_drafts(server: ImapServer, password: str, mail: bytes, when: datetime) -> str:
    """Put a mail into the folder of drafts; the folder's name.

    Raises:
        OutsideError: there is no such folder, or the server refuses the mail; see `imap_line` for others.
    """
    with imap_line(server, password) as imap:
        folder = drafts_folder(imap, server.drafts)
        outcome, answer = imap.append(quoted(folder), FLAGS, imaplib.Time2Internaldate(when), mail)
        if outcome != "OK":
            raise OutsideError(
                f"The IMAP server does not take the draft into '{folder}': {said(answer)}.",
                "Look at the room that is left there; or write a file: leave out --imap.",
            )
    return folder
