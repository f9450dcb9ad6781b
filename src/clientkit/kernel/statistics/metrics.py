"""The metrics there are; whatever reckons, shows, draws or explains scores goes over them."""

from collections import Counter, defaultdict
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


Said: TypeAlias = dict[tuple[str, int], tuple[tuple[date, datetime], int]]
"""The latest score of a person by metric and top of its scale, with its day and when it was written down."""


def keep_latest(said: Said, answer: Feedback, given: Given) -> None:
    """Put the scores of an answer in the place of a person's earlier ones."""
    when = (answer.day, answer.ts)
    for name, top, value in given:
        scale = (name, top)
        before = said.get(scale)
        if before is None or before[0] <= when:
            said[scale] = (when, value)


class AnswerCounts:
    """Answers counted by metric, by the top of the scale that they were given on, and by value.

    Beside all of them stands the latest of each person: an interval counts people. An answer that names
    nobody counts as one more person's.
    """

    def __init__(self, answers: Iterable[Feedback] = ()) -> None:
        self._counts: defaultdict[tuple[str, int], Counter[int]] = defaultdict(Counter)
        self._unnamed: defaultdict[tuple[str, int], Counter[int]] = defaultdict(Counter)
        self._people: defaultdict[tuple[str, str], Said] = defaultdict(dict)
        for answer in answers:
            given = scores_given(answer)
            self.add(given, is_named=answer.contact is not None)
            if answer.contact is not None:
                keep_latest(self._people[answer.client, answer.contact], answer, given)

    def add(self, given: Given, times: int = 1, *, is_named: bool) -> None:
        """Count the scores of one answer, or of so many that are alike."""
        for name, top, value in given:
            self._counts[name, top][value] += times
            if not is_named:
                self._unnamed[name, top][value] += times

    def add_person(self, person: tuple[str, str], said: Said) -> None:
        """Count what a person, a client's contact, said last."""
        known = self._people[person]
        for scale, latest in said.items():
            known[scale] = max(latest, known.get(scale, latest))

    def _latest(self, name: str, top: int) -> Counter[int]:
        """The latest answer of each person on a scale, by value."""
        latest = Counter(said[name, top][1] for said in self._people.values() if (name, top) in said)
        return latest + self._unnamed.get((name, top), Counter())

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
                self._latest(name, metric.top(settings)),
            )
            for name, metric in METRICS.items()
        }

    def other_scales(self, settings: FeedbackSettings) -> tuple[MetricScore, ...]:
        """The scores on scales that are not the workspace's, which are never pooled with it."""
        return tuple(
            METRICS[name].score(
                counts, top, METRICS[name].scale.best_from[top], latest=self._latest(name, top)
            )
            for (name, top), counts in sorted(self._counts.items())
            if top != METRICS[name].top(settings)
        )

    def responses(self, name: str) -> int:
        """How many answers a metric has, on all scales."""
        return sum(counts.total() for (metric, _), counts in self._counts.items() if metric == name)
