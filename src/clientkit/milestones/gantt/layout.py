"""Draws a chart: every label in a room of its own, so that none covers another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil, inf
from typing import NamedTuple

from clientkit.kernel.picture.shapes import SMALL, TEXT, Box, Label
from clientkit.kernel.picture.text_width import in_lines, width
from clientkit.milestones.baseline_comparison import DatedMilestone
from clientkit.milestones.gantt.chart import Chart, Rest
from clientkit.milestones.gantt.date_axis import DateScale, DateTick, LabelFit, axis
from clientkit.milestones.gantt.legend import LINE, legend
from clientkit.milestones.gantt.row_layout import GAP, LEADING, MARGIN, Columns, RowPlace, columns_of
from clientkit.milestones.gantt.shapes import DateMark, GanttDrawing, RowDrawing, Shade, TodayLine
from clientkit.milestones.gantt.words import today_name

LABEL_FIT = LabelFit(
    upper=lambda text: width(text, SMALL, bold=True), lower=lambda text: width(text, SMALL), gap=GAP
)

HEAD = 44.0
"""Height of the two lines of dates."""

UPPER, LOWER = 15.0, 35.0
"""Their base lines."""

ROW = 30.0
"""Height of a row whose title takes one line."""

ABOVE, BELOW = 6.0, 4.0
"""How far the line of today goes beyond the plot."""

FOOT = 26.0
"""Room of the label of today."""

LINES = 2
"""Lines that a title takes at most."""

VISIBLE = 1.5
"""Width of a day from which weekends are shaded; below, they would be a grey veil."""


def draw(chart: Chart, canvas: float, highest: float = inf) -> tuple[GanttDrawing, ...]:
    """A chart on a canvas of that width; more than one where the rows are higher than `highest`."""
    sheet = _Sheet(chart, canvas, columns_of(chart, canvas))
    return tuple(sheet.drawing(rows) for rows in _parts(sheet.title_rows(), highest))


class _TitleRow(NamedTuple):
    """A milestone with the lines of its title."""

    row: DatedMilestone
    title: list[str]

    @property
    def height(self) -> float:
        return ROW + LEADING * max(0, len(self.title) - 1)


def _parts(rows: list[_TitleRow], highest: float) -> Iterator[list[_TitleRow]]:
    """The rows in parts of about the same height."""
    total = sum(row.height for row in rows)
    share = total / max(1, ceil(total / highest))
    part: list[_TitleRow] = []
    height = done = 0.0
    for row in rows:
        if part and (height + row.height > highest or done + height >= share):
            yield part
            part, height, done = [], 0.0, done + height - share
        part.append(row)
        height += row.height
    yield part


@dataclass(frozen=True)
class _Sheet:
    """A canvas with its columns, on which some or all of the milestones are drawn."""

    chart: Chart
    canvas: float
    columns: Columns

    @property
    def scale(self) -> DateScale:
        return DateScale(self.chart.frame, self.columns.end - self.columns.plot)

    def title_rows(self) -> list[_TitleRow]:
        """The milestones with their titles in lines."""
        room = self.columns.title_room
        return [_TitleRow(row, in_lines(row.title, room, TEXT, LINES)) for row in self.chart.rows]

    def drawing(self, rows: list[_TitleRow]) -> GanttDrawing:
        """Some rows below the dates, above today and the legend."""
        chart, scale = self.chart, self.scale
        plot = Box(self.columns.plot, HEAD, scale.room, sum(row.height for row in rows))
        dates = axis(scale, chart.language, LABEL_FIT)
        weekends = _shades(chart.weekends(), scale, plot) if scale.per_day >= VISIBLE else ()
        holidays = _shades(chart.holidays(), scale, plot)
        below = Box(MARGIN, plot.bottom + (FOOT if chart.shows_today else GAP), self.canvas - 2 * MARGIN, 0)
        entries = legend(chart, below, weekends=bool(weekends), holidays=bool(holidays))
        lines = tuple(self._lines(rows))
        return GanttDrawing(
            width=self.canvas,
            height=entries[-1].at.y + LINE / 2,
            plot=plot,
            upper=marks(dates.upper, plot, UPPER, bold=True),
            lower=marks(dates.lower, plot, LOWER, bold=False),
            weekends=weekends,
            holidays=holidays,
            lines=lines,
            today=self._today(plot, lines) if chart.shows_today else None,
            legend=entries,
        )

    def _today(self, plot: Box, lines: Iterable[RowDrawing]) -> TodayLine:
        x = plot.x + self.scale.middle(self.chart.today)
        return today_line(self.chart, x, plot.bottom, self.canvas, _pieces(x, plot, lines))

    def _lines(self, rows: list[_TitleRow]) -> Iterator[RowDrawing]:
        top = HEAD
        for row in rows:
            box = Box(MARGIN, top, self.canvas - 2 * MARGIN, row.height)
            yield RowPlace(self.chart, self.scale, self.columns, box).line(row.row, row.title)
            top += row.height


def marks(ticks: Iterable[DateTick], plot: Box, y: float, *, bold: bool) -> tuple[DateMark, ...]:
    """Dates above a plot, on the base line `y`, each with the line below it."""
    return tuple(
        DateMark(
            plot.x + tick.at,
            Label(plot.x + tick.at + GAP / 2, y, tick.label, bold=bold) if tick.label else None,
        )
        for tick in ticks
    )


def _shades(rests: Iterable[Rest], scale: DateScale, plot: Box) -> tuple[Shade, ...]:
    return tuple(
        Shade(
            Box(
                plot.x + scale.begin(rest.span.first),
                plot.y,
                scale.end(rest.span.last) - scale.begin(rest.span.first),
                plot.height,
            ),
            rest.name,
        )
        for rest in rests
    )


def today_line(
    chart: Chart, x: float, bottom: float, canvas: float, pieces: Iterable[tuple[float, float]]
) -> TodayLine:
    """The line of today, which lets labels through, and its own label below it, inside the canvas."""
    text = today_name(chart)
    half = width(text, SMALL, bold=True) / 2
    middle = min(max(MARGIN + half, x), canvas - MARGIN - half)
    label = Label(middle, bottom + SMALL + 5, text, anchor="middle", bold=True)
    return TodayLine(x, tuple(pieces), label)


def _pieces(x: float, plot: Box, lines: Iterable[RowDrawing]) -> Iterator[tuple[float, float]]:
    """The line from above the plot to below it, without the stretches where a label stands."""
    begin = plot.y - ABOVE
    for line in lines:
        if line.sign.x - GAP < x < line.end.box.right + 2:
            yield begin, line.end.box.y
            begin = line.end.box.bottom
    yield begin, plot.bottom + BELOW
