"""A line to an IMAP server that is private, or stays on this machine, and is logged in."""

import imaplib
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from clientkit.errors import OutsideError, RefusedError
from clientkit.kernel.mail.server.bounded_imap import BoundedImap, BoundedImapTls
from clientkit.kernel.mail.server.bounded_reader import TooMuchError
from clientkit.kernel.mail.server.connection import OFFLINE, is_this_machine
from clientkit.kernel.mail.server.delivery_errors import plain_login, server_words, without_password
from clientkit.kernel.model.files.mail_settings import ImapServer
from clientkit.kernel.model.values.agent import refuse_agent

TIMEOUT = 30.0
"""Seconds that a server may take for one answer."""

FAREWELL = 3.0
"""Seconds that are waited for a goodbye: all that matters has been said."""

PORTS = ImapServer.usual_ports

SECTION = "[mail.imap] of clientkit.toml"


def require_imap(server: ImapServer) -> None:
    """Refuse settings that no line may be opened with.

    Raises:
        RefusedError: no server or user is named, the password would cross a network in plain text, or an
            agent asks.
    """
    refuse_agent("reach a mail server", OFFLINE)
    if not server.host or not server.user:
        raise RefusedError(
            f"No IMAP {'user' if server.host else 'server'} is named.",
            f'Write it into {SECTION}: host = "imap.example.com", user = "you".',
        )
    if server.security == "none" and not is_this_machine(server.host):
        raise RefusedError(
            f"{server.host} is another machine: passwords do not go there in plain text.",
            f'Write security = "tls" or "starttls" into {SECTION}.',
        )


@contextmanager
def imap_line(server: ImapServer, password: str) -> Iterator[BoundedImap]:
    """A server that is logged in, over TLS with a verified certificate; logged out again at the end.

    What goes wrong on the line while it is used becomes an OutsideError too.

    Raises:
        OutsideError: the server cannot be reached, proves to be another, refuses the login or a command.
        RefusedError: see `require_imap`.
    """
    require_imap(server)
    try:
        imap = _greeted(server)
    except (OSError, imaplib.IMAP4.error, ValueError, TypeError, AttributeError) as error:
        raise _not_reached(error, server, password) from None  # imaplib trips over some answers
    try:
        _log_in(imap, server, password)
        imap.logged_in = True
        yield imap
        _hang_up(imap)
    except (OSError, imaplib.IMAP4.error) as error:
        raise _not_reached(error, server, password) from None
    finally:
        _close(imap)


def _greeted(server: ImapServer) -> BoundedImap:
    port = server.port or PORTS[server.security]
    context = ssl.create_default_context()
    if server.security == "tls":
        return BoundedImapTls(server.host, port, ssl_context=context, timeout=TIMEOUT)
    imap = BoundedImap(server.host, port, timeout=TIMEOUT)
    try:
        if server.security == "starttls":
            _start_tls(imap, server, context)
    except BaseException:
        _close(imap)
        raise
    return imap


def _start_tls(imap: imaplib.IMAP4, server: ImapServer, context: ssl.SSLContext) -> None:
    if "STARTTLS" not in imap.capabilities:
        raise OutsideError(
            f"{server.host} offers no encryption (STARTTLS).",
            f'Where it speaks TLS from the start (port 993), write security = "tls" into {SECTION}.',
        )
    imap.starttls(ssl_context=context)


def _log_in(imap: imaplib.IMAP4, server: ImapServer, password: str) -> None:
    """By PLAIN, which takes any Unicode and is safe inside TLS, else by LOGIN."""
    try:
        if "AUTH=PLAIN" in imap.capabilities:
            imap.authenticate("PLAIN", lambda _: plain_login(server.user, password).encode())
        else:
            imap.login(server.user, password)
    except imaplib.IMAP4.abort:
        raise
    except (imaplib.IMAP4.error, ValueError) as error:
        answer = without_password(answer_text(str(error)), server.user, password)
        raise OutsideError(
            f"{server.host} refuses the login of {server.user}: {answer}.",
            "Look at user and password; many providers want an app password for mail.",
        ) from None


def _hang_up(imap: BoundedImap) -> None:
    imap.patience = min(imap.patience, FAREWELL)
    with suppress(OSError, imaplib.IMAP4.error):
        imap.logout()


def _close(imap: imaplib.IMAP4) -> None:
    with suppress(OSError, AttributeError):  # the socket is gone after a failed handshake
        imap.shutdown()


def answer_text(words: object) -> str:
    """A server's answer on one line, without anything that could steer a terminal."""
    while isinstance(words, list | tuple):
        words = words[-1] if words else ""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return server_words(re.sub(r"^b(['\"])(.*)\1$", r"\2", text))  # imaplib puts bytes into its errors' text


def _not_reached(error: Exception, server: ImapServer, password: str) -> OutsideError:
    place = f"{server.host}, port {server.port or PORTS[server.security]}"
    answer = without_password(answer_text(str(error)), server.user, password)
    message, hint = f"{place} cannot be used: {answer or type(error).__name__}", "Try again later."
    match error:
        case ssl.SSLCertVerificationError():
            message = f"{place} does not prove who it is: {error.verify_message.rstrip('.')}"
            hint = f"Look at 'host' in {SECTION}; SSL_CERT_FILE names certificates of your own."
        case ssl.SSLError():
            message = f"{place} does not speak TLS as expected: {error.reason or error}"
            hint = 'Port 993 goes with security = "tls", port 143 with "starttls".'
        case TooMuchError():
            message, hint = f"{place} says {error}", "Look at the host: that is no sound mail server."
        case socket.gaierror() | UnicodeEncodeError():
            message = f"There is no mail server {server.host}, or no network"
            hint = f"Look at the network, and at 'host' in {SECTION}."
        case ConnectionRefusedError():
            message, hint = f"Nothing answers at {place}", f"Look at host and port in {SECTION}."
        case TimeoutError():
            message = f"{place} did not answer within {TIMEOUT:g} seconds"
        case imaplib.IMAP4.abort():
            message = f"{place} hung up: {answer}"
    return OutsideError(f"{message}.", hint)
