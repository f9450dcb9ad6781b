"""The Gantt chart of a timeline before anything is drawn: rows, days without work, today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple, Protocol

from clientkit.kernel.model.files.calendar_settings import WEEKDAYS, DayOff, Weekday
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.safe_text import REPLACEMENT, printable_line
from clientkit.kernel.model.values.week import whole_weeks
from clientkit.milestones.baseline_comparison import DatedMilestone


class HasMilestones(Protocol):
    """A document with milestones: a timeline, or a weekly report."""

    @property
    def title(self) -> str:
        """Name of the project."""

    @property
    def milestones(self) -> tuple[DatedMilestone, ...]:
        """The milestones, agreed and expected."""

    @property
    def as_of(self) -> date:
        """Day that the dates are of."""

    @property
    def agreed_on(self) -> date | None:
        """Day the agreement was accepted."""

    @property
    def working_days(self) -> tuple[Weekday, ...]:
        """Days of the week that count as working days."""

    @property
    def days_off(self) -> tuple[DayOff, ...]:
        """Days off in the weeks of the milestones."""


class DaySpan(NamedTuple):
    """A run of days, the last one included."""

    first: date
    last: date


class Rest(NamedTuple):
    """A run of days without work: a weekend, or days off with their name."""

    span: DaySpan
    name: str


@dataclass(frozen=True)
class Chart:
    """What every rendering of a timeline's chart draws; dates are local, spans include their last day."""

    title: str
    language: Language
    frame: DaySpan
    """The days that the chart shows: whole weeks, Monday to Sunday."""
    today: date
    rows: tuple[DatedMilestone, ...]
    is_agreed: bool
    """Whether the baseline was agreed; before that it was planned."""
    working_days: tuple[Weekday, ...]
    days_off: tuple[DayOff, ...]

    @property
    def shows_today(self) -> bool:
        """Whether today is one of the days shown."""
        return self.frame.first <= self.today <= self.frame.last

    @property
    def shows_baseline(self) -> bool:
        """Whether any milestone stands elsewhere than planned."""
        return any(row.has_moved for row in self.rows)

    def weekends(self) -> Iterator[Rest]:
        """Runs of the week's days that are not worked."""
        days = (self.frame.first + timedelta(days=n) for n in range(_length(self.frame)))
        for is_worked, run in groupby(days, key=lambda day: WEEKDAYS[day.weekday()] in self.working_days):
            if not is_worked:
                rested = list(run)
                yield Rest(DaySpan(rested[0], rested[-1]), "")

    def holidays(self) -> Iterator[Rest]:
        """Days off inside the frame, in order."""
        for off in self.days_off:
            first, last = max(off.day, self.frame.first), min(off.until or off.day, self.frame.last)
            if first <= last:
                yield Rest(DaySpan(first, last), _xml_text(off.name))


def chart_of(document: HasMilestones, language: Language) -> Chart | None:
    """The chart of a document's milestones in the document's language; None without milestones."""
    if not document.milestones:
        return None
    days = [
        day
        for one in document.milestones
        for day in (one.baseline_start, one.baseline_end, one.start, one.end)
    ]
    return Chart(
        title=_xml_text(document.title),
        language=language,
        frame=DaySpan(*whole_weeks(min(days), max(days))),
        today=document.as_of,
        rows=tuple(one.model_copy(update={"title": _xml_text(one.title)}) for one in document.milestones),
        is_agreed=document.agreed_on is not None,
        working_days=document.working_days,
        days_off=document.days_off,
    )


def _length(span: DaySpan) -> int:
    return (span.last - span.first).days + 1


def _xml_text(text: str) -> str:
    """Foreign text on one line, without the two signs that XML cannot hold."""
    return printable_line(text).translate({0xFFFE: REPLACEMENT, 0xFFFF: REPLACEMENT})
