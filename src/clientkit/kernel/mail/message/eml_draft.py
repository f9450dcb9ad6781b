"""A mail that a person wrote over: a draft's file, read so that it can be sent as it stands."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from email.utils import getaddresses

from pydantic import ValidationError

from clientkit.errors import InvalidDataError
from clientkit.kernel.mail.letter import Mailbox, WrittenMail
from clientkit.kernel.mail.message.compose import mail_headers
from clientkit.kernel.mail.message.header_fields import HeaderFields, split_head, unencoded
from clientkit.kernel.mail.message.mime_parts import Part
from clientkit.kernel.mail.message.parse import read_message
from clientkit.kernel.model.values.safe_text import clean_line

OURS = frozenset({"date", "message-id", "from", "to", "cc", "bcc", "reply-to", "subject"})
"""HeaderFields that are written anew."""

PRIVATE = (
    "x-unsent",
    "x-clientkit-",
    "x-mozilla-",
    "x-identity-",
    "x-uniform-",
    "x-apple-",
    "fcc",
    "received",
    "return-path",
)
"""Beginnings of fields that mail programs leave in a draft for themselves."""

_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,120}@[!-;=?-~]{1,70}>")


def written_bytes(mail: WrittenMail, message_id: str, date: datetime | None) -> bytes:
    """A mail from a file as it is given to a server, with this Message-ID and date."""
    whole = replace(mail, message_id=message_id, date=date)
    return mail_headers(whole, draft=False).encode("ascii") + mail.rest


def read_written(data: bytes, name: str) -> WrittenMail:
    """A mail from the bytes of the file `name`.

    Raises:
        InvalidDataError: it names no sender, nobody it is for, no subject, or an address that is none.
    """
    read = read_message(data)
    fields = read.parts.whole.fields
    head, body = split_head(data)
    boxes = {field: _mailboxes(fields, field, name) for field in ("From", "Reply-To", "To", "Cc", "Bcc")}
    subject = clean_line(fields.text("Subject"))
    for field, found in (("From", boxes["From"]), ("To", boxes["To"]), ("Subject", subject)):
        if not found:
            raise InvalidDataError(f"{name} has no '{field}'.", f"Write it into the file: {field}: ...")
    return WrittenMail(
        message_id=next(filter(_MESSAGE_ID.fullmatch, fields.message_ids("Message-ID")), ""),
        sender=boxes["From"][0],
        to=boxes["To"],
        copy_to=boxes["Cc"],
        blind_copy_to=boxes["Bcc"],
        reply_to=boxes["Reply-To"][0].address if boxes["Reply-To"] else "",
        subject=subject[:500],
        text=read.text,
        attached=tuple(_names(read.parts.leaves)),
        rest=b"".join(_kept(head)) + b"\r\n" + data[body:],
    )


def _mailboxes(fields: HeaderFields, field: str, name: str) -> tuple[Mailbox, ...]:
    found = []
    for words, address in getaddresses(fields.all(field)):
        try:
            found.append(Mailbox(name=clean_line(unencoded(words))[:500], address=address))
        except ValidationError:
            raise InvalidDataError(
                f"{name}: {clean_line(address or words)[:80]!r} in '{field}' is no mail address.",
                "Write it as Rina Wijaya <rina@kopi.example>.",
            ) from None
    return tuple(found)


def _kept(head: bytes) -> Iterator[bytes]:
    """The lines of all other fields; a field that is not ASCII is no field, and is left out."""
    keep = False
    for line in head.splitlines():
        if line[:1] not in {b" ", b"\t"}:
            field = line.partition(b":")[0].strip().lower().decode("ascii", "replace")
            keep = bool(field) and field not in OURS and not field.startswith(PRIVATE) and b":" in line
        if keep and line.isascii():
            yield line + b"\r\n"


def _names(parts: tuple[Part, ...]) -> Iterator[str]:
    for part in parts:
        if part.is_attachment:
            yield part.fields.parameter("Content-Disposition", "filename") or part.kind
