"""The parts of a course's picture, each with its place."""

from typing import NamedTuple

from clientkit.reports.status import Light


class Column(NamedTuple):
    """A value of a week, as a rectangle; where it is zero, a line."""

    x: float
    y: float
    width: float
    height: float
    told: str
    label: str
    """The same where there is room for it, else empty."""
    label_y: float
    is_late: bool


class Panel(NamedTuple):
    """A measure with its columns on a base line."""

    name: str
    name_y: float
    base: float
    columns: tuple[Column, ...]


class Sign(NamedTuple):
    """The status of a week; None where nobody noted anything."""

    x: float
    status: Light | None
    told: str


class Tick(NamedTuple):
    """The label of a week, and that of its year where it is the first."""

    x: float
    label: str
    year: str


class Drawing(NamedTuple):
    """A picture, laid out."""

    height: float
    left: float
    right: float
    step: float
    strip: float
    signs: tuple[Sign, ...]
    panels: tuple[Panel, ...]
    ticks: tuple[Tick, ...]
    legend: tuple[tuple[float, Light | None, str], ...]
