"""Sending a letter: its record is on disk before the server hears of it, and its outcome after."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from clientkit.correspondence.document_editions import issue_sent
from clientkit.correspondence.mails import Mail, how_to_resolve, outcome_records, read_mails, unknown_among
from clientkit.documents.issue import called
from clientkit.errors import ClientkitError, OutsideError, RefusedError
from clientkit.kernel.mail.server.connection import require_server
from clientkit.kernel.mail.server.delivery_errors import NotSentError, Refusal, UnknownFateError
from clientkit.kernel.mail.server.smtp import Envelope, ServerResponse, give
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.correspondence import MailOutcome, MailSending
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.store.lock import sending_alone
from clientkit.kernel.store.save import append_planned, append_record
from clientkit.kernel.store.workspace import Workspace
from clientkit.outbox.outgoing_mail import OutgoingMail, mail_bytes
from clientkit.outbox.server_password import trusted_password


class SentMail(Model):
    """A mail that the server took."""

    id: str = Field(description="id of the record of the sending")
    message: str = Field(description="Message-ID")
    client: str = Field(description="client it went to")
    project: str | None = Field(description="project it is about")
    document: str = Field(description="what it carries: report, scope, timeline, survey, ...")
    week: str | None = Field(description="ISO week of the report that it carries")
    month: str | None = Field(description="month of the monthly report that it carries")
    file: str | None = Field(description="path of the document inside the workspace")
    subject: str = Field(description="its subject")
    accepted: tuple[str, ...] = Field(description="addresses that the server took it for")
    refused: tuple[Refusal, ...] = Field(description="addresses that the server refused, with its words")
    size: int = Field(description="bytes of the mail")
    sha256: str = Field(description="SHA-256 of the mail as it was given to the server")
    said: str = Field(description="what the server said of it")


def send(
    workspace: Workspace,
    settings: Settings,
    outgoing: OutgoingMail,
    stamps: Callable[[], Stamp],
    environment: Mapping[str, str],
) -> SentMail:
    """Send a letter once: record, give it to the server, record what became of it.

    What failed and goes out byte for byte again keeps its Message-ID, so that a server that has it
    nevertheless can drop the second one; no other mail has a Message-ID that was used.

    Raises:
        RefusedError: no usable or trusted server in the settings, a mail of this client whose fate is
            unknown, or this document went to one of the recipients already.
        OutsideError: there is no password.
        NotSentError: it is certain that nothing went, and recorded.
        UnknownFateError: it may have gone; it stays without an outcome until `resolve_mail` says one.
    """
    server = settings.mail.smtp
    require_server(server)
    try:
        secret = trusted_password(workspace, server, "smtp", environment)
    except OutsideError as error:
        raise OutsideError(f"{error.message} Nothing was sent.", error.hint) from None
    with sending_alone(workspace):
        mails = read_mails(workspace, outgoing.client)
        require_free(mails, outgoing)
        sending, data = _prepared(outgoing, stamps(), mails, ZoneInfo(settings.defaults.timezone))
        append_record(workspace, sending)
        try:
            response = give(
                server, secret, Envelope(outgoing.letter.sender.address, outgoing.recipients, data)
            )
        except NotSentError as error:
            _record_failure(workspace, sending, stamps(), error)
            raise
        except UnknownFateError as error:
            error.hint = how_to_resolve(sending)
            raise
        _record_success(workspace, sending, stamps(), response)
    return SentMail.from_fields(
        sending,
        accepted=response.accepted,
        refused=response.refused,
        size=len(data),
        said=response.said,
    )


def _prepared(
    outgoing: OutgoingMail, stamp: Stamp, mails: list[Mail], zone: ZoneInfo
) -> tuple[MailSending, bytes]:
    """The record of a sending and the bytes that it is of."""
    for failed in reversed(failed_before(mails, outgoing)):
        if failed.message is None:
            continue
        data = mail_bytes(outgoing.letter, failed.message, failed.ts.astimezone(zone))
        if hashlib.sha256(data).hexdigest() == failed.sha256:
            return _record(outgoing, stamp, failed.message, data), data
    message = outgoing.letter.message_id
    if message in {one.message for one in mails}:
        message = f"<{stamp.id}.{message[1:]}"
    data = mail_bytes(outgoing.letter, message, stamp.ts.astimezone(zone))
    return _record(outgoing, stamp, message, data), data


def _record(outgoing: OutgoingMail, stamp: Stamp, message: str, data: bytes) -> MailSending:
    promised = outgoing.promised
    return MailSending.from_fields(
        outgoing,
        **dict(stamp),
        message=message,
        subject=outgoing.letter.subject,
        sha256=hashlib.sha256(data).hexdigest(),
        promised=promised and promised.text,
        promised_by=promised and promised.due,
        promise=outgoing.promise,
    )


def _record_success(
    workspace: Workspace, sending: MailSending, stamp: Stamp, response: ServerResponse
) -> None:
    """Record that it went.

    Raises:
        OutsideError: that cannot be written; the mail went all the same, and the next command asks.
    """
    words = (response.said, *(f"{one.address}: {one.said}" for one in response.refused))
    try:
        outcome = _outcome(sending, stamp, "sent", response.refused, "; ".join(words))
        append_planned(workspace, sending.client, lambda: outcome_records(sending, outcome))
    except (OSError, ClientkitError) as error:
        raise OutsideError(
            f"The mail went, but that could not be recorded: {error}",
            f"Then record it: clientkit mail settle {sending.id} --sent",
        ) from None


def _record_failure(workspace: Workspace, sending: MailSending, stamp: Stamp, failure: NotSentError) -> None:
    """Record that nothing went; where that cannot be written, the next command asks."""
    with suppress(OSError, ClientkitError):
        append_record(workspace, _outcome(sending, stamp, "failed", failure.refused, failure.message))


def _outcome(
    sending: MailSending,
    stamp: Stamp,
    outcome: Literal["sent", "failed"],
    refused: tuple[Refusal, ...],
    note: str,
) -> MailOutcome:
    return MailOutcome.from_fields(
        stamp,
        client=sending.client,
        project=sending.project,
        ref=sending.id,
        outcome=outcome,
        refused=tuple(one.address for one in refused),
        note=note,
    )


def require_free(mails: Sequence[Mail], outgoing: OutgoingMail) -> None:
    """Refuse while a mail of this client may have gone or not, and to send the same document twice.

    The same is the same text, or any report of the same week or month, or of the end: what is made after
    one went is a new edition.

    Raises:
        RefusedError: nobody knows of an earlier mail, or somebody has the document already.
    """
    for mail in unknown_among(mails):
        raise RefusedError(
            f"Nobody knows whether the mail {mail.subject!r} of {mail.day} to "
            f"{', '.join(mail.recipients)} went: clientkit was cut off while sending it.",
            how_to_resolve(mail),
        )
    for sent in [] if outgoing.again else reversed(mails):
        if sent.outcome != "sent" or _about(sent) != _about(outgoing):
            continue
        same_text = sent.file_sha256 is not None and sent.file_sha256 == outgoing.file_sha256
        have = [mailbox.address for mailbox in outgoing.letter.to if mailbox.address in sent.accepted]
        if have and (same_text or issue_sent(sent)):
            what = called(outgoing.document, outgoing.week or outgoing.month)
            raise RefusedError(
                f"This {what} went to {', '.join(have)} on {sent.day} already.",
                "Send it once more with --resend; see what went: clientkit mail list",
            )


def failed_before(mails: Sequence[Mail], outgoing: OutgoingMail) -> list[Mail]:
    """Mails with the same document that failed, earliest first."""
    about = (*_about(outgoing), outgoing.ref)
    return [one for one in mails if one.outcome == "failed" and (*_about(one), one.ref) == about]


def _about(mail: MailSending | OutgoingMail) -> tuple[str | None, ...]:
    """Which document of which project a mail carries."""
    return mail.project, mail.document, mail.week, mail.month
