"""What contacts ask of their data, and breaches of it: by when the law wants an answer, and what is open."""

from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from clientkit.correspondence.mails import Mail, mails_among
from clientkit.kernel.model.records.correspondence import Logged
from clientkit.kernel.model.records.privacy import Breach, Law, PrivacyAnswered, PrivacyAsked
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.due import as_instant

HOURS = timedelta(hours=72)
"""Three times 24 hours."""

SOURCES: dict[tuple[Law, str], str] = {
    ("pdp", "access"): "UU PDP art. 32(2)",
    ("pdp", "correction"): "UU PDP art. 30(1)",
    ("pdp", "erasure"): "UU PDP art. 43(1), in the time of art. 32(2)",
    ("pdp", "stop"): "UU PDP art. 40(2)",
    ("pdp", "breach"): "UU PDP art. 46(1)",
    ("gdpr", "breach"): "GDPR art. 33(1) and 34(1)",
}
"""Where the time is written, by law and by what it is about; of all other requests GDPR art. 12(3)."""

ASKED = {
    "access": "wants to know what you keep of them",
    "correction": "wants their data put right",
    "erasure": "wants to be forgotten",
    "stop": "wants no surveys and no promotion",
}


class LegalTime(NamedTuple):
    """By when the law wants something done."""

    due: str
    """A day, or an instant on the workspace's clock, as what is due writes it."""
    words: str
    """How long that is, and where it is written."""

    @property
    def day(self) -> date:
        """The day of it."""
        return date.fromisoformat(self.due[:10])


def clock_of(record: PrivacyAsked | Breach, zone: ZoneInfo) -> LegalTime:
    """By when a request is to be answered, or those concerned be told of a breach.

    A month ends on the same day of the next, its last where there is none. Hours run from the instant at
    which it was written down, and from the first of the day where it came on an earlier one.
    """
    about = record.wants if isinstance(record, PrivacyAsked) else "breach"
    source = SOURCES.get((record.law, about), "GDPR art. 12(3)")
    if record.law == "gdpr" and about != "breach":
        return LegalTime(_month_later(record.day).isoformat(), f"one month, {source}")
    written = record.ts.astimezone(zone)
    came = written if written.date() == record.day else datetime.combine(record.day, time(), zone)
    return LegalTime(as_instant(came + HOURS), f"3 x 24 hours, {source}")


def open_requests(
    records: Collection[Entry], contacts: Collection[str] | None = None
) -> Iterator[PrivacyAsked]:
    """The requests that nobody has answered: neither said to be done, nor by their letter.

    Of `contacts`, where they are known: who is none any more was forgotten.
    """
    done: set[str | None] = {one.ref for one in records if isinstance(one, PrivacyAnswered)}
    done |= {one.ref for one in _told(records) if one.document == "letter-privacy-answer"}
    for one in records:
        if isinstance(one, PrivacyAsked) and one.wants != "stop" and not done & {one.id, one.replaces}:
            if one.wants == "erasure" and contacts is not None and one.contact not in contacts:
                continue
            yield one


def untold(records: Collection[Entry], breach: Breach, addresses: Mapping[str, str]) -> list[str]:
    """Ids of the contacts concerned by a breach whom neither its letter nor a word of ours told.

    `addresses` are those of the contacts by their ids; who has none there any more need not be told.
    """
    names = {breach.id, breach.replaces} - {None}
    sent = [one for one in _told(records) if one.document == "letter-breach" and one.ref in names]
    read = {address.lower() for one in sent for address in one.accepted}
    said = {
        one.contact for one in records if isinstance(one, Logged) and one.ref in names and not one.incoming
    }
    return [
        one
        for one in breach.concerns
        if one in addresses and addresses[one].lower() not in read and not {one, None} & said
    ]


def _told(records: Iterable[Entry]) -> Iterator[Mail]:
    return (one for one in mails_among(records) if one.outcome == "sent")


def _month_later(day: date) -> date:
    year, month = divmod(day.year * 12 + day.month, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
