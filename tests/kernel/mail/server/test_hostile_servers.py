"""No mail server can keep us waiting, fill the memory or trip us: each ends in one line and exit code 6."""

import time
import tracemalloc
from datetime import UTC, datetime

import pytest

from clientkit.errors import ClientkitError, ExitCode
from clientkit.kernel.mail.server import connection, imap
from clientkit.kernel.mail.server.delivery_errors import NotSentError, UnknownFateError
from clientkit.kernel.mail.server.imap_folders import keep_in_drafts
from clientkit.kernel.mail.server.imap_inbox import open_inbox
from clientkit.kernel.mail.server.smtp import Envelope, give
from clientkit.kernel.model.files.mail_settings import ImapServer, SmtpServer
from support.hostile_server import dribbles, floods, hangs_up, hostile_server, says

DEADLINE = 1.0
"""Seconds for a command here; 30 for who uses it."""

MEMORY = 50 * 1024 * 1024
FIGURES: dict[str, tuple[float, float]] = {}

D5000 = b"9" * 5000
MANY_UIDS = b"* SEARCH " + b"1234567 " * 120_000 + b"\r\n"
A_MEGABYTE = b"* 1 FETCH (UID 1 RFC822.SIZE 5 BODY[]<0> {1048576}\r\n" + b"x" * 1048576 + b")\r\n"


def fetched(length: bytes, uid: bytes = b"1", size: bytes = b"5") -> bytes:
    return b"* 1 FETCH (UID " + uid + b" RFC822.SIZE " + size + b" BODY[]<0> {" + length + b"}\r\n"


IMAP_CASES = {
    "greeting silent": ("GREETING", says(b"")),
    "greeting a byte at a time": ("GREETING", dribbles(b"* OK hello")),
    "greeting without end": ("GREETING", floods(b"x" * 1000)),
    "greeting of empty lines": ("GREETING", floods(b"\r\n")),
    "greeting of many": ("GREETING", floods(b"* OK hello\r\n")),
    "greeting binary": ("GREETING", floods(bytes(range(256)))),
    "greeting goodbye with a literal": ("GREETING", says(b"* BYE {3}\r\nabc\r\n")),
    "capability in no ASCII": ("CAPABILITY", says(b"* CAPABILITY \xff\xfe\r\nTAG OK x\r\n")),
    "capability literal of 10^14": ("CAPABILITY", says(b"* CAPABILITY {100000000000000}\r\n")),
    "capability literal of 10^30": ("CAPABILITY", says(b"* CAPABILITY {1" + b"0" * 30 + b"}\r\n")),
    "capability literal of 5,000 digits": ("CAPABILITY", says(b"* CAPABILITY {" + D5000 + b"}\r\n")),
    "capability small literal": ("CAPABILITY", says(b"* CAPABILITY {3}\r\nabc\r\nTAG OK x\r\n")),
    "capability without end": ("CAPABILITY", floods(b"* CAPABILITY IMAP4rev1\r\n")),
    "login asks for ever": ("AUTHENTICATE", floods(b"+ \r\n")),
    "login asks a byte at a time": ("AUTHENTICATE", dribbles(b"+ \r\n", pause=0.05)),
    "login in no base64": ("AUTHENTICATE", says(b"+ !!!!a\r\n")),
    "login goodbye with a literal": ("GO ON", says(b"* BYE {3}\r\nabc\r\n")),
    "folder of 5,000 digits": ("EXAMINE", says(b"* " + D5000 + b" EXISTS\r\nTAG OK x\r\n")),
    "folder valid for 5,000 digits": (
        "EXAMINE",
        says(b"* 3 EXISTS\r\n* OK [UIDVALIDITY " + D5000 + b"] x\r\nTAG OK x\r\n"),
    ),
    "folder of 4 billion mails": ("EXAMINE", says(b"* 4294967295 EXISTS\r\nTAG OK x\r\n")),
    "folder of another tag": ("EXAMINE", says(b"ZZZZ1 OK x\r\n")),
    "search of 5,000 digits": ("UID SEARCH", says(b"* SEARCH " + D5000 + b"\r\nTAG OK x\r\n")),
    "search with 10 million": ("UID SEARCH", floods(MANY_UIDS)),
    "search with 2 million": ("UID SEARCH", says(MANY_UIDS * 15 + b"TAG OK x\r\n")),
    "search a line without end": ("UID SEARCH", floods(b"1 ", b"* SEARCH ")),
    "search silent": ("UID SEARCH", says(b"")),
    "fetch literal of 10^14": ("UID FETCH", floods(b"x" * 1000, fetched(b"100000000000000"))),
    "fetch literal of 10^30": ("UID FETCH", says(fetched(b"1" + b"0" * 30))),
    "fetch literal of 5,000 digits": ("UID FETCH", says(fetched(D5000))),
    "fetch 900 MB for 1 MB": ("UID FETCH", floods(b"x" * 1000, fetched(b"943718400"))),
    "fetch a thousand mails for one": ("UID FETCH", floods(A_MEGABYTE)),
    "fetch flags without end": ("UID FETCH", floods(b"* 1 FETCH (FLAGS ())\r\n")),
    "fetch a size of 5,000 digits": (
        "UID FETCH",
        says(fetched(b"5", size=D5000) + b"hello)\r\nTAG OK x\r\n"),
    ),
    "fetch a UID of 5,000 digits": ("UID FETCH", says(fetched(b"5", uid=D5000) + b"hello)\r\nTAG OK x\r\n")),
    "fetch a byte at a time": ("UID FETCH", dribbles(b"x", fetched(b"1000000"))),
    "fetch hangs up": ("UID FETCH", hangs_up(fetched(b"1000000") + b"half")),
    "list without end": ("LIST", floods(b'* LIST () "/" "Folder"\r\n')),
    "list literal of 10^14": ("LIST", says(b'* LIST () "/" {100000000000000}\r\n')),
    "draft never taken": ("APPEND", says(b"")),
    "draft taken a byte at a time": ("GO ON", dribbles(b"x")),
}
SOUND = {
    "fetch mails nobody asked for": (
        "UID FETCH",
        says(fetched(b"5", uid=b"77") + b"hello)\r\nTAG OK x\r\n"),
    ),
    "goodbye silent": ("LOGOUT", says(b"")),
    "goodbye without end": ("LOGOUT", floods(b"* BYE\r\n")),
}
SMTP_CASES = {
    "greeting silent": ("GREETING", says(b"")),
    "greeting a byte at a time": ("GREETING", dribbles(b"220-hello\r\n")),
    "greeting without end": ("GREETING", floods(b"x" * 1000)),
    "greeting of many lines": ("GREETING", floods(b"220-hello\r\n")),
    "greeting of empty lines": ("GREETING", floods(b"\r\n")),
    "greeting of 5,000 digits": ("GREETING", says(D5000 + b"\r\n")),
    "greeting binary": ("GREETING", floods(bytes(range(256)))),
    "greeting in other digits": ("GREETING", says("٢٢٠ hello\r\n".encode())),
    "size of 5,000 digits": ("EHLO", says(b"250-hello\r\n250 SIZE " + D5000 + b"\r\n")),
    "abilities without end": ("EHLO", floods(b"250-X\r\n")),
    "abilities a byte at a time": ("EHLO", dribbles(b"250-X\r\n")),
    "login asks on": ("AUTH", floods(b"334 \r\n")),
    "login a byte at a time": ("AUTH", dribbles(b"235-ok\r\n")),
    "sender a byte at a time": ("MAIL", dribbles(b"250-ok\r\n")),
    "recipient without end": ("RCPT", floods(b"250-ok\r\n")),
    "recipient refused with a megabyte": ("RCPT", says(b"550-no\r\n" * 130_000 + b"550 no\r\n")),
    "data silent": ("DATA", says(b"")),
    "data hangs up": ("DATA", hangs_up()),
}
AFTER_THE_MAIL = {
    "silent": says(b""),
    "a byte at a time": dribbles(b"250-ok\r\n"),
    "without end": floods(b"250-ok\r\n"),
    "hangs up": hangs_up(b"25"),
    "of 5,000 digits": says(D5000 + b"\r\n"),
}


@pytest.fixture(autouse=True)
def bounded(monkeypatch, request):
    monkeypatch.setattr(imap, "TIMEOUT", DEADLINE)
    monkeypatch.setattr(imap, "FAREWELL", DEADLINE)
    monkeypatch.setattr(connection, "TIMEOUT", DEADLINE)
    tracemalloc.start()
    began = time.monotonic()
    yield
    seconds, peak = time.monotonic() - began, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    FIGURES[request.node.name] = (seconds, peak / 2**20)
    assert peak <= MEMORY
    assert seconds <= DEADLINE + 5


@pytest.fixture(scope="module", autouse=True)
def figures():
    yield
    worst = (max((row[column], name) for name, row in FIGURES.items()) for column in (0, 1))
    print("\nslowest: {0[0]:.1f} s ({0[1]}); most memory: {1[0]:.1f} MB ({1[1]})".format(*worst))  # noqa: T201 - the figures, seen with -s


def all_of_it(port: int) -> None:
    """Keep a draft, then read all mails: every command that we know."""
    server = ImapServer(host="127.0.0.1", port=port, user="dewi", security="none")
    with open_inbox(server, "sesame") as inbox:
        list(inbox.mails(inbox.uids(0, None)))


def a_draft(port: int) -> None:
    server = ImapServer(host="127.0.0.1", port=port, user="dewi", security="none")
    keep_in_drafts(server, "sesame", b"Subject: x\r\n\r\nx\r\n", datetime(2026, 11, 20, tzinfo=UTC))


def a_mail(port: int) -> None:
    server = SmtpServer(host="127.0.0.1", port=port, user="dewi", security="none")
    data = b"Subject: x\r\n\r\nx\r\n"
    give(server, "sesame", Envelope("dewi@studio.example", ("rina@kopi.example",), data))


def require_one_line(error: ClientkitError) -> None:
    assert error.exit_code == ExitCode.OUTSIDE_FAILED
    assert error.hint or isinstance(error, UnknownFateError)  # `mail settle` is named by who sends
    assert "\n" not in error.message
    assert error.message.isprintable()
    assert len(error.message) < 600
    assert "sesame" not in error.message


@pytest.mark.parametrize("name", IMAP_CASES)
def test_a_hostile_imap_server_ends_in_one_line(name):
    step, misdeed = IMAP_CASES[name]
    does = a_draft if step in {"LIST", "APPEND"} or name.startswith("draft") else all_of_it
    with hostile_server("imap", step, misdeed) as port, pytest.raises(ClientkitError) as caught:
        does(port)
    require_one_line(caught.value)


@pytest.mark.parametrize("name", SOUND)
def test_what_does_no_harm_is_passed_over(name):
    with hostile_server("imap", *SOUND[name]) as port:
        all_of_it(port)


@pytest.mark.parametrize("name", SMTP_CASES)
def test_a_hostile_smtp_server_ends_in_one_line(name):
    with hostile_server("smtp", *SMTP_CASES[name]) as port:
        if name == "size of 5,000 digits":
            a_mail_without_login(port)
            return
        with pytest.raises(NotSentError) as caught:
            a_mail(port)
    require_one_line(caught.value)


def a_mail_without_login(port: int) -> None:
    server = SmtpServer(host="127.0.0.1", port=port, security="none")
    data = b"Subject: x\r\n\r\nx\r\n"
    give(server, "", Envelope("dewi@studio.example", ("rina@kopi.example",), data))


@pytest.mark.parametrize("name", AFTER_THE_MAIL)
def test_what_a_server_does_after_the_mail_leaves_its_fate_unknown(name):
    with hostile_server("smtp", ".", AFTER_THE_MAIL[name]) as port, pytest.raises(UnknownFateError) as caught:
        a_mail(port)
    require_one_line(caught.value)
