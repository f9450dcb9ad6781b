"""Birthdays, anniversaries of working together, and the end: the days that are worth some sentences."""

from calendar import isleap
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from clientkit.clients.engagement_periods import over, relation_in
from clientkit.correspondence.mails import mails_among
from clientkit.documents.account import ClientAccount
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.records.correspondence import Logged
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.records.relation import ClientEnded
from clientkit.kernel.model.values.due import Due, due_key, plus_days

AHEAD = 3
"""Days before it from which an occasion is shown, and after it until which."""


REMEMBERED = 30
"""Days after the end in which one still asks why."""


class Day(NamedTuple):
    """An occasion in one year; of an anniversary the years, and no contact."""

    day: date
    contact: str
    name: str
    years: int


def in_year(month: int, day: int, year: int) -> date:
    """The day in a year; 29 February is the last of February where there is none."""
    return date(year, month, 28) if (month, day) == (2, 29) and not isleap(year) else date(year, month, day)


def occasions(client: Client, records: list[Entry], year: int) -> Iterator[Day]:
    """The birthdays and the anniversary of a year."""
    for contact in client.contacts:
        if contact.birthday:
            month, day = map(int, contact.birthday.split("-")[-2:])
            yield Day(in_year(month, day, year), contact.id, contact.name, 0)
    begun = min((one.first for one in relation_in(records).engagements(date.max)), default=None)
    if begun and begun.year < year:
        yield Day(in_year(begun.month, begun.day, year), "", "", year - begun.year)


def dues_of(account: ClientAccount) -> Iterator[Due]:
    """Occasions from three days before to three days after, until a word of ours on them; why they left."""
    who, records = account.who, list(account.records)
    if who is None or over(who, records):
        yield from _leaving(account, records)
        return
    words = [one.day for one in mails_among(records) if one.document == "letter-greeting"]
    words += [one.day for one in records if isinstance(one, Logged) and not one.incoming]
    for one in (found for year in account.years for found in occasions(who, records, year)):
        first, last = plus_days(one.day, -AHEAD), plus_days(one.day, AHEAD)
        if not any(first <= day.isoformat() <= last for day in words):
            kind = "birthday" if one.contact else "anniversary"
            to = f" --contact {one.contact}" if one.contact else ""
            yield Due(
                key=due_key(kind, account.client, one.contact, str(one.day.year)),
                kind=kind,
                id=one.contact,
                client=account.client,
                project=None,
                owner="us",
                due=one.day.isoformat(),
                weight="watch",
                text=f"birthday of {one.name}" if one.contact else f"{_years(one.years)} of working together",
                why="a day worth two sentences",
                do=f"clientkit mail draft greeting {account.client}{to}",
                shown_from=first,
                shown_until=last,
                by_hand=True,
            )


def _leaving(account: ClientAccount, records: list[Entry]) -> Iterator[Due]:
    """The open question to somebody who left, on the day of the end, until it went."""
    ends = [one for one in records if isinstance(one, ClientEnded)]
    who = account.who
    if not ends or who is None or who.archived or not relation_in(records).is_over(date.max):
        return
    last = ends[-1]
    went = (one for one in mails_among(records) if one.document == "letter-leaving")
    if who.consent.surveys and not any(one.day >= last.day and one.outcome == "sent" for one in went):
        yield Due(
            key=due_key("leaving", account.client, last.replaces or last.id),
            kind="leaving",
            id=last.id,
            client=account.client,
            project=None,
            owner="us",
            due=last.day.isoformat(),
            weight="watch",
            text="ask why they left: one open question",
            why=f"the relation ended on {last.day} ({last.reason})",
            do=f"clientkit mail draft leaving {account.client}",
            shown_from=last.day.isoformat(),
            shown_until=plus_days(last.day, REMEMBERED),
            by_hand=True,
        )


def _years(count: int) -> str:
    return "a year" if count == 1 else f"{count} years"
