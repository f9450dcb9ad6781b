"""What happened: the kinds of record that the journal holds, one flat object each.

To add a kind: define its model in the file of its noun and name it in `Record`. Nothing else in the store
changes.
"""

from functools import cache
from typing import Annotated, Any, TypeAlias, get_args

from pydantic import Field, TypeAdapter

from clientkit.kernel.model.records.acceptance import Acceptance, CriterionTried
from clientkit.kernel.model.records.agenda import Snoozed
from clientkit.kernel.model.records.change import ChangeAsked, ChangeAssessed, ChangeEnded
from clientkit.kernel.model.records.checklist import Ticked
from clientkit.kernel.model.records.complaint import (
    Complaint,
    ComplaintChoice,
    ComplaintEscalated,
    ComplaintLesson,
    ComplaintNoted,
    ComplaintOption,
    ComplaintWord,
)
from clientkit.kernel.model.records.correspondence import Logged, MailOutcome, MailSending
from clientkit.kernel.model.records.feedback import Consented, Feedback, FollowUp
from clientkit.kernel.model.records.progress import (
    Ask,
    Blocked,
    Done,
    HoursSpent,
    Lesson,
    Next,
    PlanDropped,
    PlanMoved,
    Resolved,
    RiskNote,
    StatusWorsened,
)
from clientkit.kernel.model.records.project import MilestoneDone, MilestoneMoved, ProjectMoved
from clientkit.kernel.model.records.promise import Promised, PromiseEnded
from clientkit.kernel.model.records.question import EvidenceKept, QuestionAnswered, QuestionAsked
from clientkit.kernel.model.records.record import Retraction
from clientkit.kernel.model.records.relation import ClientBack, ClientEnded, ProjectDropped
from clientkit.kernel.model.records.survey import SurveyAsked, SurveyEnded, SurveyReminded

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
    | ProjectDropped
    | ClientEnded
    | ClientBack
    | Promised
    | PromiseEnded
    | MailSending
    | MailOutcome
    | Logged
    | Snoozed
    | Ticked
    | ChangeAsked
    | ChangeAssessed
    | ChangeEnded
    | Complaint
    | ComplaintNoted
    | ComplaintOption
    | ComplaintChoice
    | ComplaintWord
    | ComplaintLesson
    | ComplaintEscalated
    | QuestionAsked
    | QuestionAnswered
    | EvidenceKept
    | Retraction,
    Field(discriminator="kind"),
]

KINDS = tuple(str(model.model_fields["kind"].default) for model in get_args(get_args(Record)[0]))
"""The kinds of record by their names in a file, as the union lists them."""


@cache
def record_adapter() -> TypeAdapter[Any]:
    """The validator of any record, built once a process."""
    return TypeAdapter(Record)
