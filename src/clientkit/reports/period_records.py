"""The records that a report of some span of days may know of, and those that it tells as news."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.month import Month
from clientkit.kernel.model.values.week import IsoWeek

Kind = TypeVar("Kind", bound=Entry)


class PeriodRecords(ABC):
    """A project's records seen from a span of days; `as_of` is the day that the report is of."""

    records: Sequence[Entry]
    as_of: date

    @property
    @abstractmethod
    def first(self) -> date:
        """First day of the span."""

    @property
    @abstractmethod
    def last(self) -> date:
        """Last day of the span."""

    @abstractmethod
    def is_news(self, record: Entry) -> bool:
        """Whether this report tells a record as news."""

    def is_late(self, record: Entry) -> bool:
        """Whether a record told as news is of an earlier span, whose report was out already."""
        return not self.first <= record.day <= self.last

    def of(self, kind: type[Kind]) -> list[Kind]:
        """Records of a kind up to the last day, by day and then as written down."""
        known = [one for one in self.records if isinstance(one, kind) and one.day <= self.last]
        return sorted(known, key=lambda one: (one.day, one.ts, one.id))

    def news(self, kind: type[Kind]) -> list[Kind]:
        """Records of a kind that this report tells as news."""
        return [one for one in self.of(kind) if self.is_news(one)]


@dataclass(frozen=True)
class MonthRecords(PeriodRecords):
    """A project's records seen from a calendar month: what is of its days is its news, and never late."""

    records: Sequence[Entry]
    month: Month
    as_of: date

    @property
    def first(self) -> date:
        """First day of the month."""
        return self.month.first

    @property
    def last(self) -> date:
        """Last day of the month."""
        return self.month.last

    def is_news(self, record: Entry) -> bool:
        """Whether it is of a day of the month."""
        return record.day in self.month


@dataclass(frozen=True)
class WeekRecords(PeriodRecords):
    """A project's records seen from one week; `sent` holds, by week, when its report was last sent."""

    records: Sequence[Entry]
    week: IsoWeek
    as_of: date
    sent: Mapping[IsoWeek, datetime] = field(default_factory=dict)

    @property
    def first(self) -> date:
        """Monday of the week."""
        return self.week.monday

    @property
    def last(self) -> date:
        """Sunday of the week."""
        return self.week.sunday

    def is_news(self, record: Entry) -> bool:
        """Whether this week's report tells a record."""
        return self.belongs(record, self.week)

    def belongs(self, record: Entry, week: IsoWeek) -> bool:
        """Whether the report of a week tells a record.

        The report of this very week tells all of its days again, also what was written after it was sent.
        """
        return self._first_report(record) == week or (week == self.week and record.day in week)

    def known_to(self, record: Entry, week: IsoWeek) -> bool:
        """Whether the report of a week could know of a record."""
        return self._first_report(record) <= week or (week == self.week and record.day <= week.sunday)

    def _first_report(self, record: Entry) -> IsoWeek:
        """The week of its day, or the first one after it whose report was not sent before it was written."""
        week = IsoWeek.of(record.day)
        while (sent := self.sent.get(week)) is not None and sent < record.ts:
            week = week.plus(1)
        return week


def names_of(record: Entry) -> set[str]:
    """The ids that later records know a record by: its own, and that of the one it corrects."""
    return {record.id, record.replaces} - {None}  # type: ignore[return-value] # without None all are ids


def comparable(text: str) -> str:
    """A note as it is compared with others: letter case, spaces and a last full stop set aside."""
    return " ".join(text.casefold().split()).rstrip(".")
