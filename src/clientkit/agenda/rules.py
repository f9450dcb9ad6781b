"""What of all that is due comes up today: overdue or not, in which section, in which order."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from pydantic import Field

from clientkit.kernel.calendar.working_days import WorkingCalendar
from clientkit.kernel.model.values.base import Model
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


class AgendaRow(Model):
    """One thing that is due."""

    key: str = Field(description="eight letters that stay the same while it is the same thing")
    section: Section = Field(
        description="overdue, today, week, later, waiting (for the client) or time (if any)"
    )
    kind: str = Field(description="promise, step, ask, block, milestone, answer, ...")
    id: str = Field(description="id of the record, milestone or row that it comes from")
    client: str = Field(description="client it belongs to")
    project: str | None = Field(description="project it belongs to")
    owner: Party = Field(description="who has to do it: us or client")
    due: str = Field(description="day, or instant on the workspace's clock; empty where it has none")
    overdue: bool = Field(description="whether that is over")
    late: int = Field(description="working days since then")
    weight: Weight = Field(description="act, watch or info")
    text: str = Field(description="what it is")
    why: str = Field(description="what it comes from")
    do: str = Field(description="the command that does it")

    @property
    def about(self) -> str:
        """The client, or client/project."""
        return f"{self.client}/{self.project}" if self.project else self.client


class AgendaRows(Rows[AgendaRow]):
    """What is due, by section, then by day."""


class Moment(NamedTuple):
    """When it is looked at, how far ahead, and by which working days."""

    now: str
    """The instant on the workspace's clock, as items write it."""
    until: date | None
    calendar: WorkingCalendar

    @property
    def today(self) -> date:
        """The day of that instant."""
        return date.fromisoformat(self.now[:DAY])

    @property
    def last(self) -> date:
        """The last day that is looked at."""
        return self.until or self.today + timedelta(days=AHEAD)


def come_up(items: Iterable[Due], moment: Moment) -> AgendaRows:
    """What of these comes up by then, the most pressing first."""
    today, last = moment.today.isoformat(), moment.last.isoformat()
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
    if not one.every or not one.due or one.due > today.isoformat():
        return one
    first = date.fromisoformat(one.due[:DAY])
    times = (today - first).days // one.every
    return one._replace(due=(first + timedelta(days=times * one.every)).isoformat())


def _held(items: Sequence[Due], moment: Moment) -> set[str]:
    """Keys of what cannot be due yet: something that it waits for is overdue."""
    late = {one.key for one in items if is_overdue(one, moment)}
    held: set[str] = set()
    more = True
    while more:
        found = {one.key for one in items if (late | held) & set(one.waits_for)}
        more, held = bool(found - held), held | found
    return held


def _section(one: Due, moment: Moment) -> Section | None:
    """Where it is shown; None where its day is too far away."""
    today, day = moment.today.isoformat(), one.due[:DAY]
    if one.weight == "info" and one.owner == "us":
        return "time" if day <= today else None
    if is_overdue(one, moment):
        return "overdue"
    if one.owner == "client":
        return "waiting"
    if day == today:
        return "today"
    if not day or day <= min(moment.last, moment.today + timedelta(days=AHEAD)).isoformat():
        return "week"
    return "later" if day <= moment.last.isoformat() else None


def _row(section: Section, one: Due, moment: Moment) -> AgendaRow:
    over = is_overdue(one, moment) and section != "time"
    days = moment.calendar.count(date.fromisoformat(one.due[:DAY]), moment.today) if over else 0
    return AgendaRow.from_fields(one, section=section, overdue=over, late=max(days, 0))
