"""The parts of a drawn Gantt chart, each with its place on the canvas."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from clientkit.kernel.picture.shapes import Box, Label, Point
from clientkit.milestones.baseline_comparison import DatedMilestone


class Bar(NamedTuple):
    """Work over some days, and the width of those that have passed."""

    box: Box
    passed: float


@dataclass(frozen=True)
class RowDrawing:
    """One milestone, drawn."""

    row: DatedMilestone
    box: Box
    id: Label
    owner: Label
    title: tuple[Label, ...]
    shape: Bar | Point
    baseline: Box | Point | None
    """Where it was agreed or planned; none where it stands as it was."""
    sign: Point
    end: Label

    @property
    def is_cut(self) -> bool:
        """Whether the title is not whole."""
        return " ".join(label.text for label in self.title) != " ".join(self.row.title.split())


class DateMark(NamedTuple):
    """A date above the chart, and the line below it."""

    x: float
    label: Label | None


class Shade(NamedTuple):
    """Days without work, with their name where they have one."""

    box: Box
    name: str


Swatch = Literal[
    "done", "running", "late", "waiting", "planned", "baseline", "point", "client", "rest", "holiday", "slip"
]


class LegendEntry(NamedTuple):
    """What a colour or a shape means."""

    swatch: Swatch
    at: Point
    """The middle of the swatch."""
    label: Label


class TodayLine(NamedTuple):
    """The line of today, from top to bottom in pieces."""

    x: float
    pieces: tuple[tuple[float, float], ...]
    label: Label


@dataclass(frozen=True)
class GanttDrawing:
    """A chart on its canvas."""

    width: float
    height: float
    plot: Box
    """Where the days are, from below the dates to the last row."""
    upper: tuple[DateMark, ...]
    lower: tuple[DateMark, ...]
    weekends: tuple[Shade, ...]
    holidays: tuple[Shade, ...]
    lines: tuple[RowDrawing, ...]
    today: TodayLine | None
    legend: tuple[LegendEntry, ...]
