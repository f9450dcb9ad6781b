"""Counting answers in the journal: checked by the models' rules, without making a model of each line."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Annotated, Any, Literal, NotRequired, TypeAlias, TypeVar, Union

from pydantic import ConfigDict, Field, TypeAdapter
from typing_extensions import TypedDict

from clientkit.kernel.model.records.acceptance import Acceptance
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.model.records.journal import KINDS, record_adapter
from clientkit.kernel.model.records.project import ProjectMoved
from clientkit.kernel.model.records.record import Entry, Retraction
from clientkit.kernel.model.records.survey import SurveyAsked, SurveyEnded
from clientkit.kernel.store.journal.read import counted, readable
from clientkit.kernel.store.workspace import Workspace

T = TypeVar("T", bound=Hashable)

Pick: TypeAlias = Callable[[Mapping[str, Any]], T | None]
"""Takes what is wanted from a record's fields; None leaves the record out."""

LINEAGE = ("id", "ts", "replaces")
"""The fields that tell which record counts."""

ALSO: Mapping[type[Entry], tuple[str, ...]] = {
    SurveyAsked: ("day", "project", "question", "contact", "occasion"),
    SurveyEnded: ("ref", "outcome"),
    Acceptance: ("day", "project"),
    ProjectMoved: ("day", "project", "state"),
    Retraction: ("retracts",),
}
"""What is read of other records than feedback beside their lineage."""

USUAL_SCALE = 5


def count_answers(workspace: Workspace, client: str, pick: Pick[T]) -> Counter[T]:
    """How often `pick` takes the same from a client's feedback that counts.

    It gets the fields by name; those that the record leaves out may be missing. Bad lines become notices.
    """
    return Counter(picked(workspace, client, {"feedback": pick}))


def picked(
    workspace: Workspace, client: str, picks: Mapping[str, Pick[T]], until: datetime | None = None
) -> Iterator[T]:
    """What each kind of record's `pick` takes from a client's records that count; in no order.

    With `until`, records that were written down later are as if they were not there: what they corrected
    or took back counts as it did then. Other kinds than feedback come with the fields of `ALSO` alone.
    """
    batches = readable(workspace, client, read_plain, _by_the_model)
    kept = counted(
        _picked_of(batch if until is None else _written_by(batch, until), picks.get) for batch in batches
    )
    return (value for _, _, value in kept if value is not None)


def _written_by(batch: Sequence[Mapping[str, Any]], until: datetime) -> list[Mapping[str, Any]]:
    return [fields for fields in batch if fields["ts"] <= until]


def _picked_of(
    batch: Sequence[Mapping[str, Any]], pick_of: Callable[[str], Pick[T] | None]
) -> list[tuple[Mapping[str, Any], T | None]]:
    return [(fields, None if (pick := pick_of(fields["kind"])) is None else pick(fields)) for fields in batch]


def last_written(workspace: Workspace, client: str) -> datetime | None:
    """The instant of a client's last record, whether it counts or not; None where there is none."""
    batches = readable(workspace, client, read_plain, _by_the_model)
    return max((fields["ts"] for batch in batches for fields in batch), default=None)


def recorded_ids(workspace: Workspace, client: str) -> set[str]:
    """The ids of all records of a client that can be read, those that do not count too."""
    batches = readable(workspace, client, read_plain, _by_the_model)
    return {fields["id"] for batch in batches for fields in batch}


def read_plain(lines: Sequence[bytes]) -> list[Mapping[str, Any]]:
    """Lines as plain fields: feedback whole, other records only as far as their lineage.

    Raises:
        ValueError: the model may refuse the feedback of one of the lines; let it decide.
    """
    batch = list(map(_line_adapter().validator.validate_json, lines))
    for fields in batch:
        csat = fields.get("csat")
        if csat is None:
            if fields["kind"] == "feedback" and _says_nothing(fields):
                raise ValueError("neither a score nor a comment")
        elif csat > USUAL_SCALE and csat > fields.get("csat_scale", USUAL_SCALE):
            raise ValueError("above its scale")
    return batch


def _says_nothing(fields: Mapping[str, Any]) -> bool:
    return all(fields.get(name) is None for name in ("nps", "ces", "comment"))


def _by_the_model(line: bytes) -> Mapping[str, Any]:
    fields: Mapping[str, Any] = vars(record_adapter().validate_json(line))
    return fields


@cache
def _line_adapter() -> TypeAdapter[Any]:
    """Reads a line as a dict, which costs two thirds of a model."""
    more = {str(model.model_fields["kind"].default): model for model in ALSO}
    others = [kind for kind in KINDS if kind != "feedback" and kind not in more]
    plain = [
        _plain(Feedback, tuple(Feedback.model_fields), ["feedback"]),
        *(_plain(model, (*LINEAGE, *ALSO[model]), [kind]) for kind, model in more.items()),
        _plain(Entry, LINEAGE, others),
    ]
    line: Any = Union[tuple(plain)]  # noqa: UP007 - made at run time
    return TypeAdapter(Annotated[line, Field(discriminator="kind")])


def _plain(model: type[Entry], names: Sequence[str], kinds: Sequence[str]) -> Any:
    """A dict with some of a model's fields, each under its own rules."""
    rules: dict[str, Any] = {}
    for name in names:
        field = model.model_fields[name]
        rule = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
        rules[name] = rule if field.is_required() else NotRequired[rule]
    make: Any = TypedDict
    plain = make(f"{model.__name__}Line", rules | {"kind": Literal[tuple(kinds)]})
    plain.__pydantic_config__ = ConfigDict(extra="ignore")
    return plain
