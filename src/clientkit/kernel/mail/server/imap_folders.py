"""Folders of an IMAP server: their names as people write them (RFC 3501, 5.1.3), and drafts in theirs."""

import imaplib
import re
from base64 import b64decode, b64encode
from datetime import datetime
from typing import NamedTuple

from clientkit.errors import OutsideError
from clientkit.kernel.mail.server.imap import answer_text, imap_line
from clientkit.kernel.model.files.settings import ImapServer

FLAGS = r"(\Draft \Seen)"

DRAFTS = "\\drafts"
"""The mark of the folder for drafts (RFC 6154), as all marks in any letters."""

NO_FOLDER = "\\noselect"

_DRAFTS_NAME = re.compile(
    r"drafts?|draf|konsep|entw[u\u00fc]rfe|brouillons|borradores|bozze|concepten|rascunhos|utkast|kladder"
    r"|luonnokset|szkice|taslaklar|\u0447\u0435\u0440\u043d\u043e\u0432\u0438\u043a\u0438|\u4e0b\u66f8\u304d|\u8349\u7a3f(\u7bb1|\u5323)?",
    re.IGNORECASE,
)
"""What mail programs call that folder, where the server marks none."""

SHOWN = 12
"""Folders that an error names."""

_LISTED = re.compile(rb'\((?P<marks>[^)]*)\) (?:"(?:[^"\\]|\\.)*"|NIL) (?P<name>.*)', re.DOTALL)

_MESSAGE_ID = re.compile(rb"^Message-ID: (<[!-~]+>)\r$", re.MULTILINE)


class DraftPlace(NamedTuple):
    """Where a draft lies, and whether it lay there before."""

    folder: str
    was_there: bool


class Folder(NamedTuple):
    """A folder: its name for people, and its marks."""

    name: str
    marks: frozenset[str]


def keep_in_drafts(server: ImapServer, password: str, mail: bytes, when: datetime) -> DraftPlace:
    """Put a mail into the folder of drafts, unless one of its Message-ID is there already.

    Raises:
        OutsideError: there is no such folder, or the server refuses the mail; see `imap_line` for others.
    """
    with imap_line(server, password) as imap:
        folder = drafts_folder(imap, server.drafts)
        if _holds(imap, folder, mail):
            return DraftPlace(folder, was_there=True)
        outcome, answer = imap.append(quoted(folder), FLAGS, imaplib.Time2Internaldate(when), mail)
        if outcome != "OK":
            raise OutsideError(
                f"The IMAP server does not take the draft into '{folder}': {answer_text(answer)}.",
                "Look at the room that is left there; or write a file: leave out --imap.",
            )
    return DraftPlace(folder, was_there=False)


def _holds(imap: imaplib.IMAP4, folder: str, mail: bytes) -> bool:
    """Whether a draft of the same Message-ID, which stands for what it says, is in the folder."""
    found = _MESSAGE_ID.search(mail.partition(b"\r\n\r\n")[0] + b"\r\n")
    if not found or imap.select(quoted(folder), readonly=True)[0] != "OK":
        return False
    outcome, answer = imap.search(None, "UNDELETED", "HEADER", "Message-ID", f'"{found[1].decode("ascii")}"')
    return outcome == "OK" and any(answer)


def folders(imap: imaplib.IMAP4) -> list[Folder]:
    """All folders of a mailbox.

    Raises:
        OutsideError: the server does not list them.
    """
    outcome, answer = imap.list()
    if outcome != "OK":
        raise OutsideError(f"The IMAP server lists no folders: {answer_text(answer)}.", "Try again later.")
    return [folder for line in answer if (folder := _listed(line))]


def drafts_folder(imap: imaplib.IMAP4, chosen: str) -> str:
    """The name of the folder for drafts: the chosen one, else the one that is marked or called so.

    Raises:
        OutsideError: there is none.
    """
    every = [folder for folder in folders(imap) if NO_FOLDER not in folder.marks]
    names = [folder.name for folder in every]
    hint = (
        f'Write one into [mail.imap] of clientkit.toml: drafts = "…". There are: {", ".join(names[:SHOWN])}.'
    )
    if chosen:
        if chosen not in names:
            raise OutsideError(f"The IMAP server has no folder '{chosen}'.", hint)
        return chosen
    marked = [folder.name for folder in every if DRAFTS in folder.marks]
    called = [name for name in names if _DRAFTS_NAME.fullmatch(re.split(r"[/.]", name)[-1])]
    if marked or len(called) == 1:
        return (marked or called)[0]
    which = f", and {len(called)} are called so" if called else ""
    raise OutsideError(f"The IMAP server marks no folder as that for drafts{which}.", hint)


def quoted(name: str) -> str:
    """A folder's name as a command takes it."""
    escaped = encoded(name).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def encoded(name: str) -> str:
    """A folder's name in ASCII: other letters in modified UTF-7."""

    def in_base64(run: re.Match[str]) -> str:
        if run[0] == "&":
            return "&-"
        packed = b64encode(run[0].encode("utf-16-be")).rstrip(b"=").replace(b"/", b",")
        return f"&{packed.decode('ascii')}-"

    return re.sub(r"&|[^\x20-\x7e]+", in_base64, name)


def decoded(name: str) -> str:
    """The name that stands behind the ASCII one; what is no modified UTF-7 stays as it is."""

    def from_base64(run: re.Match[str]) -> str:
        if not run[1]:
            return "&"
        packed = run[1].replace(",", "/")
        try:
            return b64decode(packed + "=" * (-len(packed) % 4)).decode("utf-16-be")
        except ValueError:
            return run[0]

    return re.sub(r"&([A-Za-z0-9+,]*)-", from_base64, name)


def _listed(line: object) -> Folder | None:
    """A folder from a line of the list, or from a line and the literal that holds its name."""
    head, literal = line if isinstance(line, tuple) else (line, None)
    found = _LISTED.fullmatch(head) if isinstance(head, bytes) else None
    if not found:
        return None
    name = literal if literal is not None else found["name"]
    if literal is None and name.startswith(b'"'):
        name = re.sub(rb"\\(.)", rb"\1", name[1:-1])
    marks = found["marks"].decode("ascii", "replace").lower().split()
    return Folder(decoded(name.decode("utf-8", "replace")), frozenset(marks))
