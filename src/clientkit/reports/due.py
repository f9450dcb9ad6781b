"""What is due of reports: the weekly one of each running project, on its day."""

from collections.abc import Iterator
from datetime import date, timedelta

from clientkit.correspondence.document_editions import sent_reports
from clientkit.correspondence.mails import mails_among
from clientkit.documents.account import AccountProject, ClientAccount
from clientkit.kernel.model.files.calendar_settings import WEEKDAYS
from clientkit.kernel.model.records.project import ProjectMoved
from clientkit.kernel.model.values.date_input import WEEKDAY_WORDS
from clientkit.kernel.model.values.due import Due, due_key
from clientkit.kernel.model.values.week import IsoWeek

EARLY = 2
"""Weekdays (Monday is 0) before which a report tells of the week before."""


def dues_of(account: ClientAccount) -> Iterator[Due]:
    """The next report of each running project; missed ones are one, on the latest day that has come."""
    for project in account.projects:
        if project.state != "active" or (account.who and account.who.kind == "internal"):
            continue
        name, weekday = project.name, report_weekday(account, project)
        yield Due(
            key=due_key("report", *name),
            kind="report",
            id="",
            client=name.client,
            project=name.project,
            owner="us",
            due=_next_day(project, weekday).isoformat(),
            weight="watch",
            text="weekly report",
            why=project.terms.communication.report_day or f"policies.report_day: {WEEKDAYS[weekday]}",
            do=f"clientkit week {name}",
            every=7,
            new_date=f"clientkit report week {name}",
        )


def report_weekday(account: ClientAccount, project: AccountProject) -> int:
    """The weekday that a project's agreement prints, where it names one; else that of the policies."""
    words = project.terms.communication.report_day.casefold().replace(",", " ").split()
    named = {number for number, names in enumerate(WEEKDAY_WORDS) for word in words if word in names.split()}
    return named.pop() if len(named) == 1 else WEEKDAYS.index(account.settings.policies.report_day)


def report_day(week: IsoWeek, weekday: int) -> date:
    """The day on which the report of a week is due: early in a week it tells of the week before."""
    behind = timedelta(weeks=1) if weekday < EARLY else timedelta(0)
    return week.monday + timedelta(days=weekday) + behind


def _next_day(project: AccountProject, weekday: int) -> date:
    """The report day after the last week that was reported, or the first one of the work."""
    sent = [one for one in sent_reports(mails_among(project.records), project.name.project) if one.week]
    behind = timedelta(weeks=1) if weekday < EARLY else timedelta(0)
    if sent:
        last = max(sent, key=lambda one: (one.week or "", one.day))
        week = IsoWeek.parse(last.week or "").plus(1)
        own_week = behind and last.day <= week.plus(-1).sunday
        return week.monday + timedelta(days=weekday) + (timedelta(0) if own_week else behind)
    begun = [one.day for one in project.records if isinstance(one, ProjectMoved) and one.state == "active"]
    return begun[-1] + timedelta(days=(weekday - begun[-1].weekday()) % 7) + behind
