"""A span of days, open where no day is given."""

from datetime import date
from typing import NamedTuple

from clientkit.errors import UsageError


class Span(NamedTuple):
    """The first and the last day that count."""

    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)

    def meets(self, first: date, last: date) -> bool:
        """Whether a day of those from `first` to `last` lies in it."""
        return (self.since is None or last >= self.since) and (self.until is None or first <= self.until)


ALL_DAYS = Span()


def span_of(since: date | None, until: date | None) -> Span:
    """The span from one day to another.

    Raises:
        UsageError: it would end before it begins.
    """
    if since is not None and until is not None and since > until:
        raise UsageError(
            f"No day lies between --since {since} and --until {until}.", "Give the earlier day to --since."
        )
    return Span(since, until)
