"""When each term of a client fell due and was done, read of its files, in plain values."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from clientkit.complaints.cases import complaints_among
from clientkit.complaints.clocks import clocks
from clientkit.complaints.queries import terms_of
from clientkit.correspondence.document_editions import sent_reports
from clientkit.correspondence.due import answer_clocks
from clientkit.correspondence.mails import mails_among
from clientkit.correspondence.service_levels import level_clocks
from clientkit.documents.account import AccountProject, ClientAccount, clock_calendar, read_account
from clientkit.kernel.model.records.agenda import Snoozed
from clientkit.kernel.model.records.project import ProjectMoved
from clientkit.kernel.model.values.due import as_instant, due_key
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.store.toml.client_file import settings_or_usual
from clientkit.kernel.store.workspace import Workspace
from clientkit.promises.queries import promise_values
from clientkit.reports.due import report_day, report_weekday

Value = tuple[Any, ...]
"""The term, the project, when it fell due, when it was done; of reports, see `_reports`."""


def client_values(workspace: Workspace, slug: str, year: int) -> list[Value]:
    """What fell due of a client; of oneself nothing does."""
    settings = settings_or_usual(workspace)
    account = read_account(workspace, settings, clock_calendar(settings, year), slug)
    if account.who and account.who.kind == "internal":
        return []
    found = [
        ("answer", clock.message.project, str(clock.due), _text(clock.done))
        for clock in answer_clocks(account)
    ]
    for subject, _, _, owner, _, due, outcome, ended, _ in promise_values(account.records):
        term = "promise" if owner == "us" else "their-promise"
        done = ended if outcome == "kept" else "never" if outcome == "broken" else ""
        found.append((term, subject.partition("/")[2] or None, due, done))
    found += _complaints(account)
    for project in account.projects:
        found += [*_levels(account, project), *_reports(account, project), *_targets(account, project)]
    return found


def _complaints(account: ClientAccount) -> Iterator[Value]:
    for case in complaints_among(account.records):
        terms, about = terms_of(account, case), case.complaint.project
        for clock in clocks(case, terms, account.calendar):
            if clock.name in {"acknowledge", "resolve"} and not clock.paused:
                yield clock.name, about, str(clock.due), _text(clock.done)
        if case.offered_on or not case.outcome:
            due = account.calendar.add(case.round_begun, terms.plan)
            yield "plan", about, str(due), _text(case.offered_on)


def _levels(account: ClientAccount, project: AccountProject) -> Iterator[Value]:
    zone, name = ZoneInfo(account.settings.defaults.timezone), project.name.project
    levels = project.terms.service_levels
    for one in level_clocks(account.records, name, levels, account.calendar, zone):
        yield f"level-{one.part}", name, as_instant(one.due), as_instant(one.done) if one.done else ""


def _reports(account: ClientAccount, project: AccountProject) -> Iterator[Value]:
    """Of each time that the project ran: its first report day, its last day if it ended, and days of sending.

    Those are by the day on which the report of that week was due.
    """
    weekday, name = report_weekday(account, project), project.name.project
    sent: dict[str, str] = {}
    for one in sent_reports(mails_among(project.records), name):
        if one.week:
            due = str(report_day(IsoWeek.parse(one.week), weekday))
            sent[due] = min(sent.get(due, str(one.day)), str(one.day))
    moves = sorted(
        (one for one in project.records if isinstance(one, ProjectMoved)), key=lambda one: (one.day, one.ts)
    )
    begun: date | None = None
    for move in moves:
        if move.state == "active":
            begun = begun or move.day
        elif begun:
            yield "report", name, _first(begun, weekday), str(move.day - timedelta(days=1)), sent
            begun = None
    if begun:
        yield "report", name, _first(begun, weekday), "", sent


def _first(begun: date, weekday: int) -> str:
    day = report_day(IsoWeek.of(begun), weekday)
    return str(day if day >= begun else day + timedelta(weeks=1))


def _targets(account: ClientAccount, project: AccountProject) -> Iterator[Value]:
    ends = {one.key: one for one in account.records if isinstance(one, Snoozed)}
    for number, one in enumerate(project.terms.success, start=1):
        if one.due and project.versions and project.state != "draft":
            said = ends.get(due_key("target", *project.name, f"S{number}"))
            done = str(said.day) if said and said.until is None else ""
            yield "target", project.name.project, str(one.due), done


def _text(day: date | None) -> str:
    return str(day) if day else ""
