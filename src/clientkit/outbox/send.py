"""Sending a letter: its record is on disk before the server hears of it, and its outcome after."""

import hashlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

from pydantic import Field

from clientkit.correspondence.mails import (
    failed_before,
    mails_of,
    require_not_sent,
    require_settled,
    settling,
)
from clientkit.correspondence.mails_envelope import Parcel
from clientkit.errors import ClientkitError, OutsideError
from clientkit.kernel.mail.letter import Letter
from clientkit.kernel.mail.message.compose import message_bytes
from clientkit.kernel.mail.message.eml_draft import WrittenMail
from clientkit.kernel.mail.server.connection import require_server
from clientkit.kernel.mail.server.delivery_errors import NotSentError, Refusal, UnknownFateError
from clientkit.kernel.mail.server.password import password
from clientkit.kernel.mail.server.smtp import Envelope, Taken, give, in_wire_lines
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.correspondence import MailOutcome, MailSending
from clientkit.kernel.model.records.record import Entry, Stamp
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.store.lock import sending_alone
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.workspace import Workspace


class Delivered(Model):
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
    parcel: Parcel,
    stamps: Callable[[], Stamp],
    environment: Mapping[str, str],
) -> Delivered:
    """Send a letter once: record, give it to the server, record what became of it.

    What failed and goes out byte for byte again keeps its Message-ID, so that a server that has it
    nevertheless can drop the second one; no other mail has a Message-ID that was used.

    Raises:
        RefusedError: no usable server in the settings, a mail of this client whose fate is unknown, or this
            document went to one of the recipients already.
        OutsideError: there is no password.
        NotSentError: it is certain that nothing went, and recorded.
        UnknownFateError: it may have gone; it stays without an outcome until `settle` says one.
    """
    server = settings.mail.smtp
    require_server(server)
    try:
        secret = password(server, "smtp", environment) if server.user else ""
    except OutsideError as error:
        raise OutsideError(f"{error.message} Nothing was sent.", error.hint) from None
    with sending_alone(workspace):
        mails = mails_of(workspace, parcel.client)
        require_settled(mails)
        if not parcel.again:
            require_not_sent(mails, parcel)
        sending, data = _prepared(parcel, stamps(), mails, ZoneInfo(settings.defaults.timezone))
        append_record(workspace, sending)
        try:
            taken = give(server, secret, Envelope(parcel.letter.sender.address, parcel.recipients, data))
        except NotSentError as error:
            _record_failure(workspace, sending, stamps(), error)
            raise
        except UnknownFateError as error:
            error.hint = settling(sending)
            raise
        _record_success(workspace, sending, stamps(), taken)
    return _delivered(parcel, sending, taken, len(data))


def _prepared(parcel: Parcel, stamp: Stamp, mails: list[Entry], zone: ZoneInfo) -> tuple[MailSending, bytes]:
    """The record of a sending and the bytes that it is of."""
    for failed in reversed(failed_before(mails, parcel)):
        data = bytes_of(parcel.letter, failed.message, failed.ts.astimezone(zone))
        if hashlib.sha256(data).hexdigest() == failed.sha256:
            return _record(parcel, stamp, failed.message, data), data
    message = parcel.letter.message_id
    if message in {one.message for one in mails if isinstance(one, MailSending)}:
        message = f"<{stamp.id}.{message[1:]}"
    data = bytes_of(parcel.letter, message, stamp.ts.astimezone(zone))
    return _record(parcel, stamp, message, data), data


def bytes_of(letter: Letter | WrittenMail, message: str = "", date: datetime | None = None) -> bytes:
    """The mail as a server gets it, with another Message-ID and a date where they are given."""
    message = message or letter.message_id
    if isinstance(letter, WrittenMail):
        return in_wire_lines(letter.as_sent(message, date))
    whole = letter.model_copy(update={"message_id": message, "date": date})
    return in_wire_lines(message_bytes(whole, draft=False))


def _record(parcel: Parcel, stamp: Stamp, message: str, data: bytes) -> MailSending:
    return MailSending(
        id=stamp.id,
        ts=stamp.ts,
        day=stamp.day,
        client=parcel.client,
        project=parcel.project,
        message=message,
        recipients=parcel.recipients,
        subject=parcel.letter.subject,
        sha256=hashlib.sha256(data).hexdigest(),
        document=parcel.document,
        week=parcel.week,
        month=parcel.month,
        file=parcel.file,
        file_sha256=parcel.file_sha256,
        ref=parcel.ref,
    )


def _record_success(workspace: Workspace, sending: MailSending, stamp: Stamp, taken: Taken) -> None:
    """Record that it went.

    Raises:
        OutsideError: that cannot be written; the mail went all the same, and the next command asks.
    """
    outcome = MailOutcome(
        id=stamp.id,
        ts=stamp.ts,
        day=stamp.day,
        client=sending.client,
        project=sending.project,
        ref=sending.id,
        outcome="sent",
        refused=tuple(refusal.address for refusal in taken.refused),
        note="; ".join((taken.said, *(f"{one.address}: {one.said}" for one in taken.refused))),
    )
    try:
        append_record(workspace, outcome)
    except (OSError, ClientkitError) as error:
        raise OutsideError(
            f"The mail went, but that could not be recorded: {error}",
            f"Then record it: clientkit mail settle {sending.id} --sent",
        ) from None


def _record_failure(workspace: Workspace, sending: MailSending, stamp: Stamp, failure: NotSentError) -> None:
    """Record that nothing went; where that cannot be written, the next command asks."""
    outcome = MailOutcome(
        id=stamp.id,
        ts=stamp.ts,
        day=stamp.day,
        client=sending.client,
        project=sending.project,
        ref=sending.id,
        outcome="failed",
        refused=tuple(refusal.address for refusal in failure.refused),
        note=failure.message,
    )
    with suppress(OSError, ClientkitError):
        append_record(workspace, outcome)


def _delivered(parcel: Parcel, sending: MailSending, taken: Taken, size: int) -> Delivered:
    return Delivered(
        id=sending.id,
        message=sending.message,
        client=sending.client,
        project=sending.project,
        document=sending.document,
        week=sending.week,
        month=sending.month,
        file=sending.file,
        subject=parcel.letter.subject,
        accepted=taken.accepted,
        refused=taken.refused,
        size=size,
        sha256=sending.sha256,
        said=taken.said,
    )
