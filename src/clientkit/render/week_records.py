"""The records that a week's report may know of, each in the week whose report tells it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from clientkit.model.entry import Entry
from clientkit.model.week import IsoWeek

Kind = TypeVar("Kind", bound=Entry)


@dataclass(frozen=True)
class WeekRecords:
    """A project's records seen from one week.

    `as_of` is the day that the report is of; `sent` holds, by week, when its report was last sent.
    """

    records: Sequence[Entry]
    week: IsoWeek
    as_of: date
    sent: Mapping[IsoWeek, datetime] = field(default_factory=dict)

    def of(self, kind: type[Kind]) -> list[Kind]:
        """Records of a kind up to the week's Sunday, by day and then as written down."""
        known = [one for one in self.records if isinstance(one, kind) and one.day <= self.week.sunday]
        return sorted(known, key=lambda one: (one.day, one.ts, one.id))

    def told_now(self, kind: type[Kind]) -> list[Kind]:
        """Records of a kind that this week's report tells."""
        return [one for one in self.of(kind) if self.belongs(one, self.week)]

    def belongs(self, record: Entry, week: IsoWeek) -> bool:
        """Whether the report of a week tells a record.

        The report of this very week tells all of its days again, also what was written after it was sent.
        """
        return self._first_told(record) == week or (week == self.week and record.day in week)

    def known_to(self, record: Entry, week: IsoWeek) -> bool:
        """Whether the report of a week could know of a record."""
        return self._first_told(record) <= week or (week == self.week and record.day <= week.sunday)

    def is_late(self, record: Entry) -> bool:
        """Whether a record told this week is of an earlier one, whose report was out already."""
        return record.day not in self.week

    def _first_told(self, record: Entry) -> IsoWeek:
        """The week of its day, or the first one after it whose report was not sent before it was written."""
        week = IsoWeek.of(record.day)
        while (sent := self.sent.get(week)) is not None and sent < record.ts:
            week = week.plus(1)
        return week


def names_of(record: Entry) -> set[str]:
    """The ids that later records know a record by: its own, and that of the one it corrects."""
    return {record.id, record.replaces} - {None}  # type: ignore[return-value] # without None all are ids


def same_words(one: str, other: str) -> bool:
    """Whether two notes say the same: letter case, spaces and a last full stop set aside."""
    return plain_words(one) == plain_words(other)


def plain_words(text: str) -> str:
    """A note as it is compared with others."""
    return " ".join(text.casefold().split()).rstrip(".")
