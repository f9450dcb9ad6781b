"""The whole business on one page, for oneself: what is due, who needs something, what was kept."""

from datetime import date
from decimal import Decimal

from pydantic import Field

from clientkit.documents.kinds import TemplateKind
from clientkit.kernel.model.values.base import Model
from clientkit.milestones.baseline_comparison import Slip
from clientkit.overview.health import Level
from clientkit.scores.document import ClientRetention, MeasuredScore


class DueCounts(Model):
    """How much is on the agenda, by its sections."""

    overdue: int = Field(0, description="things that are overdue")
    today: int = Field(0, description="due today")
    week: int = Field(0, description="due within six days after today")
    waiting: int = Field(0, description="waiting for a client")
    time: int = Field(0, description="for when there is time")


class HealthCount(Model):
    """How many clients stand so."""

    level: Level = Field(description="act, watch, well or unknown")
    clients: int = Field(description="how many")


class ClientInNeed(Model):
    """A client who needs something."""

    client: str = Field(description="short name")
    name: str = Field(description="display name")
    level: Level = Field(description="act or watch")
    about: str = Field(description="what the gravest reason is about: contact, score, follow-up, ask, ...")
    reason: str = Field(description="the gravest reason, in English as the screen has it")
    signs: int = Field(description="how many reasons there are that weigh anything")


class PipelineMoney(Model):
    """Money at one state in one currency; never added across currencies."""

    state: str = Field(description="offered, talking, agreed or dropped")
    currency: str = Field(description="ISO 4217 code")
    amount: Decimal = Field(description="the sum of the prices")
    projects: int = Field(description="how many projects have one")


class Share(Model):
    """So many of so many, with the interval of the share."""

    count: int = Field(description="those that did")
    of: int = Field(description="all that could")
    low: float | None = Field(description="lower end of the 95 % interval, in per cent; empty without any")
    high: float | None = Field(description="upper end")


class KeptShare(Share):
    """How often a term was kept."""

    term: str = Field(description="answer, report, promise, ...; as of 'score kept'")
    what: str = Field(description="what was done in time, in English")


class Given(Model):
    """What was done for free, in one currency."""

    currency: str = Field(description="ISO 4217 code")
    amount: Decimal = Field(description="what it was worth")


class SlipTotal(Model):
    """How late the running projects are, by whose days they are."""

    projects: int = Field(description="running projects that have dates")
    late: int = Field(description="those of them that are expected after their day")
    slips: tuple[Slip, ...] = Field(description="working days by cause, over all of them")


class Overview(Model):
    """The whole business as it stands today."""

    author: str = Field(description="your name")
    as_of: date = Field(description="the day that it is of")
    since: date | None = Field(
        description="first day that scores and retention count, where one was asked for"
    )
    due: DueCounts = Field(description="how much is on the agenda")
    health: tuple[HealthCount, ...] = Field(
        description="clients by how they stand, what needs something first"
    )
    in_need: tuple[ClientInNeed, ...] = Field(description="the clients who need something most, at most six")
    pipeline: tuple[PipelineMoney, ...] = Field(description="sums by state and currency")
    offers: Share = Field(description="offers won of those decided")
    scores: tuple[MeasuredScore, ...] = Field(
        description="the questions that were answered, with their course"
    )
    kept: tuple[KeptShare, ...] = Field(description="terms that fell due, and how often each was kept")
    slip: SlipTotal = Field(description="how late the running projects are")
    goodwill: tuple[Given, ...] = Field(description="what was done for free, by currency")
    keeping: ClientRetention | None = Field(
        description="which clients stayed; empty before the first agreed work"
    )


OVERVIEW = TemplateKind(name="overview", context_type=Overview, trial="clientkit.overview.page:try_overview")
