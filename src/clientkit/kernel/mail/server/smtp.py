"""Giving one mail to a server: who takes it, who is refused, and whether it is certain."""

import re
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

from clientkit.kernel.mail.message.header_encoding import in_wire_lines
from clientkit.kernel.mail.server.connection import answer_text, connect, not_reached
from clientkit.kernel.mail.server.delivery_errors import NotSentError, Refusal, StoppedError, UnknownFateError
from clientkit.kernel.model.files.mail_settings import Server

LONGEST_SIZE = 18
"""Digits of a size that is read."""

OK = frozenset({250, 251, 252})
GO_AHEAD = 354


class Envelope(NamedTuple):
    """What a server is told beside the mail itself, and the mail's bytes with lines that end in CRLF."""

    sender: str
    recipients: tuple[str, ...]
    data: bytes


class ServerResponse(NamedTuple):
    """What a server that took a mail answered: for whom, and whom it refused."""

    accepted: tuple[str, ...]
    refused: tuple[Refusal, ...]
    said: str


def give(server: Server, password: str, envelope: Envelope) -> ServerResponse:
    """Give a mail to a server, once.

    Raises:
        NotSentError: nothing went: no connection, nobody would be taken, the mail was refused, Ctrl-C.
        UnknownFateError: the line broke between the end of the mail and the server's answer.
        RefusedError: the settings name no server, or one that plain text may not go to.
    """
    ended = False
    try:
        with _line(server, password) as smtp:
            refused = _announce(smtp, server, envelope)
            _pour(smtp, server, envelope.data)
            ended = True
            verdict = _verdict(smtp, server)
    except KeyboardInterrupt:
        if ended:
            raise UnknownFateError(_unknown(server, "it was stopped")) from None
        raise StoppedError("Stopped; nothing was sent.", "Run the command again when it may go.") from None
    gone = {refusal.address for refusal in refused}
    accepted = tuple(address for address in envelope.recipients if address not in gone)
    return ServerResponse(accepted, refused, verdict)


@contextmanager
def _line(server: Server, password: str) -> Iterator[smtplib.SMTP]:
    smtp = connect(server, password)
    try:
        yield smtp
        with suppress(OSError, smtplib.SMTPException, KeyboardInterrupt):
            smtp.putcmd("QUIT")  # its answer is not waited for: what was said of the mail is recorded first
    finally:
        smtp.close()


def _announce(smtp: smtplib.SMTP, server: Server, envelope: Envelope) -> tuple[Refusal, ...]:
    """Say who writes to whom; whom the server refuses."""
    options = _options(smtp, envelope)
    try:
        code, words = smtp.mail(wire_address(envelope.sender), options)
        if code not in OK:
            raise NotSentError(
                f"The mail server refuses {envelope.sender} as the sender: {answer_text(code, words)}.",
                "Look at 'email' in clientkit.toml: it must be an address that this login may send from.",
            )
        answers = [(one, *smtp.rcpt(wire_address(one))) for one in envelope.recipients]
        refused = tuple(
            Refusal(address=one, said=answer_text(code, words))
            for one, code, words in answers
            if code not in OK
        )
        if len(refused) == len(envelope.recipients):
            raise NotSentError(*_nobody(refused), refused)
        code, words = smtp.docmd("DATA")
    except (OSError, smtplib.SMTPException) as error:
        raise not_reached(error, server) from None
    if code != GO_AHEAD:
        raise NotSentError(
            f"The mail server takes no mail now: {answer_text(code, words)}.", "Try again later."
        )
    return refused


def _options(smtp: smtplib.SMTP, envelope: Envelope) -> list[str]:
    """What the mail needs of the server.

    Raises:
        NotSentError: the server cannot do it.
    """
    options: list[str] = []
    size = smtp.esmtp_features.get("size")
    if size is not None:
        most = int(size) if size.isdecimal() and len(size) <= LONGEST_SIZE else 0
        if 0 < most < len(envelope.data):
            raise NotSentError(
                f"The mail has {len(envelope.data) / 1e6:.1f} MB; the server takes {most / 1e6:.1f} MB.",
                "Attach less, for instance no PDF.",
            )
        options.append(f"SIZE={len(envelope.data)}")
    header = envelope.data.partition(b"\r\n\r\n")[0]
    addresses = "".join(map(wire_address, (envelope.sender, *envelope.recipients)))
    for needed, option, why in (
        (not envelope.data.isascii(), "BODY=8BITMIME", "this mail, which has 8-bit letters"),
        (not (header.isascii() and addresses.isascii()), "SMTPUTF8", "addresses with letters beyond ASCII"),
    ):
        if needed and not smtp.has_extn(option.removeprefix("BODY=")):
            raise NotSentError(
                f"The mail server does not take {why} ({option}).",
                "Use another server, or an address in plain letters.",
            )
        options += [option] if needed else []
    return options


def _nobody(refused: tuple[Refusal, ...]) -> tuple[str, str]:
    reasons = "; ".join(f"{refusal.address}: {refusal.said}" for refusal in refused)
    later = all(refusal.said.startswith("4") for refusal in refused)
    hint = "That is for now: try again in some minutes." if later else "Look at the contact's address."
    return f"The mail server takes it for nobody; nothing was sent. {reasons}.", hint


def _pour(smtp: smtplib.SMTP, server: Server, data: bytes) -> None:
    """Give all of the mail but its end: until the lone dot, a server must not deliver it."""
    try:
        smtp.send(re.sub(rb"(?m)^\.", b"..", in_wire_lines(data)))
    except (OSError, smtplib.SMTPException) as error:
        raise not_reached(error, server) from None


def _verdict(smtp: smtplib.SMTP, server: Server) -> str:
    """End the mail; what the server says of it.

    Raises:
        NotSentError: it refused.
        UnknownFateError: it gave no answer.
    """
    code, words = 0, b""
    try:
        smtp.send(b".\r\n")
        code, words = smtp.getreply()
    except (OSError, smtplib.SMTPException):
        words = b"the line broke"
    answer = answer_text(code, words)
    if 400 <= code < 600:  # noqa: PLR2004 - 4xx is not now, 5xx is never
        raise NotSentError(
            f"The mail server refused the mail: {answer}.", "Read its words; nothing was sent."
        )
    if not 200 <= code < 300:  # noqa: PLR2004 - 2xx is taken
        raise UnknownFateError(_unknown(server, answer.removeprefix("0 ")))
    return answer


def _unknown(server: Server, then: str) -> str:
    return f"{server.host} had the whole mail, and then {then}: it may have gone."


def wire_address(address: str) -> str:
    """The address with its domain in ASCII (IDNA); only letters before the @ need SMTPUTF8 then."""
    local, _, domain = address.rpartition("@")
    if domain.isascii():
        return address
    try:
        return f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        return address
