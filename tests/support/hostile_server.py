"""Mail servers that want to keep us waiting, fill us up or trip us: real sockets, ordinary until one step."""

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Line = socket.socket
Misdeed = Callable[[Line, bytes], None]

IMAP = {
    "GREETING": b"* OK hello\r\n",
    "CAPABILITY": b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\nTAG OK done\r\n",
    "AUTHENTICATE": b"+ \r\n",
    "EXAMINE": b"* 3 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\nTAG OK [READ-ONLY] done\r\n",
    "UID SEARCH": b"* SEARCH 1 2 3\r\nTAG OK done\r\n",
    "UID FETCH": b"* 1 FETCH (UID 1 RFC822.SIZE 5 BODY[]<0> {5}\r\nhello)\r\nTAG OK done\r\n",
    "LIST": b'* LIST (\\Drafts) "/" "Drafts"\r\nTAG OK done\r\n',
    "APPEND": b"+ go on\r\n",
    "LOGOUT": b"* BYE\r\nTAG OK done\r\n",
}
SMTP = {
    "GREETING": b"220 hello\r\n",
    "EHLO": b"250-hello\r\n250-AUTH PLAIN\r\n250 SIZE 1000000\r\n",
    "AUTH": b"235 ok\r\n",
    "DATA": b"354 go on\r\n",
    ".": b"250 taken\r\n",
}


def says(words: bytes) -> Misdeed:
    """Say something once, TAG for the tag of the command, and fall silent."""

    def say(line: Line, tag: bytes) -> None:
        line.sendall(words.replace(b"TAG", tag))

    return say


def floods(words: bytes, first: bytes = b"") -> Misdeed:
    """Say the same for ever."""

    def flood(line: Line, tag: bytes) -> None:
        line.sendall(first.replace(b"TAG", tag))
        while True:
            line.sendall(words * (1 + 65536 // len(words)))

    return flood


def dribbles(words: bytes, first: bytes = b"", pause: float = 0.2) -> Misdeed:
    """Say a byte now and then, for ever."""

    def dribble(line: Line, tag: bytes) -> None:
        line.sendall(first.replace(b"TAG", tag))
        while True:
            for byte in words:
                line.sendall(bytes((byte,)))
                time.sleep(pause)

    return dribble


def hangs_up(first: bytes = b"") -> Misdeed:
    """Say something and be gone."""

    def hang_up(line: Line, tag: bytes) -> None:
        line.sendall(first.replace(b"TAG", tag))
        line.shutdown(socket.SHUT_RDWR)

    return hang_up


@contextmanager
def hostile_server(kind: str, step: str, misdeed: Misdeed) -> Iterator[int]:
    """The port of a server that is sound until one step, of a command or the greeting."""
    ordinary = IMAP if kind == "imap" else SMTP
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer(line: Line, name: str, tag: bytes) -> None:
            default = b"TAG OK done\r\n" if kind == "imap" else b"250 ok\r\n"
            (misdeed if name == step else says(ordinary.get(name, default)))(line, tag)

        def talk() -> None:
            line = listening.accept()[0]
            with suppress(OSError), line, line.makefile("rb") as heard:
                answer(line, "GREETING", b"*")
                in_mail, tag, asked = False, b"", ""
                for words in heard:
                    if in_mail and words != b".\r\n":
                        continue
                    if kind == "imap" and re.match(rb"[A-P]{4}[0-9]+ ", words):
                        tag, _, rest = words.partition(b" ")
                        asked = (re.match(rb"(?:UID )?[A-Z]+", rest) or [b""])[0].decode()
                    elif kind == "imap":
                        asked = "GO ON"  # what was asked for by a `+`
                        if words.strip() == b"":
                            continue
                    else:
                        asked = words.strip().partition(b" ")[0].decode("ascii", "replace").upper()
                        in_mail = asked == "DATA"
                    answer(line, asked, tag)

        speaker = threading.Thread(target=talk, daemon=True)
        speaker.start()
        yield listening.getsockname()[1]
    speaker.join(10)
