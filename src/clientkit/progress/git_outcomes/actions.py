"""Taking proposed outcomes as notes: those that were named, all in one append, and each only once."""

import re
from collections.abc import Sequence
from hashlib import sha256

from clientkit.errors import UsageError
from clientkit.kernel.model.records.progress import Done
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.references import Subject
from clientkit.kernel.store.journal.record_input import made_record
from clientkit.kernel.store.save import append_records, encode_record
from clientkit.kernel.store.workspace import Workspace
from clientkit.progress.git_outcomes.proposals import Proposal, Proposals

ID_LENGTH = 20
"""Hexadecimal digits of an id that is made from hashes: the same commits give the same note."""

_RANGE = re.compile(r"([0-9]{1,5})(?:-([0-9]{1,5}))?")


def select_proposals(found: Sequence[Proposal], text: str) -> list[Proposal]:
    """The proposals that `all`, `2` or `1,3-5` means, in their order.

    Raises:
        UsageError: no such form, or a number that is not proposed.
    """
    if text.strip().lower() == "all":
        return list(found)
    numbers: set[int] = set()
    for part in filter(None, (part.strip() for part in text.split(","))):
        match = _RANGE.fullmatch(part)
        if match is None:
            raise UsageError(f"{part[:40]!r} names no proposal.", "Say all, or numbers such as 1,3-5.")
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= len(found):
            count = f"They are numbered 1 to {len(found)}." if found else "Nothing is proposed."
            raise UsageError(f"There is no proposal {part}.", count)
        numbers.update(range(first, last + 1))
    return [one for one in found if one.number in numbers]


def add_notes(workspace: Workspace, stamp: Stamp, found: Proposals, picked: Sequence[Proposal]) -> Proposals:
    """Add the picked outcomes as `done` notes in one append; each note keeps the hashes of its commits.

    Raises:
        RefusedError: a note could not be read again; nothing was written.
    """
    client, _, project = found.project.partition("/")
    notes = {one.number: _note_id(found.project, one) for one in picked}
    lines = {}
    for one in picked:
        own = stamp.model_copy(update={"id": notes[one.number], "day": one.day})
        values = {"text": one.text, "item": one.item, "commits": one.commits}
        lines[own.id] = encode_record(made_record(Done, own, Subject(client, project), values))
    added = append_records(workspace, client, lines) if lines else 0
    marked = tuple(one.model_copy(update={"note": notes.get(one.number)}) for one in found.proposals)
    return found.model_copy(update={"proposals": marked, "taken": added})


def _note_id(project: str, one: Proposal) -> str:
    text = "\x1e".join((project, *sorted(one.commits)))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]
