"""Imported hours that are here already: what is new of an entry, and what a person decided about it."""

from hashlib import sha256

from clientkit.kernel.model.records.progress import HoursSpent
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.store.journal.read import numbered_records, read_journal, recorded_ids
from clientkit.kernel.store.journal.record_ids import later_than
from clientkit.kernel.store.workspace import Workspace

ID_LENGTH = 20
"""Hexadecimal digits of an id that is made from an entry: the same entry gives the same record."""


class JournalHours:
    """A client's hours that are here already, by the first record of each entry."""

    def __init__(self, workspace: Workspace, client: str) -> None:
        self.ids = recorded_ids(workspace, client)
        records = read_journal(workspace, client) if self.ids else []
        self.now = {one.replaces or one.id: one for one in records if isinstance(one, HoursSpent)}
        self.imports: dict[str, HoursSpent] = {}
        """As each was last taken from the tracker, without what a person corrected here."""
        for one in _in_time(workspace, client) if self.now else ():
            before = self.imports.get(one.replaces or "")
            if one.replaces is None or (before and one.id == _correction_id(before, one)):
                self.imports[one.replaces or one.id] = one

    def news(self, stamp: Stamp, record: HoursSpent) -> HoursSpent | None:
        """What is to be written of an entry: its record, or one that corrects it.

        None where nothing of it is new, or it was taken back.
        """
        if record.id not in self.ids:
            return record
        now, before = self.now.get(record.id), self.imports.get(record.id)
        if now is None or before is None or _content(before) == _content(record):
            return None
        later = later_than(stamp, now)
        changes = {"id": _correction_id(before, record), "ts": later.ts, "replaces": record.id}
        return record.model_copy(update=changes)


def _in_time(workspace: Workspace, client: str) -> list[HoursSpent]:
    """All hours as they were written down, those that were corrected since too."""
    records = (record for _, _, record in numbered_records(workspace, client))
    return sorted((one for one in records if isinstance(one, HoursSpent)), key=lambda one: (one.ts, one.id))


def _correction_id(before: HoursSpent, record: HoursSpent) -> str:
    """The id of a correction: another one each time, so that what goes forth and back is no repetition."""
    return source_id("\x1f".join((before.id, *_content(record))))


def _content(record: HoursSpent) -> tuple[str, ...]:
    hours = f"{record.hours.normalize():f}"
    return hours, str(record.day), record.project or "", record.text or "", record.item or ""


def source_id(text: str) -> str:
    """The id of what a text names: an entry by its source, a correction by what it says."""
    return sha256(f"hours\x1e{text}".encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]
