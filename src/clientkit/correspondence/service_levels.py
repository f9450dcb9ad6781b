"""Service levels of a project: by when a message is answered and solved, and whether it was.

Hours run on working days, from 0 to 24 o'clock, and stand still on others. A record that was written on a
later day than the one it is about has no hour: it counts as of the end of its day, ours and theirs alike.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta, tzinfo
from typing import NamedTuple

from clientkit.correspondence.mails import mails_among
from clientkit.kernel.calendar.working_days import WorkingCalendar
from clientkit.kernel.model.files.terms import LevelPart, ServiceLevel
from clientkit.kernel.model.records.correspondence import Logged
from clientkit.kernel.model.records.progress import Done
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.store.journal.record_ids import origin_of

LAST_MINUTE = time(23, 59)
DAY = timedelta(days=1)


class LevelClock(NamedTuple):
    """One term of a message that came in: by when, and when it was done; None while it was not."""

    message: Logged
    level: ServiceLevel
    part: LevelPart
    due: datetime
    done: datetime | None

    @property
    def is_kept(self) -> bool:
        """Whether it was done in time."""
        return self.done is not None and self.done <= self.due


def level_of(message: Logged, levels: Sequence[ServiceLevel]) -> ServiceLevel | None:
    """The level that a message of the client's was put under."""
    asks = message.incoming and not message.no_answer
    return next((one for one in levels if asks and one.id == message.level), None)


def level_clocks(
    records: Iterable[Entry],
    project: str,
    levels: Sequence[ServiceLevel],
    calendar: WorkingCalendar,
    zone: tzinfo,
) -> Iterator[LevelClock]:
    """The terms of every message about a project; any word of ours to its client answers what came before."""
    records = list(records)
    talks = [one for one in records if isinstance(one, Logged)]
    ours: list[Entry] = [one for one in talks if not one.incoming]
    ours += [one for one in mails_among(records) if one.outcome == "sent"]
    ours.sort(key=_when)
    solved = {one.ref: one for one in records if isinstance(one, Done) and one.ref}
    for one in talks:
        level = level_of(one, levels) if one.project == project else None
        if level is None:
            continue
        came = moment_of(one, zone)
        done = solved.get(origin_of(one))
        first = next((word for word in ours if _when(word) > _when(one)), None)
        answer = min(filter(None, (first, done)), key=_when, default=None)
        for part, hours in level.terms:
            end = answer if part == "answer" else done
            due = hours_later(came, hours, calendar)
            yield LevelClock(one, level, part, due, moment_of(end, zone) if end else None)


def moment_of(record: Entry, zone: tzinfo) -> datetime:
    """When something happened on the workspace's clock."""
    written = record.ts.astimezone(zone)
    if written.date() == record.day:
        return written.replace(tzinfo=None)
    return datetime.combine(record.day, LAST_MINUTE)


def hours_later(moment: datetime, hours: int, calendar: WorkingCalendar) -> datetime:
    """The instant so many hours later, of working days alone."""
    if not calendar.is_working(moment.date()):
        moment = datetime.combine(calendar.next_working(moment.date()), time.min)
    left = timedelta(hours=hours)
    while (rest := datetime.combine(moment.date(), time.min) + DAY - moment) < left:
        left -= rest
        moment = datetime.combine(calendar.add(moment.date(), 1), time.min)
    return moment + left


def _when(one: Entry) -> tuple[object, ...]:
    return one.day, one.ts, one.id
