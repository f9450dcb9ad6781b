"""Draws a chart: every label in a room of its own, so that none covers another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil, inf
from typing import NamedTuple

from clientkit.render.gantt import Chart, Rest, Row, Span
from clientkit.render.gantt_axis import Scale, Tick, axis
from clientkit.render.gantt_legend import LINE, legend
from clientkit.render.gantt_shapes import SMALL, TEXT, Bar, Box, Drawing, Label, Mark, Point, Shade, Today
from clientkit.render.gantt_shapes import Line as DrawnLine
from clientkit.render.gantt_text import in_lines, shortened, width
from clientkit.render.gantt_words import WORDS, short_day, slip_sign, today_name

MARGIN = 6.0
GAP = 8.0
HEAD = 44.0
"""Height of the two lines of dates."""

UPPER, LOWER = 15.0, 35.0
"""Their base lines."""

ROW = 30.0
LEADING = 15.0
"""Height of a row, and of each further line of its title."""

BAR = 13.0
BASELINE = 4.0
BETWEEN = 2.0
"""Heights of a bar and of the baseline's, and the room between them."""

LEAST = 3.0
"""Width of a bar that time has made too short to see."""

POINT = 7.0
"""Half the width of a diamond."""

SIGN = 15.0
"""Room of the sign of a status before its label."""

FOOT = 26.0
"""Room of the label of today."""

TITLES = 0.25
IDS = 0.1
"""Shares of the canvas that titles and ids take at most."""

LINES = 2
"""Lines that a title takes at most."""

DROP = 0.36
"""From the middle of a letter to its base line, in parts of its size."""

VISIBLE = 1.5
"""Width of a day from which weekends are shaded; below, they would be a grey veil."""


def draw(chart: Chart, canvas: float, highest: float = inf) -> tuple[Drawing, ...]:
    """A chart on a canvas of that width; more than one where the rows are higher than `highest`."""
    sheet = _Sheet(chart, canvas, _columns(chart, canvas))
    return tuple(sheet.drawing(rows) for rows in _parts(sheet.titled(), highest))


class _Titled(NamedTuple):
    """A milestone with the lines of its title."""

    row: Row
    title: list[str]

    @property
    def height(self) -> float:
        return ROW + LEADING * max(0, len(self.title) - 1)


def _parts(rows: list[_Titled], highest: float) -> Iterator[list[_Titled]]:
    """The rows in parts of about the same height."""
    total = sum(row.height for row in rows)
    target = total / max(1, ceil(total / highest))
    part: list[_Titled] = []
    for row in rows:
        height = sum(one.height for one in part)
        if part and (height + row.height > highest or height >= target):
            yield part
            part = []
        part.append(row)
    yield part


@dataclass(frozen=True)
class _Columns:
    """Where the columns begin, and how wide they are."""

    id_room: float
    title: float
    title_room: float
    owner: float
    plot: float
    end: float
    """Where the days end; right of it is room for the label of the last day."""


def _columns(chart: Chart, canvas: float) -> _Columns:
    id_room = min(max(width(row.id, SMALL) for row in chart.rows), canvas * IDS)
    title_room = min(max(width(row.title, TEXT) for row in chart.rows), canvas * TITLES)
    owner_room = max(width(word, SMALL, bold=True) for word in WORDS[chart.language].owners.values())
    title = MARGIN + id_room + GAP
    owner = title + title_room + GAP
    label = max(width(_end_text(chart, row), SMALL) for row in chart.rows)
    return _Columns(
        id_room=id_room,
        title=title,
        title_room=title_room,
        owner=owner,
        plot=owner + owner_room + GAP + POINT,
        end=canvas - MARGIN - POINT - GAP - SIGN - label,
    )


@dataclass(frozen=True)
class _Sheet:
    """A canvas with its columns, on which some or all of the milestones are drawn."""

    chart: Chart
    canvas: float
    columns: _Columns

    @property
    def scale(self) -> Scale:
        return Scale(self.chart.frame, self.columns.end - self.columns.plot)

    def titled(self) -> list[_Titled]:
        """The milestones with their titles in lines."""
        room = self.columns.title_room
        return [_Titled(row, in_lines(row.title, room, TEXT, LINES)) for row in self.chart.rows]

    def drawing(self, rows: list[_Titled]) -> Drawing:
        """Some rows below the dates, above today and the legend."""
        chart, scale = self.chart, self.scale
        plot = Box(self.columns.plot, HEAD, scale.room, sum(row.height for row in rows))
        dates = axis(scale, chart.language, lambda text: width(text, SMALL, bold=True), GAP)
        weekends = _shades(chart.weekends(), scale, plot) if scale.per_day >= VISIBLE else ()
        holidays = _shades(chart.holidays(), scale, plot)
        below = Box(MARGIN, plot.bottom + (FOOT if chart.shows_today else GAP), self.canvas - 2 * MARGIN, 0)
        entries = legend(chart, below, shows_rest=bool(weekends or holidays))
        return Drawing(
            width=self.canvas,
            height=entries[-1].at.y + LINE / 2,
            plot=plot,
            upper=_marks(dates.upper, plot, UPPER, bold=True),
            lower=_marks(dates.lower, plot, LOWER, bold=False),
            weekends=weekends,
            holidays=holidays,
            lines=tuple(self._lines(rows)),
            today=_today(chart, scale, plot) if chart.shows_today else None,
            legend=entries,
        )

    def _lines(self, rows: list[_Titled]) -> Iterator[DrawnLine]:
        top = HEAD
        for row in rows:
            box = Box(MARGIN, top, self.canvas - 2 * MARGIN, row.height)
            yield _Place(self.chart, self.scale, self.columns, box).line(row.row, row.title)
            top += row.height


@dataclass(frozen=True)
class _Place:
    """Where one milestone is drawn."""

    chart: Chart
    scale: Scale
    columns: _Columns
    box: Box

    @property
    def middle(self) -> float:
        return self.box.y + self.box.height / 2

    @property
    def bar_middle(self) -> float:
        """The middle of the bar; with a chart that shows baselines, above that of the row."""
        return self.middle - (BASELINE + BETWEEN) / 2 if self.chart.shows_baseline else self.middle

    def line(self, row: Row, title: list[str]) -> DrawnLine:
        """The milestone with its labels."""
        shape = self._shape(row)
        baseline = self._baseline(row) if row.has_moved else None
        text = _end_text(self.chart, row)
        after = self._beside_today(max(self._right(shape), self._right(baseline)) + GAP, width(text, SMALL))
        first = self.middle - LEADING * (len(title) - 1) / 2 + TEXT * DROP
        small = self.middle + SMALL * DROP
        columns = self.columns
        is_client = row.owner == "client"
        owner = WORDS[self.chart.language].owners[row.owner]
        return DrawnLine(
            row=row,
            box=self.box,
            id=Label(MARGIN, small, shortened(row.id, columns.id_room, SMALL)),
            owner=Label(columns.owner, small, owner, bold=is_client),
            title=tuple(
                Label(columns.title, first + number * LEADING, text, TEXT)
                for number, text in enumerate(title)
            ),
            shape=shape,
            baseline=baseline,
            sign=Point(after + SIGN / 2 - 2, self.middle),
            end=Label(after + SIGN, small, text),
        )

    def _beside_today(self, x: float, room: float) -> float:
        """Where a sign and its label begin so that the line of today does not cross them."""
        today = self.columns.plot + self.scale.middle(self.chart.today)
        crossed = self.chart.shows_today and x - GAP / 2 < today < x + SIGN + room
        return today + GAP if crossed else x

    def _shape(self, row: Row) -> Bar | Point:
        left = self.columns.plot
        if row.is_point:
            return Point(left + self.scale.middle(row.expected.last), self.bar_middle)
        box = self._over(row.expected, self.bar_middle - BAR / 2, BAR)
        return Bar(box, min(left + self.scale.passed(row, self.chart.today) - box.x, box.width))

    def _baseline(self, row: Row) -> Box | Point:
        if row.is_point:
            return Point(self.columns.plot + self.scale.middle(row.baseline.last), self.bar_middle)
        return self._over(row.baseline, self.bar_middle + BAR / 2 + BETWEEN, BASELINE)

    def _over(self, span: Span, y: float, height: float) -> Box:
        first, last = self.scale.begin(span.first), self.scale.end(span.last)
        return Box(self.columns.plot + first, y, max(last - first, LEAST), height)

    @staticmethod
    def _right(shape: Bar | Point | Box | None) -> float:
        match shape:
            case Bar():
                return shape.box.right
            case Point():
                return shape.x + POINT
            case Box():
                return shape.right
        return 0


def _end_text(chart: Chart, row: Row) -> str:
    return f"{short_day(chart, row)} {slip_sign(row)}".rstrip()


def _marks(ticks: Iterable[Tick], plot: Box, y: float, *, bold: bool) -> tuple[Mark, ...]:
    return tuple(
        Mark(
            plot.x + tick.at,
            Label(plot.x + tick.at + GAP / 2, y, tick.label, bold=bold) if tick.label else None,
        )
        for tick in ticks
    )


def _shades(rests: Iterable[Rest], scale: Scale, plot: Box) -> tuple[Shade, ...]:
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


def _today(chart: Chart, scale: Scale, plot: Box) -> Today:
    """The line of today, and its label below it, moved inwards where it would leave the canvas."""
    x = plot.x + scale.middle(chart.today)
    text = today_name(chart)
    half = width(text, SMALL, bold=True) / 2
    label = Label(max(MARGIN + half, x), plot.bottom + SMALL + 5, text, anchor="middle", bold=True)
    return Today(x, label)
