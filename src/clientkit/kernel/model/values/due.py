"""What is due: one thing with a day or a promise, as plain values, reckoned without today's date.

A room's `due.py` gives every item that may come up for one client, each with the days between which it is
shown. What depends on today (whether it is overdue, in which section it stands) the agenda decides when it
shows them, so the items of a client stay the same until one of its files changes.
"""

from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from clientkit.kernel.model.values.choices import Party

Weight = Literal["act", "watch", "info"]
"""How heavy it is: somebody waits for us; worth a look; where there is time."""

KEY_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
KEY_LENGTH = 8


class Due(NamedTuple):
    """One thing that is due. Days are written as `2026-11-21`, instants as `2026-11-21T14:00`, local."""

    key: str
    """Eight letters that stay the same while it is the same thing; see `due_key`."""
    kind: str
    id: str
    """The record, milestone or row that it comes from; empty where it is the project or the client itself."""
    client: str
    project: str | None
    owner: Party
    due: str
    """The day or instant; empty where it has none."""
    weight: Weight
    text: str
    why: str
    do: str
    """The command that does it."""
    shown_from: str = ""
    """The day from which it is shown; empty: from the beginning."""
    shown_until: str = ""
    """The last day on which it is shown; empty: until it is done."""
    every: int = 0
    """Days after which it comes again; of the days that have come the latest counts."""
    new_date: str = ""
    """The command that gives it a new day, where `due` was promised to the client: it can't be put off."""
    waits_for: tuple[str, ...] = ()
    """Keys of what comes before it: while one of those is overdue, this one can't be due."""
    by_hand: bool = False
    """Whether no record ends it but `agenda done`."""
    if_late: str = ""
    """The command that does it once its day is over, where that is another."""


def due_key(kind: str, *origin: str | None) -> str:
    """The key of what is due: a hash of its kind and of what it comes from, never of a text."""
    from hashlib import sha256  # loads OpenSSL, which showing what is due does without

    digest = sha256("\n".join([kind, *(part or "" for part in origin)]).encode()).digest()
    return "".join(KEY_LETTERS[byte & 31] for byte in digest[:KEY_LENGTH])


def plus_days(day: date, days: int) -> str:
    """The day so many days later, as items write it; the calendar's edge is no reason to stop."""
    try:
        return (day + timedelta(days=days)).isoformat()
    except OverflowError:
        return day.isoformat()


def as_instant(instant: datetime) -> str:
    """An instant on the workspace's clock, as items write it."""
    return instant.strftime("%Y-%m-%dT%H:%M")
