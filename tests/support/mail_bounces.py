"""Mails that no person writes: bounces, absence notes, and mails of many parts."""

import base64

from support.mail_clients import RINA, STUDIO, SURVEY_MESSAGE


def a_bounce(
    original: str = SURVEY_MESSAGE, recipient: str = RINA, action: str = "failed", number: int = 1
) -> bytes:
    """A report of a mail server (RFC 3464)."""
    return f"""Return-Path: <>
From: Mail Delivery Subsystem <mailer-daemon@mx.kopi.example>
To: {STUDIO}
Subject: Undelivered Mail Returned to Sender
Date: Wed, 18 Nov 2026 10:30:00 +0700
Message-ID: <bounce-{number}@mx.kopi.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b/1"

--b/1
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered. 5 attempts.

--b/1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.kopi.example

Final-Recipient: rfc822; {recipient}
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <{recipient}>: Recipient address rejected:
    User unknown

--b/1
Content-Type: message/rfc822

From: Dewi Lestari <{STUDIO}>
To: <{recipient}>
Subject: One question about Web shop
Message-ID: {original}

Dear Ms Wijaya,
--b/1--
""".replace("\n", "\r\n").encode()


def an_absence_note(**fields: str) -> bytes:
    """What a mail program answers while its owner is away."""
    headers = {
        "From": f"Rina Wijaya <{RINA}>",
        "Subject": "Automatic reply: One question about Web shop",
        "In-Reply-To": SURVEY_MESSAGE,
        "Message-ID": "<away-1@kopi.example>",
        "Auto-Submitted": "auto-replied",
        **{name.replace("_", "-"): value for name, value in fields.items()},
    }
    lines = "\r\n".join(f"{name}: {value}" for name, value in headers.items())
    return f"{lines}\r\n\r\n9\r\nI am away until 1 December.\r\n".encode()


def with_parts(text: str, *, attachment: bytes = b"%PDF-1.7", first: bool = False, **fields: str) -> bytes:
    """A reply with a text, the same as HTML, and an attachment, which may stand before the text."""
    headers = {
        "From": f"Rina Wijaya <{RINA}>",
        "Subject": "Re: One question about Web shop",
        "Date": "Wed, 18 Nov 2026 10:30:00 +0700",
        "In-Reply-To": SURVEY_MESSAGE,
        "Message-ID": "<parts-1@kopi.example>",
        "MIME-Version": "1.0",
        **{name.replace("_", "-"): value for name, value in fields.items()},
        "Content-Type": 'multipart/mixed; boundary="=_outer"',
    }
    lines = "\r\n".join(f"{name}: {value}" for name, value in headers.items() if value)
    words = (
        f'Content-Type: multipart/alternative; boundary="=_inner"\r\n\r\n--=_inner\r\n'
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n--=_inner\r\n"
        f"Content-Type: text/html; charset=utf-8\r\n\r\n<p>{text}</p>\r\n--=_inner--\r\n"
    ).encode()
    file = (
        b'Content-Type: application/pdf\r\nContent-Disposition: attachment; filename="contract.pdf"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(attachment).replace(b"\n", b"\r\n")
    )
    parts = (file, words) if first else (words, file)
    body = b"".join(b"--=_outer\r\n" + part + b"\r\n" for part in parts)
    return lines.encode() + b"\r\n\r\n" + body + b"--=_outer--\r\n"
