"""What a drawn chart consists of: labels, bars, diamonds, each with its place on the canvas."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from clientkit.kernel.picture.text_width import width
from clientkit.milestones.gantt.chart import Row

TEXT = 12.5
SMALL = 11.0
"""Sizes of letters."""

ASCENT, DESCENT = 0.93, 0.24
"""How far letters reach above and below their base line, in parts of their size."""

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Box:
    """A rectangle; `y` is its top."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True)
class Label:
    """A text on one line; `y` is its base line."""

    x: float
    y: float
    text: str
    size: float = SMALL
    anchor: Anchor = "start"
    bold: bool = False

    @property
    def box(self) -> Box:
        """The room that it takes at most."""
        wide = width(self.text, self.size, bold=self.bold)
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return Box(left, self.y - self.size * ASCENT, wide, self.size * (ASCENT + DESCENT))


class Point(NamedTuple):
    """The middle of a diamond or of a sign."""

    x: float
    y: float


class Bar(NamedTuple):
    """Work over some days, and the width of those that have passed."""

    box: Box
    passed: float


@dataclass(frozen=True)
class Line:
    """One milestone, drawn."""

    row: Row
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


class Mark(NamedTuple):
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


class Entry(NamedTuple):
    """What a colour or a shape means."""

    swatch: Swatch
    at: Point
    """The middle of the swatch."""
    label: Label


class Today(NamedTuple):
    """The line of today, from top to bottom in pieces."""

    x: float
    pieces: tuple[tuple[float, float], ...]
    label: Label


@dataclass(frozen=True)
class Drawing:
    """A chart on its canvas."""

    width: float
    height: float
    plot: Box
    """Where the days are, from below the dates to the last row."""
    upper: tuple[Mark, ...]
    lower: tuple[Mark, ...]
    weekends: tuple[Shade, ...]
    holidays: tuple[Shade, ...]
    lines: tuple[Line, ...]
    today: Today | None
    legend: tuple[Entry, ...]
