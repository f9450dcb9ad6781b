"""The monthly report's context: a month of work as its client sees it, from the notes of its days."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import Field

from clientkit.documents.parties import Engagement, Letterhead, letterhead
from clientkit.kernel.model.files.terms import LevelPart
from clientkit.kernel.model.records.progress import Ask, Done, HoursSpent, Resolved, spent_hours
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.month import Month
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.milestones.baseline_comparison import DatedMilestone, Slip, dated_milestones, slips
from clientkit.reports.budget import Budget, HoursUsed
from clientkit.reports.changes import ChangeNote, change_notes
from clientkit.reports.notes import (
    AskNote,
    BlockNote,
    DoneNote,
    FeedbackNote,
    MovedNote,
    OpenRisk,
    PlannedNote,
    PromiseNote,
    ReachedNote,
)
from clientkit.reports.period_notes import ProjectNotes, titles_of
from clientkit.reports.period_records import MonthRecords, WeekRecords, names_of
from clientkit.reports.plan_vs_actual import Plans
from clientkit.reports.status import Status
from clientkit.reports.weekly.asks import ClientAsk, client_asks
from clientkit.reports.weekly.facts import ReportFacts


class WeekSummary(Model):
    """One week of the month, as far as it lies in it."""

    week: str = Field(description="ISO week, for instance 2026-W47")
    week_number: int = Field(description="its number in the year")
    first: date = Field(description="its first day in the month")
    last: date = Field(description="its last day in the month")
    done: int = Field(description="how many outcomes were noted")
    hours: Decimal = Field(description="hours noted")


class DoneGroup(Model):
    """What was finished for one deliverable or milestone."""

    item: str = Field(description="id of the deliverable or milestone; empty for all else")
    title: str = Field(description="its title")
    notes: tuple[DoneNote, ...] = Field(description="the outcomes, in order")


class LevelKept(Model):
    """One term of a service level: how often it fell due this month, and how often it was kept."""

    what: str = Field(description="what it is for")
    part: LevelPart = Field(description="answer or solve")
    hours: int = Field(description="hours of working days that are promised")
    due: int = Field(description="how many of the month's messages were done, or their time is over")
    kept: int = Field(description="how many of these in time")


class DecisionNote(Model):
    """A decision that was given in the month."""

    text: str = Field(description="the question")
    answer: str = Field(description="the answer")
    day: date = Field(description="day of the answer")


class MonthDocument(Letterhead):
    """What the monthly report's template is given."""

    month: str = Field(description="the month, for instance 2026-11")
    first: date = Field(description="its first day")
    last: date = Field(description="its last day")
    as_of: date = Field(
        description="day the report is of: today, or the month's last day when that has passed"
    )
    edition: int = Field(description="1 at first; one more each time it was sent and is made again")
    agreed_on: date | None = Field(description="day the agreement was accepted; empty before that")
    status: Status = Field(description="green, amber or red, as the month ended")
    done: tuple[DoneGroup, ...] = Field(description="what was finished, by deliverable and milestone")
    outcomes: int = Field(description="how many outcomes that are")
    reached: tuple[ReachedNote, ...] = Field(description="milestones reached this month")
    moved: tuple[MovedNote, ...] = Field(description="milestones whose date was moved this month")
    decided: tuple[DecisionNote, ...] = Field(description="decisions given this month")
    weeks: tuple[WeekSummary, ...] = Field(
        description="the weeks of the month that have begun, from the first with a note on"
    )
    behind: tuple[PlannedNote, ...] = Field(
        description="planned this week for days that are over, and not done; earliest first"
    )
    next: tuple[PlannedNote, ...] = Field(description="what comes next, earliest first")
    asks: tuple[ClientAsk, ...] = Field(
        description="what we need from the client: decisions, what is waited for, overdue steps of theirs"
    )
    decisions: tuple[AskNote, ...] = Field(description="decisions needed from the client")
    waiting: tuple[BlockNote, ...] = Field(description="what is blocked until the client acts")
    blocked: tuple[BlockNote, ...] = Field(description="what is blocked on our side")
    risks: tuple[OpenRisk, ...] = Field(description="the three gravest risks")
    promises: tuple[PromiseNote, ...] = Field(
        description="promises kept or broken this month, due within 14 days, or overdue"
    )
    milestones: tuple[DatedMilestone, ...] = Field(description="all milestones, agreed and expected")
    baseline_end: date | None = Field(description="end of the project as agreed or planned")
    end: date | None = Field(description="end of the project as expected")
    slip: int = Field(description="working days between the two; negative when early")
    slips: tuple[Slip, ...] = Field(description="that slip, split by cause")
    changes: tuple[ChangeNote, ...] = Field(
        description="changes offered, and those approved or done for free this month"
    )
    hours: HoursUsed | None = Field(
        description="hours used, `this_week` is of this month here; empty where a fixed price keeps them back"
    )
    budget: Budget | None = Field(description="money agreed and used; empty where no price is known")
    feedback: tuple[FeedbackNote, ...] = Field(description="what the client said this month")
    service_levels: tuple[LevelKept, ...] = Field(
        (), description="what the client can count on in hours, and how often it was kept"
    )
    meetings: str = Field(description="when the two sides meet, as agreed; empty where nothing is")


def month_document(
    engagement: Engagement, facts: ReportFacts, records: Sequence[Entry], month: Month, today: date
) -> MonthDocument:
    """The context of a month's report; the facts should be those of its last day once it has passed."""
    project = engagement.project
    known = MonthRecords(records, month, min(today, month.last))
    titles = titles_of(project)
    notes = ProjectNotes(known, titles)
    plans = Plans(WeekRecords(records, IsoWeek.of(known.as_of), known.as_of), titles, month.last)
    outcomes, milestones = notes.done(), dated_milestones(facts.forecast)
    decisions, waiting = notes.asks(), notes.blocks("client")
    late = [one for one in milestones if one.status == "waiting"]
    return MonthDocument(
        **letterhead(engagement),
        month=str(month),
        first=month.first,
        last=month.last,
        as_of=known.as_of,
        edition=facts.edition,
        agreed_on=engagement.agreed_on,
        done=tuple(_by_item(outcomes)),
        outcomes=len(outcomes),
        reached=notes.reached(),
        moved=notes.moved(),
        decided=tuple(_decided(known)),
        weeks=tuple(_weeks(known, counts_hours=engagement.shows_hours)),
        behind=plans.behind(),
        next=plans.next(),
        asks=client_asks(decisions, waiting, late, (), ()),
        decisions=decisions,
        waiting=waiting,
        blocked=notes.blocks("us"),
        risks=notes.risks(),
        promises=notes.promises(),
        milestones=milestones,
        baseline_end=facts.forecast.baseline_end,
        end=facts.forecast.end,
        slip=facts.forecast.slip,
        slips=slips(facts.forecast.slip_by_cause),
        changes=change_notes(engagement, records, month.first, known.as_of),
        feedback=notes.feedback(engagement),
        meetings=project.communication.meetings.rstrip("."),
        **_standing(engagement, facts, known),
    )


def _standing(engagement: Engagement, facts: ReportFacts, known: MonthRecords) -> dict[str, Any]:
    """Status and money as the month ended."""
    account = facts.account(engagement, known)
    hours = account.hours() if engagement.shows_hours else None
    return {"status": facts.status(account), "hours": hours, "budget": account.budget()}


def _by_item(outcomes: Sequence[DoneNote]) -> Iterator[DoneGroup]:
    """The outcomes by what they belong to, in the order in which each was first worked on; the rest last."""
    items = dict.fromkeys(one.item for one in outcomes if one.item)
    for item in (*items, ""):
        notes = tuple(one for one in outcomes if one.item == item)
        if notes:
            yield DoneGroup(item=item, title=notes[0].item_title, notes=notes)


def _decided(known: MonthRecords) -> Iterator[DecisionNote]:
    asks = {name: one for one in known.of(Ask) for name in names_of(one)}
    for one in known.news(Resolved):
        if one.ref in asks:
            yield DecisionNote(text=asks[one.ref].text, answer=one.text or "", day=one.day)


def _weeks(known: MonthRecords, *, counts_hours: bool) -> Iterator[WeekSummary]:
    done, spent = known.news(Done), known.news(HoursSpent)
    noted = [record.day for record in known.of(Entry)]
    week = IsoWeek.of(max(known.first, min(noted, default=known.first)))
    while week.monday <= known.as_of:
        yield WeekSummary(
            week=str(week),
            week_number=week.number,
            first=max(week.monday, known.first),
            last=min(week.sunday, known.last),
            done=sum(one.day in week for one in done),
            hours=spent_hours(one for one in (*done, *spent) if counts_hours and one.day in week),
        )
        week = week.plus(1)
