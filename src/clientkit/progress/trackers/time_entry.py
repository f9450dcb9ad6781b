"""One stretch of time as a time tracker knows it, whichever tracker it is."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import NamedTuple

NAME_LENGTH = 32
"""Hexadecimal digits of a name made for a stretch that has none of its own."""

OWN = "#"
"""How the name begins that a tracker whose stretches may have none gives one itself."""


class TimeEntry(NamedTuple):
    """A stretch of time: where it stands, its name in the tracker, its local day, and what it is about."""

    place: str
    """As errors name it: `frame 3`, `line 12`, `row 4`."""
    name: str
    """Its own id; else one made of what seldom changes: two stretches may have the same."""
    day: date
    seconds: int
    """Negative where the tracker takes time away."""
    text: str
    tags: tuple[str, ...]
    project: str = ""
    """What the tracker calls its project; empty where it knows tags only."""
    client: str = ""
    record: str = ""
    """What it is part of, where one stretch may take away from another of the same part."""
    who: str = ""
    """Whose time it is, where the tracker knows several people."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The tracker's project, and then its tags: what may name a project of ours."""
        return tuple(dict.fromkeys(label for label in (self.project, *self.tags) if label.strip()))


@dataclass
class TimeSheet:
    """All that a file holds, and what of it is wrong or cannot be counted yet."""

    entries: list[TimeEntry] = field(default_factory=list)
    running: int = 0
    breaks: int = 0
    wrong: list[str] = field(default_factory=list)
    """Sentences that begin with the place."""
    tracker: str = ""
    """The program that wrote it."""
    days: set[date] = field(default_factory=set)
    """The days that it tells of, those without a finished stretch too."""

    def add(self, entry: TimeEntry) -> None:
        """Take a stretch."""
        self.entries.append(entry)
        self.days.add(entry.day)


def made_name(parts: Sequence[str]) -> str:
    """A name for a stretch that has none, the same for the same parts."""
    text = "\x1f".join(parts)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:NAME_LENGTH]
