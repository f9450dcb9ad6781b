"""How mails look on a screen: before they go, when they went, and in a list."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clientkit.correspondence.mail_outcomes import SAID_BY_YOU
from clientkit.correspondence.mails import carried
from clientkit.kernel.model.values.instant import on_the_clock
from clientkit.kernel.model.values.safe_text import one_line, visible
from clientkit.kernel.screen.output import put, say, say_json
from clientkit.kernel.screen.table import Column, show_table

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from clientkit.correspondence.mail_outcomes import MailRow
    from clientkit.outbox.actions import Preview
    from clientkit.outbox.send import Delivered

COLUMNS = (
    Column("id", style="bold"),
    Column("sent"),
    Column("project"),
    Column("document"),
    Column("outcome"),
    Column("to", prose=True),
    Column("subject", prose=True),
    Column("note", prose=True),
)

OUTCOMES = {"sent": "sent", "failed": "not sent", "unknown": "unknown!"}


def show_preview(preview: "Preview", *, as_json: bool) -> None:
    """The whole mail: its head and its text."""
    if as_json:
        say_json("mail-preview", preview)
        return
    for line in _head(preview):
        say(line)
    put(f"\n{visible(preview.text)}")


def tell_preview(preview: "Preview") -> None:
    """What a person should know before saying yes, on stderr."""
    for line in _head(preview):
        say(line, error=True)


def _head(preview: "Preview") -> list[str]:
    carries = carried(preview.document, preview.week or preview.month)
    if preview.file:
        carries = f"{carries}, {preview.file}"
    rows = [
        ("From", preview.sender),
        *(("To", one) for one in preview.to),
        *(("Copy", one) for one in preview.copy_to),
        *(("Blind copy", one) for one in preview.blind_copy_to),
        ("Answers to", preview.reply_to),
        ("Subject", preview.subject),
        ("Carries", carries),
        ("Attached", ", ".join(preview.attachments) or "nothing"),
        ("Size", size_words(preview.size)),
    ]
    return [f"{name:<10}  {one_line(value)}" for name, value in rows if value]


def size_words(size: int) -> str:
    """A number of bytes as people say it."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(size / 1e3, 0.1):.1f} kB"  # noqa: PLR2004 - a megabyte


def show_delivered(delivered: "Delivered", *, as_json: bool) -> None:
    """The id of the record; to whom it went and to whom not on stderr."""
    if as_json:
        say_json("mail", delivered)
    else:
        say(delivered.id)
    went = one_line(f"Sent to {', '.join(delivered.accepted)}: {delivered.subject!r}.")
    say(went, error=True)
    say(one_line(f"It is recorded, with its Message-ID {delivered.message}"), error=True)
    for one in delivered.refused:
        say(one_line(f"Not to {one.address}: the server says {one.said}"), error=True)
    if delivered.refused:
        say("  Mend the address, then send it to them: clientkit mail send ... --to CONTACT", error=True)


def show_settled(row: "MailRow", *, as_json: bool) -> None:
    """The mail's id; what is recorded of it on stderr."""
    if as_json:
        say_json("settled", row)
        return
    say(row.id)
    went = "went" if row.outcome == "sent" else "did not go"
    say(one_line(f"Recorded: {row.subject!r} of {row.day} {went}."), error=True)


def show_mails(rows: Sequence["MailRow"], zone: "ZoneInfo", *, as_json: bool) -> None:
    """The list; with none, how to send the first."""
    if as_json:
        say_json("mails", rows)
        return
    if not rows:
        say("No mail went out. Send the first: clientkit mail send report CLIENT/PROJECT", error=True)
        return
    show_table(COLUMNS, [_cells(row, zone) for row in rows])
    if unknown := [row.id for row in rows if row.outcome == "unknown"]:
        say(
            f"Nobody knows whether {', '.join(unknown)} went. When you do: "
            f"clientkit mail settle {unknown[0]} --sent (or --not-sent)",
            error=True,
        )


def _cells(row: "MailRow", zone: "ZoneInfo") -> list[str]:
    to = [f"{one} (refused)" if one in row.refused else one for one in row.recipients]
    return [
        row.id,
        f"{on_the_clock(row.sent_at, zone):%Y-%m-%d %H:%M}",
        row.project,
        _document(row),
        OUTCOMES[row.outcome],
        ", ".join(to),
        row.subject,
        "" if row.outcome == "sent" and not row.refused and row.note != SAID_BY_YOU else row.note or "",
    ]


def _document(row: "MailRow") -> str:
    if span := row.week or row.month:
        return f"{row.document} {span}"
    return row.file.rpartition("/")[2] if row.document in {"file", "letter"} and row.file else row.document
