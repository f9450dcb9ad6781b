"""Taking back what was written: a record is retracted, a correction gives way, a file's lines return."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import Field

from clientkit.errors import NotFoundError, RefusedError, UsageError
from clientkit.kernel.model.records.change import ChangeEnded
from clientkit.kernel.model.records.complaint import ComplaintChoice
from clientkit.kernel.model.records.correspondence import MailSending
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.model.records.record import Entry, Stamp
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.journal.record_ids import later_than, records_begun
from clientkit.kernel.store.journal.record_versions import lineages_of
from clientkit.kernel.store.journal.retraction import retraction_of
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.save import append_reversals, encode_record, restore_file
from clientkit.kernel.store.undo_log import Step, former, last_steps
from clientkit.kernel.store.workspace import Workspace

STANDS: Mapping[str, tuple[str, str]] = {
    "mail_sending": ("A mail that went cannot be called back.", "Write to them: clientkit mail draft"),
    "mail_outcome": ("What became of a mail stands.", "See it: clientkit mail list"),
    "acceptance": ("What the client accepted stands.", "Agree on the next version: clientkit scope accept"),
    "consent": ("It is the client's word.", "Record what they say now: clientkit client consent"),
    "question_answered": ("It is the client's word.", "Record what they say now: clientkit log add"),
    "complaint_choice": ("It is the client's word.", "If it will not hold: clientkit promise broken"),
    "complaint_word": ("It is the client's word.", "Record what they say now: clientkit complaint confirm"),
    "retraction": ("What was taken back is not brought back.", "Record it anew."),
}
"""Kinds of record that nobody undoes: why, and what to do instead."""

CHANGES = ("change", "change_assessed", "change_ended")

SEE = "See the ids: clientkit history"


class Undone(Model):
    """What was taken back."""

    records: tuple[str, ...] = Field(description="ids of the records that say so")
    file: str | None = Field(description="the file whose former lines are back")
    what: tuple[str, ...] = Field(description="what was taken back, in words")


class Written(NamedTuple):
    """A record that counts, the version that first said what it says, and the version before that one."""

    record: Entry
    source: Entry
    before: Entry | None


class LastStep(NamedTuple):
    """The last thing that this device wrote and that still stands, in words too."""

    step: Step
    written: tuple[Written, ...]
    words: tuple[str, ...]


def last_step(workspace: Workspace) -> LastStep:
    """What a bare `undo` takes back.

    Raises:
        NotFoundError: nothing is known that could be.
    """
    for step in reversed(last_steps(workspace)):
        if step.file:
            return LastStep(step, (), (_file_words(step),))
        wanted = set(step.ids)
        written = tuple(one for one in _standing(workspace, step.client) if one.source.id in wanted)
        if written:
            for one in written:
                _require_free(one.record, [])
            return LastStep(step, written, tuple(map(_words, written)))
    raise NotFoundError("This device has written nothing here that is known and stands.", SEE)


def _standing(workspace: Workspace, client: str) -> Iterator[Written]:
    """The records of a client that count; a former version that came back is what it first was."""
    for lineage in lineages_of(workspace, client, Entry):
        if lineage.retraction is None:
            said = [one.model_dump(exclude={"id", "ts", "replaces"}) for one in lineage.versions]
            first = said.index(said[-1])
            before = lineage.versions[first - 1] if first else None
            yield Written(lineage.latest, lineage.versions[first], before)


def undo_last(
    workspace: Workspace, stamp: Callable[[], Stamp], last: LastStep, note: str | None = None
) -> Undone:
    """Take the last step back.

    Raises:
        RefusedError: it stands, or somebody else wrote the file since.
    """
    if last.step.file:
        return _undo_file(workspace, last)
    return _undo_records(workspace, stamp, last.written, note, last.step)


def undo_record(workspace: Workspace, stamp: Callable[[], Stamp], beginning: str, note: str | None) -> Undone:
    """Take one record back by the beginning of its id.

    Raises:
        NotFoundError: no record's id begins so.
        UsageError: it begins several.
        RefusedError: it stands.
    """
    if not beginning.strip():
        raise UsageError("The id is empty.", SEE)
    found = records_begun(workspace, beginning.strip().lower(), "clientkit history")
    if len(found) > 1:
        listed = "; ".join(f"{record.id} ({in_words(record)[:40]})" for record, _ in found[:5])
        raise UsageError(f"'{beginning}' could be {listed}.", "Write more of the id.")
    record, _ = found[0]
    written = next(one for one in _standing(workspace, record.client) if one.record.id == record.id)
    if not record.id.startswith(beginning.strip().lower()):
        written = written._replace(before=None)  # what was corrected was named: all of it goes
    return _undo_records(workspace, stamp, (written,), note)


def in_words(record: Any) -> str:
    """A record in a line: its kind, whom it is about, its day, and its words."""
    names = {"resolved": "answer", "plan_moved": "new plan", "plan_dropped": "dropped plan"}
    kind = names.get(record.kind, record.kind.replace("_", " "))
    fields = ("text", "reason", "comment", "note", "outcome", "document", "question")
    said = next((str(value) for name in fields if (value := getattr(record, name, None))), None)
    words = ": ".join(filter(None, [getattr(record, "milestone", None), said]))
    return f"{kind} of {record.about}, {record.day}{f': {words}' if words else ''}"


def _words(one: Written) -> str:
    """What is taken back, in words; of a correction what it becomes again."""
    again = f"; it is again {in_words(one.before)}" if one.before else ""
    return f"{in_words(one.record)}{again}"


def _undo_records(
    workspace: Workspace,
    stamp: Callable[[], Stamp],
    written: tuple[Written, ...],
    note: str | None,
    step: Step | None = None,
) -> Undone:
    client = written[0].record.client
    every = read_journal(workspace, client)
    for one in written:
        _require_free(one.record, every)
    reversals = [_reversal(stamp(), one, note) for one in written]
    append_reversals(workspace, client, [encode_record(one) for one in reversals], step)
    return Undone(records=tuple(one.id for one in reversals), file=None, what=tuple(map(_words, written)))


def _require_free(record: Any, every: list[Entry]) -> None:
    if record.kind in STANDS:
        raise RefusedError(
            f"{record.id} is not undone: {in_words(record)}. {STANDS[record.kind][0]}", STANDS[record.kind][1]
        )
    ref = record.replaces or record.id if record.kind == "change" else getattr(record, "ref", None)
    ends = (one for one in (record, *every) if isinstance(one, ChangeEnded) and one.ref == ref)
    if any(one.outcome == "approved" for one in ends) and record.kind in CHANGES:
        raise RefusedError(
            f"{record.id} is not undone: {in_words(record)}. What the client approved stands.",
            "A reversal is a new change: clientkit change add",
        )
    if record.kind != "survey":
        for one in every:
            ref = getattr(one, "ref", None)
            goes_on = ref and record.kind == "complaint" and ref in {record.id, record.replaces}
            chosen = isinstance(one, ComplaintChoice) and record.id in {one.promise, one.option}
            if goes_on or chosen:
                raise RefusedError(
                    f"{record.id} is not undone: it belongs to a complaint that went on.",
                    f"See what comes next: clientkit complaint show {ref}",
                )
        return
    for one in every:
        if isinstance(one, Feedback) and one.survey == record.id:
            raise RefusedError(
                f"The survey {record.id} was answered on {one.day}: it was asked.",
                f"If that answer is wrong, take it back first: clientkit undo {one.id}",
            )
        if isinstance(one, MailSending) and one.ref == record.id:
            raise RefusedError(
                f"The survey {record.id} was sent on {one.day}.", "See it: clientkit mail list"
            )


def _reversal(stamp: Stamp, one: Written, note: str | None) -> Entry:
    """A retraction; of a correction the version before it, as one more correction."""
    if one.before is None:
        return retraction_of(stamp, one.record, note)
    later = later_than(stamp, one.record)
    changed = {"id": later.id, "ts": later.ts, "replaces": one.record.replaces}
    return one.before.model_copy(update=changed)


def _undo_file(workspace: Workspace, last: LastStep) -> Undone:
    step = last.step
    path = workspace.root / step.file
    try:
        data = read_limited(path)
    except NotFoundError:
        data = b""
    if digest(data) != step.after:
        raise RefusedError(
            f"{step.file} was written by someone else since; nothing was undone.",
            f"Look at it, with git for instance: git diff {step.file}",
        )
    if step.was is None and (others := [one.name for one in path.parent.iterdir() if one != path]):
        raise RefusedError(
            f"{step.file} was made, and {others[0]} stands beside it since; nothing was undone.",
            "Look at the folder, and delete it by hand if nothing of it is needed.",
        )
    restore_file(workspace, path, None if step.was is None else former(step, data), step)
    return Undone(records=(), file=step.file, what=last.words)


def _file_words(step: Step) -> str:
    if step.was is None:
        return f"{step.file} was made; it is removed"
    lines = [line.strip() for line in step.was.splitlines() if line.strip()]
    shown = f", such as: {lines[0][:60]}" if lines else ""
    lines_now = f"lines {step.first + 1} to {max(step.last, step.first + 1)}"
    return f"{step.file}: {lines_now} become what they were{shown}"
