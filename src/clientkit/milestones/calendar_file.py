"""A project's dates as a calendar file (RFC 5545): each milestone an event, what the client does a task.

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
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event, Todo

from clientkit.documents.compose import save_rendered
from clientkit.documents.parties import Engagement
from clientkit.errors import NotFoundError, library_door
from clientkit.kernel.model.files.schedule import Forecast, ForecastMilestone
from clientkit.kernel.model.files.scope import Duty
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.acceptance import Acceptance
from clientkit.kernel.model.records.project import MilestoneDone, MilestoneMoved
from clientkit.kernel.model.records.record import Retraction
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.model.values.safe_text import printable, printable_line
from clientkit.kernel.store.agreement_files import agreed_versions
from clientkit.kernel.store.journal.read import numbered_records
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.kernel.text.template.filters import format_day, format_working_days
from clientkit.kernel.text.words import words_of
from clientkit.milestones.queries import locate_errors, outlook_of, read_facts

FILE = "timeline.ics"
PROGRAM = "-//clientkit//timeline//EN"

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""The stamp of a plan that nothing has happened to."""


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


def project_calendar(
    workspace: Workspace, settings: Settings, name: ProjectRef, today: date, language: Language | None = None
) -> bytes:
    """The calendar file of a project, in the client's language where no other is given.

    Raises:
        NotFoundError: the project has neither milestones nor dated duties.
        InvalidDataError: its dates cannot be.
    """
    project = read_project(workspace, *name).value
    client = read_client(workspace, name[0]).value
    if not project.milestones and not any(duty.due for duty in project.duties):
        raise NotFoundError(
            f"{name} has no dates to export: neither milestones nor duties with a due day.",
            f'Add one: clientkit milestone add {name} "Design approved" --days 5',
        )
    records, agreed = read_facts(workspace, name)
    with locate_errors(workspace, name):
        forecast = outlook_of(project, settings, records, today, agreed).forecast()
    engagement = Engagement(project, client, settings, agreed.on if agreed else None)
    edition = _edition(workspace, name, forecast, today)
    return calendar_file(engagement, forecast, edition, language or engagement.language)


def write_calendar(workspace: Workspace, name: ProjectRef, data: bytes) -> Path:
    """Put a calendar file into the project's `documents/`; the same bytes are not written again. Its path."""
    path = workspace.documents_dir(*name) / FILE
    save_rendered(workspace, path, data, f"Export the timeline of {name}")
    return path


def _edition(workspace: Workspace, name: ProjectRef, forecast: Forecast, today: date) -> Edition:
    """From what was ever recorded, so that taking something back counts too."""
    client, slug = name
    records = list({record.id: record for _, _, record in numbered_records(workspace, client)}.values())
    own = [record for record in records if record.project == slug]
    moves = {record.id for record in own if isinstance(record, MilestoneMoved | MilestoneDone)}
    counted = [
        record
        for record in records
        if record.id in moves or (isinstance(record, Retraction) and record.retracts in moves)
    ]
    stamps = [record.ts for record in (*counted, *(one for one in own if isinstance(one, Acceptance)))]
    if any(row.status in {"late", "waiting"} for row in forecast.milestones):
        stamps.append(datetime.combine(today, time(), UTC))
    sequence = len(counted) + len(agreed_versions(workspace, name))
    return Edition(str(name), sequence, max(stamps, default=EPOCH).astimezone(UTC))


@library_door("icalendar")
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
    ends = {row.baseline.id: row.due or row.end for row in forecast.milestones}
    for duty in writer.duties(ends):
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

    def duties(self, ends: Mapping[str, date]) -> Iterator[Todo]:
        """The dated duties of the client; duties in the same words are told apart by their order."""
        seen: Counter[str] = Counter()
        for duty in self.engagement.project.dated_duties(ends):
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
