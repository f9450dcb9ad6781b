"""What is due of the correspondence: the answer clock, service levels, the next contact, unknown mails."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from clientkit.clients.engagement_periods import over
from clientkit.correspondence.mails import Mail, mails_among, unknown_among
from clientkit.correspondence.service_levels import LevelClock, level_clocks, level_of
from clientkit.documents.account import ClientAccount
from clientkit.kernel.model.records.correspondence import Logged
from clientkit.kernel.model.records.relation import ClientEnded
from clientkit.kernel.model.values.choices import said_by
from clientkit.kernel.model.values.due import Due, as_instant, due_key, plus_days

WEEK = 7

WHEN = tuple[date, datetime, str]
"""What contacts are ordered by: the day they are about, then when they were written down."""


def dues_of(account: ClientAccount) -> Iterator[Due]:
    """What waits for an answer of ours, the next contact, and what nobody knows whether it went."""
    mails = mails_among(account.records)
    talks = [one for one in account.records if isinstance(one, Logged)]
    ours = [_when(one) for one in talks if not one.incoming]
    ours += [_when(one) for one in mails if one.outcome == "sent"]
    yield from _unanswered(account)
    yield from _levels(account)
    again = max((one for one in talks if one.again), key=_when, default=None)
    if again and again.again and not any(when > _when(again) for when in ours):
        yield Due(
            key=due_key("again", account.client),
            kind="again",
            id=again.id,
            client=account.client,
            project=again.project,
            owner="us",
            due=again.again.isoformat(),
            weight="watch",
            text=f"talk to them again: {again.text}",
            why=f"said on {again.day}",
            do=f'clientkit log add {again.about} "…"',
        )
    yield from _win_back(account, ours)
    for mail in unknown_among(mails):
        yield Due(
            key=due_key("mail", account.client, mail.id),
            kind="mail",
            id=mail.id,
            client=account.client,
            project=mail.project,
            owner="us",
            due=mail.day.isoformat(),
            weight="act",
            text=f"did this mail go? {mail.subject}",
            why="the command was cut off while it was sent",
            do=f"clientkit mail settle {mail.id} --sent",
        )


def _win_back(account: ClientAccount, ours: list[WHEN]) -> Iterator[Due]:
    """The day on which to ask who left whether they come back; a word of ours in the week before is that."""
    ends = [one for one in account.records if isinstance(one, ClientEnded)]
    left = account.who and over(account.who, account.records) == "lost"
    again = ends[-1].again if ends and left else None
    if again and not any(plus_days(day, WEEK) >= again.isoformat() for day, _, _ in ours):
        last = ends[-1]
        yield Due(
            key=due_key("win-back", last.replaces or last.id),
            kind="win-back",
            id=last.id,
            client=account.client,
            project=None,
            owner="us",
            due=again.isoformat(),
            weight="watch",
            text=f"ask whether they come back: {last.note or last.reason}",
            why=f"said when they left, on {last.day}",
            do=f"clientkit mail draft win-back {account.client}",
        )


class AnswerClock(NamedTuple):
    """A message that waits for an answer, or had one: by when, and when it came."""

    message: Logged
    due: date
    done: date | None


def answer_clocks(account: ClientAccount) -> Iterator[AnswerClock]:
    """Every message that needs an answer within days; any word of ours to the client is one."""
    talks = [one for one in account.records if isinstance(one, Logged)]
    ours = [_when(one) for one in talks if not one.incoming]
    ours = sorted([*ours, *(_when(one) for one in mails_among(account.records) if one.outcome == "sent")])
    for one in talks:
        if one.incoming and not one.no_answer and not _has_hours(account, one):
            done = next((day for day, *rest in ours if (day, *rest) > _when(one)), None)
            yield AnswerClock(one, account.calendar.add(one.day, answer_days(account, one)), done)


def answer_days(account: ClientAccount, message: Logged) -> int:
    """Working days in which a message is answered: as the agreement prints it, else the policies."""
    project = account.project(message.project)
    own = project.terms.communication.answer_within if project else None
    return account.settings.policies.answer_within if own is None else own


def _unanswered(account: ClientAccount) -> Iterator[Due]:
    """One clock for each client: that of the first message since we spoke last."""
    clocks = sorted(
        (one for one in answer_clocks(account) if one.done is None), key=lambda one: _when(one.message)
    )
    if not clocks:
        return
    first, due, _ = clocks[0]
    more, within = len(clocks) - 1, answer_days(account, first)
    days = f"{within} working {'day' if within == 1 else 'days'}"
    answer = f'clientkit log add {first.about} "…" --for {first.id}'
    yield Due(
        key=due_key("answer", account.client, first.replaces or first.id),
        kind="answer",
        id=first.id,
        client=account.client,
        project=first.project,
        owner="us",
        due=due.isoformat(),
        weight="act",
        text=f"{_who(account, first)} {said_by(first.channel)}"
        f"{f', and {more} more' if more else ''}: {first.text}",
        why=f"came on {first.day}; answered within {days}",
        do=f"clientkit mail draft answer {first.id}" if first.channel == "mail" else answer,
        new_date=f"clientkit mail draft answer {first.id}",
    )


def _has_hours(account: ClientAccount, message: Logged) -> bool:
    """Whether a service level of its project says by when a message is answered."""
    project = account.project(message.project)
    level = level_of(message, project.terms.service_levels) if project else None
    return level is not None and level.answer_hours is not None


def _levels(account: ClientAccount) -> Iterator[Due]:
    """What a service level promises and was not done."""
    zone = ZoneInfo(account.settings.defaults.timezone)
    for project in account.projects:
        levels = project.terms.service_levels
        for clock in level_clocks(account.records, project.name.project, levels, account.calendar, zone):
            if clock.done is None:
                yield _level(account, clock)


def _level(account: ClientAccount, clock: LevelClock) -> Due:
    one, level = clock.message, clock.level
    hours = dict(level.terms)[clock.part]
    answer = f"clientkit mail draft answer {one.id}"
    log = f'clientkit log add {one.about} "…" --for {one.id}'
    solve = f'clientkit done {one.id} "…"'
    return Due(
        key=due_key(clock.part, account.client, one.replaces or one.id),
        kind=clock.part,  # answer or solve
        id=one.id,
        client=account.client,
        project=one.project,
        owner="us",
        due=as_instant(clock.due),
        weight="act",
        text=f"{_who(account, one)} {said_by(one.channel)}: {one.text}"
        if clock.part == "answer"
        else f"to solve: {one.text}",
        why=f"{level.id} {level.what}: {clock.part} within {hours} h of working days",
        do=solve if clock.part == "solve" else answer if one.channel == "mail" else log,
        new_date=answer,
    )


def _who(account: ClientAccount, message: Logged) -> str:
    contacts = account.who.contacts if account.who else ()
    return next((one.name for one in contacts if one.id == message.contact), "They")


def _when(one: Logged | Mail) -> WHEN:
    return one.day, one.ts, one.id
