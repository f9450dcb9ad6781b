"""Counting what clients said, apart by period, client, project, tag or occasion."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

from clientkit.errors import UsageError
from clientkit.kernel.model.files.settings import FeedbackSettings
from clientkit.kernel.model.values.date_span import Span
from clientkit.kernel.statistics.ces import ces
from clientkit.kernel.statistics.csat import csat
from clientkit.kernel.statistics.nps import nps

By = Literal["month", "quarter", "year", "client", "project", "tag", "trigger"]

PERIODS: dict[str, int] = {"month": 12, "quarter": 4, "year": 1}
"""How many there are in a year."""

NO_TRIGGER = "none"
NO_TAG = "(no tag)"
"""Keys of answers that nothing occasioned, and of those without a tag; no tag that is typed has a blank."""

Part: TypeAlias = str | int | tuple[str, ...] | None
"""What a record is counted under: a project, a month (12 * year + month - 1), an occasion, or tags."""

Answer: TypeAlias = tuple[Part, int | None, int, int | None, int | None, str | None]
"""What is counted of an answer: its part, then CSAT, its scale, NPS, CES, and the survey that it answers."""


class Wanted(NamedTuple):
    """Whose answers are counted, of which days, by what they are told apart, and as of when."""

    client: str | None = None
    project: str | None = None
    span: Span = Span()
    by: By | None = None
    today: date | None = None
    """The last day of open periods; without it nothing is said of clients won and lost."""
    as_of: date | None = None
    """Only what had been written down by the end of that day counts."""
    zone: tzinfo = UTC
    everyone: int | None = None
    """How many people there are, where every one of them was asked."""

    @property
    def written_until(self) -> datetime | None:
        """The last instant whose records count."""
        return None if self.as_of is None else datetime.combine(self.as_of, time.max, self.zone)


class Answered(NamedTuple):
    """A survey that has an answer, whose score is not counted here."""

    survey: str


class Tally:
    """Answers counted by value; satisfaction by its scale first."""

    def __init__(self) -> None:
        self.csat: defaultdict[int, Counter[int]] = defaultdict(Counter)
        self.nps: Counter[int] = Counter()
        self.ces: Counter[int] = Counter()

    def add(self, answer: Answer, times: int) -> None:
        """Count one answer so many times."""
        _, satisfaction, scale, likelihood, ease, _ = answer
        if satisfaction is not None:
            self.csat[scale][satisfaction] += times
        if likelihood is not None:
            self.nps[likelihood] += times
        if ease is not None:
            self.ces[ease] += times

    def include(self, other: "Tally") -> None:
        """Count all that another tally has counted."""
        for scale, counts in other.csat.items():
            self.csat[scale].update(counts)
        self.nps.update(other.nps)
        self.ces.update(other.ces)

    def scores(self, settings: FeedbackSettings, people: Mapping[str, int] | None = None) -> dict[str, Any]:
        """The fields of `Scores`; `people` are how many were asked each question, where all were.

        Raises:
            UsageError: more answers than people.
        """
        scale, number = settings.csat_scale, (people or {}).get
        return {
            "csat": csat(self.csat.get(scale, {}), scale, settings.satisfied_from, number("csat")),
            "nps": nps(self.nps, number("nps")),
            "ces": ces(self.ces, number("ces")),
            "other_scales": tuple(
                csat(counts, other) for other, counts in sorted(self.csat.items()) if other != scale
            ),
        }


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


def part_of(by: By | None, fields: Mapping[str, Any]) -> Part:
    """What an answer's or a survey's fields are counted under."""
    if by == "project":
        return fields.get("project")
    if by == "trigger":
        return fields.get("occasion")
    if by == "tag":
        return tuple(fields.get("tags", ()))
    if by in PERIODS:
        day = fields["day"]
        return int(12 * day.year + day.month - 1)
    return None


def answer_picker(wanted: Wanted) -> Callable[[Mapping[str, Any]], Answer | Answered | None]:
    """What is counted of an answer's fields; None leaves the answer out."""
    project, span, by = wanted.project, wanted.span, wanted.by
    everything = project is None and span == Span()
    undivided, periods = by in {None, "client"}, by in PERIODS

    def pick(fields: Mapping[str, Any]) -> Answer | Answered | None:
        get = fields.get
        satisfaction, likelihood, ease, survey = get("csat"), get("nps"), get("ces"), get("survey")
        if satisfaction is likelihood is ease is None or not (
            everything or (project in {None, get("project")} and span.holds(fields["day"]))
        ):
            return None if survey is None else Answered(survey)
        part: Part = None
        if periods:
            day = fields["day"]
            part = 12 * day.year + day.month - 1
        elif not undivided:
            part = part_of(by, fields)
        return part, satisfaction, get("csat_scale", 5), likelihood, ease, survey

    return pick


def keys(by: By | None, client: str, part: Part) -> tuple[str, ...]:
    """The keys of the groups that a part of a client's records belongs to: several for several tags."""
    if by is None:
        return ()
    if isinstance(part, int):
        return (period_key(by, part),)
    if by == "tag":
        return tuple(dict.fromkeys(part or (NO_TAG,)))
    if by == "trigger":
        return (str(part or NO_TRIGGER),)
    return (f"{client}/{part}" if part else client,)


def period_key(by: By, part: int) -> str:
    """The period that a month lies in: 2026-11, 2026-Q4 or 2026."""
    year, month = divmod(part, 12)
    if by == "year":
        return f"{year:04d}"
    return f"{year:04d}-Q{month // 3 + 1}" if by == "quarter" else f"{year:04d}-{month + 1:02d}"


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
