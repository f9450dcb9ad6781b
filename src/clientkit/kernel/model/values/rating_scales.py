"""The metrics by name, and the rating scale that each is answered on; it loads nothing else."""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

MetricName = Literal["csat", "nps", "ces"]


class RatingScale(NamedTuple):
    """A scale of whole numbers, in figures and in words; what differs by its top is given by it."""

    metric: str
    lowest: int
    best_from: Mapping[int, int]
    """From which answer on one is among the best, by the top of the scale; the usual top comes first."""
    low_up_to: Mapping[int, int]
    """Up to which answer it calls for a follow-up."""
    glad_from: Mapping[int, int]
    """From which answer on somebody is so glad that one may ask for more; empty where that is not told."""
    worst: str
    best: str

    @property
    def tops(self) -> tuple[int, ...]:
        """The tops that there are, the usual one first."""
        return tuple(self.best_from)

    def top_in(self, fields: object) -> int:
        """The top that a record or the settings name; where they name none, the usual one."""
        return int(getattr(fields, f"{self.metric}_scale", None) or self.tops[0])

    def in_figures(self, score: int, top: int) -> str:
        """A score alone, or `4/5` where it does not go without saying what it is of."""
        return f"{score}/{top}" if self.metric == "csat" or top != self.tops[0] else f"{score}"


RATING_SCALES: Mapping[str, RatingScale] = {
    scale.metric: scale
    for scale in (
        RatingScale(
            "csat",
            lowest=1,
            best_from={5: 4, 10: 9},
            low_up_to={5: 2, 10: 4},
            glad_from={5: 5, 10: 10},
            worst="very dissatisfied",
            best="very satisfied",
        ),
        RatingScale(
            "nps",
            lowest=0,
            best_from={10: 9},
            low_up_to={10: 6},
            glad_from={10: 9},
            worst="would not recommend you at all",
            best="would recommend you for certain",
        ),
        RatingScale(
            "ces",
            lowest=1,
            best_from={7: 5, 5: 4},
            low_up_to={7: 3, 5: 2},
            glad_from={},
            worst="very hard",
            best="very easy",
        ),
    )
}
"""By metric, in the order in which they are shown."""


def scores_given(record: object) -> Iterator[tuple[RatingScale, int, int]]:
    """Each score of an answer, which has them by the names of the metrics: its scale, the top, the score."""
    for name, top, scale, usual in _FIELDS:
        score = getattr(record, name)
        if score is not None:
            yield scale, int(getattr(record, top, None) or usual), score


_FIELDS = tuple((name, f"{name}_scale", scale, scale.tops[0]) for name, scale in RATING_SCALES.items())


SATISFACTION = RATING_SCALES["csat"]
"""The scale whose top, and whose first answer that counts as satisfied, a workspace can set."""

METRIC_NAMES = tuple(RATING_SCALES)
