"""When a client who is glad was asked for a favour: not twice within half a year."""

from collections.abc import Iterable
from datetime import date

from clientkit.correspondence.mails import mails_among
from clientkit.kernel.model.records.record import Entry

FAVOURS = frozenset({"letter-testimonial", "letter-referral", "letter-case-study"})
"""Letters that ask for a favour."""

FAVOUR_DAYS = 180
"""Days between two of them to a client."""


def last_favour(records: Iterable[Entry]) -> date | None:
    """The day on which the client was asked for one last."""
    mails = mails_among(records)
    return max((one.day for one in mails if one.document in FAVOURS and one.outcome == "sent"), default=None)
