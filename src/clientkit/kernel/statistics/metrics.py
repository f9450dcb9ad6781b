"""The metrics there are; whatever reckons, shows, draws or explains scores goes over them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
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


Given: TypeAlias = tuple[str, int, int]
"""A score as it was given: its metric, the top of its scale, its value."""


class AnswerCounts:
    """Answers counted by metric, by the top of the scale that they were given on, and by value.

    Beside all of them stands the latest of each person: an interval counts people. An answer that names
    nobody counts as one more person's.
    """

    def __init__(self, answers: Iterable[Feedback] = ()) -> None:
        self.every: Counter[Given] = Counter()
        self.latest: Counter[Given] = Counter()
        said: dict[tuple[str, str, str, int], tuple[tuple[date, datetime], Given]] = {}
        for answer in answers:
            when = (answer.day, answer.ts)
            for name, metric in METRICS.items():
                if (value := metric.answer(answer)) is None:
                    continue
                given = (name, metric.top(answer), value)
                self.every[given] += 1
                if answer.contact is None:
                    self.latest[given] += 1
                    continue
                person = (answer.client, answer.contact, *given[:2])
                before = said.get(person)
                if before is None or before[0] <= when:
                    said[person] = (when, given)
        self.latest.update(given for _, given in said.values())

    def add(self, every: Mapping[Given, int], latest: Mapping[Given, int]) -> None:
        """Count what other people answered."""
        for counts, more in ((self.every, every), (self.latest, latest)):
            for given, times in more.items():
                counts[given] += times

    def scores(
        self, settings: FeedbackSettings, people: Mapping[str, int] | None = None
    ) -> dict[str, MetricScore]:
        """The score of each metric on the workspace's scale; `people`: how many were asked, where all were.

        Raises:
            UsageError: more answers than people.
        """
        return {
            name: metric.score(
                _on_scale(self.every, name, metric.top(settings)),
                metric.top(settings),
                metric.best_from(settings),
                (people or {}).get(name),
                _on_scale(self.latest, name, metric.top(settings)),
            )
            for name, metric in METRICS.items()
        }

    def other_scales(self, settings: FeedbackSettings) -> tuple[MetricScore, ...]:
        """The scores on scales that are not the workspace's, which are never pooled with it."""
        return tuple(
            METRICS[name].score(
                _on_scale(self.every, name, top),
                top,
                METRICS[name].scale.best_from[top],
                latest=_on_scale(self.latest, name, top),
            )
            for name, top in sorted({(name, top) for name, top, _ in self.every})
            if top != METRICS[name].top(settings)
        )

    def responses(self, name: str) -> int:
        """How many answers a metric has, on all scales."""
        return sum(times for (metric, *_), times in self.every.items() if metric == name)


def _on_scale(counts: Mapping[Given, int], name: str, top: int) -> Counter[int]:
    """How often each value was given on a scale."""
    return Counter({value: times for (*scale, value), times in counts.items() if scale == [name, top]})
