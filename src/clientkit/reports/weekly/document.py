"""The weekly report's context: one project, one ISO week, and nothing that happened after it."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from pydantic import Field

from clientkit.documents.kinds import MissingField
from clientkit.documents.parties import Engagement, Letterhead, letterhead
from clientkit.kernel.model.files.calendar_settings import WEEKDAYS, DayOff, Weekday
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.records.progress import StatusWorsened
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.week import IsoWeek, whole_weeks
from clientkit.milestones.baseline_comparison import DatedMilestone, Slip, dated_milestones, slips
from clientkit.reports.budget import Budget, HoursUsed
from clientkit.reports.changes import ChangeNote, change_notes
from clientkit.reports.complaints import ComplaintNote, complaint_notes
from clientkit.reports.notes import (
    AskNote,
    BlockNote,
    DoneNote,
    DutyNote,
    FeedbackNote,
    MovedNote,
    OpenRisk,
    PlannedNote,
    PromiseNote,
    ReachedNote,
)
from clientkit.reports.period_notes import SOON, ProjectNotes, titles_of
from clientkit.reports.period_records import WeekRecords
from clientkit.reports.plan_vs_actual import MISSED, Plans
from clientkit.reports.status import Status
from clientkit.reports.weekly.asks import ClientAsk, ShownRows, client_asks, shown_rows
from clientkit.reports.weekly.facts import ReportFacts, ScopeStanding, report_number

ANSWERED = ("decision", "block")
"""What a client can settle by an answer: the subject of the mail says by when."""


class ReportDocument(Letterhead):
    """What the weekly report's template is given."""

    week: str = Field(description="ISO week, for instance 2026-W47")
    week_number: int = Field(description="its number in the year")
    monday: date = Field(description="first day of the week")
    sunday: date = Field(description="last day of the week")
    as_of: date = Field(description="day the report is of: today, or the week's Sunday when that has passed")
    number: int | None = Field(
        description="which of the weekly reports that were sent it is; empty before the first was"
    )
    edition: int = Field(description="1 at first; one more each time it was sent and is made again")
    agreed_on: date | None = Field(description="day the agreement was accepted; empty before that")
    offered_on: date | None = Field(
        description="day the agreement was sent, where there is work and it waits for the client's reply"
    )
    full: bool = Field(description="whether all milestones, risks, promises and hours follow the page")
    asks: tuple[ClientAsk, ...] = Field(description="all that is needed from the client, by day")
    answer_by: date | None = Field(description="day by which the next answer is needed; empty without one")
    answer_late: bool = Field(description="whether a day by which an answer was needed has passed")
    shown: ShownRows = Field(description="how many rows of a section the one page shows")
    status: Status = Field(description="green, amber or red")
    changes: tuple[ChangeNote, ...] = Field(
        description="what was offered, approved or done for free beside the agreement"
    )
    complaints: tuple[ComplaintNote, ...] = Field(
        description="what the client is not satisfied with, or was until this week"
    )
    has_notes: bool = Field(description="whether anything was noted for this project up to the week")
    done: tuple[DoneNote, ...] = Field(description="what was finished this week")
    reached: tuple[ReachedNote, ...] = Field(description="milestones reached this week")
    moved: tuple[MovedNote, ...] = Field(description="milestones whose date was moved this week")
    planned_last_week: tuple[PlannedNote, ...] = Field(description="last week's plan with what became of it")
    behind: tuple[PlannedNote, ...] = Field(
        description="planned since the last report for days that are over, and not done; earliest first"
    )
    missed: tuple[PlannedNote, ...] = Field(
        description="of both, what slipped or was dropped and is not next"
    )
    next: tuple[PlannedNote, ...] = Field(description="what comes next, earliest first")
    decisions: tuple[AskNote, ...] = Field(description="decisions needed from the client")
    waiting: tuple[BlockNote, ...] = Field(description="what is blocked until the client acts")
    due_soon: tuple[DatedMilestone, ...] = Field(
        description="the client's milestones that are due within 14 days"
    )
    duties: tuple[DutyNote, ...] = Field(
        description="what the client agreed to provide within 14 days, where no milestone says it"
    )
    blocked: tuple[BlockNote, ...] = Field(description="what is blocked on our side")
    risks: tuple[OpenRisk, ...] = Field(description="the three gravest risks")
    milestones: tuple[DatedMilestone, ...] = Field(description="all milestones, agreed and expected")
    baseline_end: date | None = Field(description="end of the project as agreed or planned")
    end: date | None = Field(description="end of the project as expected")
    slip: int = Field(description="working days between the two; negative when early")
    slips: tuple[Slip, ...] = Field(description="that slip, split by cause")
    working_days: tuple[Weekday, ...] = Field(description="days of the week that count as working days")
    days_off: tuple[DayOff, ...] = Field(description="days off in the weeks of the milestones")
    hours: HoursUsed | None = Field(
        description="hours used; empty where none are noted or planned, or a fixed price keeps them back"
    )
    budget: Budget | None = Field(
        description="money agreed and used; empty where neither a price nor hours are known"
    )
    changed_days: int | None = Field(
        description="working days that approved changes moved the end by; empty where there are none"
    )
    scope: ScopeStanding | None = Field(
        description="how the project stands to its agreement; empty before there is one"
    )
    promises: tuple[PromiseNote, ...] = Field(
        description="promises kept or broken this week, due within 14 days, or overdue"
    )
    feedback: tuple[FeedbackNote, ...] = Field(description="what the client said this week")
    next_report: date = Field(description="day of the next report")
    meetings: str = Field(description="when the two sides meet, as agreed; empty where nothing is")


def report_document(
    engagement: Engagement,
    facts: ReportFacts,
    records: Sequence[Entry],
    week: IsoWeek,
    today: date,
    *,
    full: bool = False,
) -> ReportDocument:
    """The context of a week's report.

    `records` are the project's that count, corrections applied. The facts should be those of the week's
    Sunday once it has passed, so that an old week's report stays as it was.
    """
    project = engagement.project
    known = WeekRecords(records, week, min(today, week.sunday), facts.out)
    titles = titles_of(project)
    notes, plans = ProjectNotes(known, titles), Plans(known, titles)
    milestones, begun = dated_milestones(facts.forecast), facts.forecast.has_begun
    noted = _noted(notes)
    last_week, behind, coming = plans.last_week(), plans.behind(), plans.next()
    again = {one.text for one in coming}
    missed = tuple(one for one in (*last_week, *behind) if one.outcome in MISSED and one.text not in again)
    soon = _due_soon(milestones, notes.known.as_of) if begun else ()
    duties = tuple(_duties(project, milestones, notes.known.as_of)) if begun else ()
    waiting_for = (one for one in milestones if one.status == "waiting")
    asks = client_asks(noted["decisions"], noted["waiting"], (*waiting_for, *soon), duties, noted["promises"])
    return ReportDocument(
        **letterhead(engagement),
        week=str(week),
        week_number=week.number,
        monday=week.monday,
        sunday=week.sunday,
        as_of=notes.known.as_of,
        number=report_number(week, facts.sent),
        edition=facts.edition,
        agreed_on=engagement.agreed_on,
        offered_on=facts.offered_on,
        has_notes=any(record.day <= week.sunday for record in records),
        **_standing(engagement, facts, notes),
        **noted,
        changes=change_notes(engagement, records, week.monday, notes.known.as_of),
        complaints=complaint_notes(records, week.monday, notes.known.as_of),
        full=full,
        asks=asks,
        answer_by=next(
            (one.due for one in asks if one.kind in ANSWERED and one.due and not one.overdue), None
        ),
        answer_late=any(one.overdue for one in asks if one.kind in ANSWERED),
        shown=shown_rows(asks, (*noted["reached"], *noted["done"]), missed, coming, all_of_them=full),
        missed=missed,
        planned_last_week=last_week,
        behind=behind,
        next=coming,
        due_soon=soon,
        duties=duties,
        milestones=milestones,
        **_dates(engagement, facts, milestones),
        feedback=notes.feedback(engagement),
        next_report=_next_report(week, engagement),
        meetings=project.communication.meetings.rstrip("."),
    )


def _standing(engagement: Engagement, facts: ReportFacts, notes: ProjectNotes) -> dict[str, Any]:
    """Status, money and scope."""
    account = facts.account(engagement, notes.known)
    worsened = [one for one in notes.known.of(StatusWorsened) if one.day >= notes.known.first]
    return {
        "status": facts.status(account, worsened),
        "hours": account.hours() if engagement.shows_hours else None,
        "budget": account.budget(),
        "changed_days": facts.changed_days,
        "scope": facts.scope,
    }


def _noted(notes: ProjectNotes) -> dict[str, Any]:
    """The sections that show notes as they are."""
    return {
        "done": notes.done(),
        "reached": notes.reached(),
        "moved": notes.moved(),
        "decisions": notes.asks(),
        "waiting": notes.blocks("client"),
        "blocked": notes.blocks("us"),
        "risks": notes.risks(),
        "promises": notes.promises(),
    }


def _dates(
    engagement: Engagement, facts: ReportFacts, milestones: tuple[DatedMilestone, ...]
) -> dict[str, Any]:
    """The end, its slip, and the days that a chart shows."""
    forecast = facts.forecast
    first = min((min(one.baseline_start, one.start) for one in milestones), default=None)
    last = max((max(one.baseline_end, one.end) for one in milestones), default=None)
    return {
        "baseline_end": forecast.baseline_end,
        "end": forecast.end,
        "slip": forecast.slip,
        "slips": slips(forecast.slip_by_cause),
        "working_days": engagement.settings.calendar.working_days,
        "days_off": engagement.days_off(*whole_weeks(first, last)) if first and last else (),
    }


def _due_soon(milestones: tuple[DatedMilestone, ...], as_of: date) -> tuple[DatedMilestone, ...]:
    theirs = (one for one in milestones if one.owner == "client" and one.status in {"running", "planned"})
    soon = (one for one in theirs if as_of <= one.end <= as_of + SOON)
    return tuple(sorted(soon, key=lambda one: one.end))


def _duties(project: Project, milestones: tuple[DatedMilestone, ...], as_of: date) -> Iterator[DutyNote]:
    """What the client is to provide soon; whether what was due before has come, nothing here says."""
    told = {
        day for one in milestones if one.owner == "client" for day in (one.baseline_end, one.end, one.due)
    }
    duties = project.dated_duties({one.id: one.due for one in milestones})
    for one in sorted(duties, key=lambda one: one.due or date.max):
        if one.due and as_of <= one.due <= as_of + SOON and one.due not in told:
            yield DutyNote(what=one.what, due=one.due, effect=one.effect)


def _next_report(week: IsoWeek, engagement: Engagement) -> date:
    weekday = WEEKDAYS.index(engagement.settings.policies.report_day)
    return engagement.next_open_day(week.plus(1).monday + timedelta(days=weekday))


def missing_in_report(document: ReportDocument) -> list[MissingField]:
    """What a weekly report lacks: outcomes, dated next steps, decisions that can be answered."""
    found = []
    if not document.done and not document.reached:
        found.append(
            MissingField("done", "what was finished this week, 3 to 7 outcomes (clientkit done PROJECT)")
        )
    if not document.next:
        found.append(MissingField("next", "what comes next, with a date (clientkit next PROJECT)"))
    found += [
        MissingField("next.due", f"by when: {one.text:.60}", one.text)
        for one in document.next
        if one.due is None
    ]
    for ask in document.decisions:
        parts = {"options": ask.options, "recommend": ask.recommend, "due": ask.due, "default": ask.default}
        absent = [name for name, value in parts.items() if not value]
        if absent:
            field = f"decisions.{'/'.join(absent)}"
            found.append(MissingField(field, f"for the question: {ask.text:.60}", ask.text))
    return found
