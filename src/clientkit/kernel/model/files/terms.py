"""The rules of working together: revisions, acceptance, changes, answers, rights, the way out."""

from datetime import date
from typing import Literal

from pydantic import Field

from clientkit.kernel.model.files.scope import ItemId
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.money import Amount
from clientkit.kernel.model.values.text import Address, FullLine, Line, Prose

LevelPart = Literal["answer", "solve"]
"""What a service level promises: an answer, or that it is solved."""


class Agreement(Model):
    """The paper itself: its number, version and law."""

    number: Line = Field("", description="number of the agreement", examples=["SOW-2026-014"])
    version: int = Field(1, ge=1, le=999, description="version, counted up with each offer", examples=[1])
    issued: date | None = Field(None, description="date of this version", examples=["2026-11-09"])
    valid_until: date | None = Field(
        None, description="last day the offer can be accepted", examples=["2026-11-23"]
    )
    governing_law: Line = Field("", description="law that applies", examples=["Republic of Indonesia"])
    dispute_forum: Line = Field(
        "", description="where a dispute is settled", examples=["District Court of Bandung"]
    )
    place: Line = Field("", description="place where it is signed", examples=["Yogyakarta"])


class RevisionPolicy(Model):
    """How often a result is reworked within the price."""

    rounds: int | None = Field(None, ge=0, le=99, description="rounds that are included", examples=[2])
    round_means: Prose = Field(
        "",
        description="what one round is",
        examples=["One collected list of changes to a deliverable, answered together."],
    )
    extra_price: Amount | None = Field(None, description="price of another round", examples=[750000])


class AcceptanceTerms(Model):
    """How a deliverable is accepted."""

    by: Line = Field("", description="who accepts", examples=["Rina Wijaya"])
    how: Line = Field("", description="how it is said", examples=["by mail reply"])
    review_days: int | None = Field(None, ge=0, le=365, description="working days to review", examples=[5])
    deemed_after_days: int | None = Field(
        None, ge=0, le=365, description="working days after which silence is acceptance", examples=[10]
    )


class ChangeProcess(Model):
    """How the agreement changes after it is signed."""

    process: Prose = Field(
        "",
        description="how a change is decided",
        examples=["Written approval of price and days before any work on it."],
    )
    rate: Amount | None = Field(None, description="hourly rate of changes", examples=[250000])
    offer_valid_days: int | None = Field(
        None, ge=1, le=365, description="days an offer for a change holds", examples=[14]
    )
    effect: Line = Field(
        "", description="what a change does to the dates", examples=["Dates move by the days in the offer"]
    )


class CommunicationTerms(Model):
    """How the two sides talk while the work goes on."""

    channel: Line = Field("", description="where decisions are written down", examples=["mail"])
    hours: Line = Field("", description="working hours", examples=["Monday to Friday, 09.00-17.00 WIB"])
    answer_within: int | None = Field(
        None, ge=0, le=60, description="working days until we answer", examples=[1]
    )
    client_answers_within: int | None = Field(
        None, ge=0, le=60, description="working days until the client answers", examples=[2]
    )
    report_day: Line = Field(
        "", description="day or rhythm of the progress report", examples=["every Friday"]
    )
    meetings: Line = Field("", description="meeting rhythm", examples=["Monday 10.00, 30 minutes"])


class ServiceLevel(Model):
    """What a client can count on when something is asked or broken; hours of working days."""

    id: ItemId = Field(description="short name that messages refer to", examples=["L1"])
    what: FullLine = Field(description="what it is for", examples=["The site is down"])
    answer_hours: int | None = Field(None, ge=1, le=2000, description="hours until we answer", examples=[4])
    solve_hours: int | None = Field(
        None, ge=1, le=2000, description="hours until it is solved", examples=[24]
    )

    @property
    def terms(self) -> tuple[tuple[LevelPart, int], ...]:
        """What it promises, each with its hours."""
        told: tuple[tuple[LevelPart, int | None], ...] = (
            ("answer", self.answer_hours),
            ("solve", self.solve_hours),
        )
        return tuple((part, hours) for part, hours in told if hours is not None)


class ComplaintPath(Model):
    """Where a complaint goes and how fast it is answered."""

    address: Address = Field("", description="mail address for complaints", examples=["dewi@studio.example"])
    acknowledge_within: int | None = Field(
        None, ge=0, le=60, description="working days until it is acknowledged", examples=[1]
    )
    answer_within: int | None = Field(
        None, ge=0, le=120, description="working days until it is answered with a plan", examples=[3]
    )


Rights = Literal["", "assignment", "exclusive-licence", "limited-licence"]
"""What becomes of the rights to the results when all is paid."""

ClausePlace = Literal[
    "deliverables", "timeline", "acceptance", "payment", "changes", "communication",
    "rights", "data", "warranty", "liability", "ending", "general",
]  # fmt: skip
"""The section of an agreement at whose end a clause of one's own stands."""


class OwnClause(Model):
    """A clause of your own, with its heading."""

    title: FullLine = Field(description="its heading", examples=["Travel"])
    text: Prose = Field(min_length=1, description="what it says", examples=["Travel time counts as work."])
    place: ClausePlace = Field(
        "general",
        description="section it closes: deliverables, timeline, acceptance, payment, changes, communication, "
        "rights, data, warranty, liability, ending or general",
        examples=["payment"],
    )


class Clauses(Model):
    """Clauses in your own words; Markdown is allowed."""

    rights: Rights = Field(
        "",
        description="rights when all is paid: assignment, exclusive-licence or limited-licence",
        examples=["assignment"],
    )
    intellectual_property: Prose = Field(
        "",
        description="who owns the results, and from when; beside rights, the rest",
        examples=["Rights pass to the client with the last payment."],
    )
    confidentiality: Prose = Field(
        "", description="what stays between the parties", examples=["Both sides keep figures private."]
    )
    data_protection: Prose = Field(
        "", description="personal data that is handled", examples=["Order data stays with the client."]
    )
    warranty: Prose = Field(
        "", description="defects that are mended free, and for how long", examples=["Defects: 30 days."]
    )
    hidden_defects: Prose = Field(
        "",
        description="right to return or replacement on hidden defects",
        examples=["Replaced within 10 working days."],
    )
    support: Prose = Field(
        "", description="help after delivery", examples=["By mail, 30 days, answers in one working day."]
    )
    suspension: Prose = Field(
        "", description="when work may pause", examples=["After a payment is 14 days late."]
    )
    third_party_rights: Prose = Field(
        "",
        description="what holds where somebody else claims rights in the results",
        examples=["We replace what infringes the rights of others."],
    )
    liability: Prose = Field(
        "", description="up to what either side is liable", examples=["Up to the price of this agreement."]
    )
    lasting_event: Prose = Field(
        "",
        description="what holds when an event beyond control lasts",
        examples=["After 30 days either side may end this agreement."],
    )
    assignment: Prose = Field(
        "",
        description="whether the agreement, or the work, may be passed on",
        examples=["Only with the other side's written yes."],
    )
    conflict_of_interest: Prose = Field(
        "",
        description="what holds for work for competitors and for gifts",
        examples=["We tell you before we work for a competitor."],
    )
    entire_agreement: Prose = Field(
        "",
        description="what this agreement replaces, and what comes first where its parts differ",
        examples=["Accepted changes come first, then page one, then the terms."],
    )
    notices: Prose = Field(
        "",
        description="how a notice is given, and when it counts as received",
        examples=["By email; it counts from the next working day."],
    )
    severability: Prose = Field(
        "",
        description="what holds when one sentence is void",
        examples=["What remains stays in force."],
    )
    governing_language: Prose = Field(
        "",
        description="which language decides",
        examples=["The Indonesian text decides."],
    )
    bank_details: Prose = Field(
        "",
        description="account to pay to, if another",
        examples=["Bank Contoh, 123 456 7890, Dewi Lestari Rahmawati"],
    )
    more: tuple[OwnClause, ...] = Field((), description="clauses of your own, one [[clauses.more]] each")


class Cancellation(Model):
    """How either side can end it."""

    notice_days: int | None = Field(None, ge=0, le=365, description="days of notice", examples=[14])
    fee: Line = Field("", description="what is owed then", examples=["Work done to date, at the hourly rate"])
    handover: Prose = Field(
        "", description="what is handed over", examples=["All files in their state, within 5 working days."]
    )
