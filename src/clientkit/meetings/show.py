"""How a meeting looks on a screen: what was understood of it, and that it was written down."""

from typing import TYPE_CHECKING

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.bars import paragraph
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.show import view

if TYPE_CHECKING:
    from clientkit.meetings.actions import Meeting, MeetingLine

LABELS = {"decided": "decided", "we": "we will", "you": "they will", "questions": "to ask"}


def show_understood(meeting: "Meeting") -> None:
    """What would be written down, on stderr."""
    say(f"{meeting.project}, meeting of {meeting.day:%A} {meeting.day}:", error=True)
    for line in meeting.lines:
        for part in paragraph(f"{LABELS[line.part]:<9}  {_words(line)}"):
            say(part, error=True)
    for part in paragraph(f"{'notes':<9}  {one_line(meeting.notes)}") if meeting.notes else ():
        say(part, error=True)


@view("meeting")
def show_meeting(meeting: "Meeting") -> None:
    """The id of the meeting; how much was written down on stderr."""
    say(meeting.id or "")
    lines = f"{len(meeting.lines)} {'line' if len(meeting.lines) == 1 else 'lines'}"
    say(f"Written down for {meeting.project}: {lines}, and the meeting itself.", error=True)
    say(f"  See it: clientkit history {meeting.project} --since {meeting.day}", error=True)
    say(f"  Tell them: clientkit mail draft summary {meeting.id}", error=True)


def _words(line: "MeetingLine") -> str:
    due = f", by {line.due:%A} {line.due}" if line.due else ""
    answer = f" → {line.answer}" if line.answer else ""
    return f"{one_line(line.text)}{one_line(answer) and ' ' + one_line(answer)}{due}"
