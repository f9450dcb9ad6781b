"""The records that a week's report may know of, each in the week whose report tells it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.reports.period_records import KnownRecords


@dataclass(frozen=True)
class WeekRecords(KnownRecords):
    """A project's records seen from one week.

    `as_of` is the day that the report is of; `sent` holds, by week, when its report was last sent.
    """

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

    def tells(self, record: Entry) -> bool:
        """Whether this week's report tells a record."""
        return self.belongs(record, self.week)

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


def plain_words(text: str) -> str:
    """A note as it is compared with others: letter case, spaces and a last full stop set aside."""
    return " ".join(text.casefold().split()).rstrip(".")
