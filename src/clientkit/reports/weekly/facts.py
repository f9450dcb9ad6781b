"""What a report knows beside the notes: dates, what was agreed, what was sent; and how it stands by them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from pydantic import Field

from clientkit.agreements.differences import Area, Difference, Kind
from clientkit.documents.parties import Engagement
from clientkit.kernel.model.files.price import Price
from clientkit.kernel.model.files.schedule import Forecast
from clientkit.kernel.model.records.progress import StatusWorsened
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.reports.budget import Account
from clientkit.reports.period_records import PeriodRecords
from clientkit.reports.status import Status, is_grave, status

NAMED_POINTS = 3
"""Points that are not as agreed which a report names; the rest it counts."""


class ScopePoint(Model):
    """A point of the project that is not as it was agreed."""

    area: Area = Field(description="the part of the agreement")
    kind: Kind = Field(description="added, removed or changed")
    item: str = Field(description="the deliverable, risk … it is about; empty for a part as a whole")


class ScopeStanding(Model):
    """How the project stands to its agreement."""

    version: int = Field(description="accepted version of the agreement that it is compared with")
    points: int = Field(description="how many points are not as agreed")
    named: tuple[ScopePoint, ...] = Field(description="the gravest three of them")


@dataclass(frozen=True)
class ReportFacts:
    """What the report of a week is made of beside its notes, as it was known at its end.

    `prices` are those of the accepted versions, first to last. `differences` are None where nothing was
    agreed by then. `sent` holds, by week, when its report was last sent; `written`, what the file of one
    that was not sent knows last: it may have gone by hand. `edition` counts from 1.
    """

    forecast: Forecast = field(default_factory=Forecast)
    prices: Sequence[Price] = ()
    changed_days: int | None = None
    """Working days that approved changes moved the end by; None where they did not touch it."""
    version: int = 0
    offered_on: date | None = None
    """Day on which the agreement was sent, where there is work and none was accepted by then."""
    differences: Sequence[Difference] | None = None
    sent: Mapping[IsoWeek, datetime] = field(default_factory=dict)
    written: Mapping[IsoWeek, datetime] = field(default_factory=dict)
    edition: int = 1

    @property
    def out(self) -> dict[IsoWeek, datetime]:
        """By week, until when its report tells what was noted; what came later belongs to the next one."""
        return {**self.written, **self.sent}

    def first_day(self, engagement: Engagement) -> date | None:
        """The day the work begins: the project's own, else its first milestone's; None without either."""
        starts = [one.baseline.start for one in self.forecast.milestones]
        return engagement.project.timeline.start or min(starts, default=None)

    def account(self, engagement: Engagement, known: PeriodRecords) -> Account:
        """The money of the project as a span of days knows it."""
        start = self.first_day(engagement)
        return Account(known, engagement.project.price, self.prices, engagement.currency, start)

    def status(self, account: Account, worsened: Sequence[StatusWorsened] = ()) -> Status:
        """Green, amber or red by the published rule, and what of `worsened` is worse than it."""
        return status(self.forecast, account.used_percent, self.differences, worsened, account.period_left())

    @property
    def scope(self) -> ScopeStanding | None:
        """How the project stands to its agreement; None where nothing was agreed."""
        if self.differences is None:
            return None
        found: dict[tuple[Area, str], ScopePoint] = {}
        for one in sorted(self.differences, key=lambda one: not is_grave(one)):
            item = "" if one.area == "terms" else one.item
            kind: Kind = "changed" if one.field else one.kind
            found.setdefault((one.area, item), ScopePoint(area=one.area, kind=kind, item=item))
        named = tuple(found.values())[:NAMED_POINTS]
        return ScopeStanding(version=self.version, points=len(found), named=named)


def report_number(week: IsoWeek, sent: Iterable[IsoWeek]) -> int | None:
    """Which of the sent reports a week's is or would be; None where none up to its week was sent."""
    before = [one for one in sent if one <= week]
    return sum(one < week for one in before) + 1 if before else None
