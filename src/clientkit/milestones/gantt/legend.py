"""What the colours and shapes of a chart mean: only those that it shows, in lines that fit."""

from collections.abc import Iterator
from typing import get_args

from clientkit.kernel.model.files.schedule import MilestoneStatus
from clientkit.kernel.picture.shapes import SMALL, Box, Label, Point
from clientkit.kernel.picture.text_width import shorten, width
from clientkit.milestones.gantt.chart import Chart
from clientkit.milestones.gantt.shapes import LegendEntry, Swatch
from clientkit.milestones.gantt.words import baseline_name, gantt_words

LINE = 20.0
"""From one line of the legend to the next."""

SWATCH = 26.0
"""Width of a swatch."""

SIGNED = 40.0
"""Width of a swatch with the sign of a status beside it."""

GAP = 6.0
BETWEEN = 18.0


def meanings(chart: Chart) -> Iterator[tuple[Swatch, str]]:
    """What is shown, and what it means."""
    words = gantt_words(chart.language)
    shown = {row.status for row in chart.rows}
    for status in get_args(MilestoneStatus):
        if status in shown:
            passed = f" ({words.passed})" if status == "running" else ""
            yield status, words.statuses[status] + passed
    if any(row.is_point for row in chart.rows):
        yield "point", words.point
    if any(row.owner == "client" for row in chart.rows):
        yield "client", words.client
    if chart.shows_baseline:
        yield "baseline", baseline_name(chart)
    if any(row.slip for row in chart.rows):
        yield "slip", words.slip


def legend(chart: Chart, room: Box, *, weekends: bool, holidays: bool) -> tuple[LegendEntry, ...]:
    """The entries from the box's upper left corner on, line by line inside its width."""
    entries = []
    said = [*meanings(chart)]
    if weekends:
        said.append(("rest", gantt_words(chart.language).weekends))
    if holidays:
        said.append(("holiday", gantt_words(chart.language).holidays))
    x, y = room.x, room.y + LINE / 2
    for swatch, meaning in said:
        before = (SIGNED if swatch in get_args(MilestoneStatus) else SWATCH) + GAP
        text = shorten(meaning, room.width - before, SMALL)
        wide = before + width(text, SMALL)
        if x > room.x and x + wide > room.right:
            x, y = room.x, y + LINE
        entries.append(
            LegendEntry(swatch, Point(x + SWATCH / 2, y), Label(x + before, y + SMALL * 0.36, text))
        )
        x += wide + BETWEEN
    return tuple(entries)
