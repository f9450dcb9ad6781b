"""The closing report's context: what was agreed beside what was delivered, at the end of a project."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pydantic import Field

from clientkit.documents.kinds import MissingField
from clientkit.documents.parties import Engagement, Letterhead, letterhead
from clientkit.kernel.model.files.price import Price
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.schedule import Forecast
from clientkit.kernel.model.files.scope import Deliverable
from clientkit.kernel.model.records.acceptance import CriterionTried
from clientkit.kernel.model.records.progress import Lesson
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.text import Prose
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.milestones.baseline_comparison import DatedMilestone, Slip, dated_milestones, slips
from clientkit.promises.queries import promises
from clientkit.reports.budget import Account, Budget, HoursUsed
from clientkit.reports.changes import ChangeNote, change_notes
from clientkit.reports.complaints import ComplaintNote, complaint_notes
from clientkit.reports.notes import AskNote, BlockNote, FeedbackNote
from clientkit.reports.period_notes import ProjectNotes, titles_of
from clientkit.reports.period_records import WeekRecords


class ClosedCriterion(Model):
    """An acceptance criterion, and whether it was met."""

    number: int = Field(description="its number in the deliverable, from 1")
    text: str = Field(description="the criterion as agreed")
    met: bool | None = Field(description="whether it was met; empty where it was not tried")
    day: date | None = Field(description="day of the last trial")
    note: str = Field(description="who tried it, how, or what is missing")


class ClosedDeliverable(Model):
    """A deliverable as agreed, and what became of it."""

    id: str = Field(description="its short name")
    title: str = Field(description="what it is called")
    quantity: Decimal = Field(description="how many")
    unit: str = Field(description="of what")
    format: str = Field(description="the form it is handed over in")
    agreed_for: date | None = Field(description="last day of its last milestone as agreed or planned")
    handed_over: date | None = Field(description="day its last milestone was reached; empty before that")
    criteria: tuple[ClosedCriterion, ...] = Field(description="its acceptance criteria")
    met: int = Field(description="how many of them are met")


class AgreedVersionNote(Model):
    """A version of the agreement, with what it changed."""

    version: int = Field(description="its number")
    agreed_on: date = Field(description="day it was accepted")
    price: Decimal | None = Field(description="price as that agreement states it")
    added: Decimal | None = Field(None, description="what it added to the price of the version before")
    end: date | None = Field(description="end of the work by it")


class ScoreNote(Model):
    """A score of the project, only where there are answers enough to speak of one."""

    metric: str = Field(description="csat, nps or ces")
    responses: int = Field(description="how many answered")
    score: Decimal = Field(description="percent satisfied, NPS points, or mean ease")
    low: Decimal | None = Field(description="lower end of its 95 % interval")
    high: Decimal | None = Field(description="upper end of its 95 % interval")


class LessonNote(Model):
    """Something that was learned."""

    text: str = Field(description="what was learned")
    prevention: str = Field(description="what is done differently from now on")


class PromisesKept(Model):
    """Our promises of the project, counted."""

    kept: int = Field(description="how many were kept")
    late: int = Field(description="how many of those after their day")
    broken: int = Field(description="how many were broken")
    open: int = Field(description="how many nobody has said anything of")


class ClosingDocument(Letterhead):
    """What the closing report's template is given."""

    as_of: date = Field(description="day the report is of")
    edition: int = Field(description="1 at first; one more each time it was sent and is made again")
    agreed_on: date | None = Field(description="day the last agreement was accepted; empty without one")
    number: str = Field(description="number of the agreement, where it has one")
    deliverables: tuple[ClosedDeliverable, ...] = Field(description="what was to be delivered")
    criteria: int = Field(description="how many acceptance criteria there are")
    met: int = Field(description="how many of them are met")
    failed: int = Field(description="how many were tried and are not met")
    milestones: tuple[DatedMilestone, ...] = Field(description="all milestones, agreed and reached")
    baseline_end: date | None = Field(description="end of the work as agreed or planned")
    end: date | None = Field(description="end of the work as it was, or as expected")
    slip: int = Field(description="working days between the two; negative when early")
    slips: tuple[Slip, ...] = Field(description="that slip, split by cause")
    versions: tuple[AgreedVersionNote, ...] = Field(description="the accepted versions, first to last")
    hours: HoursUsed | None = Field(
        description="hours used; empty where none are noted or planned, or a fixed price keeps them back"
    )
    budget: Budget | None = Field(description="money agreed and used; empty where no price is known")
    promises: PromisesKept = Field(description="how our promises ended")
    answers: tuple[FeedbackNote, ...] = Field(description="what the client said, in order")
    scores: tuple[ScoreNote, ...] = Field(description="scores with five answers or more")
    changes: tuple[ChangeNote, ...] = Field(
        description="what was offered, approved or done for free beside the agreement"
    )
    complaints: tuple[ComplaintNote, ...] = Field(
        description="what the client was not satisfied with, and how it ended"
    )
    lessons: tuple[LessonNote, ...] = Field(description="what was learned")
    decisions: tuple[AskNote, ...] = Field(description="decisions that were not given")
    waiting: tuple[BlockNote, ...] = Field(description="what still waits for the client")
    blocked: tuple[BlockNote, ...] = Field(description="what still waits for us")
    warranty: Prose = Field(description="defects that are mended free, and for how long")
    support: Prose = Field(description="help after delivery")


@dataclass(frozen=True)
class ClosingFacts:
    """What a closing report is made of beside the records: `delivered` is the project as it was agreed."""

    delivered: Project
    forecast: Forecast
    versions: Sequence[AgreedVersionNote] = ()
    prices: Sequence[Price] = ()
    scores: Sequence[ScoreNote] = ()
    edition: int = 1


def closing_document(
    engagement: Engagement, facts: ClosingFacts, records: Sequence[Entry], today: date
) -> ClosingDocument:
    """The context of a project's closing report; `records` are the project's that count."""
    delivered = facts.delivered
    notes = ProjectNotes(WeekRecords(records, IsoWeek.of(today), today), titles_of(delivered))
    milestones = dated_milestones(facts.forecast)
    start = delivered.timeline.start or min((one.baseline_start for one in milestones), default=None)
    account = Account(notes.known, delivered.price, facts.prices, engagement.currency, start)
    deliverables = tuple(_deliverables(delivered, milestones, records))
    every = [criterion for one in deliverables for criterion in one.criteria]
    return ClosingDocument(
        **letterhead(engagement) | {"title": delivered.title},
        as_of=today,
        edition=facts.edition,
        agreed_on=engagement.agreed_on,
        number=delivered.agreement.number,
        deliverables=deliverables,
        criteria=len(every),
        met=sum(one.met is True for one in every),
        failed=sum(one.met is False for one in every),
        milestones=milestones,
        baseline_end=facts.forecast.baseline_end,
        end=facts.forecast.end,
        slip=facts.forecast.slip,
        slips=slips(facts.forecast.slip_by_cause),
        versions=tuple(facts.versions),
        hours=account.hours() if engagement.shows_hours else None,
        budget=account.budget(),
        promises=_promises(records, today),
        answers=notes.feedback(engagement, ever=True),
        scores=tuple(facts.scores),
        changes=change_notes(engagement, records, date.min, today),
        complaints=complaint_notes(records, date.min, today),
        lessons=tuple(
            LessonNote(text=one.text, prevention=one.prevention or "") for one in notes.known.of(Lesson)
        ),
        decisions=notes.asks(),
        waiting=notes.blocks("client"),
        blocked=notes.blocks("us"),
        warranty=delivered.clauses.warranty,
        support=delivered.clauses.support,
    )


def _deliverables(
    project: Project, milestones: Sequence[DatedMilestone], records: Sequence[Entry]
) -> Iterator[ClosedDeliverable]:
    tried = {(one.item, one.number): one for one in records if isinstance(one, CriterionTried)}
    for one in project.deliverables:
        at = [row for row in milestones if one.id in row.deliverables or row.id == one.milestone]
        reached = [row.done_on for row in at if row.done_on]
        criteria = tuple(_criteria(one, tried))
        yield ClosedDeliverable(
            agreed_for=max((row.baseline_end for row in at), default=None),
            handed_over=max(reached) if reached and len(reached) == len(at) else None,
            criteria=criteria,
            met=sum(criterion.met is True for criterion in criteria),
            **one.model_dump(include={"id", "title", "quantity", "unit", "format"}),
        )


def _criteria(
    deliverable: Deliverable, tried: Mapping[tuple[str, int], CriterionTried]
) -> Iterator[ClosedCriterion]:
    for number, text in enumerate(deliverable.criteria, start=1):
        trial = tried.get((deliverable.id, number))
        yield ClosedCriterion(
            number=number,
            text=text,
            met=trial.met if trial else None,
            day=trial.day if trial else None,
            note=(trial.note or "") if trial else "",
        )


def _promises(records: Sequence[Entry], today: date) -> PromisesKept:
    ours = [one for one in promises(records, today) if one.owner == "us"]
    states = [one.state for one in ours]
    return PromisesKept(
        kept=states.count("kept"),
        late=sum(one.late for one in ours),
        broken=states.count("broken"),
        open=states.count("open") + states.count("overdue"),
    )


def missing_in_closing(document: ClosingDocument) -> Iterator[MissingField]:
    """What a closing report lacks: trials of what was agreed, and what was learned."""
    for one in document.deliverables:
        untried = [str(criterion.number) for criterion in one.criteria if criterion.met is None]
        if untried:
            said = (
                f"whether {', '.join(untried)} of its criteria are met (clientkit scope met PROJECT {one.id})"
            )
            yield MissingField(f"criteria of {one.id}", said)
    if not document.lessons:
        yield MissingField("lessons", "what was learned (clientkit lesson PROJECT)")
