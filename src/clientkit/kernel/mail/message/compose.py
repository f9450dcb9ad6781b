"""A letter as the bytes of a mail (RFC 5322 with MIME); the same letter gives the same bytes."""

from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from clientkit.kernel.mail.letter import Letter, Mailbox, WrittenMail
from clientkit.kernel.mail.message.header_encoding import address_header, header


def message_bytes(letter: Letter, *, draft: bool) -> bytes:
    """The mail as it is kept in a file, put into a folder, or given to a server.

    A draft opens for editing (`X-Unsent`) and names its blind copies; what is sent names none. The text
    part is the letter's text as it is: no `format=flowed`, which would take the ends of a list's lines away.

    Raises:
        RefusedError: an address cannot stand in a mail header.
    """
    mail = EmailMessage(SMTP)
    _fill(mail, letter)
    for number, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        part.set_boundary(_boundary(letter, number))
    return mail_headers(letter, draft=draft).encode("ascii") + mail.as_bytes()


def mail_headers(letter: Letter | WrittenMail, *, draft: bool) -> str:
    """The head of a mail up to what says how its body is to be read."""
    return "".join(_headers(letter, draft=draft))


def _headers(letter: Letter | WrittenMail, *, draft: bool) -> Iterator[str]:
    if draft:
        yield "X-Unsent: 1\r\n"
    if letter.date:
        yield f"Date: {format_datetime(letter.date)}\r\n"
    yield address_header("From", (letter.sender,))
    if letter.reply_to:
        yield address_header("Reply-To", (Mailbox(name="", address=letter.reply_to),))
    yield address_header("To", letter.to)
    if letter.copy_to:
        yield address_header("Cc", letter.copy_to)
    if draft and letter.blind_copy_to:
        yield address_header("Bcc", letter.blind_copy_to)
    yield header("Subject", letter.subject)
    yield f"Message-ID: {letter.message_id}\r\n"
    if letter.in_reply_to:
        yield f"In-Reply-To: {letter.in_reply_to}\r\nReferences: {letter.in_reply_to}\r\n"


def _fill(mail: EmailMessage, letter: Letter) -> None:
    mail.set_content(letter.text, cte="quoted-printable")
    if letter.html:
        mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
        page = _last(mail)
        for picture in letter.pictures:
            page.add_related(
                picture.png,
                "image",
                "png",
                cid=f"<{picture.cid}>",
                filename=f"{picture.cid.partition('.')[0]}.png",
                disposition="inline",
            )
    for attachment in letter.attachments:
        kind, _, subtype = attachment.mime.partition("/")
        charset = {"charset": "utf-8"} if kind == "text" else {}
        mail.add_attachment(attachment.data, kind, subtype, filename=attachment.name, params=charset)


def _last(mail: EmailMessage) -> MIMEPart:
    return list(mail.iter_parts())[-1]


def _boundary(letter: Letter, number: int) -> str:
    """A line between parts that no part holds: `=_` is in none that is encoded (RFC 2045, 6.7)."""
    return f"=_{sha256(f'{letter.message_id} {number}'.encode()).hexdigest()[:32]}"
