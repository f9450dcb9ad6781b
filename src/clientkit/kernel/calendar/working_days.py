"""The days that are worked: weekdays without holidays and days off, counted without a loop over days."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from clientkit.errors import UsageError

if TYPE_CHECKING:
    from clientkit.kernel.model.files.calendar_settings import Calendar

LONGEST_BREAK = 731
"""Days without one working day that are still believed: two years; more is a mistyped year."""


class Break(NamedTuple):
    """A run of days off, as day numbers (0 is Monday, 1 January of year 1)."""

    first: int
    after: int
    """The day number after its last day."""
    rank: int
    """Working days before it, since day number 0."""
    lost: int
    """Working weekdays that it and all breaks before it take away."""


@dataclass(frozen=True)
class WorkingCalendar:
    """Arithmetic in working days; each question costs a search among the breaks, whatever the distance."""

    weekdays: tuple[int, ...]
    """The weekdays that are worked, Monday is 0."""
    breaks: tuple[Break, ...] = ()

    @classmethod
    def of(cls, calendar: "Calendar", public_holidays: Iterable[date] = ()) -> "WorkingCalendar":
        """The calendar of the settings, together with public holidays.

        Raises:
            UsageError: no day is worked for more than two years on end.
        """
        from clientkit.kernel.model.files.calendar_settings import WEEKDAYS

        weekdays = tuple(sorted({WEEKDAYS.index(name) for name in calendar.working_days}))
        spans = [(_number(off.day), _number(off.until or off.day) + 1) for off in calendar.days_off]
        spans += [(_number(day), _number(day) + 1) for day in public_holidays]
        return cls(weekdays, tuple(_breaks(weekdays, spans)))

    def is_working(self, day: date) -> bool:
        """Whether the day is worked."""
        number = _number(day)
        return self._rank(number + 1) > self._rank(number)

    def next_working(self, day: date) -> date:
        """The day itself when it is worked, else the first working day after it."""
        return self._day(self._rank(_number(day)))

    def add(self, day: date, n: int) -> date:
        """The n-th working day after a day, or before it when n is negative.

        0 gives the day itself when it is worked, else the next working day.

        Raises:
            UsageError: the answer lies outside the years 1 to 9999.
        """
        number = _number(day)
        return self._day(self._rank(number + 1) + n - 1 if n > 0 else self._rank(number) + n)

    def count(self, first: date, last: date) -> int:
        """Working days after `first`, up to and with `last`; negative when `last` is the earlier one.

        `count(a, b) + count(b, c) == count(a, c)`, so days that are split add up again.
        """
        return self._rank(_number(last) + 1) - self._rank(_number(first) + 1)

    def within(self, first: date, last: date) -> int:
        """Working days from `first` to `last`, both counted; 0 when `last` is the earlier one."""
        return max(0, self._rank(_number(last) + 1) - self._rank(_number(first)))

    def last_of(self, first: date, days: int) -> date:
        """The last day of so many working days that begin on or after `first`; `days` is 1 or more."""
        return self._day(self._rank(_number(first)) + days - 1)

    def first_of(self, last: date, days: int) -> date:
        """The first day of so many working days that end on or before `last`; `days` is 1 or more."""
        return self._day(self._rank(_number(last) + 1) - days)

    def _rank(self, number: int) -> int:
        """How many working days lie before a day number."""
        position = bisect_left(self.breaks, number, key=attrgetter("first")) - 1
        if position < 0:
            return _weekdays_before(self.weekdays, number)
        last = self.breaks[position]
        if number < last.after:
            return last.rank
        return _weekdays_before(self.weekdays, number) - last.lost

    def _day(self, rank: int) -> date:
        """The working day that has so many working days before it."""
        position = bisect_right(self.breaks, rank, key=attrgetter("rank")) - 1
        weeks, place = divmod(rank + (self.breaks[position].lost if position >= 0 else 0), len(self.weekdays))
        number = weeks * 7 + self.weekdays[place]
        if not 0 <= number < date.max.toordinal():
            raise UsageError(
                "The dates run out of the calendar: they lie outside the years 1 to 9999.",
                "Check the years and the numbers of days.",
            )
        return date.fromordinal(number + 1)


def _number(day: date) -> int:
    return day.toordinal() - 1


def _weekdays_before(weekdays: tuple[int, ...], number: int) -> int:
    weeks, weekday = divmod(number, 7)
    return weeks * len(weekdays) + bisect_left(weekdays, weekday)


def _breaks(weekdays: tuple[int, ...], spans: Iterable[tuple[int, int]]) -> Iterator[Break]:
    lost = 0
    for first, after in _merge(weekdays, spans):
        if after - first > LONGEST_BREAK:
            raise UsageError(
                f"Every day from {date.fromordinal(first + 1)} to {date.fromordinal(after)} is a day off.",
                "Correct [[calendar.days_off]] in clientkit.toml; perhaps a year is mistyped.",
            )
        before = _weekdays_before(weekdays, first)
        rank = before - lost
        lost += _weekdays_before(weekdays, after) - before
        yield Break(first, after, rank, lost)


def _merge(weekdays: tuple[int, ...], spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, joined where no working weekday lies between two of them."""
    merged: list[tuple[int, int]] = []
    for first, after in sorted(spans):
        if merged and _weekdays_before(weekdays, first) <= _weekdays_before(weekdays, merged[-1][1]):
            merged[-1] = (merged[-1][0], max(after, merged[-1][1]))
        else:
            merged.append((first, after))
    return merged
