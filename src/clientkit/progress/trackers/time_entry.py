"""One stretch of time as a time tracker knows it, whichever tracker it is."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import NamedTuple

NAME_LENGTH = 32
"""Hexadecimal digits of a name made for a stretch that has none of its own."""


class TrackedTime(NamedTuple):
    """A stretch of time: where it stands, its name in the tracker, its local day, and what it is about."""

    place: str
    """As errors name it: `frame 3`, `line 12`, `row 4`."""
    name: str
    """Its own id; else one made of what does not change when its length is mended."""
    day: date
    seconds: int
    """Negative where the tracker takes time away."""
    project: str
    """What the tracker calls its project; empty where it knows tags only."""
    client: str
    tags: tuple[str, ...]
    text: str
    record: str = ""
    """What it is part of, where one stretch may take away from another of the same part."""


@dataclass
class Tracked:
    """All that a file holds, and what of it is wrong or cannot be counted yet."""

    times: list[TrackedTime] = field(default_factory=list)
    running: int = 0
    breaks: int = 0
    wrong: list[str] = field(default_factory=list)
    """Sentences that begin with the place."""
    _names: dict[str, int] = field(default_factory=dict)

    def add(self, time: TrackedTime) -> None:
        """Take a stretch; a second one of the same made name gets a number."""
        again = self._names.get(time.name, 0)
        self._names[time.name] = again + 1
        self.times.append(time._replace(name=f"{time.name}+{again}") if again else time)


def made_name(parts: Sequence[str]) -> str:
    """A name for a stretch that has none, the same for the same parts."""
    text = "\x1f".join(parts)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:NAME_LENGTH]
