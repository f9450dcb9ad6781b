"""What scores are asked for, and what they are told apart by: period, client, project, tag or occasion."""

from datetime import UTC, date, datetime, time, tzinfo
from typing import Literal, NamedTuple, get_args

from clientkit.errors import UsageError
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.date_span import Span
from clientkit.kernel.model.values.references import Scope

By = Literal["month", "quarter", "year", "client", "project", "tag", "trigger"]

PERIODS: dict[str, int] = {"month": 12, "quarter": 4, "year": 1}
"""How many there are in a year."""

NO_TRIGGER = "none"
NO_TAG = "(no tag)"
"""Keys of answers that nothing occasioned, and of those without a tag; no tag that is typed has a blank."""


class ScoreQuery(NamedTuple):
    """Whose answers are counted, of which days, by what they are told apart, and as of when."""

    scope: Scope = Scope()
    span: Span = Span()
    by: By | None = None
    today: date | None = None
    """The last day of open periods; without it nothing is said of clients won and lost."""
    as_of: date | None = None
    """Only what had been written down by the end of that day counts."""
    zone: tzinfo = UTC
    everyone: int | None = None
    """How many people there are, where every one of them was asked."""

    def covers(self, record: Entry) -> bool:
        """Whether a record lies in the project and the days asked for."""
        return self.scope.covers(record.project) and self.span.holds(record.day)

    @property
    def asks_who_stayed(self) -> bool:
        """Whether it is of all clients up to a day, so that those won and lost are told."""
        return self.today is not None and not self.scope.client

    @property
    def is_of_everything(self) -> bool:
        """Whether it leaves out no client, no day and no record, as is asked for most."""
        return self.asks_who_stayed and (self.scope, self.span, self.as_of) == (Scope(), Span(), None)

    @property
    def written_until(self) -> datetime | None:
        """The last instant whose records count."""
        return None if self.as_of is None else datetime.combine(self.as_of, time.max, self.zone)


def parse_by(text: str | None) -> By | None:
    """What to tell scores apart by.

    Raises:
        UsageError: nothing that there is.
    """
    for known in get_args(By):
        if text == known:
            return known  # type: ignore[no-any-return] # one of the literals
    if text is None:
        return None
    raise UsageError(f"Scores are not told apart by {text[:40]!r}.", f"Known: {', '.join(get_args(By))}")


def keys(by: By | None, client: str, record: Entry) -> tuple[str, ...]:
    """The keys of the groups that a client's record belongs to: several for several tags."""
    match by:
        case None:
            return ()
        case "client":
            return (client,)
        case "project":
            return (f"{client}/{record.project}" if record.project else client,)
        case "tag":
            return tuple(dict.fromkeys(record.tags or (NO_TAG,)))
        case "trigger":
            return (getattr(record, "occasion", None) or NO_TRIGGER,)
        case _:
            return (_period_key(by, record.day),)


def _period_key(by: By, day: date) -> str:
    """The period that a day lies in: 2026-11, 2026-Q4 or 2026."""
    if by == "year":
        return f"{day.year:04d}"
    if by == "quarter":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    return f"{day.year:04d}-{day.month:02d}"


def period_number(by: By, key: str) -> int:
    """A period's place in a count of all periods."""
    year, _, period = key.replace("Q", "").partition("-")
    return int(year) * PERIODS[by] + int(period or 1)


def period_days(by: By, key: str) -> Span:
    """The first and the last day of a period."""
    year, _, period = key.replace("Q", "").partition("-")
    months = 12 // PERIODS[by]
    start = 12 * int(year) + (int(period or 1) - 1) * months
    return Span(_first_of(start), _day_before(start + months))


def _first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _day_before(month: int) -> date:
    """The last day before a month; the calendar's very last where there is no such month."""
    return (
        date.fromordinal(_first_of(month).toordinal() - 1) if month < 12 * (date.max.year + 1) else date.max
    )
