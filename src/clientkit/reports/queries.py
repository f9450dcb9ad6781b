"""The reports of a project: which weeks have notes, which were reported, and which reports were sent."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from pydantic import Field

from clientkit.correspondence.document_editions import (
    edition_of,
    issue_and_edition,
    issue_sent,
    sent_reports,
)
from clientkit.correspondence.mails import Mail, mails_among
from clientkit.documents.issue import Issue
from clientkit.documents.kinds import document_kinds
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.date_span import ALL_DAYS, Span
from clientkit.kernel.model.values.month import Month
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.store.workspace import Workspace
from clientkit.reports.history.weeks import ProjectWeeks, project_weeks
from clientkit.reports.status import Light


class ReportRow(Model):
    """One edition of a report; or a week with notes and no report."""

    kind: Literal["week", "month", "closing"] = Field(description="what it is a report of")
    number: int | None = Field(
        description="number of a week's report; null where the project has no beginning"
    )
    week: str | None = Field(description="ISO week; null for other reports")
    month: str | None = Field(description="month; null for other reports")
    edition: int | None = Field(description="1 at first; null where none was written")
    status: Light | None = Field(description="green, amber or red, as it is computed for the week now")
    notes: int | None = Field(description="notes taken of the week; null for other reports")
    hours: Decimal | None = Field(description="hours noted in the week; null for other reports")
    document: str | None = Field(
        description="path of its report inside the workspace; null where there is none"
    )
    sent_on: date | None = Field(description="day it was last sent; null where it was not")
    recipients: tuple[str, ...] = Field(description="addresses it was sent to")


class ReportRows(Rows[ReportRow]):
    """The reports of a project in a list."""


Editions = dict[int, str | None]
"""The editions of a report that were written or sent, with their files; none where that is gone."""


def list_reports(
    workspace: Workspace, settings: Settings, name: ProjectRef, today: date, span: Span = ALL_DAYS
) -> ReportRows:
    """The weeks with notes or a report, in order, then the reports of months, and the closing report.

    Each has a row for each edition of its report. What has a day in `span` is listed; the day of a closing
    report is that on which it was sent, today before.

    Raises:
        InvalidDataError: the project's file does not hold what it should, or its dates cannot be.
    """
    weeks = project_weeks(workspace, settings, name, today)
    sent = sent_reports(mails_among(weeks.dossier.records), name[1])
    issues = _issues(workspace, name, sent)
    for week in weeks.notes:
        issues.setdefault(Issue("report", str(week)), {})
    rows = (
        row for issue in sorted(issues, key=_in_order) for row in _rows(weeks, issue, issues[issue], sent)
    )
    return ReportRows(row for row in rows if span.meets(*_days(row, today)))


def _days(row: ReportRow, today: date) -> tuple[date, date]:
    if row.week:
        week = IsoWeek.parse(row.week)
        return week.monday, week.sunday
    if row.month:
        month = Month.parse(row.month)
        return month.first, month.last
    return (row.sent_on or today,) * 2


def _in_order(issue: Issue) -> tuple[int, str]:
    return [kind.name for kind in document_kinds()].index(issue.document), issue.stem


def _issues(workspace: Workspace, name: ProjectRef, sent: Sequence[Mail]) -> dict[Issue, Editions]:
    """The reports in the project's `documents/`, and those that were sent."""
    found: dict[Issue, Editions] = {}
    for path in sorted(workspace.documents_dir(*name).glob("*.md")):
        if (named := issue_and_edition(path.name)) and path.is_file():
            found.setdefault(named[0], {})[named[1]] = workspace.relative(path)
    for one in sent:
        if issue := issue_sent(one):
            found.setdefault(issue, {}).setdefault(edition_of(one), None)
    return found


def _rows(weeks: ProjectWeeks, issue: Issue, editions: Editions, sent: Sequence[Mail]) -> Iterator[ReportRow]:
    about = _about(weeks, issue)
    written: list[tuple[int | None, str | None]] = [*sorted(editions.items())]
    for edition, document in written or [(None, None)]:
        gone = [one for one in sent if issue_sent(one) == issue and edition_of(one) == edition]
        to = dict.fromkeys(address for one in gone for address in one.accepted)
        yield ReportRow(
            **about,
            edition=edition,
            document=document,
            sent_on=max((one.day for one in gone), default=None),
            recipients=tuple(to),
        )


def _about(weeks: ProjectWeeks, issue: Issue) -> dict[str, Any]:
    """What all editions of a report share."""
    week = IsoWeek.parse(issue.week) if issue.week else None
    status = weeks.status(week) if week else None
    return {
        "kind": "week" if week else issue.document,
        "number": status.number if status else None,
        "week": issue.week,
        "month": issue.month,
        "status": status.status if status else None,
        "notes": len(weeks.notes.get(week, ())) if week else None,
        "hours": weeks.hours(week) if week else None,
    }
