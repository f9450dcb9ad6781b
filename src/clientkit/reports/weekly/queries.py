"""What the weekly report of a project is made from: its dates, its agreed versions, its sent reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from clientkit.agreements.queries import compare
from clientkit.agreements.version_diff import Difference
from clientkit.correspondence.document_editions import Issue, next_edition, sent_reports
from clientkit.correspondence.mails import Mail, mails_among
from clientkit.documents.parties import Engagement
from clientkit.errors import InvalidDataError, NotFoundError, UsageError
from clientkit.kernel.calendar.project_calendar import holidays_around
from clientkit.kernel.model.files.price import Price
from clientkit.kernel.model.files.schedule import Forecast
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.store.agreement_files import (
    agreed_versions,
    is_as_agreed,
    read_agreed_project,
    read_manifest,
)
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.milestones.queries import Agreed, agreed_dates, days_beside, forecast_of
from clientkit.reports.weekly.document import ReportDocument, report_document
from clientkit.reports.weekly.facts import ReportFacts


@dataclass(frozen=True)
class Subject:
    """A project of the workspace with what is read of it."""

    workspace: Workspace
    name: ProjectRef
    engagement: Engagement
    records: Sequence[Entry]
    agreed: Agreed | None

    @property
    def settings(self) -> Settings:
        """The workspace's settings."""
        return self.engagement.settings

    def edition(self, issue: Issue) -> int:
        """The edition that one of its reports has when it is made now."""
        return next_edition(sent_reports(mails_among(self.records), self.name[1], issue))


def read_subject(
    workspace: Workspace, settings: Settings, name: ProjectRef, today: date, language: Language | None = None
) -> Subject:
    """What the workspace holds of a project; `language` is that of holidays, the documents' if not given.

    Raises:
        InvalidDataError: the project's file, or the client's, does not hold what it should.
    """
    project = read_project(workspace, *name).value
    agreed = agreed_dates(workspace, name)
    client = read_client(workspace, name[0]).value
    records = [one for one in read_journal(workspace, name[0]) if one.project == name[1]]
    spoken = language or project.language or client.language
    holidays = holidays_around(project, settings, days_beside(records, today, agreed), spoken)
    engagement = Engagement(project, client, settings, agreed.on if agreed else None, holidays)
    return Subject(workspace, name, engagement, records, agreed)


class Terms(NamedTuple):
    """An accepted version: its number, its price, and the day from which it counts."""

    version: int
    price: Price
    accepted_on: date


def week_report(subject: Subject, week: IsoWeek, today: date) -> ReportDocument:
    """The context of a week's report.

    Raises:
        UsageError: the week has not begun.
        InvalidDataError: the project's dates cannot be.
    """
    if week.monday > today:
        raise UsageError(
            f"The week {week} has not begun: it starts on {week.monday}.",
            f"The current one is {IsoWeek.of(today)}.",
        )
    facts = report_facts(subject, week, min(today, week.sunday))
    return report_document(subject.engagement, facts, subject.records, week, today)


def report_facts(subject: Subject, week: IsoWeek, until: date) -> ReportFacts:
    """What is known at the end of a week, or today.

    Raises:
        InvalidDataError: the project's dates cannot be.
    """
    sent = [one for one in sent_reports(mails_among(subject.records), subject.name[1]) if one.week]
    accepted = accepted_terms(subject)
    terms = [one for one in accepted if one.accepted_on <= until]
    return ReportFacts(
        forecast=_forecast(subject, until),
        prices=tuple(one.price for one in terms),
        changed_days=_changed_days(subject, terms),
        version=terms[-1].version if terms else 0,
        differences=differences_now(subject) if terms and len(terms) == len(accepted) else None,
        sent=_last_sent(sent),
        edition=subject.edition(Issue("report", str(week))),
    )


def _last_sent(sent: Sequence[Mail]) -> dict[IsoWeek, datetime]:
    """When the report of each week was last sent."""
    return {IsoWeek.parse(one.week): one.ts for one in sorted(sent, key=lambda one: one.ts) if one.week}


def _forecast(subject: Subject, until: date) -> Forecast:
    project = subject.engagement.project
    if not project.has_dates or not project.milestones:
        return Forecast()
    known = [record for record in subject.records if record.day <= until]
    return forecast_of(project, subject.settings, known, until, subject.agreed)


def accepted_terms(subject: Subject) -> list[Terms]:
    """The accepted versions, first to last; one with broken files becomes a notice and is passed over."""
    workspace, name = subject.workspace, subject.name
    found = []
    for version in agreed_versions(workspace, name):
        try:
            accepted_on = read_manifest(workspace, name, version).value.accepted_on
            found.append(Terms(version, read_agreed_project(workspace, name, version).price, accepted_on))
        except (InvalidDataError, NotFoundError) as error:
            workspace.notices.add(f"passed over {error.message}")
    return found


def differences_now(subject: Subject) -> tuple[Difference, ...] | None:
    """What of the project is not as it was agreed last, dates aside: they are the schedule's.

    None where it cannot be told; what cannot be read is told by those who read it.
    """
    if is_as_agreed(subject.workspace, subject.name):
        return ()
    try:
        found = compare(subject.workspace, subject.settings, subject.name).differences
    except (InvalidDataError, NotFoundError):
        return None
    return tuple(one for one in found if (one.area, one.field) != ("milestone", "end"))


def _changed_days(subject: Subject, terms: Sequence[Terms]) -> int | None:
    """Working days between the ends of the first version and of the last."""
    if len(terms) < 2:  # noqa: PLR2004 - a change lies between two
        return None
    first, last = terms[0].version, terms[-1].version
    try:
        return compare(subject.workspace, subject.settings, subject.name, first, last).end_working_days
    except (InvalidDataError, NotFoundError):
        return None
