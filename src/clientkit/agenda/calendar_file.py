"""The agenda as a calendar file (RFC 5545): an event for each thing that has a day.

A calendar that imports the file again updates its entries: the UID is a hash of the thing's key. What is
overdue stands on the day of the export, since a calendar is not looked at backwards.
"""

from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from clientkit.agenda.rules import DAY, AgendaRow, AgendaRows
from clientkit.errors import library_door
from clientkit.kernel.model.values.safe_text import printable, printable_line

PROGRAM = "-//clientkit//agenda//EN"

LENGTH = timedelta(minutes=30)
"""What an instant takes in a calendar."""


@library_door("icalendar")
def agenda_calendar(rows: AgendaRows, now: datetime) -> bytes:
    """The calendar of what is due; `now` is in the workspace's zone."""
    calendar = Calendar()
    calendar.add("prodid", PROGRAM)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "clientkit")
    for row in rows:
        if row.due and row.section != "time":
            calendar.add_component(_event(row, now))
    return bytes(calendar.to_ical())


def _event(row: AgendaRow, now: datetime) -> Event:
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, f"clientkit\nagenda\n{row.key}")))
    event.add("dtstamp", now.astimezone(UTC))
    if len(row.due) > DAY and not row.overdue:
        begins = datetime.fromisoformat(row.due).replace(tzinfo=now.tzinfo).astimezone(UTC)
        event.add("dtstart", begins)
        event.add("dtend", begins + LENGTH)
    else:
        day = now.date() if row.overdue else date.fromisoformat(row.due[:DAY])
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
    event.add("summary", printable_line(f"{row.about}: {row.text}"))
    event.add("description", printable(f"{row.why}\n{row.do}"))
    event.add("transp", "TRANSPARENT")
    return event
