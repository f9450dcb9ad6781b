"""The records that a report of some span of days may know of."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.month import Month

Kind = TypeVar("Kind", bound=Entry)


class KnownRecords(ABC):
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
    def tells(self, record: Entry) -> bool:
        """Whether this report tells a record as news."""

    @abstractmethod
    def is_late(self, record: Entry) -> bool:
        """Whether a record told as news is of an earlier span, whose report was out already."""

    def of(self, kind: type[Kind]) -> list[Kind]:
        """Records of a kind up to the last day, by day and then as written down."""
        known = [one for one in self.records if isinstance(one, kind) and one.day <= self.last]
        return sorted(known, key=lambda one: (one.day, one.ts, one.id))

    def told_now(self, kind: type[Kind]) -> list[Kind]:
        """Records of a kind that this report tells as news."""
        return [one for one in self.of(kind) if self.tells(one)]


@dataclass(frozen=True)
class MonthRecords(KnownRecords):
    """A project's records seen from a calendar month: what is of its days is its news."""

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

    def tells(self, record: Entry) -> bool:
        """Whether it is of a day of the month."""
        return record.day in self.month

    def is_late(self, record: Entry) -> bool:  # noqa: ARG002 - as the class above has it
        """Never: a month is told as a whole."""
        return False


def names_of(record: Entry) -> set[str]:
    """The ids that later records know a record by: its own, and that of the one it corrects."""
    return {record.id, record.replaces} - {None}  # type: ignore[return-value] # without None all are ids
