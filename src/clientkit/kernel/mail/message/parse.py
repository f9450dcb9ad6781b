"""What a mail that came in says: who wrote it, when, in answer to what, and its text."""

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from clientkit.kernel.mail.message.mailbox import one_mailbox
from clientkit.kernel.mail.message.mime_parts import Part, Parts, parts_of
from clientkit.kernel.mail.reply.html_to_text import text_of_html
from clientkit.kernel.model.values.safe_text import clean_line

MESSAGE_ID_LIMIT = 200
"""Letters of a Message-ID that a record holds."""

_QUOTE = re.compile(r"^>+")


class ReceivedMail(NamedTuple):
    """A mail as it was understood."""

    message: str
    """Its Message-ID; where it has none, or one that no record holds, a hash of its bytes."""
    answers: tuple[str, ...]
    """Message-IDs that it names in In-Reply-To and References."""
    written: datetime | None
    sender: str
    """Address of who wrote it, in small letters; where `From` is not exactly one mailbox, its words."""
    subject: str
    text: str
    """All of its text, with what it quotes."""
    parts: Parts


def read_message(data: bytes) -> ReceivedMail:
    """A mail from its bytes, however broken they are."""
    parts = parts_of(data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"))
    fields = parts.whole.fields
    return ReceivedMail(
        message=message_name(fields.raw("Message-ID"), data),
        answers=fields.message_ids("In-Reply-To", "References"),
        written=fields.instant(),
        sender=sender_of(fields.all("From")),
        subject=clean_line(fields.text("Subject"))[:1000],
        text=text_of(parts),
        parts=parts,
    )


def sender_of(fields: Sequence[str]) -> str:
    """The address in the `From` of a mail, or its words where it is not exactly one field of one mailbox."""
    found = one_mailbox(fields[0]) if len(fields) == 1 else None
    return found.address if found else clean_line(", ".join(fields))[:MESSAGE_ID_LIMIT]


def message_name(raw: str, data: bytes) -> str:
    """A mail's Message-ID; a hash of its bytes where it has none."""
    name = clean_line(raw)
    if name and len(name) <= MESSAGE_ID_LIMIT and name.isprintable():
        return name
    same_anywhere = name.encode() if name else data.replace(b"\r\n", b"\n").strip()
    return f"sha256:{hashlib.sha256(same_anywhere).hexdigest()}"


def text_of(parts: Parts) -> str:
    """A mail's text: its text part, else what its HTML says."""
    plain = parts.first("text/plain")
    text = _plain_text(plain) if plain else ""
    if text.strip():
        return text
    page = parts.first("text/html", "application/xhtml+xml")
    return text_of_html(page.text()) if page else text


def _plain_text(part: Part) -> str:
    text = part.text()
    if part.fields.parameter("Content-Type", "format").lower() == "flowed":
        delete_space = part.fields.parameter("Content-Type", "delsp").lower() == "yes"
        return unflowed(text, delete_space=delete_space)
    return text


def unflowed(text: str, *, delete_space: bool) -> str:
    """Paragraphs that a mail program broke into lines (RFC 3676, format=flowed) whole again.

    Quotes keep their depth.
    """
    lines: list[str] = []
    depth, open_line = 0, False
    for raw in text.split("\n"):
        mark = _QUOTE.match(raw)
        level = mark.end() if mark else 0
        words = raw[level:].removeprefix(" ")
        if open_line and level == depth and words not in {"-- ", ""}:
            lines[-1] += words
        else:
            lines.append((">" * level + " " if level else "") + words)
        depth, open_line = level, words.endswith(" ") and words != "-- "
        if open_line and delete_space:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)
