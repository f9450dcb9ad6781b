"""Calendar months, written `2026-11`."""

import re
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from clientkit.errors import UsageError

MONTHS_IN_A_YEAR = 12


@dataclass(frozen=True, order=True)
class Month:
    """One month of one year."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month that a day is in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """A month from `2026-11`.

        Raises:
            UsageError: not of that form, or no such month.
        """
        match = re.fullmatch(r"(\d{4})-(\d{1,2})", text.strip(), re.ASCII)
        if not match:
            raise UsageError(f"{text[:40]!r} is not a month.", "Write a year and a month, such as 2026-11.")
        year, number = int(match[1]), int(match[2])
        if not 1 < year < MAXYEAR or not 1 <= number <= MONTHS_IN_A_YEAR:
            raise UsageError(f"There is no month {text.strip()}.", "Write one such as 2026-11.")
        return cls(year, number)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.plus(1).first - timedelta(days=1)

    def plus(self, months: int) -> "Month":
        """The month so many months later, or earlier."""
        years, month = divmod(self.year * MONTHS_IN_A_YEAR + self.number - 1 + months, MONTHS_IN_A_YEAR)
        return Month(years, month + 1)

    def __contains__(self, day: date) -> bool:
        return (day.year, day.month) == (self.year, self.number)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"
