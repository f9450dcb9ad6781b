"""How long a low score may wait for a follow-up, and where one stands."""

from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

LoopState = Literal["open", "begun", "done"]


class TimeLimit(NamedTuple):
    """How long a low score may wait, in hours, and the zone that days are told in."""

    hours: int
    zone: ZoneInfo
