"""What a weekly report asks of the client, in one list: each thing once, the most pressing first."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from math import ceil
from typing import Literal

from pydantic import Field

from clientkit.kernel.model.values.base import Model
from clientkit.milestones.baseline_comparison import DatedMilestone
from clientkit.reports.notes import (
    AskNote,
    BlockNote,
    DoneNote,
    DutyNote,
    PlannedNote,
    PromiseNote,
    ReachedNote,
)

LINE = 100
"""Characters of a line of a list on paper, its mark and a word that did not fit taken off."""

ROOM = {"asks": 10, "done": 6, "planned": 4, "next": 5}
"""Lines of a section on the one page."""


class ClientAsk(Model):
    """Something that the client decides, gives or does."""

    kind: Literal["decision", "block", "milestone", "duty", "promise"] = Field(
        description="decision, block (we wait for it), milestone, duty or promise (the client's)"
    )
    text: str = Field(description="what is needed")
    why: str = Field("", description="what waits for it, in a sentence")
    item: str = Field("", description="id of the deliverable or milestone it belongs to")
    due: date | None = Field(None, description="by when; empty where nobody said")
    overdue: bool = Field(False, description="whether that day has passed")
    options: tuple[str, ...] = Field((), description="what can be chosen")
    recommend: str = Field("", description="what we would choose")
    otherwise: str = Field("", description="what happens without an answer, or when it comes late")

    @property
    def lines(self) -> int:
        """Lines that it takes on paper, about."""
        said = (self.text, self.why, *self.options, self.recommend, self.otherwise)
        return ceil((sum(map(len, said)) + 60) / LINE)


def client_asks(
    decisions: Iterable[AskNote],
    blocks: Sequence[BlockNote],
    milestones: Iterable[DatedMilestone],
    duties: Iterable[DutyNote],
    promises: Iterable[PromiseNote],
) -> tuple[ClientAsk, ...]:
    """All that is asked: what is overdue, then by day, undated last.

    A promise for which a block waits, of the same item and day, is told by the block.
    """
    told = {(one.item, one.due) for one in blocks if one.item}
    owed = (one for one in promises if one.owner == "client" and one.outcome == "due")
    found = [
        *_decisions(decisions),
        *_blocks(blocks),
        *_milestones(milestones),
        *(
            ClientAsk(kind="promise", text=one.text, item=one.item, due=one.due, overdue=one.overdue)
            for one in owed
            if (one.item, one.due) not in told
        ),
        *(ClientAsk(kind="duty", text=one.what, due=one.due, otherwise=one.effect) for one in duties),
    ]
    return tuple(sorted(found, key=lambda one: one.due or date.max))


def _decisions(notes: Iterable[AskNote]) -> Iterator[ClientAsk]:
    for one in notes:
        yield ClientAsk.from_fields(one, kind="decision", otherwise=one.default)


def _blocks(notes: Iterable[BlockNote]) -> Iterator[ClientAsk]:
    for one in notes:
        why = one.text if one.unblocks else ""
        text = one.unblocks or one.text
        yield ClientAsk.from_fields(one, kind="block", text=text, why=why, otherwise=one.effect)


def _milestones(rows: Iterable[DatedMilestone]) -> Iterator[ClientAsk]:
    for one in rows:
        is_late = one.status == "waiting"
        day = one.due if is_late else one.end
        yield ClientAsk(kind="milestone", text=one.title or one.id, item=one.id, due=day, overdue=is_late)


class ShownRows(Model):
    """How many rows of each section stand on the one page; all of them in the full report."""

    asks: int = Field(description="of what is asked of the client")
    done: int = Field(description="of what was finished")
    planned: int = Field(description="of last week's plan that came otherwise")
    next: int = Field(description="of what comes next")


def shown_rows(
    asks: Sequence[ClientAsk],
    done: Sequence[ReachedNote | DoneNote],
    missed: Sequence[PlannedNote],
    coming: Sequence[PlannedNote],
    *,
    all_of_them: bool,
) -> ShownRows:
    """The rows that the page holds, by the lines that each takes."""
    lines = {
        "asks": [one.lines for one in asks],
        "done": [_lines(one.title if isinstance(one, ReachedNote) else one.text) for one in done],
        "planned": [_lines(one.text, one.reason) + 1 for one in missed],
        "next": [_lines(one.text) for one in coming],
    }
    return ShownRows(
        **{name: len(rows) if all_of_them else _fitting(rows, ROOM[name]) for name, rows in lines.items()}
    )


def _fitting(lines: Sequence[int], room: int) -> int:
    """How many of the first rows have room, so many lines each; one at least, and a line for the rest."""
    if sum(lines) <= room:
        return len(lines)
    count = used = 0
    while count < len(lines) and used + lines[count] <= room - 1:
        used += lines[count]
        count += 1
    return max(1, count)


def _lines(*texts: str) -> int:
    return max(1, ceil(sum(map(len, texts)) / LINE))
