"""The change as a document: what was asked, what the agreement says, what it takes, how to say yes."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from pydantic import Field

from clientkit.changes.cases import changes_among
from clientkit.changes.rules import ChangeCase, change_cases, require_step, rounds_used
from clientkit.documents.dossier import Dossier
from clientkit.documents.kinds import Composed, DocumentKind
from clientkit.documents.parties import Letterhead, letterhead
from clientkit.documents.request import DocumentRequest
from clientkit.errors import NotFoundError, RefusedError, UsageError
from clientkit.kernel.model.files.price_totals import Total, price_total, with_tax
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.records.change import ChangeAsked, ChangeAssessed
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.choices import ChangeClass, Channel
from clientkit.kernel.model.values.references import ProjectRef, Scope
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.workspace import Workspace
from clientkit.kernel.text.pdf_metadata import Imprint
from clientkit.milestones.queries import locate_errors, outlook_of
from clientkit.milestones.schedule.forecast import Move, by_id, last_end
from clientkit.questions.asking import Asking


class QuotedClause(Model):
    """What the agreement says of it."""

    id: str = Field(description="its name in the agreement; empty where the client reads none")
    text: str = Field(description="its words")


class NewDate(Model):
    """A day that moves."""

    title: str = Field(description="the milestone; empty for the end of the project")
    was: date = Field(description="as it is expected now")
    now: date = Field(description="with the change")


class ChangeDocument(Letterhead):
    """What the template of a change is given."""

    change: str = Field(description="its number: CO-1")
    agreement: str = Field(description="number of the agreement")
    version: int = Field(description="version of the agreement that it changes")
    as_of: date = Field(description="day of the document")
    asked_on: date = Field(description="day on which they asked")
    asked_by: str = Field(description="who asked")
    channel: Channel | None = Field(description="how it came")
    text: str = Field(description="what they asked for, in their words")
    classed: ChangeClass = Field(description="inside, outside, revision, unclear or not-possible")
    needs_answer: bool = Field(description="whether it takes their yes")
    clauses: tuple[QuotedClause, ...] = Field(description="what the agreement says of it")
    round: int = Field(description="which revision round it is")
    rounds: int = Field(description="revision rounds that the agreement includes")
    because: str = Field(description="why")
    if_not: str = Field(description="what happens if it is not done")
    instead: str = Field(description="what can be had instead")
    adds: str = Field(description="the deliverable that it adds")
    criterion: str = Field(description="the test that decides on its acceptance")
    drops: tuple[str, ...] = Field(description="the deliverables that it takes away")
    currency: str = Field(description="ISO 4217 code of every amount")
    tax_name: str = Field(description="name of the tax")
    price: Total | None = Field(description="its price with its tax; empty where it has none")
    total_before: Decimal | None = Field(
        description="total of the agreement, or its limit; empty for a retainer"
    )
    total_after: Decimal | None = Field(description="that total with the change")
    days: int = Field(description="working days that it adds")
    dates: tuple[NewDate, ...] = Field(description="the days that move: the milestone, the end")
    until: date | None = Field(description="last day on which it can be approved")


WORDS = ("because", "if_not", "instead", "adds", "criterion")
"""What an assessment says in words."""


def _context(dossier: Dossier, request: DocumentRequest, today: date) -> ChangeDocument:
    cases = changes_among(dossier.records) if request.about else (_sample(dossier),)
    case = next((one for one in cases if one.co == (request.about or one.co)), None)
    if case is None:
        raise NotFoundError(
            f"{request.ref} has no change {request.about}.", "See them: clientkit change list --all"
        )
    if case.ended is None:
        require_step(case, "offer")
    if (what := case.assessed) is None:
        raise RefusedError(f"{case.co} was never assessed: there is nothing to write of it.")
    project, client = dossier.engagement.project, dossier.engagement.client
    terms = _terms(dossier)
    contact = next((one.name for one in client.contacts if one.id == case.asked.contact), "")
    titles = {one.id: one.title for one in project.deliverables}
    words = {name: getattr(what, name, None) or "" for name in WORDS}
    ahead = case if case.told else ChangeCase(case.asked, what, today, None)
    derived: dict[str, Any] = {**letterhead(dossier.engagement), **words, **_money(dossier, terms, what)}
    return ChangeDocument(
        change=case.co,
        agreement=project.agreement.number,
        version=dossier.agreed.version if dossier.agreed else project.agreement.version,
        as_of=today,
        asked_on=case.asked.day,
        asked_by=contact,
        channel=case.asked.channel,
        text=case.asked.text,
        classed=what.classed,
        needs_answer=case.needs_answer,
        clauses=tuple(_quoted(terms, one) for one in what.clauses),
        round=rounds_used(cases, case) + 1,
        rounds=terms.revisions.rounds or 0,
        drops=tuple(titles.get(one, one) for one in what.drops),
        currency=dossier.engagement.currency,
        tax_name=terms.price.tax_name,
        days=what.days or 0,
        dates=_dates(dossier, what, today),
        until=ahead.until(terms),
        **derived,
    )


def _terms(dossier: Dossier) -> Project:
    """What was agreed last, as the workspace states it; else the project as it stands."""
    from clientkit.changes.cases import agreed_terms

    agreed = agreed_terms(dossier.workspace, dossier.name) if dossier.agreed else None
    return agreed or dossier.engagement.project


def _quoted(terms: Project, clause: str) -> QuotedClause:
    """The words of a clause: of a deliverable or a milestone, of an exclusion or a duty, else its name."""
    rows = {
        "D": {one.id: f"{one.title}. {one.description}".strip() for one in terms.deliverables},
        "M": {one.id: one.title for one in terms.milestones},
        "X": {f"X{number}": one.what for number, one in enumerate(terms.exclusions, 1)},
        "U": {f"U{number}": one.what for number, one in enumerate(terms.duties, 1)},
    }
    key = clause.strip().upper()
    found = next((texts[name] for texts in rows.values() for name in (clause, key) if name in texts), None)
    shown = re.fullmatch(r"[XU][0-9]+", key) is None  # these have no names on the paper
    return QuotedClause(id=clause if found and shown else "", text=found or clause)


def _money(dossier: Dossier, terms: Project, what: ChangeAssessed) -> dict[str, Any]:
    currency = dossier.engagement.currency
    price = with_tax(what.price, terms.price, currency) if what.price else None
    whole = price_total(terms.price, currency) if terms.price.model != "retainer" and price else None
    after = whole.total + price.total if whole and price else None
    return {"price": price, "total_before": whole.total if whole else None, "total_after": after}


def _dates(dossier: Dossier, what: ChangeAssessed, today: date) -> tuple[NewDate, ...]:
    """The milestone and the end of the project, as expected now and with the change."""
    project = dossier.engagement.project
    if not what.days or not what.milestone or not project.has_dates:
        return ()
    with locate_errors(dossier.workspace, dossier.name):
        outlook = outlook_of(project, dossier.settings, dossier.records, today, dossier.agreed)
        before = by_id(outlook.forecast())
        if what.milestone not in before:
            return ()
        was = before[what.milestone].end
        move = Move(what.milestone, outlook.calendar.add(was, what.days), "change", was=was)
        facts = replace(outlook.facts, moves=(*outlook.facts.moves, move))
        after = by_id(replace(outlook, facts=facts).forecast())
    moved = NewDate(title=after[move.id].baseline.title, was=was, now=after[move.id].end)
    ends = NewDate(title="", was=last_end(before), now=last_end(after))
    return (moved, ends) if ends.was != ends.now else (moved,)


def _sample(dossier: Dossier) -> ChangeCase:
    """A change that no journal holds: what a template is tried with."""
    stamp: dict[str, Any] = {"day": date(2026, 11, 16), "ts": datetime(2026, 11, 16, tzinfo=UTC)}
    stamp |= {"client": dossier.name.client, "project": dossier.name.project}
    asked = ChangeAsked(id="sample0001", number=1, text="Sample?", **stamp)
    priced: dict[str, Any] = {"classed": "outside", "price": 1, "currency": dossier.engagement.currency}
    words: dict[str, Any] = dict.fromkeys(WORDS, "Sample")
    what = ChangeAssessed(id="sample0002", ref=asked.id, **priced, **words, **stamp)
    return change_cases([asked, what], ())[0]


def named_document(workspace: Workspace, text: str | None, here: Scope) -> tuple[ProjectRef, str]:
    """The project and the number of the change that a text means; see `find_change`."""
    from clientkit.changes.found import find_change

    if not text:
        raise UsageError("Which change? None was named.", "See them: clientkit change list")
    found = find_change(workspace, text, here)
    return found.project, found.case.co


def _refers(workspace: Workspace, request: DocumentRequest) -> str | None:
    records = [one for one in read_journal(workspace, request.client) if one.project == request.project]
    return next((one.id for one in changes_among(records) if one.co == request.about), None)


def _imprint(document: ChangeDocument, title: str) -> Imprint:
    return Imprint(f"{document.change} · {document.agreement or title}", document.as_of, document.author)


def _asks(_workspace: Workspace, composed: Composed, today: date) -> Asking | None:
    """Whether they approve it, where it takes their yes."""
    change: ChangeDocument = composed.data  # type: ignore[assignment] # a document of this kind
    if not change.needs_answer:
        return None
    expires = max(change.until or today + timedelta(days=ANSWER_DAYS), today)
    return Asking("approve", change.change, ("approve",), composed.text, expires)


ANSWER_DAYS = 60
"""Days in which a reply to a change counts that does not say until when it holds."""

CHANGE = DocumentKind[ChangeDocument](
    name="change",
    context_type=ChangeDocument,
    context=_context,
    noun="change",
    file="{about}",
    find="clientkit.changes.document:named_document",
    refers=_refers,
    speaks="agreement",
    imprint=_imprint,
    recipients=("approver", "signer", "day-to-day"),
    attachments=(),
    asks=_asks,
    letter_dates=lambda document: {
        "change": document.change,
        "asked_on": document.asked_on,
        "answer_by": document.until if document.needs_answer else None,
        "total": document.price.total if document.price else None,
        "currency": document.currency,
        "days": document.days,
    },
)
