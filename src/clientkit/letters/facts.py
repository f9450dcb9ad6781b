"""What the records tell for each letter, and when there is nothing to write about."""

from datetime import date
from typing import Any

from clientkit.errors import RefusedError
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.records.correspondence import Logged
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.model.records.progress import Ask, Blocked, Resolved, RiskNote
from clientkit.kernel.model.records.project import MilestoneDone, MilestoneMoved
from clientkit.kernel.model.records.promise import Promised
from clientkit.kernel.store.agreement_files import agreed_versions
from clientkit.kernel.store.journal.record_ids import origin_of
from clientkit.letters.case import LetterCase
from clientkit.letters.complaint_facts import require_no_complaint
from clientkit.letters.waiting_facts import duties_of, project_of, record_of, require_open
from clientkit.milestones.queries import list_milestones
from clientkit.projects.open_items import project_state

Facts = dict[str, Any]

NEXT_STEPS = 3
"""Milestones that a welcome names: what comes first."""


def answer(case: LetterCase) -> Facts:
    """That a message came, by when its full answer comes."""
    message = record_of(case, Logged)
    if not message.incoming:
        raise RefusedError(
            f"{message.id} is a contact that you began, so there is nothing to answer.",
            "See what came in: clientkit log list",
        )
    return {"since": message.day, "channel": message.channel}


def bad_news(case: LetterCase) -> Facts:
    """A risk, a standstill, or the end of a project that will not hold: what, and what it does to dates."""
    if isinstance(case.record, RiskNote | Blocked):
        require_open(case, case.record)
        facts = {"since": case.record.day, "what": case.record.text}
        return facts | {
            "answer": getattr(case.record, "answer", None) or "",
            "effect": getattr(case.record, "effect", None) or "",
        }
    dates = list_milestones(case.workspace, case.settings, case.place, case.today)
    if dates.slip <= 0 or dates.end is None:
        raise RefusedError(
            f"{case.place} ends as planned, as far as the records tell.",
            "Name the risk or the block that it is about by its id.",
        )
    causes = {cause: days for cause, days in dates.slip_by_cause.items() if days > 0}
    whose = next(iter(causes)) if len(causes) == 1 else None
    return {"was": dates.baseline_end, "now": dates.end, "cause": whose}


def new_date(case: LetterCase) -> Facts:
    """A milestone that has another day now: the last that was moved, where none is named."""
    own = case.of_project()
    reached = {one.milestone for one in own if isinstance(one, MilestoneDone)}
    moves = [one for one in own if isinstance(one, MilestoneMoved) and one.milestone not in reached]
    moved = case.record or next(reversed(moves), None)
    project = case.project
    if not isinstance(moved, MilestoneMoved) or project is None:
        raise RefusedError(
            f"No milestone of {case.place} that is still ahead was moved.",
            f"Move it first: clientkit milestone move {case.place} M2",
        )
    title = next((one.title for one in project.milestones if one.id == moved.milestone), moved.milestone)
    told = {"what": title, "was": moved.was, "now": moved.due, "cause": moved.cause, "effect": moved.reason}
    return told | {"end": list_milestones(case.workspace, case.settings, case.place, case.today).end}


def welcome(case: LetterCase) -> Facts:
    """What happens first and how we work together, once it is agreed."""
    project = project_of(case)
    if not agreed_versions(case.workspace, case.place):
        raise RefusedError(
            f"Nothing is agreed for {case.place} yet.", f"When it is: clientkit scope accept {case.place}"
        )
    dates = list_milestones(case.workspace, case.settings, case.place, case.today)
    ours = [row for row in dates.milestones if row.owner == "us" and row.done_on is None]
    first = sorted(ours, key=lambda row: row.end)[:NEXT_STEPS]
    return {
        "duties": duties_of(case, project),
        "steps": tuple({"what": row.title, "due": row.end} for row in first),
        **_terms(case, project),
    }


def further_work(case: LetterCase) -> Facts:
    """What the agreement leaves out and offers for a price."""
    require_no_complaint(case, "offer")
    project = project_of(case)
    offers = tuple(
        {"what": one.what, "price": one.option_price} for one in project.exclusions if one.option_price
    )
    if not offers:
        raise RefusedError(
            f"{case.place} offers nothing for a price of its own.",
            "Give an exclusion its 'option_price': clientkit project edit",
        )
    currency = case.engagement.currency if case.engagement else case.client.currency
    return {"offers": offers, "currency": currency}


def review(case: LetterCase) -> Facts:
    """An invitation to look back, once the work is done."""
    if project_state(case.of_project(), case.place.project) not in {"delivered", "closed"}:
        raise RefusedError(
            f"{case.place} still runs.", f"When it is delivered: clientkit project deliver {case.place}"
        )
    return {}


def summary(case: LetterCase) -> Facts:
    """What was decided, promised and asked at a meeting, as it was written down."""
    meeting = record_of(case, Logged)
    noted = [one for one in case.records if origin_of(one) in meeting.noted]
    if not noted:
        raise RefusedError(
            f"{meeting.id} is no meeting of which something was written down.",
            "Write it down: clientkit meeting PROJECT",
        )
    answers = {one.ref: one.text or "" for one in noted if isinstance(one, Resolved)}
    told = {origin_of(one): one.text for one in case.records if isinstance(one, Ask)}
    promises = [one for one in noted if isinstance(one, Promised)]
    asks = [one for one in noted if isinstance(one, Ask) and origin_of(one) not in answers]
    return {
        "since": meeting.day,
        "decided": tuple(_line(told.get(ref, ""), effect=text) for ref, text in answers.items()),
        "steps": tuple(_line(one.text, one.due) for one in promises if one.owner == "us"),
        "duties": tuple(_line(one.text, one.due) for one in promises if one.owner == "client"),
        "questions": tuple(_line(one.text, one.due) for one in asks),
    }


def _line(what: str, due: date | None = None, effect: str = "") -> Facts:
    return {"what": what, "due": due, "effect": effect}


def thanks(case: LetterCase) -> Facts:
    """Thanks for an answer that was given, or for what the note says."""
    return {"since": case.record.day} if isinstance(case.record, Feedback) else {}


def _terms(case: LetterCase, project: Project) -> Facts:
    """How we work together: as the agreement says, else as the policies do."""
    policies, talk, path = case.settings.policies, project.communication, project.complaints

    def term(own: int | None, policy: int) -> int:
        return policy if own is None else own

    return {
        "report_day": talk.report_day or policies.report_day,
        "answer_within": term(talk.answer_within, policies.answer_within),
        "acknowledge_within": term(path.acknowledge_within, policies.acknowledge_within),
        "plan_within": term(path.answer_within, policies.plan_within),
        "complaints_to": path.address or case.settings.you.email,
        "complaint_policy": bool(policies.model_fields_set),
    }
