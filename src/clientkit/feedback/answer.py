"""What one can do with an answer that stands in the journal: show it, correct it, take it back."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from pydantic import Field, ValidationError

from clientkit.clients.contacts import require_contact
from clientkit.errors import NotFoundError, RefusedError, UsageError
from clientkit.feedback.actions import checked_answer
from clientkit.kernel.model.records.feedback import Feedback, FollowUp
from clientkit.kernel.model.records.record import Retraction, Stamp
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.rating_scales import METRIC_NAMES
from clientkit.kernel.store.journal.read import fold_journal
from clientkit.kernel.store.journal.record_input import day_that_came
from clientkit.kernel.store.journal.record_versions import Lineage, lineages_begun
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.toml.validation_messages import message_and_hint
from clientkit.kernel.store.workspace import Workspace

SEE = "See the ids: clientkit feedback list"


class Answer(Model):
    """One answer, all of it: what counts, what it said before, and whether it was taken back."""

    feedback: Feedback = Field(description="the answer as it counts, or as it was when it was taken back")
    before: tuple[Feedback, ...] = Field(
        description="what it said before its corrections, the first one first"
    )
    retraction: Retraction | None = Field(description="when and why it was taken back")
    follow_ups: tuple[FollowUp, ...] = Field(description="what was done about it, the first one first")


class Corrected(NamedTuple):
    """An answer as it counts now, as it was, and the fields that differ."""

    record: Feedback
    before: Feedback
    changed: tuple[str, ...]


def show_answer(workspace: Workspace, beginning: str) -> Answer:
    """One answer by the beginning of its id, or of the id of any of its corrections.

    Raises:
        NotFoundError: no answer's id begins so.
        UsageError: it begins several.
    """
    lineage = _one_lineage(workspace, beginning)
    *before, latest = [record for record in lineage.versions if isinstance(record, Feedback)]
    names = {record.id for record in lineage.versions}

    def pick(record: Any) -> FollowUp | None:
        return record if isinstance(record, FollowUp) and record.ref in names else None

    return Answer(
        feedback=latest,
        before=tuple(before),
        retraction=lineage.retraction,
        follow_ups=tuple(fold_journal(workspace, latest.client, pick)),
    )


def edit_feedback(workspace: Workspace, stamp: Stamp, beginning: str, given: Mapping[str, Any]) -> Corrected:
    """Correct an answer with a new record; what is not given stays, an empty text takes a value away.

    `stamp.day` is today; a new `day` of the answer is one of the values. A new score is on the scale of the
    answer where it had one.

    Raises:
        NotFoundError: no answer's id begins so, or the client has no such contact.
        UsageError: nothing was given, a value that cannot be, or nothing would be left.
        RefusedError: the answer was taken back.
    """
    before = _standing(_one_lineage(workspace, beginning))
    values = {key: value for key, value in given.items() if value not in (None, [])}
    if not values.keys() - {"csat_scale", "ces_scale"}:
        raise UsageError(
            "Nothing to change was given.", f"For instance: clientkit feedback set {before.id} csat=4"
        )
    if before.csat is not None:
        values["csat_scale"] = before.csat_scale
    if before.ces_scale is not None:
        values["ces_scale"] = before.ces_scale
    if "day" in values:
        day_that_came(values["day"], stamp.day, "feedback")
    cleared = {key: None for key, value in values.items() if value == ""}
    values = checked_answer({key: value for key, value in values.items() if key not in cleared}) | cleared
    if values.get("contact"):
        require_contact(workspace, before.client, values["contact"])
    record = _corrected(before, stamp, values)
    changed = tuple(key for key in values if getattr(record, key) != getattr(before, key))
    if not changed:
        return Corrected(before, before, ())
    append_record(workspace, record)
    return Corrected(record, before, changed)


def _corrected(before: Feedback, stamp: Stamp, values: Mapping[str, Any]) -> Feedback:
    """A later record than the one it corrects, whatever the clock says; fields nobody knows are kept."""
    later = max(stamp.ts, before.ts + timedelta(seconds=1))
    identity = {"id": stamp.id, "ts": later, "replaces": before.id}
    kept = before.model_dump()
    try:
        return Feedback.model_validate({**kept, **values, **identity})
    except ValidationError as error:
        if all((kept | dict(values))[name] is None for name in (*METRIC_NAMES, "comment")):
            raise UsageError(
                "Neither a score nor a comment would be left.",
                f"To take the answer back: clientkit undo {before.id}",
            ) from None
        raise UsageError(*message_and_hint(Feedback, error)) from None


def _standing(lineage: Lineage) -> Feedback:
    latest: Any = lineage.latest
    if lineage.retraction:
        raise RefusedError(
            f"{latest.id} was taken back on {lineage.retraction.day}.",
            "Record it anew: clientkit feedback add",
        )
    return latest  # type: ignore[no-any-return] # the kind was asked for


def _one_lineage(workspace: Workspace, beginning: str) -> Lineage:
    text = beginning.strip().lower()
    if not text:
        raise UsageError("The id is empty.", SEE)
    found = lineages_begun(workspace, text, Feedback)
    if not found:
        raise NotFoundError(f"There is no answer whose id begins with {text[:40]!r}.", SEE)
    standing = [lineage for lineage in found if lineage.retraction is None] or found
    if len(standing) > 1:
        listed = ", ".join(lineage.latest.id for lineage in standing[:5])
        more = f" and {len(standing) - 5} more" if len(standing) > 5 else ""  # noqa: PLR2004 - a line's worth
        raise UsageError(f"'{text[:40]}' could be {listed}{more}.", "Write more of the id.")
    return standing[0]
