"""ISO weeks: Monday to Sunday, numbered by the year that holds their Thursday."""

import re
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from clientkit.errors import UsageError


@dataclass(frozen=True, order=True)
class IsoWeek:
    """One ISO 8601 week; written `2026-W47`."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "IsoWeek":
        """The week that a day belongs to: 1 January 2027 is in 2026-W53."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def parse(cls, text: str) -> "IsoWeek":
        """A week from `2026-W47` or `2026W47`.

        Raises:
            UsageError: not of that form, a week that its year lacks, or a year at the calendar's edge.
        """
        match = re.fullmatch(r"(\d{4})-?[Ww](\d{1,2})", text.strip())
        if not match:
            raise UsageError(
                f"{text[:40]!r} is not a week.", "Write a year and an ISO week, for instance 2026-W47."
            )
        year, number = int(match[1]), int(match[2])
        if not 1 < year < MAXYEAR:
            raise UsageError(f"There is no week {text.strip()} to plan with.", "Write one such as 2026-W47.")
        last = weeks_in(year)
        if not 1 <= number <= last:
            near = (
                f"{year}-W{last:02d} and {year + 1}-W01"
                if number > last
                else f"{year - 1}-W{weeks_in(year - 1)} and {year}-W01"
            )
            raise UsageError(
                f"There is no week {text.strip()}: {year} has {last} ISO weeks.",
                f"The weeks near it are {near}.",
            )
        return cls(year, number)

    @property
    def monday(self) -> date:
        """Its first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """Its last day."""
        return date.fromisocalendar(self.year, self.number, 7)

    def plus(self, weeks: int) -> "IsoWeek":
        """The week so many weeks later, or earlier when negative."""
        return IsoWeek.of(self.monday + timedelta(weeks=weeks))

    def __contains__(self, day: date) -> bool:
        return self.monday <= day <= self.sunday

    def __str__(self) -> str:
        return f"{self.year:04d}-W{self.number:02d}"


LAST = {"last", "lalu", "minggu lalu", "last week"}
THIS = {"this", "now", "ini", "minggu ini", "this week"}


def parse_week(text: str, today: date) -> IsoWeek:
    """A week as a person types it: `2026-W47`, `47` (the nearest of that number), `last`, `-1`.

    Raises:
        UsageError: none of these.
    """
    typed = text.strip().lower()
    now = IsoWeek.of(today)
    if typed in LAST | THIS:
        return now.plus(-1 if typed in LAST else 0)
    if re.fullmatch(r"[+-][0-9]{1,3}", typed):
        return now.plus(int(typed))
    if match := re.fullmatch(r"w?([0-9]{1,2})", typed):
        number = int(match[1])
        years = [year for year in (now.year - 1, now.year, now.year + 1) if 1 <= number <= weeks_in(year)]
        weeks = [IsoWeek(year, number) for year in years]
        if weeks:
            return min(weeks, key=lambda week: abs(week.monday - now.monday))
    try:
        return IsoWeek.parse(text)
    except UsageError as error:
        error.hint = error.hint.replace("2026-W47.", "2026-W47; or 47, last or -1.")
        raise


def weeks_in(year: int) -> int:
    """How many ISO weeks a year has: 52 or 53 (28 December is always in the last one)."""
    return date(year, 12, 28).isocalendar().week


def whole_weeks(first: date, last: date) -> tuple[date, date]:
    """The Monday of a day's week and the Sunday of another's, inside the years that dates have."""
    monday = first - timedelta(days=first.weekday())
    return monday, last + timedelta(days=min(6 - last.weekday(), (date.max - last).days))
