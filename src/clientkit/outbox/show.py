"""How mails look on a screen: before they go, when they went, and in a list."""

from typing import TYPE_CHECKING

from clientkit.kernel.model.values.instant import on_the_clock
from clientkit.kernel.model.values.safe_text import one_line, visible
from clientkit.kernel.screen.output import put, say
from clientkit.kernel.screen.show import view
from clientkit.kernel.screen.table import columns_of, show_table
from clientkit.outbox.queries import SAID_BY_YOU

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from clientkit.outbox.eml_drafts import Draft
    from clientkit.outbox.outgoing_mail import MailPreview
    from clientkit.outbox.queries import MailRow, MailRows
    from clientkit.outbox.send import SentMail

COLUMNS = columns_of("id, sent, project, document, outcome, to, subject, note", prose="to, subject, note")

OUTCOMES = {"sent": "sent", "failed": "not sent", "unknown": "unknown!"}


@view("draft")
def show_draft(draft: "Draft") -> None:
    """Where the draft lies."""
    say(draft.file or draft.folder)


@view("mail-preview")
def show_preview(preview: "MailPreview") -> None:
    """The whole mail: its head and its text."""
    for line in _head(preview):
        say(line)
    put(f"\n{visible(preview.text)}")


def explain_preview(preview: "MailPreview") -> None:
    """What a person should know before saying yes, on stderr."""
    for line in _head(preview):
        say(line, error=True)


def _head(preview: "MailPreview") -> list[str]:
    from clientkit.documents.issue import called

    carries = called(preview.document, preview.week or preview.month)
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


@view("mail")
def show_sent(sent: "SentMail") -> None:
    """The id of the record."""
    say(sent.id)


def explain_sent(sent: "SentMail") -> None:
    """On stderr: to whom it went and to whom not, beside JSON too."""
    say(one_line(f"Sent to {', '.join(sent.accepted)}: {sent.subject!r}."), error=True)
    say(one_line(f"It is recorded, with its Message-ID {sent.message}"), error=True)
    for one in sent.refused:
        say(one_line(f"Not to {one.address}: the server says {one.said}"), error=True)
    if sent.refused:
        say("  Mend the address, then send it to them: clientkit mail send ... --contact CONTACT", error=True)


@view("settled")
def show_resolved(row: "MailRow") -> None:
    """The mail's id; what is recorded of it on stderr."""
    say(row.id)
    went = "went" if row.outcome == "sent" else "did not go"
    say(one_line(f"Recorded: {row.subject!r} of {row.day} {went}."), error=True)


@view("mails")
def show_mails(rows: "MailRows", *, zone: "ZoneInfo") -> None:
    """The list; with none, how to send the first."""
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
        f"{on_the_clock(row.sent_at, zone):%Y-%m-%d %H:%M}" if row.sha256 else str(row.day),
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
