"""The letters that are made from records: what each is about, what it needs, what its template is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from pydantic import Field

from clientkit.clients.consent import Purpose
from clientkit.documents.kinds import READERS, TemplateKind
from clientkit.documents.parties import Addressee
from clientkit.kernel.model.files.client import Role
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.choices import Cause, Channel
from clientkit.kernel.model.values.text import Prose
from clientkit.letters import (
    change_facts,
    complaint_facts,
    facts,
    favours,
    privacy_facts,
    relation_facts,
    waiting_facts,
)
from clientkit.letters.case import LetterCase, LetterQuestion
from clientkit.outbox.record_letters import Need


class DatedLine(Model):
    """Something with its day."""

    what: str = Field(description="what it is")
    due: date | None = Field(description="by when; empty where no day is set")
    effect: str = Field("", description="what happens when it is late")


class PricedLine(Model):
    """Something that can be had for a price."""

    what: str = Field(description="what it is")
    price: Decimal = Field(description="its price")


class WayLine(Model):
    """A way to put a complaint right."""

    number: int = Field(description="its number")
    what: str = Field(description="what is done")
    due: date = Field(description="by when")
    price: Decimal | None = Field(description="what it costs the client; 0 is free, empty: nothing is said")
    best: bool = Field(description="whether we would choose it")


class LetterDocument(Model):
    """What the template of any letter is given; its first line, a heading, is the mail's subject."""

    addressee: Addressee = Field(description="whom the letter greets")
    client: str = Field(description="name of the client")
    title: str = Field("", description="name of the project; empty where it is about no project")
    author: str = Field(description="your name")
    phone: str = Field("", description="your telephone number")
    signature: Prose = Field(description="closing lines of your workspace")
    about: str = Field(description="what it is about: a kind of record, project or client")
    note: Prose = Field("", description="what you add in your own words")
    due: date | None = Field(None, description="the day that it names: when you will answer, or need a word")
    level: int = Field(
        1, description="of a reminder: 1 friendly, 2 plain, 3 firm; how many went, and one more"
    )
    since: date | None = Field(None, description="day on which it was said, asked, promised or noted")
    channel: Channel | None = Field(None, description="how their message came")
    what: str = Field("", description="what it is about, in the words of the record")
    options: tuple[str, ...] = Field((), description="what can be chosen")
    recommend: str = Field("", description="what we would choose")
    default: str = Field("", description="what happens without an answer")
    effect: str = Field("", description="what it means when it comes later")
    answer: str = Field("", description="what is done about a risk, or can be had instead of a change")
    needed_by: date | None = Field(None, description="day on which it was or is needed")
    was: date | None = Field(None, description="day that was agreed or expected until now")
    now: date | None = Field(None, description="day that is expected now")
    end: date | None = Field(None, description="end of the project as it is expected now")
    cause: Cause | None = Field(None, description="whose days they are")
    number: str = Field("", description="number of the agreement, or of the change")
    version: int = Field(1, description="version of the agreement")
    duties: tuple[DatedLine, ...] = Field((), description="what the client provides or decides")
    steps: tuple[DatedLine, ...] = Field((), description="the next milestones of ours")
    offers: tuple[PricedLine, ...] = Field((), description="what is left out and can be had for a price")
    currency: str = Field("", description="currency of prices")
    report_day: str = Field("", description="day of the progress report, as the agreement says it, or a code")
    answer_within: int = Field(1, description="working days until we answer")
    acknowledge_within: int = Field(1, description="working days until a complaint is acknowledged")
    plan_within: int = Field(3, description="working days until a complaint has a plan")
    complaints_to: str = Field("", description="mail address for complaints")
    complaint_policy: bool = Field(default=False, description="whether there is a page on complaints")
    restated: str = Field("", description="of a complaint: the problem in our words")
    wants: str = Field("", description="of a complaint: what they ask for")
    ours: bool = Field(default=False, description="of a complaint: whether it was our doing")
    upheld: bool = Field(default=True, description="of a complaint: false where they are not right")
    choices: tuple[WayLine, ...] = Field((), description="of a complaint: the ways to put it right")
    chosen: str = Field("", description="of a complaint: the way that they chose")
    mediator: str = Field("", description="of a complaint: who else can help")
    exposed: str = Field("", description="of a breach: which data it concerns")
    remedy: str = Field("", description="of a breach: what was done about it")
    advice: str = Field("", description="of a breach: what they can do themselves")
    email: str = Field("", description="of a breach: your mail address, where questions go")
    occasion: Literal["", "birthday", "anniversary"] = Field("", description="what a greeting is for")
    years: int = Field(0, description="years of working together")
    reason: str = Field("", description="why they left, as a code: price, timing, in-house, ...")
    story: Prose = Field("", description="of a case study: the text as it would stand")
    ways: tuple[str, ...] = Field((), description="how they can be named below their words; empty: not named")
    decided: tuple[DatedLine, ...] = Field((), description="what was decided: what, and the answer as effect")
    questions: tuple[DatedLine, ...] = Field((), description="what was left open, and by when it is needed")


@dataclass(frozen=True, kw_only=True)
class LetterKind(TemplateKind):
    """A letter that is made from records."""

    about: tuple[str, ...]
    """Kinds of record that it can be about; `project`, `client`."""
    facts: Callable[[LetterCase], Mapping[str, Any]]
    """The fields of its document that the records tell.

    It raises RefusedError where there is nothing to write about.
    """
    needs: tuple[Need, ...] = ()
    """What no record tells: asked for, never made up."""
    promotes: Purpose | None = None
    """What a contact who does not allow it is not written to for."""
    promises: str = ""
    """Which of the language's words say what it promises by its day; nothing where it promises nothing."""
    asks: Callable[[LetterCase], LetterQuestion | None] = lambda _case: None
    roles: tuple[Role, ...] = READERS
    context_type: type[LetterDocument] = LetterDocument
    trial: str = "clientkit.letters.trial:try_letter"

    @property
    def word(self) -> str:
        """What a person types for it: `reminder`."""
        return self.name.removeprefix("letter-")


ANSWER = LetterKind(
    name="letter-answer", about=("log",), facts=facts.answer, needs=("due",), promises="full_answer"
)
REMINDER = LetterKind(
    name="letter-reminder",
    about=("ask", "promise", "blocked", "change", "project"),
    facts=waiting_facts.reminder,
)
DECLINE = LetterKind(
    name="letter-decline",
    about=("change",),
    facts=change_facts.decline,
    roles=("approver", "day-to-day", "signer"),
)
BAD_NEWS = LetterKind(
    name="letter-bad-news",
    about=("risk", "blocked", "project"),
    facts=facts.bad_news,
    needs=("note", "due"),
    promises="next_word",
)
NEW_DATE = LetterKind(name="letter-new-date", about=("milestone_moved", "project"), facts=facts.new_date)
WELCOME = LetterKind(name="letter-welcome", about=("project",), facts=facts.welcome)
FURTHER_WORK = LetterKind(
    name="letter-further-work", about=("project",), facts=facts.further_work, promotes="promotion"
)
REVIEW = LetterKind(name="letter-review", about=("project",), facts=facts.review)
SUMMARY = LetterKind(name="letter-summary", about=("log",), facts=facts.summary)
THANKS = LetterKind(name="letter-thanks", about=("feedback", "client"), facts=facts.thanks, needs=("note",))
TESTIMONIAL = LetterKind(
    name="letter-testimonial",
    about=("feedback",),
    facts=favours.testimonial,
    asks=favours.may_quote,
    promotes="testimonial",
)
CASE_STUDY = LetterKind(
    name="letter-case-study",
    about=("project",),
    facts=favours.case_study,
    asks=favours.may_publish,
    promotes="case-study",
)
REFERRAL = LetterKind(
    name="letter-referral", about=("client", "feedback"), facts=favours.referral, promotes="referral"
)
ACKNOWLEDGE = LetterKind(
    name="letter-acknowledge",
    about=("complaint",),
    facts=complaint_facts.acknowledge,
    needs=("due",),
    promises="complaint_plan",
)
OPTIONS = LetterKind(
    name="letter-options", about=("complaint",), facts=complaint_facts.options, asks=complaint_facts.which
)
PUT_RIGHT = LetterKind(
    name="letter-put-right",
    about=("complaint",),
    facts=complaint_facts.put_right,
    asks=complaint_facts.whether,
)
LAST_WORD = LetterKind(
    name="letter-last-word",
    about=("complaint",),
    facts=complaint_facts.last_word,
    asks=complaint_facts.whether,
)
FINAL = LetterKind(name="letter-final", about=("complaint",), facts=complaint_facts.final, needs=("note",))
GREETING = LetterKind(name="letter-greeting", about=("client",), facts=relation_facts.greeting)
WIN_BACK = LetterKind(
    name="letter-win-back", about=("client",), facts=relation_facts.win_back, promotes="promotion"
)
LEAVING = LetterKind(
    name="letter-leaving",
    about=("client",),
    facts=relation_facts.leaving,
    asks=relation_facts.why_they_left,
    promotes="surveys",
)
FAREWELL = LetterKind(
    name="letter-farewell", about=("client",), facts=relation_facts.farewell, needs=("due", "note")
)
PRICE_INCREASE = LetterKind(
    name="letter-price-increase",
    about=("client",),
    facts=relation_facts.price_increase,
    needs=("due", "note"),
)
PRIVACY_ANSWER = LetterKind(
    name="letter-privacy-answer",
    about=("privacy_request",),
    facts=privacy_facts.answer,
    needs=("note",),
)
BREACH = LetterKind(name="letter-breach", about=("breach",), facts=privacy_facts.breach)
