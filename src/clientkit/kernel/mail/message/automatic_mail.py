"""Mails that no person wrote: absence notes, receipts, lists, and mails that came back.

Of one that came back: whom a server could not reach, and which mail it was (RFC 3464, and older habits).
"""

import re
from typing import NamedTuple

from clientkit.kernel.mail.message.header_fields import HeaderFields
from clientkit.kernel.mail.message.mime_parts import Part
from clientkit.kernel.mail.message.parse import ReceivedMail

_RECIPIENT = re.compile(
    r"(?im)^(?:final|original)-recipient:\s*(?:[a-z0-9]+\s*;)?\s*<?([^\s<>;]+@[^\s<>;]+?)>?\s*$"
)
_ACTION = re.compile(r"(?im)^action:\s*([a-z]+)")
_DIAGNOSIS = re.compile(r"(?im)^diagnostic-code:\s*(.{1,300}(?:\n[ \t].{1,300}){0,4})")
_MESSAGE_ID = re.compile(r"<[^<>\s@]{1,200}@[^<>\s@]{1,200}>")
_STATUS_KINDS = ("message/delivery-status", "message/global-delivery-status")
_ORIGINAL_KINDS = ("message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers")
_DAEMON = re.compile(r"^(mailer-daemon|postmaster|mail-daemon|mdaemon)@")

_AUTOMATIC_SUBJECT = re.compile(
    r"^\s*(automatic reply|auto[- ]?reply|auto(matic)? response|out of (the )?office|autosvar|auto:"
    r"|balasan otomatis|jawaban otomatis|tidak (berada )?di kantor|sedang cuti)",
    re.IGNORECASE,
)
_AUTOMATIC_FIELDS = (
    "X-Autoreply",
    "X-Autorespond",
    "X-Autoresponder",
    "X-Auto-Reply-From",
    "X-Mail-Autoreply",
)


class Bounce(NamedTuple):
    """A mail that a server gives back."""

    recipients: tuple[str, ...]
    """Addresses that it could not be given to; none where the server does not say."""
    originals: tuple[str, ...]
    """Message-IDs of what may be the mail that came back."""
    said: str
    """What the server said, on one line."""
    final: bool
    """False where the server still tries."""


def bounce_of(mail: ReceivedMail) -> Bounce | None:
    """What a mail says of another that came back; None where it is no such report."""
    fields = mail.parts.whole.fields
    status = mail.parts.first(*_STATUS_KINDS)
    failed = fields.raw("X-Failed-Recipients")
    if status is None and not failed and not _DAEMON.match(mail.sender):
        return None
    report = status.text() if status else ""
    actions = {action.lower() for action in _ACTION.findall(report)}
    if actions and not actions & {"failed", "delayed"}:
        return None  # it was delivered or passed on
    recipients = _RECIPIENT.findall(report) or re.findall(r"[^\s,;<>]+@[^\s,;<>]+", failed)
    diagnosis = _DIAGNOSIS.search(report)
    return Bounce(
        recipients=tuple(dict.fromkeys(one.lower() for one in recipients)),
        originals=_originals(mail),
        said=re.sub(r"\s+", " ", diagnosis[1]).strip()[:300] if diagnosis else "",
        final=not actions or "failed" in actions,
    )


def _originals(mail: ReceivedMail) -> tuple[str, ...]:
    named = [
        name
        for part in mail.parts.leaves
        if part.kind in _ORIGINAL_KINDS
        for name in _head_within(part).message_ids("Message-ID")
    ]
    return tuple(dict.fromkeys((*named, *mail.answers, *_MESSAGE_ID.findall(mail.text)[:50])))


def _head_within(part: Part) -> HeaderFields:
    """The head of the mail that a part holds."""
    return HeaderFields(part.text().lstrip("\n").partition("\n\n")[0].encode())


def automatic(fields: HeaderFields, subject: str) -> str:
    """What kind of automatic mail it is, in a few words; empty where a person wrote it."""
    if fields.word("Content-Type") == "multipart/report":
        kind = fields.parameter("Content-Type", "report-type").lower()
        return (
            "a receipt that the mail was read" if kind == "disposition-notification" else "a server's report"
        )
    submitted, precedence = fields.word("Auto-Submitted"), fields.word("Precedence")
    if (
        submitted.startswith("auto-replied")
        or precedence in {"auto_reply", "auto-reply"}
        or any(fields.raw(name) for name in _AUTOMATIC_FIELDS)
        or _AUTOMATIC_SUBJECT.match(subject)
    ):
        return "an automatic reply"
    if submitted and submitted != "no":
        return "sent by a program"
    if precedence in {"bulk", "junk", "list"} or fields.raw("List-Id") or fields.raw("List-Unsubscribe"):
        return "a circular"
    return ""
