"""What waits for the client: a question, a promise, an offer, duties whose day is over."""

from collections.abc import Iterator
from datetime import date
from typing import Any, TypeVar

from clientkit.errors import NotFoundError, RefusedError
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.records.agenda import Snoozed
from clientkit.kernel.model.records.change import ChangeAsked
from clientkit.kernel.model.records.progress import Ask, Blocked, Resolved
from clientkit.kernel.model.records.project import MilestoneDone
from clientkit.kernel.model.records.promise import Promised, PromiseEnded
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.due import due_key
from clientkit.kernel.store.agreement_files import agreed_versions, read_agreed_project
from clientkit.letters.case import LetterCase
from clientkit.letters.change_facts import offered_change
from clientkit.milestones.queries import list_milestones

Facts = dict[str, Any]
E_ = TypeVar("E_", bound=Entry)

FIRMEST = 3
"""The level of the last reminder; what goes after it is no firmer."""


def reminder(case: LetterCase) -> Facts:
    """What waits for the client, the friendlier the fewer reminders went."""
    level = min(len(case.sent("letter-reminder")) + 1, FIRMEST)
    if isinstance(case.record, ChangeAsked):
        return {"level": level, **offered_change(case)}
    return {"level": level, **(_waiting(case, case.record) if case.record else _of_project(case))}


def _waiting(case: LetterCase, record: Entry) -> Facts:
    """A question, block or promise that the client has not answered or kept."""
    require_open(case, record)
    if getattr(record, "owner", "client") != "client":
        raise RefusedError(
            f"{record.id} is ours to do, not the client's.", "See what waits for them: clientkit agenda"
        )
    due = getattr(record, "due", None)
    facts: Facts = {"since": record.day, "needed_by": due}
    if isinstance(record, Ask):
        words = {"recommend": record.recommend or "", "default": record.otherwise or ""}
        ahead = due if due and due >= case.today else None
        return facts | words | {"what": record.text, "options": record.options, "due": ahead}
    if due and due >= case.today:
        raise RefusedError(
            f"{record.id} is due on {due}: nothing is late yet.", "Remind them after that day."
        )
    if isinstance(record, Blocked):
        return facts | {"what": record.unblocks or record.text, "effect": record.effect or ""}
    return facts | {"what": record_of(case, Promised).text}


def require_open(case: LetterCase, record: Entry) -> None:
    """Make sure that it is not answered, done or over.

    Raises:
        RefusedError: it is.
    """
    ends = (one for one in case.records if isinstance(one, Resolved | PromiseEnded))
    if any(one.ref == case.ref for one in ends):
        raise RefusedError(
            f"{record.id} is over, so nothing has to be said of it.", "See what is open: clientkit agenda"
        )


def _of_project(case: LetterCase) -> Facts:
    """An offer that waits for an answer, else the duties whose day is over."""
    project = project_of(case)
    agreement = project.agreement
    if not agreed_versions(case.workspace, case.place):
        if not (sent := case.sent("scope")):
            raise RefusedError(
                f"The agreement of {case.place} was not sent yet.",
                f"Send it: clientkit mail draft scope {case.place}",
            )
        if agreement.issued and agreement.issued > sent[-1].day:
            raise RefusedError(
                f"The agreement of {agreement.issued} was not sent yet, only the one before.",
                f"Send it: clientkit mail draft scope {case.place}",
            )
        if agreement.valid_until and agreement.valid_until < case.today:
            raise RefusedError(
                f"The offer of {case.place} ended on {agreement.valid_until}.",
                "Give it a new 'agreement.valid_until' and send it again, or let it rest.",
            )
        return {
            "about": "offer",
            "since": sent[-1].day,
            "needed_by": agreement.valid_until,
            "number": agreement.number,
            "version": agreement.version,
        }
    late = tuple(one for one in _open_duties(case, project) if one["due"] and one["due"] < case.today)
    if not late:
        raise RefusedError(
            f"Nothing of {case.place} waits for the client.", "Name an ask or a promise by its id."
        )
    return {"duties": late}


def _open_duties(case: LetterCase, project: Project) -> Iterator[Facts]:
    """The duties that no record tells to be done: neither a word of ours nor their milestone."""
    place = case.place
    said = {one.key: one.until for one in case.records if isinstance(one, Snoozed)}
    reached = {one.milestone for one in case.of_project() if isinstance(one, MilestoneDone)}
    rows = zip(project.duties, duties_of(case, project), strict=True)
    for number, (duty, row) in enumerate(rows, start=1):
        done = said.get(due_key("duty", place.client, place.project, str(number)), date.max) is None
        if not done and duty.milestone not in reached:
            yield row


def duties_of(case: LetterCase, project: Project) -> tuple[Facts, ...]:
    """What the client provides or decides, each with its day."""
    rows = list_milestones(case.workspace, case.settings, case.place, case.today).milestones
    duties = project.dated_duties({row.id: row.end for row in rows})
    return tuple({"what": one.what, "due": one.due, "effect": one.effect} for one in duties)


def project_of(case: LetterCase) -> Project:
    """The project as it was agreed last, else as it stands: no letter says otherwise than the paper."""
    if case.project is None:
        raise NotFoundError(f"{case.subject.client} is no project.", "Name it as client/project.")
    versions = agreed_versions(case.workspace, case.place)
    return read_agreed_project(case.workspace, case.place, versions[-1]) if versions else case.project


def record_of(case: LetterCase, kind: type[E_]) -> E_:
    """The record that a letter is about.

    Raises:
        NotFoundError: it is about something else.
    """
    if not isinstance(case.record, kind):
        raise NotFoundError("This letter is about a record.", "Name it by its id.")
    return case.record
