"""Response rate: how many of those asked answered."""

from pydantic import Field

from clientkit.kernel.model.values.base import Model
from clientkit.kernel.statistics.counts import part_of
from clientkit.kernel.statistics.mid_p import MID_P, mid_p


class ResponseRate(Model):
    """People asked, those of them reached, those who answered, and 100 · answered / asked in per cent.

    The rate and its interval are None when nobody was asked.
    """

    asked: int = Field(description="how many were asked")
    reached: int = Field(description="those of them whose question did not come back")
    answered: int = Field(description="those of them who answered")
    rate: float | None = Field(description="answered of all asked, in per cent; null when nobody was asked")
    low: float | None = Field(description="lower end of its 95 % interval")
    high: float | None = Field(description="upper end")
    method: str = Field(MID_P, description="how the interval was found")


def response_rate(asked: int, reached: int, answered: int) -> ResponseRate:
    """The response rate, with the three figures it must be shown with.

    Reached are the asked whose question did not come back; the rate is of all asked, so that a wrong
    address lowers it. Raises UsageError unless answered <= reached <= asked, none negative.
    """
    part_of(reached, "reached", asked, "asked")
    part_of(answered, "answered", reached, "reached")
    interval = mid_p(answered, asked)
    return ResponseRate(
        asked=asked,
        reached=reached,
        answered=answered,
        rate=100 * answered / asked if asked else None,
        low=100 * interval.low if interval else None,
        high=100 * interval.high if interval else None,
    )
