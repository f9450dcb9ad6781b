"""A project: all of what is planned and offered, as its `project.toml` holds it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from clientkit.kernel.model.files.checklist import ChecklistRow
from clientkit.kernel.model.files.price import Expenses, Payment, Price
from clientkit.kernel.model.files.scope import Deliverable, Duty, Exclusion, Inclusions, Risk, SuccessMeasure
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
from clientkit.kernel.model.files.timeline import Milestone, TimelineTerms
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.language import LANGUAGE_EXAMPLES, Language
from clientkit.kernel.model.values.text import FullLine, Line, Prose


class Waiver(Model):
    """A finding of `scope check` that was looked at and let stand."""

    code: FullLine = Field(description="code of the finding", examples=["vague-word"])
    where: Line = Field(
        "", description="only there, where it is not meant for all", examples=["deliverables.2.criteria"]
    )
    reason: FullLine = Field(
        description="why it may stand; shown with the finding", examples=["The client's own wording"]
    )


class Faq(Model):
    """A question that the client often asks; `clientkit page` shows it with its answer."""

    question: FullLine = Field(description="the question", examples=["Who keeps the passwords?"])
    answer: Prose = Field(
        description="its answer; Markdown is allowed", examples=["You do; we hand them over on the last day."]
    )


class LinkedRepository(Model):
    """A git repository that holds the work; it is only read, and nothing in it is ever run."""

    path: FullLine = Field(
        description="its top folder; from the project's folder, or from your home with ~",
        examples=["~/code/toko"],
    )
    name: Line = Field(
        "", description="what the report calls it, where there are several", examples=["web shop"]
    )
    branch: Line = Field(
        "", description="branch that is read, * for all; the one checked out when empty", examples=["main"]
    )
    authors: tuple[Line, ...] = Field(
        (),
        description="whose commits count, by mail address; yours when empty",
        examples=[["dewi@studio.example"]],
    )


class Project(Model):
    """All of a `project.toml`."""

    version: Literal[1] = Field(1, description="version of the file format", examples=[1])
    title: FullLine = Field(description="name of the project, as documents show it", examples=["Web shop"])
    language: Language | None = Field(
        None,
        description="language of its documents, where it differs from the client's",
        examples=LANGUAGE_EXAMPLES,
    )
    work: Line = Field("", description="kind of work that it began with", examples=["website"])
    background: Prose = Field(
        "", description="why the project exists", examples=["Orders come by chat today and get lost."]
    )
    objective: Prose = Field(
        "", description="what will be true when it is done", examples=["Customers order and pay online."]
    )
    assumptions: tuple[FullLine, ...] = Field(
        (), description="what the plan takes as given", examples=[["Texts exist in Indonesian"]]
    )
    constraints: tuple[FullLine, ...] = Field(
        (), description="what cannot be moved", examples=[["Launch before 1 December"]]
    )
    agreement: Agreement = Agreement.model_construct()
    success: tuple[SuccessMeasure, ...] = Field(
        (), description="how success is measured, one [[success]] each"
    )
    deliverables: tuple[Deliverable, ...] = Field(
        (), description="what is handed over, one [[deliverables]] each"
    )
    inclusions: Inclusions = Inclusions.model_construct()
    exclusions: tuple[Exclusion, ...] = Field(
        (), description="what is not part of it, one [[exclusions]] each"
    )
    risks: tuple[Risk, ...] = Field((), description="what may go wrong, one [[risks]] each")
    duties: tuple[Duty, ...] = Field((), description="what the client does, one [[duties]] each")
    timeline: TimelineTerms = TimelineTerms.model_construct()
    milestones: tuple[Milestone, ...] = Field((), description="the dated steps, one [[milestones]] each")
    revisions: RevisionPolicy = RevisionPolicy.model_construct()
    acceptance: AcceptanceTerms = AcceptanceTerms.model_construct()
    price: Price = Price.model_construct()
    payments: tuple[Payment, ...] = Field((), description="the payment schedule, one [[payments]] each")
    expenses: Expenses = Expenses.model_construct()
    changes: ChangeProcess = ChangeProcess.model_construct()
    communication: CommunicationTerms = CommunicationTerms.model_construct()
    service_levels: tuple[ServiceLevel, ...] = Field(
        (), description="what a client can count on, one [[service_levels]] each"
    )
    complaints: ComplaintPath = ComplaintPath.model_construct()
    clauses: Clauses = Clauses.model_construct()
    cancellation: Cancellation = Cancellation.model_construct()
    checklist: tuple[ChecklistRow, ...] = Field((), description="what is always done, one [[checklist]] each")
    faq: tuple[Faq, ...] = Field(
        (), description="questions that are often asked, one [[faq]] each; 'clientkit page' shows them"
    )
    repo: tuple[LinkedRepository, ...] = Field(
        (), description="git repositories that hold the work, one [[repo]] each"
    )
    waivers: tuple[Waiver, ...] = Field(
        (), description="findings of 'scope check' that may stand, one [[waivers]] each"
    )

    @property
    def has_dates(self) -> bool:
        """Whether there is a day that the milestones can be dated from."""
        own = (day for one in self.milestones for day in (one.start, one.due, one.not_before))
        return bool(self.milestones) and (self.timeline.start is not None or any(own))

    @property
    def planned_milestones(self) -> tuple[Milestone, ...]:
        """The milestones; those that hand something over leave the client the days to review it."""
        days = {"acceptance_days": self.acceptance.review_days}
        return tuple(
            one.model_copy(update=days) if one.acceptance_days is None and self.handed_over(one) else one
            for one in self.milestones
        )

    def dated_duties(self, ends: Mapping[str, date]) -> tuple[Duty, ...]:
        """The duties with their days: their own, else the last one of their milestone (`ends`, by id)."""
        return tuple(
            one.model_copy(update={"due": one.due or ends.get(one.milestone or "")}) for one in self.duties
        )

    def handed_over(self, milestone: Milestone) -> tuple[str, ...]:
        """Ids of the deliverables that a milestone hands over; either of the two may name the other."""
        own = milestone.deliverables
        naming = (one.id for one in self.deliverables if one.milestone == milestone.id)
        return (*own, *(name for name in naming if name not in own))

    @model_validator(mode="after")
    def _ids_are_unique(self) -> "Project":
        for name in ("deliverables", "milestones", "service_levels"):
            for double in _doubles(item.id for item in getattr(self, name)):
                raise ValueError(f"two {name} have the id '{double}'; give each its own")
        return self


def _doubles(ids: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            yield name
        seen.add(name)
