"""A metric: one question to clients, and all that is reckoned, shown and explained of its answers."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from clientkit.kernel.model.files.settings import FeedbackSettings
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.rating_scales import RatingScale
from clientkit.kernel.statistics.confidence_interval import Interval
from clientkit.kernel.statistics.difference import ScoreDifference
from clientkit.kernel.statistics.rounding import rounded, signed


class MetricScore(Protocol):
    """What the answers to one question come to; each metric has further figures of its own."""

    @property
    def metric(self) -> str:
        """Name of the metric."""

    @property
    def responses(self) -> int:
        """How many answers there are."""

    @property
    def people(self) -> int:
        """How many people they are of."""

    @property
    def value(self) -> float | None:
        """The figure, unrounded; None with no answers."""

    @property
    def low(self) -> float | None:
        """Lower end of its 95 % interval; None where there is none."""

    @property
    def high(self) -> float | None:
        """Upper end."""

    @property
    def method(self) -> str:
        """How the interval was found."""

    @property
    def best_from(self) -> int:
        """Value from which on an answer is one of the best."""

    @property
    def distribution(self) -> dict[int, int]:
        """How often each value of the scale was given, in ascending order."""

    @property
    def latest(self) -> dict[int, int]:
        """The same of the latest answer of each person, which the interval counts."""

    @property
    def population(self) -> int | None:
        """How many people were asked, where these are all there are; None for a sample."""


PERCENT = " %"
"""The unit of a share, which each language writes in its own way."""

S = TypeVar("S", bound=MetricScore)


class Metric(ABC, Generic[S]):
    """One metric; its subclass is the only place that knows its rules, its formulas and their sources."""

    scale: ClassVar[RatingScale]
    result: ClassVar[type[Model]]
    """The model of its score."""
    title: ClassVar[str]
    about: ClassVar[str]
    """What it measures, in a few words."""
    change_about: ClassVar[str]
    limits: ClassVar[tuple[float, float]]
    """Between which figures a score lies."""
    unit: ClassVar[str] = ""
    decimals: ClassVar[int] = 0
    is_signed: ClassVar[bool] = False
    """Whether a score above 0 is shown with a plus."""
    change_unit: ClassVar[str] = " points"
    example: ClassVar[int | None] = None
    """An answer to show as an example; the top of the scale where there is none."""
    worst_up_to: ClassVar[int] = -1
    """Up to which value an answer counts against the best; -1 where none does."""
    source: ClassVar[str]
    interval_formula: ClassVar[str]
    interval_source: ClassVar[str]
    difference_formula: ClassVar[str]
    difference_source: ClassVar[str]

    def __init__(self) -> None:
        self.name = self.scale.metric
        self._usual_top = self.scale.tops[0]
        self._field = f"{self.name}_scale" if len(self.scale.tops) > 1 else ""

    def answer(self, record: Feedback) -> int | None:
        """Its answer in a record; None where the record has none."""
        value: int | None = getattr(record, self.name)
        return value

    def top(self, of: Feedback | FeedbackSettings) -> int:
        """The top of its scale in a record, or the workspace's."""
        return (self._field and getattr(of, self._field, None)) or self._usual_top

    def best_from(self, settings: FeedbackSettings) -> int:
        """From which answer on one is among the best, on the workspace's scale."""
        return self.scale.best_from[self.top(settings)]

    @abstractmethod
    def score(
        self,
        counts: Mapping[int, int],
        top: int,
        best_from: int,
        population: int | None = None,
        latest: Mapping[int, int] | None = None,
    ) -> S:
        """The score of answers counted by value; `latest` of each person, where some answered several times.

        Raises:
            UsageError: a value outside the scale, a negative count, or more answers than people.
        """

    @abstractmethod
    def difference(self, before: S, after: S) -> ScoreDifference | None:
        """By how much it changed; None where one side has no answers."""

    @abstractmethod
    def made_of(self, score: S) -> str:
        """The shares behind a score, as a sentence."""

    def bars(self, score: S) -> tuple[tuple[str, int], ...]:
        """What is drawn of the answers, from the best down: a label and how many."""
        return tuple((str(value), count) for value, count in sorted(score.distribution.items(), reverse=True))

    def figure_name(self, score: S) -> str:  # noqa: ARG002 - a metric with several scales names the score's
        """What an explanation calls a score."""
        return self.name

    @abstractmethod
    def formula(self, score: S) -> str:
        """How a score is reckoned."""

    @abstractmethod
    def steps(self, score: S) -> tuple[str, ...]:
        """The same with the numbers of a score that has answers."""

    @abstractmethod
    def points(self, score: S) -> Mapping[int, int]:
        """The latest answer of each person as the points that its mean is of, with how often."""

    @abstractmethod
    def interval_steps(self, score: S, interval: Interval) -> Iterator[str]:
        """Its interval with the numbers in it."""

    @abstractmethod
    def difference_steps(self, old: S, new: S, interval: Interval) -> Iterator[str]:
        """The interval of a change with the numbers of both sides."""

    def plain(self, value: float) -> str:
        """A figure without its unit, rounded for display."""
        return rounded(value, self.decimals)

    def signed(self, value: float) -> str:
        """A figure without its unit, with a plus before it where it is above 0."""
        return signed(self.plain(value))

    def shown(self, value: float, top: int | None = None) -> str:  # noqa: ARG002 - where the unit names it
        """A figure with its unit, on the usual scale or on that up to `top`."""
        return self.signed(value) if self.is_signed else f"{self.plain(value)}{self.unit}"

    def limits_on(self, top: int) -> tuple[float, float]:  # noqa: ARG002 - the same on every scale
        """Between which figures a score lies on the scale up to `top`."""
        return self.limits

    def place(self, value: float) -> float:
        """Where a figure lies within the limits, from 0 to 1."""
        lowest, highest = self.limits
        return (value - lowest) / (highest - lowest)


AnyMetric = Metric[Any]


def of_people(score: MetricScore) -> str:
    """` of 3 people`, where some of them gave several answers; else nothing."""
    if score.people == score.responses:
        return ""
    return " of 1 person" if score.people == 1 else f" of {score.people} people"
