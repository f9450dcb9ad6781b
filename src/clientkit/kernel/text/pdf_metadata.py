"""What a printed document says of itself: in the foot of its pages, and in its file."""

from datetime import date
from typing import NamedTuple

UNDATED = date(1980, 1, 1)
"""The day of a file whose document has none: a fixed one, so that the same data give the same bytes."""


class Imprint(NamedTuple):
    """The foot of every page, the day that the file was made, who made it."""

    foot: str
    on: date
    author: str
