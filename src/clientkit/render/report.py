"""The weekly report's context: one project, one ISO week, and nothing that happened after it."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from pydantic import Field

from clientkit.model.base import Model
from clientkit.model.journal import Entry
from clientkit.model.plan import Forecast
from clientkit.model.text import Prose
from clientkit.model.week import IsoWeek
from clientkit.model.workspace import WEEKDAYS
from clientkit.render.dated import DatedMilestone, Slip, dated_milestones, slips
from clientkit.render.engagement import Addressee, Engagement
from clientkit.render.notes import (
    AskNote,
    BlockNote,
    DoneNote,
    FeedbackNote,
    MovedNote,
    OpenRisk,
    PlannedNote,
    ReachedNote,
)
from clientkit.render.status import Status, status
from clientkit.render.week_notes import WeekNotes

Period = Literal["week", "month", "quarter"]
SOON = timedelta(days=14)
"""How far ahead a report reminds the client of what is theirs to do."""

MONTHS: dict[Period, int] = {"month": 1, "quarter": 3}


class HoursUsed(Model):
    """Hours noted, against those planned."""

    this_week: Decimal = Field(description="hours noted this week")
    to_date: Decimal = Field(description="hours noted so far; for a retainer, in its current period")
    planned: Decimal | None = Field(description="hours planned; for a retainer, in a period")
    used_percent: Decimal | None = Field(description="percent of the planned hours that is used")
    period: Period | None = Field(description="period of a retainer; empty for other prices")


class ReportDocument(Model):
    """What the weekly report's template is given."""

    title: str = Field(description="name of the project")
    client: str = Field(description="name of the client")
    addressee: Addressee = Field(description="whom the report greets")
    author: str = Field(description="your name")
    author_email: str = Field(description="the address that answers go to")
    signature: Prose = Field(description="closing lines of your workspace")
    week: str = Field(description="ISO week, for instance 2026-W47")
    week_number: int = Field(description="its number in the year")
    monday: date = Field(description="first day of the week")
    sunday: date = Field(description="last day of the week")
    as_of: date = Field(description="day the report is of: today, or the week's Sunday when that has passed")
    number: int | None = Field(description="weeks since the project began, this one included")
    agreed_on: date | None = Field(description="day the agreement was accepted; empty before that")
    status: Status = Field(description="green, amber or red")
    has_notes: bool = Field(description="whether anything was noted for this project up to the week")
    done: tuple[DoneNote, ...] = Field(description="what was finished this week")
    reached: tuple[ReachedNote, ...] = Field(description="milestones reached this week")
    moved: tuple[MovedNote, ...] = Field(description="milestones whose date was moved this week")
    planned_last_week: tuple[PlannedNote, ...] = Field(description="last week's plan with what became of it")
    next: tuple[PlannedNote, ...] = Field(description="what comes next, earliest first")
    decisions: tuple[AskNote, ...] = Field(description="decisions needed from the client")
    waiting: tuple[BlockNote, ...] = Field(description="what is blocked until the client acts")
    due_soon: tuple[DatedMilestone, ...] = Field(
        description="the client's milestones that are due within 14 days"
    )
    blocked: tuple[BlockNote, ...] = Field(description="what is blocked on our side")
    risks: tuple[OpenRisk, ...] = Field(description="the three gravest risks")
    milestones: tuple[DatedMilestone, ...] = Field(description="all milestones, agreed and expected")
    baseline_end: date | None = Field(description="end of the project as agreed or planned")
    end: date | None = Field(description="end of the project as expected")
    slip: int = Field(description="working days between the two; negative when early")
    slips: tuple[Slip, ...] = Field(description="that slip, split by cause")
    hours: HoursUsed | None = Field(description="hours used; empty where none are noted or planned")
    feedback: tuple[FeedbackNote, ...] = Field(description="what the client said this week")
    latest_csat: FeedbackNote | None = Field(description="the latest answer with a satisfaction score")
    next_report: date = Field(description="day of the next report")


def report_document(
    engagement: Engagement, forecast: Forecast, records: Sequence[Entry], week: IsoWeek, today: date
) -> ReportDocument:
    """The context of a week's report.

    `records` are the project's that count, corrections applied. The forecast should be that of the
    week's Sunday once it has passed, so that an old week's report stays as it was.
    """
    project, settings = engagement.project, engagement.settings
    as_of = min(today, week.sunday)
    notes = WeekNotes(records, week, _titles(engagement))
    hours = _hours(engagement, notes)
    milestones = dated_milestones(forecast)
    names = {contact.id: contact.name for contact in engagement.client.contacts}
    answers = notes.feedback(names, engagement.addressee.name)
    return ReportDocument(
        title=project.title,
        client=engagement.client.name,
        addressee=engagement.addressee,
        author=settings.you.name,
        author_email=settings.you.email,
        signature=settings.signature,
        week=str(week),
        week_number=week.number,
        monday=week.monday,
        sunday=week.sunday,
        as_of=as_of,
        number=_number(week, engagement, milestones),
        agreed_on=engagement.agreed_on,
        status=status(forecast, hours.used_percent if hours else None),
        has_notes=any(record.day <= week.sunday for record in records),
        done=notes.done(),
        reached=notes.reached(),
        moved=notes.moved(),
        planned_last_week=notes.planned_last_week(),
        next=notes.next(),
        decisions=notes.asks(as_of),
        waiting=notes.blocks("client"),
        due_soon=_due_soon(milestones, as_of),
        blocked=notes.blocks("us"),
        risks=notes.risks(),
        milestones=milestones,
        baseline_end=forecast.baseline_end,
        end=forecast.end,
        slip=forecast.slip,
        slips=slips(forecast.slip_by_cause),
        hours=hours,
        feedback=tuple(answer for answer in answers if answer.day in week),
        latest_csat=next((answer for answer in reversed(answers) if answer.csat is not None), None),
        next_report=_next_report(week, engagement),
    )


def _due_soon(milestones: tuple[DatedMilestone, ...], as_of: date) -> tuple[DatedMilestone, ...]:
    theirs = (one for one in milestones if one.owner == "client" and one.status in {"running", "planned"})
    soon = (one for one in theirs if one.end <= as_of + SOON)
    return tuple(sorted(soon, key=lambda one: one.end))


def _titles(engagement: Engagement) -> dict[str, str]:
    project = engagement.project
    return {one.id: one.title for one in project.deliverables} | {
        one.id: one.title for one in project.milestones
    }


def _hours(engagement: Engagement, notes: WeekNotes) -> HoursUsed | None:
    price = engagement.project.price
    period = (price.period or "month") if price.model == "retainer" else None
    to_date = notes.hours(_period_start(notes.week, period))
    if not to_date and price.hours is None:
        return None
    return HoursUsed(
        this_week=notes.hours(notes.week.monday),
        to_date=to_date,
        planned=price.hours,
        used_percent=100 * to_date / price.hours if price.hours else None,
        period=period,
    )


def _period_start(week: IsoWeek, period: Period | None) -> date | None:
    """First day of the retainer's period that the week's Sunday is in."""
    if period is None or period == "week":
        return week.monday if period else None
    sunday, months = week.sunday, MONTHS[period]
    return date(sunday.year, sunday.month - (sunday.month - 1) % months, 1)


def _number(week: IsoWeek, engagement: Engagement, milestones: tuple[DatedMilestone, ...]) -> int | None:
    starts = [one.baseline_start for one in milestones]
    start = engagement.project.timeline.start or min(starts, default=None)
    if start is None or start > week.sunday:
        return None
    return (week.monday - IsoWeek.of(start).monday).days // 7 + 1


def _next_report(week: IsoWeek, engagement: Engagement) -> date:
    weekday = WEEKDAYS.index(engagement.settings.policies.report_day)
    return engagement.next_open_day(week.plus(1).monday + timedelta(days=weekday))
