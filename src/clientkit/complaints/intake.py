"""The first half of a complaint: taking it in, in the client's words, and understanding it."""

from datetime import timedelta
from typing import Any

from clientkit.clients.contacts import require_contact
from clientkit.complaints.append import write_step
from clientkit.complaints.case import Case
from clientkit.complaints.cases import complaints_among, find_complaint
from clientkit.complaints.rules import require_step
from clientkit.errors import RefusedError, UsageError
from clientkit.kernel.model.records.complaint import Complaint, ComplaintNoted
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.model.records.record import Entry, Stamp
from clientkit.kernel.model.values.choices import CHANNELS, COMPLAINT_CAUSES
from clientkit.kernel.model.values.references import ProjectRef, Subject
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.journal.record_ids import one_record, origin_of
from clientkit.kernel.store.journal.record_input import known_word, made_record, typed_text
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.workspace import Workspace
from clientkit.progress.note_input import require_item

RECURS_WITHIN = timedelta(days=180)
"""How long after a lesson another complaint of the same cause says that it did not hold."""


def add_complaint(workspace: Workspace, stamp: Stamp, subject: Subject, values: dict[str, Any]) -> Complaint:
    """Write a complaint down, as it came; of a low score with the words that were given with it.

    Raises:
        UsageError: no words, a channel that is none, or an item that the project lacks.
        NotFoundError: a contact that the client does not have, or no such feedback.
    """
    given = {**values, **_of_feedback(workspace, subject, values)}
    known_word(given["channel"], CHANNELS, "channel")
    if given.get("contact"):
        require_contact(workspace, subject.client, given["contact"])
    if given.get("item"):
        if subject.project is None:
            raise UsageError("A complaint --for an item belongs to a project.", "Name it as client/project.")
        require_item(workspace, ProjectRef(subject.client, subject.project), given["item"])
    given["text"] = typed_text(given["text"], "The complaint")
    given["wants"] = typed_text(given["wants"], "--wants") if given.get("wants") else None
    record = made_record(Complaint, stamp, subject, given)
    append_record(workspace, record)
    return record


def _of_feedback(workspace: Workspace, subject: Subject, values: dict[str, Any]) -> dict[str, Any]:
    """The words and the person of the low score that a complaint comes with."""
    if not values.get("feedback"):
        if not values.get("text"):
            raise UsageError("The complaint is empty.", "Write their own words, in quotes.")
        return {}
    found, _ = one_record(workspace, values["feedback"], ("feedback",), "a complaint's feedback")
    answer: Feedback = found
    if answer.client != subject.client:
        raise UsageError(f"{answer.id} is feedback of {answer.client}.", f"Name one of {subject.client}.")
    if not (values.get("text") or answer.comment):
        raise UsageError(f"The feedback {answer.id} has no words.", "Write what they are unhappy about.")
    return {
        "feedback": origin_of(answer),
        "text": values.get("text") or answer.comment,
        "contact": values.get("contact") or answer.contact,
    }


def note_complaint(workspace: Workspace, stamp: Stamp, beginning: str, values: dict[str, Any]) -> Case:
    """Write down what was understood of a complaint; a lesson on its cause that is young did not hold.

    Raises:
        UsageError: nothing was said, or something that cannot be.
        RefusedError: it is over; or blame is asked for before anything was offered.
    """
    given = {key: value for key, value in values.items() if value}
    if not given:
        raise UsageError("Nothing to note.", 'For instance: --restated "…", --fact "…", --root defect')
    for key in ("restated", "feels"):
        if key in given:
            given[key] = typed_text(given[key], f"--{key}")
    for key in ("facts", "whys"):
        if key in given:
            given[key] = tuple(typed_text(one, f"--{key[:-1]}") for one in given[key])
    if "root" in given:
        known_word(given["root"], COMPLAINT_CAUSES, "cause")
    first = find_complaint(workspace, beginning)
    given |= _recurring(workspace, first, given.get("root"))

    def plan(case: Case, later: Stamp) -> Entry:
        require_step(case, "note")
        if "whose" in given and not (case.options or case.ever_offered or case.outcome):
            raise RefusedError(
                "Whose doing it is comes after the first option: a solution before blame.",
                f'First: clientkit complaint option {case.complaint.id} "…" --due fri',
            )
        return made_record(ComplaintNoted, later, case.complaint.about, {"ref": case.name, **given})

    return write_step(workspace, stamp, first, plan)


def _recurring(workspace: Workspace, case: Case, root: str | None) -> dict[str, Any]:
    """The latest lesson on the same cause, of any client, where it is not half a year old."""
    if root is None:
        return {}
    lessons = [
        lesson
        for client in workspace.clients()
        for one in complaints_among(read_journal(workspace, client))
        for lesson in one.lessons
        if one.root == root
        and one.name != case.name
        and timedelta() <= case.complaint.day - lesson.day <= RECURS_WITHIN
    ]
    last = max(lessons, key=lambda one: (one.day, one.ts), default=None)
    return {"recurs": origin_of(last), "recurs_on": last.day} if last else {}
