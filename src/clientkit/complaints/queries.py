"""Complaints as they are read: each with its clocks, all of them in a list, and what they come to."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from pydantic import Field

from clientkit.complaints.case import Case, ComplaintState, Outcome
from clientkit.complaints.cases import clipped
from clientkit.complaints.clocks import Clock, Terms, clocks, next_clock, silent_from
from clientkit.complaints.rules import next_step
from clientkit.documents.account import ClientAccount, clock_calendar, read_account
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.store.workspace import Workspace
from clientkit.kernel.text.words import word_file


class ComplaintOptionLine(Model):
    """A way to put it right."""

    number: int = Field(description="its number")
    text: str = Field(description="what is done")
    due: date = Field(description="by when")
    costs_us: float | None = Field(description="hours that it costs us")
    costs_client: float | None = Field(description="what it costs the client")
    recommended: bool = Field(description="whether we would choose it")
    told: bool = Field(description="whether the client was told")
    chosen: bool = Field(description="whether it was chosen")


class ComplaintClock(Model):
    """Something that was promised for a day."""

    name: str = Field(description="acknowledge, plan, update or resolve")
    due: date = Field(description="by when")
    done: date | None = Field(description="day on which it was done")
    paused: bool = Field(description="whether it stands still, as it waits for the client")
    late: bool = Field(description="whether its day is over, and it was not done by then")


class ComplaintView(Model):
    """A complaint: what is known, its clocks, what comes next, and what to say."""

    id: str = Field(description="id of the complaint")
    about: str = Field(description="client, or client/project")
    day: date = Field(description="day it came")
    channel: str = Field(description="how it came")
    contact: str | None = Field(description="who complains")
    severity: int = Field(description="1 to 4")
    text: str = Field(description="their own words")
    wants: str | None = Field(description="what they ask for")
    item: str | None = Field(description="deliverable or milestone that it is about")
    state: ComplaintState = Field(description="where it stands, as the records say")
    round: int = Field(description="which attempt to put it right it is")
    escalated: str | None = Field(description="who was asked to mediate")
    restated: str = Field(description="the problem in our words")
    feels: str = Field(description="how they feel")
    facts: tuple[str, ...] = Field(description="what happened")
    whys: tuple[str, ...] = Field(description="why")
    root: str = Field(description="the cause")
    whose: str = Field(description="whose doing it is")
    upheld: str = Field(description="yes, partly or no")
    recurs_on: date | None = Field(description="day of an earlier lesson on the cause, which did not hold")
    options: tuple[ComplaintOptionLine, ...] = Field(description="ways to put it right, in this round")
    put_right_on: date | None = Field(description="day it was put right")
    outcome: Outcome | None = Field(description="yes, silent or final")
    words: str = Field(description="what the client said last")
    lesson: str | None = Field(description="what was learned")
    clocks: tuple[ComplaintClock, ...] = Field(description="what was promised for a day")
    silence_from: date | None = Field(description="first day on which silence ends it")
    next: str = Field(description="what comes next")
    command: str = Field(description="the command that does it")
    say: tuple[str, ...] = Field(description="three sentences to say, in the client's language")


def terms_of(account: ClientAccount, case: Case) -> Terms:
    """The working days that hold for a complaint."""
    project = account.project(case.complaint.project)
    return Terms.of(account.settings.policies, project.terms if project and project.versions else None)


def account_of(workspace: Workspace, settings: Settings, case: Case, today: date) -> ClientAccount:
    """All that is read of the client who complains."""
    return read_account(workspace, settings, clock_calendar(settings, today.year), case.complaint.client)


def complaint_view(workspace: Workspace, settings: Settings, case: Case, today: date) -> ComplaintView:
    """A complaint with its clocks, its next step, and three sentences to say."""
    account = account_of(workspace, settings, case, today)
    terms, complaint, step = terms_of(account, case), case.complaint, next_step(case)
    known = {name: getattr(case, name) for name in ("restated", "feels", "root", "whose", "upheld", "words")}
    return ComplaintView.from_fields(
        complaint,
        about=str(complaint.about),
        **known,
        **{name: getattr(case, name) for name in ("state", "round", "recurs_on", "put_right_on", "outcome")},
        escalated=case.escalated.body if case.escalated else None,
        facts=tuple(case.facts),
        whys=tuple(case.whys),
        options=tuple(_option(case, one) for one in case.options),
        lesson=case.lesson.text if case.lesson else None,
        clocks=tuple(_clock(one, today) for one in clocks(case, terms, account.calendar)),
        silence_from=silent_from(case, terms, account.calendar),
        next=step.words,
        command=step.command,
        say=_sentences(account, case),
    )


def due_of(account: ClientAccount, case: Case) -> Clock | None:
    """What has to be done first, and by when."""
    return next_clock(case, terms_of(account, case), account.calendar)


def _option(case: Case, one: Any) -> ComplaintOptionLine:
    chosen = case.chosen
    return ComplaintOptionLine.from_fields(
        one, told=one.id in case.offered, chosen=bool(chosen and chosen.id == one.id)
    )


def _clock(one: Clock, today: date) -> ComplaintClock:
    return ComplaintClock(**one._asdict(), late=one.is_late(today))


def _sentences(account: ClientAccount, case: Case) -> tuple[str, ...]:
    """An open question, the problem said back, and that one sees why they feel so."""
    project = account.project(case.complaint.project)
    client = account.who
    contact = (
        next((one for one in client.contacts if one.id == case.complaint.contact), None) if client else None
    )
    usual: Language = client.language if client else account.settings.defaults.language
    language = (project.project.language if project else None) or (contact and contact.language) or usual
    words: dict[str, Any] = word_file(language)["complaints"]
    called = f"{contact.title} {contact.name.split()[0]}" if contact and contact.title else words["you"]
    problem = (case.restated or words["their_words"].format(text=clipped(case.complaint.text))).rstrip(".")
    given = {"you": called, "problem": problem, "feels": case.feels or words["feels"]}
    say: Sequence[Literal["ask", "restate", "validate"]] = ("ask", "restate", "validate")
    return tuple(_capital(str(words[name]).format_map(given)) for name in say)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
