"""What happened: the kinds of record that the journal holds, one flat object each.

To add a kind: define its model in the file of its noun and name it in `Record` and in `KINDS`. Nothing else
in the store changes.
"""

from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, TypeAdapter

from clientkit.kernel.model.records.acceptance import CriterionTried, Lesson
from clientkit.kernel.model.records.correspondence import Logged, MailOutcome, MailSending
from clientkit.kernel.model.records.feedback import Consented, Feedback, FollowUp
from clientkit.kernel.model.records.progress import (
    Ask,
    Blocked,
    Done,
    HoursSpent,
    Next,
    PlanDropped,
    PlanMoved,
    Resolved,
    RiskNote,
    StatusWorsened,
)
from clientkit.kernel.model.records.promise import Promised, PromiseEnded
from clientkit.kernel.model.records.record import Entry, ItemRef, RecordId, Retraction, Sha256, Stamp
from clientkit.kernel.model.records.survey import SurveyAsked, SurveyEnded, SurveyReminded
from clientkit.kernel.model.values.choices import AcceptanceHow, Cause
from clientkit.kernel.model.values.text import NoteText

__all__ = [
    "KINDS",
    "Acceptance",
    "Ask",
    "Blocked",
    "Consented",
    "CriterionTried",
    "Done",
    "Entry",
    "Feedback",
    "FollowUp",
    "HoursSpent",
    "ItemRef",
    "Lesson",
    "Logged",
    "MailOutcome",
    "MailSending",
    "MilestoneDone",
    "MilestoneMoved",
    "Next",
    "PlanDropped",
    "PlanMoved",
    "ProjectMoved",
    "ProjectState",
    "PromiseEnded",
    "Promised",
    "Record",
    "RecordId",
    "Resolved",
    "Retraction",
    "RiskNote",
    "Sha256",
    "Stamp",
    "StatusWorsened",
    "SurveyAsked",
    "SurveyEnded",
    "SurveyReminded",
    "record_adapter",
]


class MilestoneDone(Entry):
    """A milestone that was reached on `day`."""

    kind: Literal["milestone_done"] = "milestone_done"
    milestone: ItemRef = Field(description="id of the milestone")
    note: NoteText | None = Field(None, description="anything to know")


class MilestoneMoved(Entry):
    """A milestone whose expected end was moved."""

    kind: Literal["milestone_moved"] = "milestone_moved"
    milestone: ItemRef = Field(description="id of the milestone")
    due: date = Field(description="its new expected end")
    was: date | None = Field(None, description="the end that was expected until then")
    cause: Cause = Field(description="whose days they are: us, client, third-party or change")
    reason: NoteText = Field(description="why, in a sentence")


class Acceptance(Entry):
    """A version of the agreement that the client accepted on `day`."""

    kind: Literal["acceptance"] = "acceptance"
    version: int = Field(ge=1, description="version of the agreement")
    accepted_by: NoteText = Field(description="who accepted it")
    how: AcceptanceHow = Field(description="mail, signature or call")
    evidence: str | None = Field(None, description="name of the kept evidence")
    sha256: Sha256 = Field(description="SHA-256 of the text that was accepted")
    manifest_sha256: Sha256 = Field(description="SHA-256 of the manifest that lists every kept file")
    forced: bool = Field(default=False, description="accepted although the check had found errors")


ProjectState = Literal["draft", "active", "delivered", "closed"]


class ProjectMoved(Entry):
    """A project that entered another state."""

    kind: Literal["project_state"] = "project_state"
    state: ProjectState = Field(description="draft, active, delivered or closed")
    note: NoteText | None = Field(None, description="why, or what is left")


Record: TypeAlias = Annotated[
    Feedback
    | FollowUp
    | Consented
    | SurveyAsked
    | SurveyReminded
    | SurveyEnded
    | Done
    | HoursSpent
    | Next
    | PlanMoved
    | PlanDropped
    | Blocked
    | Ask
    | RiskNote
    | Resolved
    | StatusWorsened
    | Lesson
    | CriterionTried
    | MilestoneDone
    | MilestoneMoved
    | Acceptance
    | ProjectMoved
    | Promised
    | PromiseEnded
    | MailSending
    | MailOutcome
    | Logged
    | Retraction,
    Field(discriminator="kind"),
]

KINDS = (
    "feedback",
    "follow_up",
    "consent",
    "survey",
    "survey_reminded",
    "survey_ended",
    "done",
    "hours",
    "next",
    "plan_moved",
    "plan_dropped",
    "blocked",
    "ask",
    "risk",
    "resolved",
    "status",
    "lesson",
    "criterion",
    "milestone_done",
    "milestone_moved",
    "acceptance",
    "project_state",
    "promise",
    "promise_ended",
    "mail_sending",
    "mail_outcome",
    "log",
    "retraction",
)


@cache
def record_adapter() -> TypeAdapter[Any]:
    """The validator of any record, built once a process."""
    return TypeAdapter(Record)
