"""The calendar file (RFC 5545): each milestone an event of one day, what the client does as tasks.

A calendar that imports the file again updates its entries instead of doubling them:

- UID is a hash (UUID version 5) of the project's name, the agreement's number and the milestone's id, or the
  words of a duty: it is the same on every machine, and tells nothing to a reader.
- SEQUENCE counts the records that can move a date (moves, milestones reached, both taken back) and the
  agreed versions. Records are only ever added, so it grows for every entry whenever one of them moves.
- DTSTAMP is the instant of the last of these records; while something is overdue, and its expected day
  moves by itself, it is the day of the export. So the same data gives the same bytes.

All dates are days without a time: they are the same days wherever the client is.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event, Todo

from clientkit.documents.parties import Engagement
from clientkit.kernel.model.files.schedule import Forecast, ForecastMilestone
from clientkit.kernel.model.files.scope import Duty
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.safe_text import printable, printable_line
from clientkit.kernel.text.template.filters import format_day, format_working_days
from clientkit.kernel.text.words import words_of

PROGRAM = "-//clientkit//timeline//EN"


@dataclass(frozen=True)
class Edition:
    """Which project's calendar it is, and which edition of it."""

    project: str
    sequence: int
    stamp: datetime


class CalendarWords(NamedTuple):
    """What an entry says, in one language."""

    by: str
    agreed: str
    planned: str
    later: str
    earlier: str
    delivers: str
    reason: str
    if_late: str
    agreement: str


def calendar_file(engagement: Engagement, forecast: Forecast, edition: Edition, language: Language) -> bytes:
    """The calendar of a project as it is expected today, in a language."""
    writer = _Writer(engagement, edition, language)
    calendar = Calendar()
    calendar.add("prodid", PROGRAM)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", printable_line(engagement.project.title))
    for row in forecast.milestones:
        calendar.add_component(writer.event(row))
    for row in forecast.milestones:
        if row.baseline.owner == "client":
            calendar.add_component(writer.task(row))
    for duty in writer.duties():
        calendar.add_component(duty)
    return bytes(calendar.to_ical())


@dataclass(frozen=True)
class _Writer:
    """The entries of one edition in one language."""

    engagement: Engagement
    edition: Edition
    language: Language

    def event(self, row: ForecastMilestone) -> Event:
        """A milestone, on the day it ends; it does not make its day busy."""
        event = Event()
        self._identify(event, "milestone", row.baseline.id)
        event.add("dtstart", row.end)
        event.add("dtend", row.end + timedelta(days=1))
        done = "✔ " if row.done_on else ""
        self._say(event, f"{done}{self._titled(row.baseline.title)}", self._about(row))
        event.add("status", "CONFIRMED" if row.done_on or self.engagement.agreed_on else "TENTATIVE")
        event.add("transp", "TRANSPARENT")
        return event

    def task(self, row: ForecastMilestone) -> Todo:
        """A milestone of the client's, due on the day it is expected; completed when it was reached."""
        task = Todo()
        self._identify(task, "task", row.baseline.id)
        task.add("due", row.end)
        self._say(task, self._titled(row.baseline.title), self._about(row))
        if row.done_on:
            task.add("status", "COMPLETED")
            # noon, so that it is the same day in almost all time zones
            task.add("completed", datetime.combine(row.done_on, time(12), UTC))
            task.add("percent-complete", 100)
        else:
            task.add("status", "NEEDS-ACTION")
        return task

    def duties(self) -> Iterator[Todo]:
        """The dated duties of the client; duties in the same words are told apart by their order."""
        seen: Counter[str] = Counter()
        for duty in self.engagement.project.duties:
            seen[duty.what] += 1
            if duty.due:
                yield self._duty(duty, seen[duty.what])

    def _duty(self, duty: Duty, occurrence: int) -> Todo:
        task = Todo()
        self._identify(task, "duty", f"{duty.what}\n{occurrence}")
        task.add("due", duty.due)
        lines = [self._words.if_late.format(duty.effect)] if duty.effect else []
        self._say(task, self._titled(duty.what), [*lines, *self._agreement()])
        task.add("status", "NEEDS-ACTION")
        return task

    def _identify(self, entry: Event | Todo, kind: str, name: str) -> None:
        number = self.engagement.project.agreement.number
        words = f"clientkit\n{self.edition.project}\n{number}\n{kind}\n{name}"
        entry.add("uid", str(uuid5(NAMESPACE_URL, words)))
        entry.add("sequence", self.edition.sequence)
        entry.add("dtstamp", self.edition.stamp)

    def _say(self, entry: Event | Todo, summary: str, lines: list[str]) -> None:
        spoken: dict[str, str] = {"language": self.language}
        entry.add("summary", printable_line(summary), parameters=spoken)
        if lines:
            entry.add("description", "\n".join(map(printable, lines)), parameters=spoken)

    def _titled(self, text: str) -> str:
        return f"{self.engagement.project.title}: {text}"

    def _about(self, row: ForecastMilestone) -> list[str]:
        base, words, engagement = row.baseline, self._words, self.engagement
        who = engagement.settings.you.name if base.owner == "us" else engagement.client.name
        project = engagement.project
        titles = {each.id: each.title for each in project.deliverables}
        milestone = next((each for each in project.milestones if each.id == base.id), None)
        names = project.handed_over(milestone) if milestone else base.deliverables
        handed_over = [titles[name] for name in names if name in titles]
        lines = [words.by.format(who)]
        if row.slip:
            fixed = words.agreed if engagement.agreed_on else words.planned
            days = format_working_days(abs(row.slip), self.language)
            moved = (words.later if row.slip > 0 else words.earlier).format(days)
            lines += [fixed.format(format_day(base.end, self.language)), moved]
        if row.reason:
            lines.append(words.reason.format(row.reason))
        if handed_over:
            lines.append(words.delivers.format("; ".join(handed_over)))
        return [*lines, *([base.note] if base.note else []), *self._agreement()]

    def _agreement(self) -> list[str]:
        agreement = self.engagement.project.agreement
        return [self._words.agreement.format(agreement.number, agreement.version)] if agreement.number else []

    @property
    def _words(self) -> CalendarWords:
        return words_of(self.language, "calendar", CalendarWords)
