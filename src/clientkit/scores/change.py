"""What changed from one period to the next, and whether that is more than chance."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from clientkit.kernel.model.values.base import Model
from clientkit.kernel.statistics.difference import Difference, ces_difference, csat_difference, nps_difference

if TYPE_CHECKING:
    from clientkit.scores.queries import ScoreGroup

Verdict = Literal["more-than-chance", "could-be-chance", "cannot-be-told"]


class Change(Model):
    """How a score changed from one period to another, and whether that is more than chance."""

    since: str = Field(description="the period before that has answers")
    change: float = Field(description="later score less the earlier, in its own unit")
    low: float | None = Field(description="lower end of its 95 % interval")
    high: float | None = Field(description="upper end of its 95 % interval")
    method: str = Field(description="how the interval was found")
    verdict: Verdict = Field(description="more-than-chance, could-be-chance or cannot-be-told")


class Changes(Model):
    """What changed; null where there is nothing to compare."""

    csat: Change | None = Field(None, description="change of the CSAT, in percentage points")
    nps: Change | None = Field(None, description="change of the NPS, in points")
    ces: Change | None = Field(None, description="change of the mean CES, in points")


def changes_since(before: Mapping[str, "ScoreGroup"], group: "ScoreGroup") -> Changes:
    """The changes of a group's scores, each since the last period before that has it."""
    found: dict[str, Change] = {}
    for name, difference in (("csat", csat_difference), ("nps", nps_difference), ("ces", ces_difference)):
        earlier = before.get(name)
        if earlier is not None:
            change = difference(getattr(earlier, name), getattr(group, name))
            if change is not None:
                found[name] = _change(earlier.key, change)
    return Changes(**found)


def _change(since: str, difference: Difference) -> Change:
    verdict: Verdict = "more-than-chance" if difference.more_than_chance else "could-be-chance"
    if difference.low is None:
        verdict = "cannot-be-told"
    return Change(
        since=since,
        verdict=verdict,
        **difference.model_dump(exclude={"more_than_chance"}),
    )
