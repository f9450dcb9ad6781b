"""Builders of letters and of mails that are to go: small, valid ones that a test changes where it matters."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from clientkit.kernel.mail.letter import Letter, Mailbox
from clientkit.kernel.model.records.record import Stamp
from clientkit.outbox.outgoing_mail import OutgoingMail

DEWI = "dewi@studio.example"
RINA, BUDI = "rina@kopi.example", "budi@kopi.example"

_numbers = count(1)


def a_letter(*to: str, **fields: Any) -> Letter:
    """A letter from Dewi to Rina, or to those named, with a Message-ID of its own."""
    return Letter(
        **{
            "message_id": f"<{next(_numbers)}.ck@studio.example>",
            "sender": Mailbox(name="Dewi Lestari", address=DEWI),
            "to": tuple(Mailbox(address=address) for address in to or (RINA,)),
            "subject": "Web shop: week 47",
            "text": "Dear Rina,\n\nthe report of the week.\n",
            **fields,
        }
    )


def an_outgoing_mail(*to: str, **fields: Any) -> OutgoingMail:
    """The report of a week, in a letter."""
    letter = fields.pop("letter", None) or a_letter(*to)
    return OutgoingMail(
        **{
            "letter": letter,
            "client": "kopi",
            "project": "toko",
            "document": "report",
            "week": "2026-W47",
            "file": "clients/kopi/projects/toko/documents/2026-W47.md",
            "file_sha256": "a" * 64,
            **fields,
        }
    )


def stamps(first: datetime = datetime(2026, 11, 20, 9, tzinfo=UTC)) -> Any:
    """Makes stamps a second apart, each with an id of its own."""
    begun = count()

    def stamp() -> Stamp:
        return Stamp(
            id=f"mail{next(_numbers):06d}", ts=first + timedelta(seconds=next(begun)), day=date(2026, 11, 20)
        )

    return stamp
