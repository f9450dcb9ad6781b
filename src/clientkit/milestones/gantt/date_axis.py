"""Where the days of a chart stand, and which dates are written above them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from clientkit.kernel.model.values.language import Language
from clientkit.kernel.text.template.filters import formatted
from clientkit.milestones.baseline_comparison import DatedMilestone
from clientkit.milestones.gantt.chart import DaySpan

TextWidth = Callable[[str], float]
"""How wide a label is, in the unit of the drawing."""


class LabelFit(NamedTuple):
    """How wide the labels of the two lines are, and how far apart they must stand."""

    upper: TextWidth
    lower: TextWidth
    gap: float


_MONTHS = 12


@dataclass(frozen=True)
class DateScale:
    """The days of a frame over a width, in the unit of the drawing."""

    frame: DaySpan
    room: float

    @property
    def per_day(self) -> float:
        """The width of one day."""
        return self.room / ((self.frame.last - self.frame.first).days + 1)

    def begin(self, day: date) -> float:
        """Where a day begins."""
        return (day - self.frame.first).days * self.per_day

    def end(self, day: date) -> float:
        """Where a day ends."""
        return self.begin(day) + self.per_day

    def middle(self, day: date) -> float:
        """The middle of a day."""
        return self.begin(day) + self.per_day / 2

    def past_end(self, row: DatedMilestone, today: date) -> float:
        """Where the days of a milestone that have passed end: time, not progress."""
        first, last = self.begin(row.start), self.end(row.end)
        if row.status == "running":
            return min(max(first, self.middle(today)), last)
        return first if row.status == "planned" else last


class DateTick(NamedTuple):
    """A date above the chart."""

    at: float
    """Where its first day begins."""
    room: float
    """The width until the next one, or to the end of the chart."""
    label: str
    """Empty where the room is too narrow for it."""


class DateAxis(NamedTuple):
    """Two lines of dates: the larger unit above the finer one."""

    upper: tuple[DateTick, ...]
    lower: tuple[DateTick, ...]


class _Level(NamedTuple):
    """A unit to label, the days that it has at least, and the patterns of its label and of the line above."""

    days: int
    starts: Callable[[DaySpan], Iterator[date]]
    pattern: str
    above: str


def axis(scale: DateScale, language: Language, fit: LabelFit) -> DateAxis:
    """The finest unit whose labels fit side by side, from days to millennia, and the next unit above it."""
    for level in _LEVELS:
        widest = max(fit.lower(label) for label in _samples(level.pattern, language))
        if level.days * scale.per_day >= widest + fit.gap:
            break
    starts, patterns = _ABOVE[level.above]
    return DateAxis(
        _Writer(scale, language, fit.upper, fit.gap).ticks(starts(scale.frame), patterns),
        _Writer(scale, language, fit.lower, fit.gap).ticks(level.starts(scale.frame), (level.pattern,)),
    )


@dataclass(frozen=True)
class _Writer:
    """Writes dates in a language where they fit."""

    scale: DateScale
    language: Language
    measure: TextWidth
    gap: float

    def ticks(self, starts: Iterator[date], patterns: Sequence[str]) -> tuple[DateTick, ...]:
        """Ticks with the longest pattern that fits all but the outer ones, which may take a shorter one."""
        days = list(starts)
        if not days:
            return ()
        places = [self.scale.begin(day) for day in days]
        rooms = [after - at for at, after in zip(places, [*places[1:], self.scale.room], strict=True)]
        slots = list(zip(days, rooms, strict=True))
        usual = next(
            (
                n
                for n, one in enumerate(patterns)
                if all(self._label_that_fits(slot, [one]) for slot in slots[1:-1] or slots)
            ),
            len(patterns) - 1,
        )
        return tuple(
            DateTick(at, room, self._label_that_fits((day, room), patterns[usual:]))
            for at, (day, room) in zip(places, slots, strict=True)
        )

    def _label_that_fits(self, slot: tuple[date, float], patterns: Sequence[str]) -> str:
        day, room = slot
        labels = (formatted(day, pattern, self.language) for pattern in patterns)
        return next((label for label in labels if self.measure(label) + self.gap <= room), "")


def _samples(pattern: str, language: Language) -> list[str]:
    return [formatted(date(2028, month, 28), pattern, language) for month in range(1, _MONTHS + 1)]


def _every_days(step: int) -> Callable[[DaySpan], Iterator[date]]:
    def starts(frame: DaySpan) -> Iterator[date]:
        for number in range(0, (frame.last - frame.first).days + 1, step):
            yield frame.first + timedelta(days=number)

    return starts


def _every_months(step: int) -> Callable[[DaySpan], Iterator[date]]:
    """First days of every `step` months counted from January of year 0; the frame's first day before them."""

    def starts(frame: DaySpan) -> Iterator[date]:
        yield frame.first
        number = _month_number(frame.first)
        last = _month_number(frame.last)
        for month in range(number - number % step + step, last + 1, step):
            yield date(month // _MONTHS, month % _MONTHS + 1, 1)

    return starts


def _month_number(day: date) -> int:
    return day.year * _MONTHS + day.month - 1


def _no_starts(frame: DaySpan) -> Iterator[date]:  # noqa: ARG001 - one of the callables of its kind
    return iter(())


_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_LEVELS: tuple[_Level, ...] = (
    _Level(1, _every_days(1), "d", "months"),
    _Level(7, _every_days(7), "d MMM", "months"),
    _Level(7, _every_days(7), "d", "months"),
    _Level(14, _every_days(14), "d", "months"),
    _Level(28, _every_months(1), "MMM", "years"),
    _Level(90, _every_months(3), "MMM", "years"),
    _Level(181, _every_months(6), "MMM", "years"),
    *(_Level(365 * years, _every_months(_MONTHS * years), "y", "nothing") for years in _YEARS),
)
_ABOVE: dict[str, tuple[Callable[[DaySpan], Iterator[date]], tuple[str, ...]]] = {
    "months": (_every_months(1), ("MMMM y", "MMM y", "MMM")),
    "years": (_every_months(_MONTHS), ("y",)),
    "nothing": (_no_starts, ("y",)),
}
