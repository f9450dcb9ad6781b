"""A line to a mail server that is private, or stays on this machine, and is logged in."""

import base64
import ipaddress
import smtplib
import socket
import ssl
import time

from clientkit.errors import RefusedError
from clientkit.kernel.mail.server.bounded_reader import BoundedReader, TooMuchError
from clientkit.kernel.mail.server.delivery_errors import (
    NotSentError,
    plain_login,
    server_words,
    without_password,
)
from clientkit.kernel.model.files.mail_settings import Server, SmtpServer
from clientkit.kernel.model.values.agent import refuse_agent

TIMEOUT = 30.0
"""Seconds that a server may take for one answer."""

BUDGET = 256 * 1024
"""Bytes of one answer."""

GREETING = "[127.0.0.1]"
"""How we name ourselves to the server: an address literal (RFC 5321, 4.1.3), so no host name leaks."""

PORTS = SmtpServer.usual_ports

OFFLINE = "A draft as a file: clientkit mail draft; sending it and reading the inbox are a person's."

WHICH_PORT = 'Port 465 goes with security = "tls", port 587 with "starttls".'


def require_server(server: Server) -> None:
    """Refuse settings that no mail may go by.

    Raises:
        RefusedError: no server is named, the mail would cross a network in plain text, or an agent asks.
    """
    refuse_agent("reach a mail server", OFFLINE)
    if not server.host:
        raise RefusedError(
            "No mail server is named.",
            'Write it into clientkit.toml, section [mail.smtp]: host = "smtp.example.com", user = "you".',
        )
    if server.security == "none" and not is_this_machine(server.host):
        raise RefusedError(
            f"{server.host} is another machine: mail does not go there in plain text.",
            'Write security = "starttls" or "tls" into clientkit.toml, section [mail.smtp].',
        )


def is_this_machine(host: str) -> bool:
    """Whether a name or an address stands for the machine itself."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


class BoundedSmtp(smtplib.SMTP):
    """A line without TLS; until the login one deadline, then one for each command."""

    logged_in = False
    _until = 0.0

    def getreply(self) -> tuple[int, bytes]:
        """The answer to a command."""
        if self.logged_in or not self._until:
            self._until = time.monotonic() + TIMEOUT
        if self.file is None:  # also once TLS has begun: nothing said in plain text is read then
            self.file = BoundedReader(self.sock)  # type: ignore[arg-type] # connected: smtplib waits for an answer
        self.file.begin(self._until, BUDGET)
        return super().getreply()


class BoundedSmtpTls(BoundedSmtp, smtplib.SMTP_SSL):
    """A line that is TLS from the start."""


def connect(server: Server, password: str) -> BoundedSmtp:
    """A server that has greeted, over TLS with a verified certificate, logged in where it has a user.

    Raises:
        NotSentError: it cannot be reached, proves to be another, or refuses the login.
        RefusedError: see `require_server`.
    """
    require_server(server)
    try:
        smtp = _greeted(server)
    except (OSError, smtplib.SMTPException, UnicodeError) as error:
        raise not_reached(error, server) from None
    try:
        if server.security == "starttls":
            _start_tls(smtp, server)
        if server.user:
            _log_in(smtp, server.user, password)
        smtp.logged_in = True
    except (OSError, smtplib.SMTPException) as error:
        smtp.close()
        raise not_reached(error, server) from None
    except BaseException:
        smtp.close()
        raise
    return smtp


def _greeted(server: Server) -> BoundedSmtp:
    port = server.port or PORTS[server.security]
    if server.security == "tls":
        context = ssl.create_default_context()
        smtp: BoundedSmtp = BoundedSmtpTls(
            server.host, port, local_hostname=GREETING, timeout=TIMEOUT, context=context
        )
    else:
        smtp = BoundedSmtp(server.host, port, local_hostname=GREETING, timeout=TIMEOUT)
    try:
        smtp.ehlo_or_helo_if_needed()
    except BaseException:
        smtp.close()
        raise
    return smtp


def _start_tls(smtp: smtplib.SMTP, server: Server) -> None:
    if not smtp.has_extn("starttls"):
        raise NotSentError(
            f"{server.host} offers no encryption (STARTTLS); nothing was sent.",
            'Where it speaks TLS from the start (port 465), write security = "tls".',
        )
    code, words = smtp.starttls(context=ssl.create_default_context())
    if code != 220:  # noqa: PLR2004 - RFC 3207: 220 is go ahead
        raise NotSentError(
            f"{server.host} refuses encryption: {answer_text(code, words)}.", "Try again later."
        )
    smtp.ehlo_or_helo_if_needed()


def _log_in(smtp: smtplib.SMTP, user: str, password: str) -> None:
    """By PLAIN or LOGIN, which is safe inside TLS; names and passwords may be any Unicode."""
    offered = smtp.esmtp_features.get("auth", "").upper().split()
    if "PLAIN" in offered:
        code, words = smtp.docmd("AUTH", "PLAIN " + _base64(plain_login(user, password)))
    elif "LOGIN" in offered:
        code, words = smtp.docmd("AUTH", f"LOGIN {_base64(user)}")
        if code == 334:  # noqa: PLR2004 - RFC 4954: 334 asks on
            code, words = smtp.docmd(_base64(password))
    else:
        ways = f"only {', '.join(offered)}" if offered else "no login"
        raise NotSentError(
            f"The mail server offers {ways}; clientkit logs in with a password (PLAIN or LOGIN).",
            "Where it needs no login, leave 'user' out of [mail.smtp]; else look at the security it wants.",
        )
    if code != 235:  # noqa: PLR2004 - RFC 4954: 235 is logged in
        answer = without_password(answer_text(code, words), user, password)
        raise NotSentError(
            f"The mail server refuses the login of {user}: {answer}.",
            "Look at user and password; many providers want an app password for mail.",
        )


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")


def answer_text(code: int, words: bytes | str) -> str:
    """A server's answer: its number and its words."""
    return f"{code} {server_words(words)}".strip()


def not_reached(error: Exception, server: Server) -> NotSentError:
    """Why a line to a server was not had, or broke, in words that say what to look at."""
    place = f"{server.host}, port {server.port or PORTS[server.security]}"
    message, hint = f"{place} cannot be reached: {error}", "Try again later."
    if (server.port, server.security) == (465, "starttls"):  # there, TLS begins before the first word
        hint = WHICH_PORT
    match error:
        case smtplib.SMTPResponseException():
            message = f"{place} says {answer_text(error.smtp_code, error.smtp_error)}"
        case ssl.SSLCertVerificationError():
            message = f"{place} does not prove who it is: {error.verify_message.rstrip('.')}"
            hint = "Look at 'host' in [mail.smtp]; SSL_CERT_FILE names certificates of your own."
        case ssl.SSLError():
            message = f"{place} does not speak TLS as expected: {error.reason or error}"
            hint = WHICH_PORT
        case socket.gaierror() | UnicodeError():
            message = f"There is no mail server {server.host}, or no network"
            hint = "Look at the network, and at 'host' in clientkit.toml, section [mail.smtp]."
        case ConnectionRefusedError():
            message, hint = f"Nothing answers at {place}", "Look at host and port in [mail.smtp]."
        case _ if TooMuchError in {type(error), type(error.__context__)}:
            message = f"{place} says more than any answer to what it was asked"
            hint = "Look at the host: that is no sound mail server."
        case _ if TimeoutError in {type(error), type(error.__context__)}:
            message = f"{place} did not answer within {TIMEOUT:g} seconds"
        case smtplib.SMTPServerDisconnected():
            message = f"{place} hung up before it had the mail"
    return NotSentError(f"{message}; nothing was sent.", hint)
