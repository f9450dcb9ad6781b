"""The days in a survey's export: every tool writes them its own way, one file writes them in one way."""

import re
from collections.abc import Iterable
from datetime import date, datetime, tzinfo

from clientkit.errors import UsageError
from clientkit.kernel.model.values.date_input import parse_day

YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])")
YEAR_LAST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})(?![0-9])")
DATE_ORDERS = ("dmy", "mdy")
MONTHS = 12


def date_order(texts: Iterable[str], said: str | None) -> str:
    """Whether the day or the month comes first in `03/04/2026`: as it was said, or as a day above 12 shows.

    Raises:
        UsageError: no such order, or the file does not show it.
    """
    if said is not None:
        if said not in DATE_ORDERS:
            raise UsageError(f"There is no order of dates {said[:20]!r}.", "It is dmy or mdy.")
        return said
    written = [match for match in map(YEAR_LAST.match, texts) if match]
    day_first = any(int(match[1]) > MONTHS or "." in match[0] for match in written)
    month_first = any(int(match[2]) > MONTHS for match in written)
    if written and not day_first and not month_first:
        raise UsageError(
            f"{written[0][0]} can be read in two ways.", "Say which comes first: --date-order dmy, or mdy"
        )
    return "mdy" if month_first and not day_first else "dmy"


def day_of(text: str, order: str, zone: tzinfo) -> date | None:
    """The local day that a text means; None where it means none."""
    try:
        if match := YEAR_FIRST.match(text):
            moment = _moment(text)
            if moment is not None and moment.tzinfo is not None:
                return moment.astimezone(zone).date()
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := YEAR_LAST.match(text):
            first, second, year = int(match[1]), int(match[2]), int(match[3])
            return date(year, second, first) if order == "dmy" else date(year, first, second)
        return parse_day(text, date.min) if re.search(r"(?<![0-9])[0-9]{4}$", text) else None
    except (ValueError, OverflowError, UsageError):
        return None


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
