"""What the monthly report of a project is made from."""

from dataclasses import replace
from datetime import date

from clientkit.correspondence.document_editions import edition_now
from clientkit.documents.dossier import Dossier
from clientkit.documents.issue import Issue
from clientkit.errors import UsageError
from clientkit.kernel.model.values.month import Month
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.reports.monthly.document import MonthDocument, month_document
from clientkit.reports.weekly.queries import report_facts


def month_report(dossier: Dossier, month: Month, today: date) -> MonthDocument:
    """The context of a month's report.

    Raises:
        UsageError: the month has not begun.
        InvalidDataError: the project's dates cannot be.
    """
    if month.first > today:
        raise UsageError(
            f"The month {month} has not begun: it starts on {month.first}.",
            f"The current one is {Month.of(today)}.",
        )
    until = min(today, month.last)
    facts = replace(
        report_facts(dossier, IsoWeek.of(until), until),
        edition=edition_now(dossier.records, dossier.name, Issue("month", str(month))),
    )
    return month_document(dossier.engagement, facts, dossier.records, month, today)
