"""What of all that is due comes up today: overdue or not, in which section, in which order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated, Literal

from clientkit.kernel.calendar.working_days import WorkingCalendar
from clientkit.kernel.model.values.choices import Party
from clientkit.kernel.model.values.due import Due, Weight
from clientkit.kernel.model.values.rows import Rows

Section = Literal["overdue", "today", "week", "later", "waiting", "time"]

SECTIONS: tuple[Section, ...] = ("overdue", "today", "week", "later", "waiting", "time")

DAY = len("2026-11-21")

AHEAD = 6
"""Days after today that 'this week' reaches to: each weekday stands for one day."""

MOST = 3
"""Things that are shown for when there is time."""


@dataclass(slots=True)
class AgendaRow:
    """One thing that is due."""

    key: Annotated[str, "eight letters that stay the same while it is the same thing"]
    section: Annotated[Section, "overdue, today, week, later, waiting (for the client) or time (if any)"]
    kind: Annotated[str, "promise, step, ask, block, milestone, answer, ..."]
    id: Annotated[str, "id of the record, milestone or row that it comes from"]
    client: Annotated[str, "client it belongs to"]
    project: Annotated[str | None, "project it belongs to"]
    owner: Annotated[Party, "who has to do it: us or client"]
    due: Annotated[str, "day, or instant on the workspace's clock; empty where it has none"]
    overdue: Annotated[bool, "whether that is over"]
    late: Annotated[int, "working days since then"]
    weight: Annotated[Weight, "act, watch or info"]
    text: Annotated[str, "what it is"]
    why: Annotated[str, "what it comes from"]
    do: Annotated[str, "the command that does it"]

    @property
    def about(self) -> str:
        """The client, or client/project."""
        return f"{self.client}/{self.project}" if self.project else self.client


class AgendaRows(Rows[AgendaRow]):
    """What is due, by section, then by day."""


@dataclass(frozen=True)
class Moment:
    """When it is looked at, how far ahead, and by which working days."""

    now: str
    """The instant on the workspace's clock, as items write it."""
    until: date | None
    calendar: WorkingCalendar

    @cached_property
    def today(self) -> date:
        """The day of that instant."""
        return date.fromisoformat(self.now[:DAY])

    @cached_property
    def week_end(self) -> str:
        """The last day of 'this week', as items write it."""
        return (self.today + timedelta(days=AHEAD)).isoformat()

    @cached_property
    def last(self) -> str:
        """The last day that is looked at, as items write it."""
        return self.until.isoformat() if self.until else self.week_end


def come_up(items: Iterable[Due], moment: Moment) -> AgendaRows:
    """What of these comes up by then, the most pressing first."""
    today, last = moment.now[:DAY], moment.last
    current = [_latest(one, moment.today) for one in items]
    shown = [
        one
        for one in current
        if one.shown_from <= (last if moment.until else today)
        and (not one.shown_until or today <= one.shown_until)
    ]
    held = _held(shown, moment)
    found = [(section, one) for one in shown if one.key not in held and (section := _section(one, moment))]
    found.sort(key=lambda pair: (SECTIONS.index(pair[0]), pair[1].due or "~", pair[1].client, pair[1].key))
    return AgendaRows(_row(section, one, moment) for section, one in found)


def is_overdue(one: Due, moment: Moment) -> bool:
    """Whether its day, or its instant, is over."""
    return bool(one.due) and one.due < (moment.now if len(one.due) > DAY else moment.now[:DAY])


def _latest(one: Due, today: date) -> Due:
    """What comes again, on the latest of its days that has come."""
    if not one.every or not one.due or date.fromisoformat(one.due[:DAY]) > today:
        return one
    first = date.fromisoformat(one.due[:DAY])
    times = (today - first).days // one.every
    return one._replace(due=(first + timedelta(days=times * one.every)).isoformat())


def _held(items: Sequence[Due], moment: Moment) -> set[str]:
    """Keys of what cannot be due yet: something that it waits for is overdue."""
    waiting = [one for one in items if one.waits_for]
    late = {one.key for one in items if is_overdue(one, moment)} if waiting else set()
    held: set[str] = set()
    more = True
    while more:
        blocked = late | held
        found = {one.key for one in waiting if not blocked.isdisjoint(one.waits_for)}
        more, held = bool(found - held), held | found
    return held


def _section(one: Due, moment: Moment) -> Section | None:
    """Where it is shown; None where its day is too far away."""
    today, day = moment.now[:DAY], one.due[:DAY]
    if one.weight == "info" and one.owner == "us":
        return "time" if day <= today else None
    if is_overdue(one, moment):
        return "overdue"
    if one.owner == "client":
        return "waiting"
    if day == today:
        return "today"
    if not day or day <= min(moment.last, moment.week_end):
        return "week"
    return "later" if day <= moment.last else None


def _row(section: Section, one: Due, moment: Moment) -> AgendaRow:
    over = is_overdue(one, moment) and section != "time"
    days = moment.calendar.count(date.fromisoformat(one.due[:DAY]), moment.today) if over else 0
    head = (one.key, section, one.kind, one.id, one.client, one.project, one.owner, one.due)
    do = one.if_late if over and one.if_late else one.do
    return AgendaRow(*head, over, max(days, 0), one.weight, one.text, one.why, do)
