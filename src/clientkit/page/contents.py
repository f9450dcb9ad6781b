"""What a project's page holds: where it stands, its dates, what is asked of the client."""

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from clientkit.complaints.document import PolicyDocument
from clientkit.kernel.model.files.project import Faq
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.choices import AcceptanceHow
from clientkit.milestones.baseline_comparison import DatedMilestone, Slip
from clientkit.reports.changes import ChangeNote

NeedKind = Literal[
    "accept",
    "closing",
    "approve",
    "choose",
    "confirm",
    "allow",
    "leave",
    "decision",
    "block",
    "milestone",
    "duty",
    "promise",
]


class ReadyReply(Model):
    """A reply that is ready to be sent."""

    sentence: str = Field(description="what it says; empty where that is theirs to say")
    link: str = Field(description="what opens it as a mail; empty where no address is known")


class Need(Model):
    """Something that the client decides, gives or does; it was asked for before."""

    kind: NeedKind = Field(
        description="accept, closing, approve, choose, confirm, allow, leave: by mail; else as a report asks"
    )
    text: str = Field(
        description="what is needed; of a question by mail what it is about, where a paper says it"
    )
    why: str = Field("", description="what waits for it, in a sentence")
    topic: str = Field("", description="version of the agreement, or number of the change")
    due: date | None = Field(None, description="by when")
    overdue: bool = Field(False, description="whether that day has passed")
    otherwise: str = Field("", description="what happens without an answer")
    replies: tuple[ReadyReply, ...] = Field((), description="the replies that can be sent with one click")


class AgreementInForce(Model):
    """The agreement that was accepted last."""

    number: str = Field(description="its number; empty where it has none")
    version: int = Field(description="its version")
    accepted_on: date = Field(description="day on which it was accepted")
    accepted_by: str = Field(description="who accepted it")
    how: AcceptanceHow = Field(description="mail, signature or call")
    model: str = Field("fixed", description="kind of price: fixed, hourly, retainer")
    total: Decimal | None = Field(
        description="price with its tax, the limit, or the fee of one period; empty where none is set"
    )
    currency: str = Field(description="ISO 4217 code")
    sha256: str = Field(description="SHA-256 of its text")


class ReportSent(Model):
    """A report that went."""

    day: date = Field(description="day on which it went")
    document: str = Field(description="report, month or closing")
    headline: str = Field(description="its first line; empty where it is not kept as it went")


class PlannedStep(Model):
    """What comes next, as the last report says."""

    text: str = Field(description="what it is")
    due: date | None = Field(description="by when")


class PageDocument(Model):
    """What the page's template is given; all of it was sent before, but for the questions at its end."""

    title: str = Field(description="name of the project")
    client: str = Field(description="name of the client")
    author: str = Field(description="your name")
    author_email: str = Field(description="the address that replies go to; empty where none is set")
    as_of: date = Field(description="day of the page")
    sha256: str = Field(description="SHA-256 of what it says: the same page has the same one")
    sent: bool = Field(description="whether anything was sent or agreed yet")
    told_on: date | None = Field(description="day that the last report is of; dates are as they were then")
    headline: str = Field(description="first line of the last report; empty before the first")
    agreed_on: date | None = Field(description="day the agreement was accepted; empty before that")
    offered_on: date | None = Field(description="day the agreement went, where it waits for a reply")
    end: date | None = Field(description="end of the project as expected then")
    baseline_end: date | None = Field(description="end as agreed or planned")
    slip: int = Field(description="working days between the two; negative when early")
    slips: tuple[Slip, ...] = Field(description="that slip, split by cause")
    finished: bool = Field(description="whether all milestones were reached then")
    milestones: tuple[DatedMilestone, ...] = Field(description="the milestones that some paper names")
    done: tuple[str, ...] = Field(description="what the last report says was finished")
    next: tuple[PlannedStep, ...] = Field(description="what it says comes next")
    needs: tuple[Need, ...] = Field(description="what is needed from the client, by day")
    changes: tuple[ChangeNote, ...] = Field(description="what was offered, approved or given")
    agreement: AgreementInForce | None = Field(description="the agreement in force")
    reports: tuple[ReportSent, ...] = Field(description="the last reports, the latest first")
    policy: PolicyDocument | None = Field(
        description="how complaints are taken; empty where no policy is set"
    )
    faq: tuple[Faq, ...] = Field(description="questions that are often asked, from the project's file")
