"""Acceptance criteria: which were tried, and which were met, of what was agreed."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pydantic import Field

from clientkit.errors import InvalidDataError, NotFoundError, UsageError
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.records.acceptance import CriterionTried
from clientkit.kernel.model.records.record import Entry, Stamp
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.store.agreement_files import agreed_versions, read_agreed_project
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.journal.record_input import suggestion, typed_text
from clientkit.kernel.store.save import append_records, encode_record
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace


class CriterionRow(Model):
    """An acceptance criterion, and what became of it."""

    item: str = Field(description="id of the deliverable")
    number: int = Field(description="number of the criterion, from 1")
    text: str = Field(description="the criterion as agreed")
    met: bool | None = Field(description="whether it was met; null until it was tried")
    day: date | None = Field(description="day of the last trial")
    note: str | None = Field(description="who tried it, how, or what is missing")


class CriterionRows(Rows[CriterionRow]):
    """The criteria of a project."""


class TrialRecords(Rows[CriterionTried]):
    """What was written down of one trial, criterion by criterion."""


class CriteriaTrial(NamedTuple):
    """What was found of some criteria of a deliverable; no numbers mean all of them."""

    item: str
    numbers: tuple[int, ...]
    met: bool
    note: str | None


def delivered_project(workspace: Workspace, name: ProjectRef) -> Project:
    """What the work is measured by: the version that was agreed last, else the project's file.

    A version whose files are broken becomes a notice.

    Raises:
        NotFoundError, InvalidDataError: of the project's file.
    """
    versions = agreed_versions(workspace, name)
    if versions:
        try:
            return read_agreed_project(workspace, name, versions[-1])
        except (InvalidDataError, NotFoundError) as error:
            workspace.notices.add(f"passed over {error.message}")
    return read_project(workspace, *name).value


def criteria_of(project: Project, records: Sequence[Entry]) -> list[CriterionRow]:
    """Every criterion of a project in the order of its file; `records` are the project's that count."""
    tried = {(one.item, one.number): one for one in records if isinstance(one, CriterionTried)}
    rows = []
    for deliverable in project.deliverables:
        for number, text in enumerate(deliverable.criteria, start=1):
            trial = tried.get((deliverable.id, number))
            rows.append(
                CriterionRow(
                    item=deliverable.id,
                    number=number,
                    text=text,
                    met=trial.met if trial else None,
                    day=trial.day if trial else None,
                    note=trial.note if trial else None,
                )
            )
    return rows


def list_criteria(workspace: Workspace, name: ProjectRef) -> CriterionRows:
    """The criteria of a project, and what became of each."""
    records = [record for record in read_journal(workspace, name.client) if record.project == name.project]
    return CriterionRows(criteria_of(delivered_project(workspace, name), records))


def record_trial(
    workspace: Workspace, name: ProjectRef, trial: CriteriaTrial, stamps: Sequence[Stamp]
) -> TrialRecords:
    """Write down what was found, all criteria in one write; the last word on each counts.

    `stamps` are one for each criterion that a deliverable can have.

    Raises:
        UsageError: there is no such deliverable or criterion.
    """
    client, slug = name
    numbers = _numbers(delivered_project(workspace, name), name, trial)
    note = typed_text(trial.note, "The note") if trial.note else None
    records = [
        CriterionTried(
            id=stamp.id,
            ts=stamp.ts,
            day=stamp.day,
            client=client,
            project=slug,
            item=trial.item,
            number=number,
            met=trial.met,
            note=note,
        )
        for number, stamp in zip(numbers, stamps, strict=False)
    ]
    append_records(workspace, client, {one.id: encode_record(one) for one in records})
    return TrialRecords(records)


def _numbers(project: Project, name: ProjectRef, trial: CriteriaTrial) -> tuple[int, ...]:
    known = {one.id: one for one in project.deliverables}
    if trial.item not in known:
        hint = (
            suggestion(trial.item, {one.id: one.title for one in project.deliverables})
            if known
            else f"It has none yet: clientkit project edit {'/'.join(name)}"
        )
        raise UsageError(f"{'/'.join(name)} has no deliverable {trial.item[:80]!r}.", hint)
    last = len(known[trial.item].criteria)
    if not last:
        raise UsageError(
            f"{trial.item} has no acceptance criteria.", "Agree on some: clientkit scope check says how."
        )
    for number in trial.numbers:
        if not 1 <= number <= last:
            raise UsageError(
                f"{trial.item} has no criterion {number}.",
                f"It has {last}; see them: clientkit scope criteria {'/'.join(name)}",
            )
    return tuple(dict.fromkeys(trial.numbers)) or tuple(range(1, last + 1))
