"""The metrics there are; whatever reckons, shows, draws or explains scores goes over them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from pydantic import SerializerFunctionWrapHandler, model_serializer

from clientkit.kernel.model.files.settings import FeedbackSettings
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.statistics.ces import CesMetric
from clientkit.kernel.statistics.csat import CsatMetric
from clientkit.kernel.statistics.metric import AnyMetric, MetricScore
from clientkit.kernel.statistics.nps import NpsMetric

METRICS: dict[str, AnyMetric] = {one.name: one for one in (CsatMetric(), NpsMetric(), CesMetric())}
"""By name, in the order in which they are shown."""


class ByMetric(Model):
    """A model with a field `scores`; in JSON each score stands in its place under its metric's name."""

    @model_serializer(mode="wrap")
    def _flat(self, fields_of: SerializerFunctionWrapHandler) -> dict[str, Any]:
        flat: dict[str, Any] = {}
        for name, value in fields_of(self).items():
            flat |= value if name == "scores" else {name: value}
        return flat


Given: TypeAlias = tuple[tuple[str, int, int], ...]
"""The scores of one answer: each with its metric and the top of its scale."""


def scores_given(answer: Feedback) -> Given:
    """The scores that an answer has; none where it has words alone."""
    return tuple(
        [
            (name, metric.top(answer), value)
            for name, metric in METRICS.items()
            if (value := metric.answer(answer)) is not None
        ]
    )


class AnswerCounts:
    """Answers counted by metric, by the top of the scale that they were given on, and by value."""

    def __init__(self, answers: Iterable[Feedback] = ()) -> None:
        self._counts: defaultdict[tuple[str, int], Counter[int]] = defaultdict(Counter)
        for answer in answers:
            self.add(scores_given(answer))

    def add(self, given: Given, times: int = 1) -> None:
        """Count the scores of one answer, or of so many that are alike."""
        for name, top, value in given:
            self._counts[name, top][value] += times

    def scores(
        self, settings: FeedbackSettings, people: Mapping[str, int] | None = None
    ) -> dict[str, MetricScore]:
        """The score of each metric on the workspace's scale; `people`: how many were asked, where all were.

        Raises:
            UsageError: more answers than people.
        """
        return {
            name: metric.score(
                self._counts.get((name, metric.top(settings)), {}),
                metric.top(settings),
                metric.best_from(settings),
                (people or {}).get(name),
            )
            for name, metric in METRICS.items()
        }

    def other_scales(self, settings: FeedbackSettings) -> tuple[MetricScore, ...]:
        """The scores on scales that are not the workspace's, which are never pooled with it."""
        return tuple(
            METRICS[name].score(counts, top, METRICS[name].scale.best_from[top])
            for (name, top), counts in sorted(self._counts.items())
            if top != METRICS[name].top(settings)
        )

    def responses(self, name: str) -> int:
        """How many answers a metric has, on all scales."""
        return sum(counts.total() for (metric, _), counts in self._counts.items() if metric == name)
