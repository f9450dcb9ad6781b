"""What changed from one period to the next, and whether that is more than chance."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from clientkit.kernel.model.values.base import Model
from clientkit.kernel.statistics.difference import ScoreDifference
from clientkit.kernel.statistics.metrics import METRICS

if TYPE_CHECKING:
    from clientkit.scores.queries import ScoreGroup

Verdict = Literal["more-than-chance", "could-be-chance", "cannot-be-told"]


class PeriodChange(Model):
    """How a score changed from one period to another, and whether that is more than chance."""

    since: str = Field(description="the period before that has answers")
    change: float = Field(description="later score less the earlier, in its own unit")
    low: float | None = Field(description="lower end of its 95 % interval")
    high: float | None = Field(description="upper end of its 95 % interval")
    method: str = Field(description="how the interval was found")
    verdict: Verdict = Field(description="more-than-chance, could-be-chance or cannot-be-told")


def changes_since(before: Mapping[str, "ScoreGroup"], group: "ScoreGroup") -> dict[str, PeriodChange | None]:
    """The changes of a group's scores, each since the last period before that has it; None without one."""
    found: dict[str, PeriodChange | None] = dict.fromkeys(METRICS)
    for name, earlier in before.items():
        difference = METRICS[name].difference(earlier.scores[name], group.scores[name])
        if difference is not None:
            found[name] = _change(earlier.key, difference)
    return found


def _change(since: str, difference: ScoreDifference) -> PeriodChange:
    verdict: Verdict = "more-than-chance" if difference.more_than_chance else "could-be-chance"
    if difference.low is None:
        verdict = "cannot-be-told"
    return PeriodChange(
        since=since,
        verdict=verdict,
        **difference.model_dump(exclude={"more_than_chance"}),
    )
