"""One milestone on its canvas: its labels, its bar or diamond, its baseline, the label of its last day."""

from dataclasses import dataclass
from datetime import date

from clientkit.kernel.picture.shapes import SMALL, TEXT, Box, Label, Point
from clientkit.kernel.picture.text_width import shorten, width
from clientkit.milestones.baseline_comparison import DatedMilestone
from clientkit.milestones.gantt.chart import Chart
from clientkit.milestones.gantt.date_axis import DateScale
from clientkit.milestones.gantt.shapes import Bar, RowDrawing
from clientkit.milestones.gantt.words import gantt_words, short_day, slip_sign

MARGIN = 6.0
GAP = 8.0

LEADING = 15.0
"""From one line of a title to the next."""

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

TITLES = 0.25
IDS = 0.1
"""Shares of the canvas that titles and ids take at most."""

DROP = 0.36
"""From the middle of a letter to its base line, in parts of its size."""


@dataclass(frozen=True)
class Columns:
    """Where the columns begin, and how wide they are."""

    id_room: float
    title: float
    title_room: float
    owner: float
    plot: float
    end: float
    """Where the days end; right of it is room for the label of the last day."""


def columns_of(chart: Chart, canvas: float) -> Columns:
    """Columns as wide as what they hold, but for titles and ids, which are cut; the days take the rest."""
    id_room = min(max(width(row.id, SMALL) for row in chart.rows), canvas * IDS)
    title_room = min(max(width(row.title, TEXT) for row in chart.rows), canvas * TITLES)
    owner_room = max(width(word, SMALL, bold=True) for word in gantt_words(chart.language).owners.values())
    title = MARGIN + id_room + GAP
    owner = title + title_room + GAP
    label = max(width(end_text(chart, row), SMALL) for row in chart.rows)
    return Columns(
        id_room=id_room,
        title=title,
        title_room=title_room,
        owner=owner,
        plot=owner + owner_room + GAP + POINT,
        end=canvas - MARGIN - POINT - GAP - SIGN - label,
    )


@dataclass(frozen=True)
class RowPlace:
    """Where one milestone is drawn."""

    chart: Chart
    scale: DateScale
    columns: Columns
    box: Box

    @property
    def middle(self) -> float:
        """The middle of the row."""
        return self.box.y + self.box.height / 2

    @property
    def bar_middle(self) -> float:
        """The middle of the bar; with a chart that shows baselines, above that of the row."""
        return self.middle - (BASELINE + BETWEEN) / 2 if self.chart.shows_baseline else self.middle

    def line(self, row: DatedMilestone, title: list[str]) -> RowDrawing:
        """The milestone with its labels."""
        shape = self._shape(row)
        baseline = self._baseline(row) if row.has_moved else None
        text = end_text(self.chart, row)
        after = max(self._right(shape), self._right(baseline)) + GAP
        first = self.middle - LEADING * (len(title) - 1) / 2 + TEXT * DROP
        small = self.middle + SMALL * DROP
        columns = self.columns
        is_client = row.owner == "client"
        owner = gantt_words(self.chart.language).owners[row.owner]
        return RowDrawing(
            row=row,
            box=self.box,
            id=Label(MARGIN, small, shorten(row.id, columns.id_room, SMALL)),
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

    def _shape(self, row: DatedMilestone) -> Bar | Point:
        left = self.columns.plot
        if row.is_point:
            return Point(left + self.scale.middle(row.end), self.bar_middle)
        box = self._over(row.start, row.end, self.bar_middle - BAR / 2, BAR)
        return Bar(box, min(left + self.scale.past_end(row, self.chart.today) - box.x, box.width))

    def _baseline(self, row: DatedMilestone) -> Box | Point:
        if row.is_point:
            return Point(self.columns.plot + self.scale.middle(row.baseline_end), self.bar_middle)
        return self._over(row.baseline_start, row.baseline_end, self.bar_middle + BAR / 2 + BETWEEN, BASELINE)

    def _over(self, start: date, end: date, y: float, height: float) -> Box:
        first, last = self.scale.begin(start), self.scale.end(end)
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


def end_text(chart: Chart, row: DatedMilestone) -> str:
    """The label of a milestone's last day, with the days that it has moved."""
    return f"{short_day(chart, row)} {slip_sign(row)}".rstrip()
