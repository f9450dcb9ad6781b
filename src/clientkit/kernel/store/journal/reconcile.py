"""Records that were imported beside what the tool exports now: what is new, changed, gone, and known.

Nothing is told apart by what can change alone. What the tool holds is paired off with what was taken over
before, by the surest sign first; a record's id only names it. So an import in any order, repeated or split,
ends with what the tool holds, and what a person corrected or took back here stays until the tool changes it.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from hashlib import sha256
from typing import Any, Generic, NamedTuple, TypeVar

from clientkit.kernel.model.records.record import Entry, Retraction, Stamp
from clientkit.kernel.store.journal.read import numbered_records, read_journal
from clientkit.kernel.store.journal.record_ids import later_than
from clientkit.kernel.store.save import encode_record
from clientkit.kernel.store.workspace import Workspace

R = TypeVar("R", bound=Entry)

ID_LENGTH = 20
"""Hexadecimal digits of an id that is made from what was imported: a drawn one is shorter."""

ALIKE = 50
"""Records of one sign that are compared word by word."""

Content = Callable[[Any], tuple[str, ...]]
"""What a tool says in a record, field by field."""
Sign = Callable[[Any], Hashable | None]
"""By what two records are taken for the same; None where a record does not have it."""


class ImportedRecord(NamedTuple, Generic[R]):
    """A record that was imported: what the tool said last, and what counts now."""

    origin: str
    last: R
    now: R | None
    """None where a person took it back."""


class Differences(NamedTuple, Generic[R]):
    """What an export says beside the journal."""

    known: tuple[R, ...]
    new: tuple[R, ...]
    changed: tuple[tuple[R, R], ...]
    """What counts now, and the record that would take its place."""
    gone: tuple[R, ...]
    lines: dict[str, bytes]
    """What is to be appended, by the ids of the records."""


class ImportedRecords(Generic[R]):
    """A client's records of one kind that came from a tool, and every id that is taken."""

    def __init__(
        self,
        workspace: Workspace,
        client: str,
        kind: type[R],
        content: Content,
        is_import: Callable[[R], bool],
    ) -> None:
        self.content, self.kind = content, kind
        self.lineages: list[ImportedRecord[R]] = []
        records = sorted(
            (one for _, _, one in numbered_records(workspace, client)), key=lambda one: (one.ts, one.id)
        )
        self.ids = {one.id for one in records}
        last: dict[str, R] = {}
        gone = set()
        for one in records:
            if isinstance(one, Retraction):
                before = last.get(one.retracts)
                if before is not None and one.id == self._digest("gone", before.id):
                    gone.add(one.retracts)
            elif isinstance(one, kind):
                before = last.get(one.replaces or "")
                if (one.replaces is None and is_import(one)) or (
                    before is not None and one.id == self.correction_id(before, one)
                ):
                    last[one.replaces or one.id] = one
        standing = read_journal(workspace, client) if last else ()
        now = {one.replaces or one.id: one for one in standing if isinstance(one, kind)}
        kept = (name for name in last if name not in gone)
        self.lineages = [ImportedRecord(name, last[name], now.get(name)) for name in kept]

    def differences(
        self,
        stamp: Stamp,
        wanted: Sequence[R],
        signs: Sequence[Sign],
        likely: Sequence[Sign],
        is_covered: Callable[[R], bool],
        *,
        over: Callable[[R, R], R] = lambda _now, record: record,
    ) -> Differences[R]:
        """What would be written so that the journal says what the tool does.

        `likely` signs pair with what still counts only. `is_covered` tells of a record that the export would
        hold it if the tool still did; `over` puts what the tool says over what counts now.
        """
        pairs, open_ones, left = paired_off(wanted, self.lineages, signs)
        standing = [one for one in left if one.now is not None]
        more, new, left = paired_off(open_ones, standing, likely, self.content)
        pairs += more
        taken, made = set(self.ids), []
        for record in new:
            free = self._free_id(record.id, taken)
            made.append(record if free == record.id else record.model_copy(update={"id": free}))
            taken.add(free)
        changed, known = [], []
        for record, lineage in pairs:
            said = self.content(lineage.last)
            if (
                lineage.now is None
                or self.content(record) == said
                or self.content(over(lineage.last, record)) == said
            ):
                known.append(record)
            else:
                changed.append(
                    (lineage.now, self._correction(stamp, record, lineage, over(lineage.now, record)))
                )
        gone = [one for one in left if one.now is not None and is_covered(one.last)]
        ends = [self._retraction(stamp, one) for one in gone]
        written: Iterable[Entry] = (*made, *(after for _, after in changed), *ends)
        lines = {one.id: encode_record(one) for one in written}
        were = tuple(one.now for one in gone if one.now is not None)
        return Differences(tuple(known), tuple(made), tuple(changed), were, lines)

    def correction_id(self, before: R, record: R) -> str:
        """The id of a correction: another one each time, so that forth and back is no repetition."""
        return self._digest(before.id, *self.content(record))

    def _correction(self, stamp: Stamp, record: R, lineage: ImportedRecord[R], after: R) -> R:
        later = later_than(stamp, lineage.now or record)
        names = {"id": self.correction_id(lineage.last, after), "ts": later.ts, "replaces": lineage.origin}
        return after.model_copy(update=names)

    def _retraction(self, stamp: Stamp, one: ImportedRecord[R]) -> Retraction:
        return Retraction(
            id=self._digest("gone", one.last.id),
            ts=later_than(stamp, one.now or one.last).ts,
            day=stamp.day,
            client=one.last.client,
            project=one.last.project,
            retracts=one.origin,
            reason="no longer in the tool that it was imported from",
        )

    def _free_id(self, name: str, taken: set[str]) -> str:
        again = 0
        free = name
        while free in taken:
            again += 1
            free = self._digest(name, str(again))
        return free

    def _digest(self, *parts: str) -> str:
        return made_id(self.kind.model_fields["kind"].default, "\x1f".join(parts))


def made_id(kind: str, text: str) -> str:
    """The id of what a text names: an entry by its source, a correction by what it says."""
    return sha256(f"{kind}\x1e{text}".encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


def paired_off(
    wanted: Sequence[R],
    lineages: Sequence[ImportedRecord[R]],
    signs: Sequence[Sign],
    content: Content | None = None,
) -> tuple[list[tuple[R, ImportedRecord[R]]], list[R], list[ImportedRecord[R]]]:
    """Pairs of a tool's record and what was imported of it, by one sign after the other; then what is left.

    Of equal ones those that count come first, so that what a person took back is the last to be met; with
    `content` the most alike does.
    """
    pairs: list[tuple[R, ImportedRecord[R]]] = []
    open_ones, left = list(wanted), sorted(lineages, key=lambda one: one.now is None)
    for sign in signs:
        by_sign: dict[Hashable, list[ImportedRecord[R]]] = defaultdict(list)
        for one in reversed(left):
            if (key := sign(one.last)) is not None:
                by_sign[key].append(one)
        found: dict[int, ImportedRecord[R]] = {}
        for place, record in enumerate(open_ones):
            if by_sign and (same := by_sign.get(sign(record))):
                found[place] = same.pop(_most_alike(record, same, content) if content else -1)
        met = {one.origin for one in found.values()}
        pairs += [(open_ones[place], one) for place, one in found.items()]
        open_ones = [record for place, record in enumerate(open_ones) if place not in found]
        left = [one for one in left if one.origin not in met]
    return pairs, open_ones, left


def _most_alike(record: R, same: Sequence[ImportedRecord[R]], content: Content) -> int:
    """The place of the one whose words are most like the record's; the last of very many."""
    if len(same) == 1 or len(same) > ALIKE:
        return -1
    from difflib import SequenceMatcher

    words = SequenceMatcher(b=" ".join(content(record)))

    def alike(place: int) -> float:
        words.set_seq1(" ".join(content(same[place].last)))
        return words.ratio()

    return max(range(len(same)), key=alike)
