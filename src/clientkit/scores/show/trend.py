"""Scores side by side: one line a period, client or project, and what changed from one period to the next."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.bars import bar, can_show_blocks, columns, paragraph, sparkline
from clientkit.kernel.statistics.counts import few_answers
from clientkit.kernel.statistics.metric import of_people
from clientkit.kernel.statistics.metrics import METRICS
from clientkit.scores.groups import PERIODS
from clientkit.scores.queries import PeriodChange, Score

if TYPE_CHECKING:
    from clientkit.kernel.statistics.metric import AnyMetric, MetricScore

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
    for name, one in score.scores.items() if score.groups else ():
        if one.responses:
            yield ""
            yield from _metric(score, name)


def _metric(score: Score, name: str) -> Iterator[str]:
    by = str(score.by)
    rows = [(group, group.scores[name]) for group in score.groups or ()]
    rows = [(group, one) for group, one in rows if one.responses or by in PERIODS]
    key_width = max(len(one_line(group.key)) for group, _ in rows)
    widths = Widths(
        key_width, max(len(few(one)) for _, one in rows), max(len(str(one.responses)) for _, one in rows)
    )
    yield f"{name.upper()} by {by}{_spark([one for _, one in rows]) if by in PERIODS else ''}"
    for group, one in rows:
        if group.skipped:
            yield f"  ({group.skipped} {by}{'' if group.skipped == 1 else 's'} without answers)"
        yield f"  {one_line(group.key).ljust(key_width)}  {_row(one, widths)}".rstrip()
        change = group.changes[name]
        if change is not None:
            yield from paragraph(_change(change, METRICS[name]), indent=key_width + 4)


def _spark(scores: "Sequence[MetricScore]") -> str:
    """The scores as one line of columns, low to high on their scale; nothing for two, or without blocks."""
    places = [None if one.value is None else METRICS[one.metric].place(one.value) for one in scores]
    if sum(place is not None for place in places) < SPARKS_FROM or not can_show_blocks():
        return ""
    return f"  {sparkline(places[-columns() // 2 :])}"


class Widths(NamedTuple):
    """Columns that keys, few answers and numbers of answers take."""

    key: int
    few: int
    number: int


def few(one: "MetricScore") -> str:
    """The answers themselves, where there are few; else nothing."""
    return ", ".join(map(str, few_answers(one.distribution)))


def _row(one: "MetricScore", widths: Widths) -> str:
    """Few answers themselves, score, bar, number of answers, interval; no bar where it finds no room."""
    if one.value is None:
        return "no answers"
    metric = METRICS[one.metric]
    answers = f"{few(one):<{widths.few}}  " if widths.few else ""
    shown = answers + metric.shown(one.value).removesuffix(" of 7").rjust(SCORE_WIDTH)
    ends = ""
    if one.low is not None and one.high is not None:
        ends = f"  {metric.plain(one.low)} to {metric.plain(one.high)}"
    counted = f"n = {one.responses:<{widths.number}}{of_people(one)}{ends}"
    taken = widths.key + len(answers) + SCORE_WIDTH + len("n = ") + widths.number + ENDS_WIDTH + 5 * len("  ")
    cells = min(columns() - taken, CELLS)
    if cells < FEWEST_CELLS:
        return f"{shown}  {counted}"
    drawn = bar(metric.place(one.value), cells, blocks=can_show_blocks())
    return f"{shown}  {drawn.ljust(cells)}  {counted}"


def _change(change: PeriodChange, metric: "AnyMetric") -> str:
    by = f"{metric.signed(change.change)}{metric.change_unit}"
    return f"{by} since {change.since}: {VERDICTS[change.verdict]}."
