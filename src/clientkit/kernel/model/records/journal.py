"""What happened: the kinds of record that the journal holds, one flat object each.

To add a kind: define its model in the file of its noun and name it in `Record`. Nothing else in the store
changes.
"""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache
from typing import Annotated, Any, TypeAlias, Union, get_args

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

MODELS = {str(model.model_fields["kind"].default): model for model in get_args(get_args(Record)[0])}

KINDS = tuple(MODELS)
"""The kinds of record by their names in a file, as the union lists them."""


KIND = re.compile(rb'"kind":\s*"([a-z_]+)"')
"""How the kind of a record stands in its line, as we write it."""


class _Read:
    kinds: frozenset[str] | None = frozenset()
    """What this process reads records of: the kinds in its first lines; None for all, once others come."""


def read_lines(lines: Sequence[bytes]) -> list[Any]:
    """The records of some lines of a journal.

    Most journals hold few of the kinds, and a validator of all takes as long to build as Typer to load.

    Raises:
        ValueError: a line is not sound, or writes its kind in an odd way.
    """
    if not _Read.kinds and _Read.kinds is not None:
        _Read.kinds = _kinds_in(lines)
    with suppress(ValueError):
        return list(map(record_adapter(_Read.kinds).validator.validate_json, lines))
    if _Read.kinds is None or _kinds_in(lines) <= _Read.kinds:
        raise ValueError("a line is not sound")
    _Read.kinds = None
    return read_lines(lines)


def _kinds_in(lines: Iterable[bytes]) -> frozenset[str]:
    return frozenset({kind.decode() for line in lines for kind in KIND.findall(line)} & MODELS.keys())


@cache
def record_adapter(kinds: frozenset[str] | None = None) -> TypeAdapter[Any]:
    """The validator of any record, built once a process; of some kinds alone it is built much sooner."""
    if kinds is None:
        return TypeAdapter(Record)
    models = [model for kind, model in MODELS.items() if kind in kinds | {"log", "retraction"}]
    some: Any = Annotated[Union[tuple(models)], Field(discriminator="kind")]  # noqa: UP007 - of a tuple
    return TypeAdapter(some)
