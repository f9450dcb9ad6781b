"""What the template of a scope agreement is given: what the two sides agree on, with the money reckoned."""

from datetime import date
from decimal import Decimal

from pydantic import Field

from clientkit.clients.residence import is_indonesian
from clientkit.documents.parties import Engagement, PartyDetails
from clientkit.kernel.model.files.calendar_settings import DayOff, Weekday
from clientkit.kernel.model.files.price import Expenses, Price
from clientkit.kernel.model.files.price_totals import PaymentDue, Total, payment_schedule, price_total
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.schedule import Plan, PlannedMilestone
from clientkit.kernel.model.files.scope import Deliverable, Duty, Exclusion, Inclusions, Risk, SuccessMeasure
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.files.terms import (
    AcceptanceTerms,
    Agreement,
    Cancellation,
    ChangeProcess,
    Clauses,
    CommunicationTerms,
    ComplaintPath,
    RevisionPolicy,
    ServiceLevel,
)
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.choices import Party
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.text import Prose


class AgreedDeliverable(Deliverable):
    """A deliverable with the date that its milestones give it; of several, the last."""

    milestone_title: str = Field(description="title of the milestone it is delivered at")
    due: date | None = Field(description="last day of that milestone, where it is dated")
    steps: int = Field(description="how many milestones hand over a part of it")


class AgreedMilestone(Model):
    """A milestone with its dates; they are empty while the plan cannot be reckoned."""

    id: str = Field(description="short name of the milestone")
    title: str = Field(description="what is reached")
    owner: Party = Field(description="who does it: us or client")
    deliverables: tuple[str, ...] = Field(description="ids of the deliverables handed over here")
    start: date | None = Field(description="first working day")
    end: date | None = Field(description="last working day")
    acceptance_due: date | None = Field(description="last day the client has to accept it")
    buffer: int = Field(description="working days of buffer after it")
    note: Prose = Field(description="anything to know")


class AgreedPayment(PaymentDue):
    """A payment with the milestone that makes it due."""

    milestone_title: str = Field(description="title of the milestone that makes it due")
    milestone_end: date | None = Field(description="last day of that milestone, where it is dated")


class ScopeDocument(Model):
    """What the scope agreement's template is given."""

    language: Language = Field(description="language of the paper")
    title: str = Field(description="name of the project")
    agreement: Agreement = Field(description="number, version and dates of the paper, law and forum")
    provider: PartyDetails = Field(description="you, as the party that does the work")
    client: PartyDetails = Field(description="the client, as the party that orders it")
    currency: str = Field(description="ISO 4217 code of every amount")
    timezone: str = Field(description="time zone of every date")
    working_days: tuple[Weekday, ...] = Field(description="days of the week that count as working days")
    days_off: tuple[DayOff, ...] = Field(description="days off between start and end")
    background: Prose = Field(description="why the project exists")
    objective: Prose = Field(description="what will be true when it is done")
    success: tuple[SuccessMeasure, ...] = Field(description="how success is measured")
    deliverables: tuple[AgreedDeliverable, ...] = Field(description="what is handed over")
    inclusions: Inclusions = Field(description="what comes with the work")
    exclusions: tuple[Exclusion, ...] = Field(description="what is not part of it")
    assumptions: tuple[str, ...] = Field(description="what the plan takes as given")
    constraints: tuple[str, ...] = Field(description="what cannot be moved")
    risks: tuple[Risk, ...] = Field(description="what may go wrong, and the answer")
    duties: tuple[Duty, ...] = Field(description="what the client provides or decides, each with its day")
    start: date | None = Field(description="first day of the work")
    end: date | None = Field(description="last day of the last milestone")
    milestones: tuple[AgreedMilestone, ...] = Field(description="the dated steps")
    buffer: int = Field(description="working days of buffer in the whole plan")
    in_indonesia: bool = Field(
        description="whether the law of Indonesia has a say: the client lives there, or it was chosen"
    )
    moved_by: tuple[str, ...] = Field(description="what moves the dates")
    timeline_note: Prose = Field(description="a sentence on the buffer or the season")
    revisions: RevisionPolicy = Field(description="how often a result is reworked within the price")
    acceptance: AcceptanceTerms = Field(description="how a deliverable is accepted")
    approver: str = Field(description="who accepts deliverables for the client")
    price: Price = Field(description="the price as given")
    total: Total | None = Field(description="net, tax and total; for a retainer, of one period")
    payments: tuple[AgreedPayment, ...] = Field(description="the payment schedule; adds up to the total")
    unscheduled: Decimal = Field(description="part of the total that no payment asks for")
    expenses: Expenses = Field(description="costs on top of the price")
    changes: ChangeProcess = Field(description="how the agreement changes later")
    communication: CommunicationTerms = Field(
        description="how the two sides talk; your policies where the project says nothing"
    )
    service_levels: tuple[ServiceLevel, ...] = Field(description="what the client can count on, in hours")
    report_weekday: Weekday = Field(description="day of the progress report, where no words are given for it")
    complaints: ComplaintPath = Field(
        description="where a complaint goes; your address and policies where the project says nothing"
    )
    resolve_within: int = Field(description="working days until a complaint is resolved")
    complaint_policy: bool = Field(description="whether the policies are set, and so the page on complaints")
    mediator: str = Field(description="who else can help; empty where nobody is named")
    clauses: Clauses = Field(description="rights, liability and what else lawyers ask for; more are your own")
    cancellation: Cancellation = Field(description="how either side ends it")


def scope_document(
    engagement: Engagement, plan: Plan | None, language: Language | None = None
) -> ScopeDocument:
    """The context of a scope agreement; without a plan the milestones stand there undated."""
    project = engagement.stated(language)
    planned = {milestone.id: milestone for milestone in plan.milestones} if plan else {}
    law = project.agreement.governing_law
    start = project.timeline.start or (plan.start if plan else None)
    end = plan.end if plan else None
    schedule = payment_schedule(project.price, project.payments, engagement.currency)
    as_given = {
        name: getattr(project, name) for name in Project.model_fields if name in ScopeDocument.model_fields
    }
    derived = {
        "language": language or engagement.language,
        "provider": engagement.provider(language),
        "client": engagement.counterpart,
        "currency": engagement.currency,
        "timezone": engagement.timezone,
        "working_days": engagement.settings.calendar.working_days,
        "days_off": engagement.days_off(start, end),
        "start": start,
        "end": end,
        "deliverables": _deliverables(engagement, planned),
        "duties": project.dated_duties(plan.ends if plan else {}),
        "in_indonesia": is_indonesian(engagement.client) or "indonesia" in law.lower(),
        "milestones": _milestones(engagement, planned),
        "buffer": sum(milestone.buffer for milestone in project.milestones),
        "moved_by": project.timeline.moved_by,
        "timeline_note": project.timeline.note,
        "approver": engagement.approver,
        "total": price_total(project.price, engagement.currency),
        "payments": _payments(engagement, schedule.payments, planned),
        "unscheduled": schedule.unscheduled,
    }
    return ScopeDocument.model_validate({**as_given, **derived, **_as_promised(project, engagement.settings)})


def _as_promised(project: Project, settings: Settings) -> dict[str, object]:
    """What the workspace promises every client, where the project does not say otherwise."""
    policies = settings.policies
    talk, complaints = project.communication, project.complaints
    answer = talk.answer_within if talk.answer_within is not None else policies.answer_within
    first = complaints.acknowledge_within
    plan = complaints.answer_within
    return {
        "communication": talk.model_copy(update={"answer_within": answer}),
        "report_weekday": policies.report_day,
        "complaints": ComplaintPath(
            address=complaints.address or settings.you.email,
            acknowledge_within=first if first is not None else policies.acknowledge_within,
            answer_within=plan if plan is not None else policies.plan_within,
        ),
        "resolve_within": policies.resolve_within,
        "complaint_policy": bool(policies.model_fields_set),
        "mediator": policies.mediator,
    }


def _deliverables(
    engagement: Engagement, planned: dict[str, PlannedMilestone]
) -> tuple[AgreedDeliverable, ...]:
    project = engagement.project
    titles = {milestone.id: milestone.title for milestone in project.milestones}
    found = []
    for deliverable in project.deliverables:
        steps = [one.id for one in project.milestones if deliverable.id in project.handed_over(one)]
        milestone = _last(steps, planned) or deliverable.milestone or ""
        dated = planned.get(milestone)
        found.append(
            AgreedDeliverable(
                **{**dict(deliverable), "milestone": milestone or None},
                milestone_title=titles.get(milestone, ""),
                due=dated.end if dated else None,
                steps=len(steps),
            )
        )
    return tuple(found)


def _last(steps: list[str], planned: dict[str, PlannedMilestone]) -> str:
    """The milestone that ends last; while none is dated, the last in the file."""
    dated = [name for name in steps if name in planned]
    return max(reversed(dated), key=lambda name: planned[name].end) if dated else (steps or [""])[-1]


def _milestones(engagement: Engagement, planned: dict[str, PlannedMilestone]) -> tuple[AgreedMilestone, ...]:
    found = []
    for milestone in engagement.project.milestones:
        dated = planned.get(milestone.id)
        found.append(
            AgreedMilestone(
                start=dated.start if dated else milestone.start,
                end=dated.end if dated else milestone.due,
                acceptance_due=dated.acceptance_due if dated else None,
                deliverables=engagement.project.handed_over(milestone),
                **milestone.model_dump(include={"id", "title", "owner", "buffer", "note"}),
            )
        )
    return tuple(found)


def _payments(
    engagement: Engagement, payments: tuple[PaymentDue, ...], planned: dict[str, PlannedMilestone]
) -> tuple[AgreedPayment, ...]:
    titles = {milestone.id: milestone.title for milestone in engagement.project.milestones}
    return tuple(
        AgreedPayment(
            **dict(payment),
            milestone_title=titles.get(payment.milestone or "", ""),
            milestone_end=planned[payment.milestone].end if payment.milestone in planned else None,
        )
        for payment in payments
    )
