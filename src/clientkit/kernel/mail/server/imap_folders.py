"""Folders of an IMAP server: their names as people write them (RFC 3501, 5.1.3), and drafts in theirs."""

import imaplib
import re
import time
from base64 import b64decode, b64encode
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from clientkit.errors import OutsideError
from clientkit.kernel.mail.server.imap import answer_text, imap_line
from clientkit.kernel.model.files.mail_settings import ImapServer

FLAGS = r"(\Draft \Seen)"

NO_FOLDER = "\\noselect"


class Purpose(NamedTuple):
    """What a folder is for: its key in [mail.imap], its mark (RFC 6154), and what mail programs call it."""

    key: str
    mark: str
    names: re.Pattern[str]


DRAFTS = Purpose(
    "drafts",
    "\\drafts",
    re.compile(
        r"drafts?|draf|konsep|entw[u\u00fc]rfe|brouillons|borradores|bozze|concepten|rascunhos|utkast|kladder"
        r"|luonnokset|szkice|taslaklar|\u0447\u0435\u0440\u043d\u043e\u0432\u0438\u043a\u0438|\u4e0b\u66f8\u304d|\u8349\u7a3f(\u7bb1|\u5323)?",
        re.IGNORECASE,
    ),
)
SENT = Purpose(
    "sent",
    "\\sent",
    re.compile(
        r"sent([ -](items|mail|messages))?|(pesan |item )?terkirim|gesendet(e (objekte|elemente))?"
        r"|(\u00e9l\u00e9ments |messages )?envoy\u00e9s|(elementos )?enviados|(posta )?inviat[ai]"
        r"|verzonden( items)?|skickat|sendt|l\u00e4hetetyt|wys\u0142ane"
        r"|\u043e\u0442\u043f\u0440\u0430\u0432\u043b\u0435\u043d\u043d\u044b\u0435|\u9001\u4fe1\u6e08\u307f|\u5df2\u53d1\u9001",
        re.IGNORECASE,
    ),
)

SHOWN = 12
"""Folders that an error names."""

_LISTED = re.compile(rb'\((?P<marks>[^)]*)\) (?:"(?:[^"\\]|\\.)*"|NIL) (?P<name>.*)', re.DOTALL)

_PLAIN_ID = re.compile(r"<[!#-\[\]-~]+>")
"""A Message-ID that needs no escape in a command."""

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
        folder = folder_for(imap, DRAFTS, server.drafts)
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
    return bool(_numbers(imap, found[1].decode("ascii")))


def _numbers(imap: imaplib.IMAP4, message: str) -> list[bytes]:
    """The numbers of the mails of a Message-ID in the folder that is open."""
    outcome, answer = imap.search(None, "UNDELETED", "HEADER", "Message-ID", f'"{message}"')
    return answer[-1].split() if outcome == "OK" and answer and isinstance(answer[-1], bytes) else []


def found_in_sent(server: ImapServer, password: str, messages: Iterable[str]) -> dict[str, datetime]:
    """When each mail was put into the folder of sent ones, by Message-ID; without those that are not there.

    Raises:
        OutsideError: there is no such folder, or it cannot be read; see `imap_line` for others.
    """
    found = {}
    with imap_line(server, password) as imap:
        folder = folder_for(imap, SENT, server.sent)
        outcome, answer = imap.select(quoted(folder), readonly=True)
        if outcome != "OK":
            raise OutsideError(
                f"The IMAP server does not open '{folder}': {answer_text(answer)}.", "Try again later."
            )
        for message in messages:
            numbers = _numbers(imap, message) if _PLAIN_ID.fullmatch(message) else []
            for number in numbers[-1:]:
                dated: object = imap.fetch(number.decode(), "(INTERNALDATE)")[1][-1]
                if isinstance(dated, bytes) and (date := imaplib.Internaldate2tuple(dated)):
                    found[message] = datetime.fromtimestamp(time.mktime(date), UTC)
    return found


def folders(imap: imaplib.IMAP4) -> list[Folder]:
    """All folders of a mailbox.

    Raises:
        OutsideError: the server does not list them.
    """
    outcome, answer = imap.list()
    if outcome != "OK":
        raise OutsideError(f"The IMAP server lists no folders: {answer_text(answer)}.", "Try again later.")
    return [folder for line in answer if (folder := _listed(line))]


def folder_for(imap: imaplib.IMAP4, purpose: Purpose, chosen: str) -> str:
    """The name of the folder for something: the chosen one, else the one that is marked or called so.

    Raises:
        OutsideError: there is none.
    """
    every = [folder for folder in folders(imap) if NO_FOLDER not in folder.marks]
    names = [folder.name for folder in every]
    there = ", ".join(names[:SHOWN])
    hint = f'Write one into [mail.imap] of clientkit.toml: {purpose.key} = "…". There are: {there}.'
    if chosen:
        if chosen not in names:
            raise OutsideError(f"The IMAP server has no folder '{chosen}'.", hint)
        return chosen
    marked = [folder.name for folder in every if purpose.mark in folder.marks]
    called = [name for name in names if purpose.names.fullmatch(re.split(r"[/.]", name)[-1])]
    if marked or len(called) == 1:
        return (marked or called)[0]
    which = f", and {len(called)} are called so" if called else ""
    raise OutsideError(f"The IMAP server marks no folder as that for {purpose.key} mails{which}.", hint)


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
