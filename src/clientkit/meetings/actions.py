"""Writing a meeting down: all that was decided, promised and asked at once, or nothing of it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from pydantic import Field

from clientkit.errors import InvalidDataError
from clientkit.kernel.model.records.correspondence import Logged
from clientkit.kernel.model.records.progress import Ask, Resolved
from clientkit.kernel.model.records.promise import Promised
from clientkit.kernel.model.records.record import INSTANT, Entry, Stamp
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.journal.record_ids import origin_of
from clientkit.kernel.store.journal.record_input import made_record, typed_text
from clientkit.kernel.store.save import append_records, encode_record
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.kernel.text.words import word_file
from clientkit.meetings.minutes import Item, Minutes, WaitingAsk, blank_minutes
from clientkit.projects.open_items import open_items


class MeetingLine(Model):
    """Something that was written down of a meeting."""

    part: str = Field(description="decided, we, you or questions")
    text: str = Field(description="what was decided, promised or asked")
    answer: str | None = Field(description="the answer, where a question was decided")
    due: date | None = Field(description="by when")
    line: int = Field(description="line of the text that it stands in")
    record: str | None = Field(description="id of its record; null where nothing was written yet")


class Meeting(Model):
    """A meeting with all that was understood of it."""

    id: str | None = Field(description="id of the record; null where nothing was written yet")
    project: str = Field(description="client/project")
    day: date = Field(description="day of the meeting")
    lines: tuple[MeetingLine, ...] = Field(description="in the order of the text")
    notes: str = Field(description="what else was said")


def open_asks(workspace: Workspace, name: ProjectRef, day: date) -> tuple[WaitingAsk, ...]:
    """The questions of a project that wait for an answer."""
    records = read_journal(workspace, name.client)
    origins = {one.id: origin_of(one) for one in records}
    items = open_items(records, day, name.project)
    return tuple(WaitingAsk(one.id, one.text, origins[one.id]) for one in items if one.kind == "ask")


def understood(name: ProjectRef, day: date, minutes: Minutes) -> Meeting:
    """What would be written down.

    Raises:
        InvalidDataError: nothing is; a promise has no day, or one that was over already.
    """
    if not minutes.items and not minutes.notes:
        raise InvalidDataError("Nothing is written down of the meeting.", "Write a line below a heading.")
    for one in minutes.items:
        _require_day(one, day)
    lines = tuple(MeetingLine(**_fields(one), record=None) for one in minutes.items)
    return Meeting(id=None, project=str(name), day=day, lines=lines, notes=minutes.notes)


def write_meeting(
    workspace: Workspace, stamps: Callable[[], Stamp], name: ProjectRef, minutes: Minutes, meeting: Meeting
) -> Meeting:
    """Write everything of a meeting into the journal by one append; `meeting` is what was understood of it.

    Raises:
        UsageError: a text that is too long, or no UTF-8.
        RefusedError: as of `append_records`; nothing was written.
    """
    first = stamps()

    def stamp(number: int) -> Stamp:
        return stamps().model_copy(update={"ts": first.ts + number * INSTANT, "day": meeting.day})

    whole: list[Entry] = []
    lines = []
    for item, line in zip(minutes.items, meeting.lines, strict=True):
        made = _records(name, item, lambda: stamp(len(whole) + 1), whole)
        lines.append(line.model_copy(update={"record": made}))
    values = {
        "channel": "meeting",
        "text": typed_text(
            minutes.notes or word_file(_language(workspace, name))["meeting"]["meeting"], "The notes"
        ),
        "noted": tuple(one.id for one in whole),
    }
    record = made_record(Logged, stamp(0), name, values)
    append_records(workspace, name.client, {one.id: encode_record(one) for one in (record, *whole)})
    return meeting.model_copy(update={"id": record.id, "lines": tuple(lines)})


def _records(name: ProjectRef, item: Item, stamp: Callable[[], Stamp], whole: list[Entry]) -> str:
    """Add the records of a line; the id of the one that says it."""

    def add(model: type[Any], **values: Any) -> str:
        record = made_record(model, stamp(), name, values)
        whole.append(record)
        return str(record.id)

    text = typed_text(item.text, f"Line {item.line}")
    if item.part == "questions":
        return add(Ask, text=text, due=item.due)
    if item.part == "decided":
        ask = item.ask.ref if item.ask else add(Ask, text=text)
        return add(Resolved, ref=ask, text=item.answer)
    return add(Promised, text=text, due=item.due, owner="us" if item.part == "we" else "client")


def _require_day(item: Item, day: date) -> None:
    if item.part in {"we", "you"} and item.due is None:
        raise InvalidDataError(
            f"Line {item.line}: a promise has a day, and {item.text[:60]!r} has none; nothing was written.",
            f"Write it before the words: - fri: {item.text[:60]}",
        )
    if item.due is not None and item.due < day:
        raise InvalidDataError(
            f"Line {item.line}: {item.due} was over on the day of the meeting, {day}; nothing was written.",
            "Write another day before the words.",
        )


def blank_text(workspace: Workspace, name: ProjectRef, asks: Sequence[WaitingAsk]) -> str:
    """What is opened in an editor, with headings in the client's language.

    Raises:
        InvalidDataError: the client's or the project's file does not hold what it should.
    """
    return blank_minutes(_language(workspace, name), asks)


def _language(workspace: Workspace, name: ProjectRef) -> Language:
    project, client = read_project(workspace, *name).value, read_client(workspace, name.client).value
    return project.language or client.language


def _fields(item: Item) -> dict[str, Any]:
    fields = item._asdict()
    del fields["ask"]
    return fields
