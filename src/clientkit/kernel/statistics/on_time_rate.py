"""Promptness: how many of the things that had to be done by an instant were done by then."""

from dataclasses import dataclass
from typing import Annotated

from clientkit.kernel.statistics.counts import part_of
from clientkit.kernel.statistics.mid_p import MID_P, mid_p


@dataclass(frozen=True)
class Promptness:
    """What fell due, what of it was done in time, and the share in per cent with its 95 % interval.

    `waiting` has its time left and is in no share. The share is None when nothing fell due.
    """

    due: Annotated[int, "how many fell due"]
    in_time: Annotated[int, "of these, how many were done in time"]
    waiting: Annotated[int, "how many have time left"]
    share: Annotated[float | None, "share done in time, in per cent; null where nothing fell due"]
    low: Annotated[float | None, "lower end of its 95 % interval"]
    high: Annotated[float | None, "upper end of its 95 % interval"]
    method: Annotated[str, "how the interval is computed"]


def promptness(due: int, in_time: int, waiting: int = 0) -> Promptness:
    """The share of what was done in time, with its mid-P interval.

    Raises UsageError unless in_time <= due, none negative.
    """
    part_of(in_time, "in time", due, "due")
    part_of(0, "in time", waiting, "waiting")
    interval = mid_p(in_time, due)
    return Promptness(
        due=due,
        in_time=in_time,
        waiting=waiting,
        share=100 * in_time / due if due else None,
        low=100 * interval.low if interval else None,
        high=100 * interval.high if interval else None,
        method=MID_P,
    )
