"""What the monthly report of a project is made from."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from clientkit.correspondence.document_editions import edition_now
from clientkit.correspondence.service_levels import LAST_MINUTE, level_clocks
from clientkit.documents.account import clock_calendar
from clientkit.documents.dossier import Dossier
from clientkit.documents.issue import Issue
from clientkit.errors import UsageError
from clientkit.kernel.model.values.month import Month
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.store.agreement_files import read_agreed_project
from clientkit.kernel.store.journal.read import read_journal
from clientkit.reports.monthly.document import LevelKept, MonthDocument, month_document
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
    document = month_document(dossier.engagement, facts, dossier.records, month, today)
    return document.model_copy(update={"service_levels": tuple(_levels_kept(dossier, month, until))})


def _levels_kept(dossier: Dossier, month: Month, until: date) -> Iterator[LevelKept]:
    """Each term of the project's service levels, over the messages that came in the month."""
    agreed = dossier.agreed
    project = (
        read_agreed_project(dossier.workspace, dossier.name, agreed.version)
        if agreed
        else dossier.engagement.project
    )
    levels = project.service_levels
    if not levels:
        return
    settings, end = dossier.settings, datetime.combine(until, LAST_MINUTE)
    records = [one for one in read_journal(dossier.workspace, dossier.name.client) if one.day <= until]
    calendar, zone = clock_calendar(settings, until.year), ZoneInfo(settings.defaults.timezone)
    clocks = [*level_clocks(records, dossier.name.project, levels, calendar, zone)]
    judged = [one for one in clocks if one.message.day in month and (one.done or one.due <= end)]
    for level in levels:
        for part, hours in level.terms:
            own = [one for one in judged if (one.level.id, one.part) == (level.id, part)]
            kept = sum(one.is_kept for one in own)
            yield LevelKept(what=level.what, part=part, hours=hours, due=len(own), kept=kept)
