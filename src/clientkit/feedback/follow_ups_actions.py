"""What one can do about an answer: note what was done, and that nothing is left to do."""

from typing import NamedTuple

from clientkit.errors import RefusedError, UsageError
from clientkit.feedback.answer import show_answer
from clientkit.kernel.model.records.feedback import Feedback, FollowUp
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.references import Subject
from clientkit.kernel.store.journal.record_input import made_record, typed_text
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.workspace import Workspace


class Followed(NamedTuple):
    """What was done about an answer."""

    record: FollowUp
    feedback: Feedback


def follow(workspace: Workspace, stamp: Stamp, beginning: str, note: str | None, *, done: bool) -> Followed:
    """Record what was done about an answer; the last follow-up says whether something is left to do.

    Raises:
        NotFoundError: no answer's id begins so.
        UsageError: it begins several, or there is no note.
        RefusedError: the answer was taken back.
    """
    if note is None:
        raise UsageError("What was done, or said? There is no note.", 'Add --note "Called, put it right"')
    answer = show_answer(workspace, beginning)
    feedback = answer.feedback
    if answer.retraction:
        raise RefusedError(
            f"{feedback.id} was taken back on {answer.retraction.day}; nothing is to be done about it.",
            "See what waits: clientkit feedback loop",
        )
    values = {"ref": feedback.id, "note": typed_text(note, "The note"), "done": done}
    record = made_record(FollowUp, stamp, Subject(feedback.client, feedback.project), values)
    append_record(workspace, record)
    return Followed(record, feedback)
