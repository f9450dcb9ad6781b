"""The words of a report that are one's own: those of its notes, and those written into it by hand."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from clientkit.reports.drafts.three_way_merge import edits
from clientkit.reports.weekly.document import ReportDocument


class Piece(NamedTuple):
    """A note as the report shows it: the words that it is known by, and all words of it."""

    text: str
    words: tuple[str, ...]


def pieces(document: ReportDocument) -> Iterator[Piece]:
    """Every note of one's own in this week's report; last week's plan was read last week."""
    for done in document.done:
        yield Piece(done.text, (done.text,))
    for plan in document.next:
        yield Piece(plan.text, (plan.text,))
    for ask in document.decisions:
        yield Piece(ask.text, (ask.text, *ask.options, ask.recommend, ask.default))
    for block in (*document.waiting, *document.blocked):
        yield Piece(block.text, (block.text, block.unblocks, block.effect))
    for risk in document.risks:
        yield Piece(risk.text, (risk.text, risk.answer))
    for move in document.moved:
        yield Piece(move.reason, (move.reason,))
    for plan in document.planned_last_week:
        if plan.reason:
            yield Piece(plan.reason, (plan.reason,))
    for worse in document.status.worsened:
        yield Piece(worse.reason, (worse.reason,))


def words_by_hand(generated: Sequence[str], lines: Sequence[str]) -> int:
    """How many words a report has beside those that the data give; of a changed line, only its new ones."""
    total = 0
    for edit in edits(generated, lines):
        before, after = _words(generated[edit.start : edit.stop]), _words(edit.lines)
        same = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
        total += len(after) - sum(block.size for block in same)
    return total


def _words(lines: Sequence[str]) -> list[str]:
    return [word for line in lines for word in line.split() if any(map(str.isalnum, word))]
