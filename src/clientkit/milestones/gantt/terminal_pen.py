"""The signs that a chart is drawn with in a terminal: blocks where it has them, else ASCII."""

import os
import sys
from dataclasses import dataclass, replace

from clientkit.kernel.model.files.schedule import MilestoneStatus

PLAIN_TERMINALS = frozenset({"dumb", "unknown", "linux"})
"""Terminals whose fonts lack the signs."""


@dataclass(frozen=True)
class Pen:
    """One column wide each, but for the ellipsis."""

    solid: str
    left: str
    """The left half of a column."""
    right: str
    rest: str
    """Days to come."""
    baseline: str
    point: str
    was: str
    """Where a point was planned."""
    today: str
    ellipsis: str
    minus: str
    signs: dict[MilestoneStatus, str]
    encoding: str = "utf-8"

    def written(self, text: str) -> str:
        """A text as the terminal shows it: a letter that it does not have is one '?', and one column wide."""
        text = text.replace("\N{MINUS SIGN}", self.minus)
        return text.encode(self.encoding, "replace").decode(self.encoding)


BLOCKS = Pen(
    solid="█",
    left="▌",
    right="▐",
    rest="░",
    baseline="─",
    point="◆",
    was="◇",
    today="│",
    ellipsis="…",
    minus="\N{MINUS SIGN}",
    signs={"done": "✔", "running": "▶", "late": "▲", "waiting": "△", "planned": "○"},
)
ASCII = Pen(
    solid="#",
    left="#",
    right="#",
    rest=".",
    baseline="-",
    point="*",
    was="o",
    today="|",
    ellipsis="...",
    minus="-",
    signs={"done": "x", "running": ">", "late": "!", "waiting": "?", "planned": "o"},
)


def pen_of_terminal() -> Pen:
    """The pen that stdout's encoding and the kind of terminal can show."""
    signs = "".join([BLOCKS.solid, BLOCKS.left, BLOCKS.rest, BLOCKS.point, *BLOCKS.signs.values()])
    encoding = sys.stdout.encoding
    try:
        signs.encode(encoding)
    except UnicodeEncodeError:
        return replace(ASCII, encoding=encoding)
    return replace(ASCII if os.environ.get("TERM") in PLAIN_TERMINALS else BLOCKS, encoding=encoding)
