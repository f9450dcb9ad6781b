"""How a project stood at the end of each of its weeks, without making their reports."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from clientkit.agreements.differences import Difference
from clientkit.documents.dossier import Dossier
from clientkit.kernel.model.files.schedule import Forecast
from clientkit.kernel.model.records.progress import Done, HoursSpent, StatusWorsened
from clientkit.kernel.model.records.project import MilestoneDone, MilestoneMoved
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.milestones.queries import Outlook, facts_of, outlook_of
from clientkit.reports.period_records import WeekRecords
from clientkit.reports.status import Light
from clientkit.reports.weekly.facts import ReportFacts, report_number
from clientkit.reports.weekly.queries import AgreedTerms, accepted_terms, differences_now, sent_weeks


@dataclass(frozen=True)
class WeekStatus:
    """What a week's report says in its first lines."""

    number: int | None
    status: Light | None
    slip: int | None
    """Working days; None without milestones."""


@dataclass(frozen=True)
class WeeklyStatus:
    """A project at the ends of its weeks: what all weeks share is read and reckoned once."""

    dossier: Dossier
    today: date

    def at(self, week: IsoWeek) -> WeekStatus | None:
        """How it stood at the end of a week, or stands today; None for a week that has not begun.

        Raises:
            InvalidDataError: the project's dates cannot be.
        """
        if week.monday > self.today:
            return None
        until = min(self.today, week.sunday)
        facts, engagement = self._facts(until), self.dossier.engagement
        known = WeekRecords(self._counted, week, until)
        worsened = [one for one in self._worsened if week.monday <= one.day <= week.sunday]
        status = facts.status(facts.account(engagement, known), worsened)
        return WeekStatus(
            number=report_number(week, self._sent),
            status=status.overall,
            slip=facts.forecast.slip if facts.forecast.milestones else None,
        )

    def _facts(self, until: date) -> ReportFacts:
        terms = [one for one in self._accepted if one.accepted_on <= until]
        return ReportFacts(
            forecast=self._forecast(until),
            prices=tuple(one.price for one in terms),
            differences=self._differences if terms and len(terms) == len(self._accepted) else None,
        )

    def _forecast(self, until: date) -> Forecast:
        if self._outlook is None:
            return Forecast()
        known = (record for record in self._dated if record.day <= until)
        agreed = self.dossier.agreed
        return self._outlook.as_of(until, facts_of(known, agreed.version if agreed else 0)).forecast()

    @cached_property
    def _outlook(self) -> Outlook | None:
        dossier = self.dossier
        project = dossier.engagement.project
        if not project.has_dates or not project.milestones:
            return None
        return outlook_of(project, dossier.settings, dossier.records, self.today, dossier.agreed)

    @cached_property
    def _sent(self) -> list[IsoWeek]:
        """The weeks whose report was sent."""
        return list(sent_weeks(self.dossier))

    @cached_property
    def _accepted(self) -> list[AgreedTerms]:
        return accepted_terms(self.dossier)

    @cached_property
    def _differences(self) -> tuple[Difference, ...] | None:
        return differences_now(self.dossier)

    @cached_property
    def _dated(self) -> list[Entry]:
        """What happened to the milestones."""
        return [one for one in self.dossier.records if isinstance(one, MilestoneDone | MilestoneMoved)]

    @cached_property
    def _counted(self) -> list[Entry]:
        """What took hours, by day and then as written down."""
        records = (one for one in self.dossier.records if isinstance(one, Done | HoursSpent) and one.hours)
        return sorted(records, key=lambda one: (one.day, one.ts, one.id))

    @cached_property
    def _worsened(self) -> list[StatusWorsened]:
        """Where a person saw it worse, by day and then as written down."""
        records = (one for one in self.dossier.records if isinstance(one, StatusWorsened))
        return sorted(records, key=lambda one: (one.day, one.ts, one.id))
