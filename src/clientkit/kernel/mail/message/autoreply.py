"""Mails that no person wrote: absence notes, receipts, lists."""

import re

from clientkit.kernel.mail.message.header_fields import Fields

_SUBJECT = re.compile(
    r"^\s*(automatic reply|auto[- ]?reply|auto(matic)? response|out of (the )?office|autosvar|auto:"
    r"|balasan otomatis|jawaban otomatis|tidak (berada )?di kantor|sedang cuti)",
    re.IGNORECASE,
)
_MARKS = ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply-From", "X-Mail-Autoreply")


def automatic(fields: Fields, subject: str) -> str:
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
        or any(fields.raw(name) for name in _MARKS)
        or _SUBJECT.match(subject)
    ):
        return "an automatic reply"
    if submitted and submitted != "no":
        return "sent by a program"
    if precedence in {"bulk", "junk", "list"} or fields.raw("List-Id") or fields.raw("List-Unsubscribe"):
        return "a circular"
    return ""
