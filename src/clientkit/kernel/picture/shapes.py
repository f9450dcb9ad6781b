"""What drawn pictures consist of: rectangles, labels and points, each with its place on the canvas."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from clientkit.kernel.picture.text_width import width

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
