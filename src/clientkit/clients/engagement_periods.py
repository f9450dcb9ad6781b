"""Agreed work, ends and returns as records tell them: what a relation is made of."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

from clientkit.clients.stages import Relation, RelationStep, Turn, relation_of
from clientkit.errors import InvalidDataError, NotFoundError
from clientkit.kernel.model.records.acceptance import Acceptance, CriterionTried
from clientkit.kernel.model.records.progress import Done, HoursSpent
from clientkit.kernel.model.records.project import MilestoneDone, ProjectMoved
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.records.relation import ClientBack, ClientEnded
from clientkit.kernel.store.ids import toml_tables
from clientkit.kernel.store.workspace import Workspace

if TYPE_CHECKING:
    from clientkit.kernel.model.files.client import Client


def says_lost(workspace: Workspace, client: str) -> bool:
    """Whether a client's file says lost; it does not, with a notice, where it cannot be read."""
    try:
        return toml_tables(workspace, workspace.client_file(client)).get("stage") == "lost"
    except (InvalidDataError, NotFoundError):
        file = workspace.relative(workspace.client_file(client))
        workspace.notices.add(f"passed over {file}, which cannot be read; its journal is counted")
        return False


def relation_step(record: Entry) -> RelationStep | None:
    """What a record says of agreed work or of the relation: accepted, another state, ended, back."""
    turn: Turn
    if isinstance(record, ClientEnded | ClientBack):
        turn = "ended" if isinstance(record, ClientEnded) else "back"
        return RelationStep(record.ts.timestamp(), "", record.day, turn)
    if record.project is None:
        return None
    if isinstance(record, Acceptance):
        return RelationStep(record.ts.timestamp(), record.project, record.day, "active")
    if isinstance(record, ProjectMoved) and record.state != "draft":
        return RelationStep(record.ts.timestamp(), record.project, record.day, record.state)
    return None


def day_of_work(record: Entry) -> date | None:
    """The day for which a record shows agreed work: agreed on, begun, done, measured in hours or ended.

    A conversation, an answer or a mail is none: one can speak with a client who was lost.
    """
    is_work = isinstance(record, (Done, HoursSpent, MilestoneDone, CriterionTried, Acceptance, ProjectMoved))
    return record.day if is_work and getattr(record, "state", "") != "draft" else None


def relation_in(records: Sequence[Entry], *, lost: bool = False) -> Relation:
    """A client's relation, from all of its records; `lost`: the file says so."""
    worked = [day for one in records if (day := day_of_work(one))] if lost else ()
    return relation_of(_steps(records), lost=lost, worked=worked)


def over(client: "Client", records: Sequence[Entry]) -> Literal["archived", "lost"] | None:
    """What ended the relation; None while it lasts."""
    if client.archived:
        return "archived"
    relation = relation_of(_steps(records), lost=dict(client).get("stage") == "lost")
    return "lost" if relation.is_over(date.max) else None


def _steps(records: Iterable[Entry]) -> Iterator[RelationStep]:
    return (step for one in records if (step := relation_step(one)))
