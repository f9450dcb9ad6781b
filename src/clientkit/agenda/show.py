"""How the agenda looks on a screen."""

import shutil
import textwrap
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.card import heading
from clientkit.kernel.screen.colour import painted_sign
from clientkit.kernel.screen.output import is_terminal, say
from clientkit.kernel.screen.show import view

if TYPE_CHECKING:
    from clientkit.agenda.actions import SaidOfDue
    from clientkit.agenda.rules import AgendaRow, AgendaRows

HEADINGS = {
    "overdue": "Overdue",
    "today": "Today",
    "week": "This week",
    "later": "Later",
    "waiting": "Waiting for the client",
    "time": "If there is time",
}

MOST = 3
"""Things that are shown for when there is time."""

KEY = 4
"""Letters of a key that are shown: a beginning will do."""

NEAR = 15
"""Working days for which a weekday and the day of the month say enough."""

LONGEST = 160
"""Letters of a text that are shown on a terminal."""

TEXT_ROOM = 40
"""Columns that a text gets at least beside the day and the name; else what runs over begins further left."""

INDENT = 12


@view("agenda")
def show_agenda(rows: "AgendaRows", *, overdue: bool = False, begin: bool = False) -> None:
    """Section by section; with nothing due, or `overdue`, that this is so, and how to `begin`."""
    if not rows:
        say("Nothing is overdue." if overdue else "Nothing is due.", error=True)
    if begin:
        say('Add your first client: clientkit client add "PT Kopi Nusantara" --slug kopi', error=True)
    width = max((len(row.about) for row in rows), default=0)
    for section, found in groupby(rows, key=attrgetter("section")):
        every = list(found)
        heading(HEADINGS[section])
        shown = every[:MOST] if section == "time" else every
        say("\n".join(painted_sign(line) for row in shown for line in _lines(row, width)))
        if more := len(every) - len(shown):
            say(f"    and {more} more")


def _lines(row: "AgendaRow", width: int) -> Iterator[str]:
    """A line of the agenda; on a terminal too narrow for it the command stands below the text."""
    head = f"  {_sign(row)} {_when(row):<6}  {row.about:<{width}}  "
    command = row.do.replace("clientkit", "ck", 1).replace(row.key, row.key[:KEY])
    command = command if row.key[:KEY] in command else f"{command}  [{row.key[:KEY]}]"
    text, late = one_line(row.text), _late(row)
    if not is_terminal():
        yield f"{head}{text}{late}  {command}"
        return
    room = shutil.get_terminal_size().columns
    text = textwrap.shorten(text, LONGEST, placeholder=" …") + late
    if len(head) + len(text) + len(command) + 2 <= room:
        yield f"{head}{text}  {command}"
        return
    indent = len(head) if room - len(head) >= TEXT_ROOM else INDENT
    yield from textwrap.wrap(
        head + text, room, subsequent_indent=" " * indent, drop_whitespace=True, break_on_hyphens=False
    )
    yield from textwrap.wrap(
        command, room, initial_indent=" " * indent, subsequent_indent=" " * indent, break_on_hyphens=False
    )


def _sign(row: "AgendaRow") -> str:
    return "!" if row.overdue or (row.weight == "act" and row.section == "today") else " "


def _when(row: "AgendaRow") -> str:
    """The time of an instant today, else the weekday and the day of the month."""
    if not row.due or row.section == "time":
        return ""
    if row.section == "today" and "T" in row.due:
        return row.due[11:]
    day = date.fromisoformat(row.due[:10])
    near = row.section != "later" and row.late <= NEAR
    return f"{day:%a} {day.day}" if near else f"{day.day} {day:%b}"


def _late(row: "AgendaRow") -> str:
    """How late it is, in working days; what one waits for says since when."""
    if row.late:
        return f" ({row.late} working {'day' if row.late == 1 else 'days'})"
    return f" ({row.why})" if row.section == "waiting" else ""


@view("snoozed", data=attrgetter("record"))
def show_said(said: "SaidOfDue") -> None:
    """The record's id; what was put off or done on stderr."""
    say(said.record.id)
    until = said.record.until
    what = f"Comes up again on {until:%A} {until}" if until else "Done"
    say(f"{what}: {one_line(said.item.text)}", error=True)
