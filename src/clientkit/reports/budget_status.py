"""How a project stands at the end of a span of days: its money and its status, for every report alike."""

from collections.abc import Sequence
from datetime import date

from clientkit.documents.parties import Engagement
from clientkit.kernel.model.files.schedule import Forecast
from clientkit.kernel.model.records.progress import StatusWorsened
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.reports.budget import Account
from clientkit.reports.period_records import KnownRecords
from clientkit.reports.status import Status, status
from clientkit.reports.weekly.facts import ReportFacts


def account_of(engagement: Engagement, facts: ReportFacts, known: KnownRecords) -> Account:
    """The money of a project as a span of days knows it."""
    start = first_day(engagement, facts.forecast)
    return Account(known, engagement.project.price, facts.prices, engagement.currency, start)


def status_of(facts: ReportFacts, account: Account, worsened: Sequence[StatusWorsened] = ()) -> Status:
    """Green, amber or red by the published rule, and what of `worsened` is worse than it."""
    return status(facts.forecast, account.used_percent, facts.differences, worsened, account.period_left())


def first_day(engagement: Engagement, forecast: Forecast) -> date | None:
    """The day the work begins: as the project says, else that of its first milestone; None without either."""
    starts = [one.baseline.start for one in forecast.milestones]
    return engagement.project.timeline.start or min(starts, default=None)


def report_number(week: IsoWeek, start: date | None) -> int | None:
    """Weeks from the first day of the work to a week, both included; None before it."""
    if start is None or start > week.sunday:
        return None
    return (week.monday - IsoWeek.of(start).monday).days // 7 + 1
