"""Scores: what the answers of some clients, over some time, come to."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Literal, NamedTuple, get_args

from pydantic import Field

from clientkit.actions.span import Span
from clientkit.errors import UsageError
from clientkit.metrics.ces import Ces, ces
from clientkit.metrics.csat import SATISFIED_FROM, Csat, csat
from clientkit.metrics.difference import Difference, ces_difference, csat_difference, nps_difference
from clientkit.metrics.nps import Nps, nps
from clientkit.model.base import Model
from clientkit.model.workspace import FeedbackSettings
from clientkit.store.answers import count_answers
from clientkit.store.workspace import Workspace

By = Literal["month", "quarter", "client", "project"]
Verdict = Literal["more-than-chance", "could-be-chance", "cannot-be-told"]
Answer = tuple[str | int | None, int | None, int, int | None, int | None]
"""What is counted: a project or a month (12 * year + month - 1), then CSAT, its scale, NPS and CES."""

PERIODS: dict[str, int] = {"month": 12, "quarter": 4}
"""How many there are in a year."""

METRICS = ("csat", "nps", "ces")


class Wanted(NamedTuple):
    """Whose answers are counted, of which days, and by what they are told apart."""

    client: str | None = None
    project: str | None = None
    span: Span = Span()
    by: By | None = None


class Change(Model):
    """How a score changed from one period to another, and whether that is more than chance."""

    since: str = Field(description="the period before that has answers")
    change: float = Field(description="later score less the earlier, in its own unit")
    low: float | None = Field(description="lower end of its 95 % interval")
    high: float | None = Field(description="upper end of its 95 % interval")
    method: str = Field(description="how the interval was found")
    verdict: Verdict = Field(description="more-than-chance, could-be-chance or cannot-be-told")


class Changes(Model):
    """What changed; null where there is nothing to compare."""

    csat: Change | None = Field(None, description="change of the CSAT, in percentage points")
    nps: Change | None = Field(None, description="change of the NPS, in points")
    ces: Change | None = Field(None, description="change of the mean CES, in points")


class Scores(Model):
    """The three scores of a set of answers."""

    csat: Csat = Field(description="satisfaction, on the workspace's scale")
    nps: Nps = Field(description="likelihood to recommend")
    ces: Ces = Field(description="ease")
    other_scales: tuple[Csat, ...] = Field(description="satisfaction on other scales, never pooled")


class ScoreGroup(Scores):
    """The scores of one period, client or project."""

    key: str = Field(description="2026-11, 2026-Q4, a client, or client/project")
    changes: Changes = Field(Changes(), description="what changed since the period before")
    skipped: int = Field(0, description="periods without any answer between the one before and this")


class Score(Scores):
    """The scores asked for."""

    client: str | None = Field(description="the client, where one was asked for")
    project: str | None = Field(description="the client's project, where one was asked for")
    satisfied_from: int = Field(description="first answer that counts as satisfied, on the workspace's scale")
    since: date | None = Field(description="first day that counts")
    until: date | None = Field(description="last day that counts")
    by: By | None = Field(description="what the groups are")
    groups: tuple[ScoreGroup, ...] | None = Field(description="scores apart; null where not asked for")


class _Tally:
    """Answers counted by value; satisfaction by its scale first."""

    def __init__(self) -> None:
        self.csat: defaultdict[int, Counter[int]] = defaultdict(Counter)
        self.nps: Counter[int] = Counter()
        self.ces: Counter[int] = Counter()

    def add(self, answer: Answer, times: int) -> None:
        """Count one answer so many times."""
        _, satisfaction, scale, likelihood, ease = answer
        if satisfaction is not None:
            self.csat[scale][satisfaction] += times
        if likelihood is not None:
            self.nps[likelihood] += times
        if ease is not None:
            self.ces[ease] += times

    def include(self, other: "_Tally") -> None:
        """Count all that another tally has counted."""
        for scale, counts in other.csat.items():
            self.csat[scale].update(counts)
        self.nps.update(other.nps)
        self.ces.update(other.ces)

    def scores(self, settings: FeedbackSettings) -> dict[str, Any]:
        """The fields of `Scores`."""
        scale = settings.csat_scale
        return {
            "csat": csat(self.csat.get(scale, {}), scale, settings.satisfied_from),
            "nps": nps(self.nps),
            "ces": ces(self.ces),
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


def score(workspace: Workspace, settings: FeedbackSettings, wanted: Wanted) -> Score:
    """The scores of the answers that are wanted; reads no other clients' journals than needed."""
    parts = _tallies(workspace, wanted)
    whole = _Tally()
    for part in parts.values():
        whole.include(part)
    return Score(
        client=wanted.client,
        project=wanted.project,
        satisfied_from=settings.satisfied_from or SATISFIED_FROM[settings.csat_scale],
        since=wanted.span.since,
        until=wanted.span.until,
        by=wanted.by,
        groups=tuple(_groups(wanted.by, parts, settings)) if wanted.by else None,
        **whole.scores(settings),
    )


def _tallies(workspace: Workspace, wanted: Wanted) -> dict[str, _Tally]:
    """The answers counted, by the key of the group they belong to."""
    apart = wanted.by in {"client", "project"}
    pools: defaultdict[str, Counter[Answer]] = defaultdict(Counter)
    pick = _picker(wanted)
    for client in [wanted.client] if wanted.client else workspace.clients():
        pools[client if apart else ""].update(count_answers(workspace, client, pick))
    tallies: defaultdict[str, _Tally] = defaultdict(_Tally)
    for client, pool in pools.items():
        for answer, times in pool.items():
            part, *_ = answer
            tallies[_key(wanted.by, client, part)].add(answer, times)
    return tallies


def _picker(wanted: Wanted) -> Callable[[Mapping[str, Any]], Answer | None]:
    """What is counted of an answer's fields; None leaves the answer out."""
    _, project, span, by = wanted
    everything = project is None and span == Span()

    def pick(fields: Mapping[str, Any]) -> Answer | None:
        get, day, part = fields.get, fields["day"], None
        if not everything and not (project in {None, get("project")} and span.holds(day)):
            return None
        if by == "project":
            part = get("project")
        elif by in PERIODS:
            part = 12 * day.year + day.month - 1
        answer = part, get("csat"), get("csat_scale", 5), get("nps"), get("ces")
        return None if answer[1] is answer[3] is answer[4] is None else answer

    return pick


def _key(by: By | None, client: str, part: str | int | None) -> str:
    """The key of a group: what is counted apart of a client, or over all of them."""
    if isinstance(part, int):
        year, month = divmod(part, 12)
        return f"{year:04d}-Q{month // 3 + 1}" if by == "quarter" else f"{year:04d}-{month + 1:02d}"
    return f"{client}/{part}" if part else client


def _groups(by: By, parts: Mapping[str, _Tally], settings: FeedbackSettings) -> Iterable[ScoreGroup]:
    """One group a part, in the order of their keys; periods know what changed since those before."""
    before: dict[str, ScoreGroup] = {}
    last = None
    for key in sorted(parts):
        group = ScoreGroup(key=key, **parts[key].scores(settings))
        if by in PERIODS:
            number = _number(by, key)
            skipped = number - last - 1 if last is not None else 0
            last = number
            group = group.model_copy(update={"changes": _changes(before, group), "skipped": skipped})
        yield group
        before |= {name: group for name in METRICS if getattr(group, name).responses}


def _number(by: By, key: str) -> int:
    """A period's place in a count of all periods."""
    year, period = key.replace("Q", "").split("-")
    return int(year) * PERIODS[by] + int(period)


def _changes(before: Mapping[str, ScoreGroup], group: ScoreGroup) -> Changes:
    found: dict[str, Change] = {}
    for name, difference in (("csat", csat_difference), ("nps", nps_difference), ("ces", ces_difference)):
        earlier = before.get(name)
        if earlier is not None:
            change = difference(getattr(earlier, name), getattr(group, name))
            if change is not None:
                found[name] = _change(earlier.key, change)
    return Changes(**found)


def _change(since: str, difference: Difference) -> Change:
    verdict: Verdict = "more-than-chance" if difference.more_than_chance else "could-be-chance"
    if difference.low is None:
        verdict = "cannot-be-told"
    return Change(
        since=since,
        verdict=verdict,
        **difference.model_dump(exclude={"more_than_chance"}),
    )
