"""The change that a person means, with all that is known of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from pydantic import Field

from clientkit.changes.cases import agreed_terms, changes_of, hours_at_risk, next_command
from clientkit.changes.queries import list_changes
from clientkit.changes.rules import ChangeCase, lacks, number_in, rounds_used
from clientkit.errors import NotFoundError, UsageError
from clientkit.kernel.model.records.change import ChangeAsked, ChangeAssessed, ChangeEnded
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.choices import ChangeState
from clientkit.kernel.model.values.references import ProjectRef, Scope
from clientkit.kernel.store.lookup import find_project
from clientkit.kernel.store.workspace import Workspace

if TYPE_CHECKING:
    from clientkit.kernel.model.files.project import Project


@dataclass(frozen=True)
class FoundChange:
    """The change that is meant, with all changes of its project."""

    case: ChangeCase
    project: ProjectRef
    cases: tuple[ChangeCase, ...]
    terms: "Project | None"
    """What was agreed last, else the project's file; None where neither can be read."""
    risk: Decimal | None = None
    """Hours noted for it that nobody agreed to; None without such."""


class ChangeSheet(Model):
    """All that is known of a change, and its next step."""

    name: str = Field(description="client/project/CO-1")
    state: ChangeState = Field(
        description="requested, assessed, offered, approved, declined, withdrawn or absorbed"
    )
    request: ChangeAsked = Field(description="what they asked for")
    assessment: ChangeAssessed | None = Field(description="what it is and takes; null before it was assessed")
    round: int | None = Field(description="which revision round it is")
    rounds: int | None = Field(description="revision rounds that the agreement includes")
    offered: date | None = Field(description="day on which they were told")
    until: date | None = Field(description="last day of the offer")
    outcome: ChangeEnded | None = Field(description="how it ended; null while it did not")
    risk: Decimal | None = Field(description="hours noted for it while nobody agreed to it; null without")
    missing: tuple[str, ...] = Field(description="what it lacks before it can be offered")
    command: str | None = Field(description="the command that does the next step; null when it is over")


def find_change(workspace: Workspace, text: str, here: Scope) -> FoundChange:
    """The change that `CO-1`, `toko/CO-1` or the beginning of a record's id means.

    Raises:
        UsageError: several are meant.
        NotFoundError: there is none.
    """
    return _found(workspace, *named_change(workspace, text, here))


def named_change(workspace: Workspace, text: str, here: Scope) -> tuple[ProjectRef, str]:
    """The project and the number, or the id, that a text names; as of `find_change`."""
    place, _, last = text.strip().rpartition("/")
    number = number_in(last)
    if number is None:
        from clientkit.kernel.store.journal.record_ids import one_record, origin_of

        record, _ = one_record(workspace, last, ("change", "change_assessed", "change_ended"), "a change")
        wanted = record.ref if record.kind != "change" else origin_of(record)
        return ProjectRef(record.client, record.project), wanted
    co = f"CO-{number}"
    if place:
        return find_project(workspace, place, here), co
    if here.client and here.project:
        return ProjectRef(here.client, here.project), co
    rows = list_changes(workspace, Scope(here.client), every=True)
    projects = list(dict.fromkeys(row.subject for row in rows if row.number == co))
    if len(projects) > 1:
        named = ", ".join(f"{one}/{co}" for one in projects)
        raise UsageError(f"{co} could be {named}.", f"Name its project: {projects[0]}/{co}")
    if not projects:
        raise NotFoundError(f"There is no change {co}.", "See them: clientkit change list --all")
    return find_project(workspace, projects[0], here), co


def _found(workspace: Workspace, name: ProjectRef, wanted: str) -> FoundChange:
    cases = changes_of(workspace, name)
    fitting = [one for one in cases if wanted in {one.co, one.id}]
    if not fitting:
        raise NotFoundError(
            f"{name} has no change {wanted}.", f"See them: clientkit change list {name} --all"
        )
    if len(fitting) > 1:
        listed = ", ".join(f"{one.id} ({one.asked.text[:40]})" for one in fitting)
        raise UsageError(
            f"{fitting[0].co} of {name} was given twice: {listed}.",
            f"Name it by its id, and give the one that was not offered another number: "
            f"clientkit change renumber {fitting[-1].id}",
        )
    risk = hours_at_risk(workspace, fitting[0])
    return FoundChange(fitting[0], name, cases, agreed_terms(workspace, name), risk)


def sheet(found: FoundChange) -> ChangeSheet:
    """All that is known of a change."""
    case, what = found.case, found.case.assessed
    revision = what is not None and what.classed == "revision"
    return ChangeSheet(
        name=case.name,
        state=case.state,
        request=case.asked,
        assessment=what,
        round=rounds_used(found.cases, case) + 1 if revision else None,
        rounds=found.terms.revisions.rounds if revision and found.terms else None,
        offered=case.told,
        until=case.until(found.terms),
        outcome=case.ended,
        risk=found.risk,
        missing=tuple(words for _, words in lacks(case)),
        command=next_command(case),
    )
