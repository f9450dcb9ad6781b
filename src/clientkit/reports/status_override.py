"""Setting a week's status worse than the rule finds it: allowed with a reason, and never better."""

from datetime import date
from typing import Literal, NamedTuple, TypeGuard, get_args

from clientkit.documents.compose import compose
from clientkit.documents.request import DocumentRequest
from clientkit.errors import RefusedError, UsageError
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.progress import StatusWorsened
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.references import Subject
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.journal.record_ids import later_than, origin_of
from clientkit.kernel.store.journal.record_input import made_record, typed_text
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.workspace import Workspace
from clientkit.reports.status import DIMENSIONS, Dimension, Light, Status, is_worse
from clientkit.reports.weekly.document import ReportDocument

WorseLight = Literal["amber", "red"]


class WorseStatus(NamedTuple):
    """What a person thinks of a part of the status, and why."""

    light: WorseLight
    dimension: Dimension
    reason: str


class StatusOverride(NamedTuple):
    """A status that was set worse, and what the rule and a person had said of it before."""

    record: StatusWorsened
    week: IsoWeek
    rule: Light | None
    before: StatusWorsened | None


def worse(light: str, dimension: str, reason: str) -> WorseStatus:
    """What was typed, checked.

    Raises:
        UsageError: there is no such light or dimension, or the reason is empty.
    """
    if not _is_light(light):
        raise UsageError(
            f"A status cannot be set to {light[:20]!r}: you can make it worse, never better.",
            "Say amber or red, for instance: clientkit report status amber 'The provider is silent'",
        )
    if not _is_dimension(dimension):
        raise UsageError(f"The status has no {dimension[:20]!r}.", f"It has {', '.join(DIMENSIONS)}.")
    return WorseStatus(light, dimension, typed_text(reason, "The reason"))


def set_worse(
    workspace: Workspace, settings: Settings, stamp: Stamp, request: DocumentRequest, typed: WorseStatus
) -> StatusOverride:
    """Record that a week's status is worse than the rule finds it; a second word on it corrects the first.

    The record is of the day of the stamp, or of the last day of a week that is over.

    Raises:
        UsageError: the week has not begun.
        RefusedError: the rule finds it that bad already, or worse.
        InvalidDataError: see `compose`.
    """
    week = request.week or IsoWeek.of(stamp.day)
    rule = _rule(workspace, settings, request, stamp.day)[typed.dimension]
    if not is_worse(typed.light, rule):
        raise RefusedError(
            f"The rule finds the {typed.dimension} {rule} in {week} already; you can only make it worse.",
            "The report says so, with the reason; nothing needs to be recorded.",
        )
    before = _before(workspace, request, week, typed.dimension)
    stamp = stamp.model_copy(update={"day": min(stamp.day, week.sunday)})
    if before:
        stamp = later_than(stamp, before)
    values = {**typed._asdict(), "replaces": origin_of(before) if before else None}
    record = made_record(StatusWorsened, stamp, Subject(request.client, request.project), values)
    append_record(workspace, record)
    return StatusOverride(record, week, rule, before)


def _rule(
    workspace: Workspace, settings: Settings, request: DocumentRequest, today: date
) -> dict[str, Light | None]:
    """What the rule finds of each part, whatever a person has said."""
    document = compose(workspace, settings, request, today).data
    if not isinstance(document, ReportDocument):
        raise TypeError(request.document)
    return rule_of(document.status)


def rule_of(status: Status) -> dict[str, Light | None]:
    """The lights that the rule gives."""
    by_rule = {one.dimension: one.rule for one in status.worsened}
    return {name: by_rule.get(name, getattr(status, name)) for name in DIMENSIONS}


def _before(
    workspace: Workspace, request: DocumentRequest, week: IsoWeek, dimension: Dimension
) -> StatusWorsened | None:
    records = (one for one in read_journal(workspace, request.client) if one.project == request.project)
    found = [
        one
        for one in records
        if isinstance(one, StatusWorsened) and one.day in week and one.dimension == dimension
    ]
    return found[-1] if found else None


def _is_light(text: str) -> TypeGuard[WorseLight]:
    return text in get_args(WorseLight)


def _is_dimension(text: str) -> TypeGuard[Dimension]:
    return text in DIMENSIONS
