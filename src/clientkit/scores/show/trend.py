"""Scores side by side: one line a period, client or project, and what changed from one period to the next."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.bars import bar, can_show_blocks, columns, paragraph, sparkline
from clientkit.scores.change import Change
from clientkit.scores.groups import PERIODS
from clientkit.scores.queries import METRICS, Score
from clientkit.scores.show.score_value import CES_LIMITS, Figure, figure_of

CELLS = 16
"""Cells of a bar that stands for the best score."""

FEWEST_CELLS = 4
SPARKS_FROM = 3
"""Periods with a score from which on a line of columns shows more than the rows do."""

SCORE_WIDTH = len("100 %")
ENDS_WIDTH = len("-100 to 100")

VERDICTS: Mapping[str, str] = {
    "more-than-chance": "more than chance",
    "could-be-chance": "could be chance",
    "cannot-be-told": "whether that is chance cannot be told from so few answers",
}


def trend(score: Score) -> Iterator[str]:
    """The groups of a score, metric by metric; metrics without any answer are left out."""
    for name in METRICS if score.groups else ():
        if figure_of(score, name, score.satisfied_from).responses:
            yield ""
            yield from _metric(score, name)


def _metric(score: Score, name: str) -> Iterator[str]:
    by = str(score.by)
    rows = [(group, figure_of(group, name, score.satisfied_from)) for group in score.groups or ()]
    rows = [(group, figure) for group, figure in rows if figure.responses or by in PERIODS]
    key_width = max(len(one_line(group.key)) for group, _ in rows)
    widths = Widths(
        key_width, max(len(figure.few) for _, figure in rows), max(len(str(one.responses)) for _, one in rows)
    )
    yield f"{name.upper()} by {by}{_spark([figure for _, figure in rows]) if by in PERIODS else ''}"
    for group, figure in rows:
        if group.skipped:
            yield f"  ({group.skipped} {by}{'' if group.skipped == 1 else 's'} without answers)"
        yield f"  {one_line(group.key).ljust(key_width)}  {_row(figure, widths)}".rstrip()
        change = getattr(group.changes, name)
        if change is not None:
            yield from paragraph(_said(change, figure), indent=key_width + 4)


def _spark(figures: Sequence[Figure]) -> str:
    """The scores as one line of columns, low to high on their scale; nothing for two, or without blocks."""
    places = [None if one.score is None else one.place(one.score) for one in figures]
    if sum(place is not None for place in places) < SPARKS_FROM or not can_show_blocks():
        return ""
    return f"  {sparkline(places[-columns() // 2 :])}"


class Widths(NamedTuple):
    """Columns that keys, few answers and numbers of answers take."""

    key: int
    few: int
    number: int


def _row(figure: Figure, widths: Widths) -> str:
    """Few answers themselves, score, bar, number of answers, interval; no bar where it finds no room."""
    if figure.score is None:
        return "no answers"
    few = f"{figure.few:<{widths.few}}  " if widths.few else ""
    shown = few + figure.shown(figure.score).removesuffix(" of 7").rjust(SCORE_WIDTH)
    ends = ""
    if figure.low is not None and figure.high is not None:
        ends = f"  {figure.plain(figure.low)} to {figure.plain(figure.high)}"
    counted = f"n = {figure.responses:<{widths.number}}{ends}"
    taken = widths.key + len(few) + SCORE_WIDTH + len("n = ") + widths.number + ENDS_WIDTH + 5 * len("  ")
    cells = min(columns() - taken, CELLS)
    if cells < FEWEST_CELLS:
        return f"{shown}  {counted}"
    drawn = bar(figure.place(figure.score), cells, blocks=can_show_blocks())
    return f"{shown}  {drawn.ljust(cells)}  {counted}"


def _said(change: Change, figure: Figure) -> str:
    points = "" if figure.limits == CES_LIMITS else " points"
    return f"{figure.signed(change.change)}{points} since {change.since}: {VERDICTS[change.verdict]}."
