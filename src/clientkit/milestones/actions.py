"""The milestones of a project: added where the plan stays possible."""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from datetime import date
from typing import Any

from pydantic import Field, ValidationError

from clientkit.errors import ClientkitError, NotFoundError, RefusedError, UsageError
from clientkit.kernel.calendar.project_calendar import working_calendar
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.files.timeline import Milestone
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.agreement_files import agreed_versions, read_agreed_project
from clientkit.kernel.store.named_ids import ids_named
from clientkit.kernel.store.save import save_file
from clientkit.kernel.store.toml.file import parse_toml
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.toml.table_rows import add_row
from clientkit.kernel.store.toml.validation_messages import message_and_hint
from clientkit.kernel.store.workspace import Workspace
from clientkit.milestones.queries import forecast_of, locate_errors, possible_plan, read_facts
from clientkit.milestones.schedule.dependency_order import ImpossibleDatesError, nearest, some_of
from clientkit.milestones.schedule.plan import plan


class NewMilestone(Model):
    """A milestone that was just added."""

    project: str = Field(description="client/project")
    file: str = Field(description="path of the project's file inside the workspace")
    id: str = Field(description="id of the milestone")
    title: str = Field(description="what is reached")
    start: date | None = Field(description="its first day; null while the project has no date to plan from")
    end: date | None = Field(description="its last day; null while the project has no date to plan from")
    end_before: date | None = Field(description="end of the project without it")
    end_after: date | None = Field(description="end of the project with it")


def add_milestone(
    workspace: Workspace, settings: Settings, name: ProjectRef, values: dict[str, Any], today: date
) -> NewMilestone:
    """Add a milestone to a project's file; its other lines stay as they are.

    Raises:
        UsageError: a value that cannot be, or dates that contradict each other.
        NotFoundError: a milestone or deliverable that it names does not exist.
        RefusedError: the id is taken, or the plan would be impossible.
    """
    file = read_project(workspace, *name)
    records, agreed = read_facts(workspace, name)
    used = _used_ids(workspace, name, file.value, records)
    milestone = _new_milestone(file.value, name, values, used)
    text = add_row(file.text, "milestones", _as_row(milestone))
    changed = parse_toml(workspace.relative(file.path), text, Project)
    _require_possible(workspace, settings, name, (file.value, changed), today)
    rows = forecast_of(changed, settings, records, today, agreed).milestones if changed.has_dates else ()
    save_file(workspace, file.path, text.encode(), file.digest, f"Add milestone {milestone.id}")
    return NewMilestone(
        project=str(name),
        file=workspace.relative(file.path),
        id=milestone.id,
        title=milestone.title,
        start=rows[-1].start if rows else None,
        end=rows[-1].end if rows else None,
        end_before=max((row.end for row in rows[:-1]), default=None),
        end_after=max((row.end for row in rows), default=None),
    )


def require_milestone(milestones: Iterable[Milestone], wanted: str, name: ProjectRef) -> Milestone:
    """The milestone of that id.

    Raises:
        NotFoundError: there is none.
    """
    known = {milestone.id: milestone for milestone in milestones}
    if wanted in known:
        return known[wanted]
    raise NotFoundError(
        f"{name} has no milestone {wanted[:40]!r}.", _did_you_mean(wanted, list(known), "milestone")
    )


def _new_milestone(
    project: Project, name: ProjectRef, values: dict[str, Any], used: AbstractSet[str]
) -> Milestone:
    try:
        milestone = Milestone.model_validate({"id": _next_id(used), **values})
    except ValidationError as error:
        raise UsageError(*message_and_hint(Milestone, error)) from None
    if milestone.id in [each.id for each in project.milestones]:
        raise RefusedError(
            f"{name} has a milestone {milestone.id} already.",
            f"Leave --id out, and it becomes {_next_id(used)}.",
        )
    if milestone.id in used:
        raise RefusedError(
            f"{milestone.id} was another milestone of {name}, and is still named by what came of it.",
            f"Leave --id out, and it becomes {_next_id(used)}.",
        )
    for wanted in milestone.after:
        require_milestone(project.milestones, wanted, name)
    deliverables = [each.id for each in project.deliverables]
    for wanted in milestone.deliverables:
        if wanted not in deliverables:
            hint = _did_you_mean(wanted, deliverables, "deliverable")
            raise NotFoundError(f"{name} has no deliverable {wanted[:40]!r}.", hint)
    return milestone


def _used_ids(
    workspace: Workspace, name: ProjectRef, project: Project, records: Iterable[Entry]
) -> AbstractSet[str]:
    """Ids that a milestone has or had: in the file, in what it names, in the journal, in what was agreed."""
    used = {*ids_named(records), *(one.id for one in project.milestones)}
    used |= {one.milestone for one in project.deliverables if one.milestone}
    used |= {one.milestone for one in project.payments if one.milestone}
    used |= {one for each in project.milestones for one in each.after}
    for version in agreed_versions(workspace, name):
        with suppress(ClientkitError):
            used |= {one.id for one in read_agreed_project(workspace, name, version).milestones}
    return used


def _next_id(used: AbstractSet[str]) -> str:
    """The id after the highest of the form `M7` that was ever used."""
    numbers = [int(one[1:]) for one in used if re.fullmatch(r"M[0-9]{1,9}", one)]
    return f"M{max(numbers, default=0) + 1}"


def _did_you_mean(wanted: str, known: Sequence[str], what: str) -> str:
    if near := nearest(wanted, known):
        return f"Did you mean {near}?"
    return f"Known: {some_of(known)}." if known else f"It has no {what} yet."


def _as_row(milestone: Milestone) -> dict[str, Any]:
    """What was given, as TOML holds it."""
    given = milestone.model_dump(exclude_unset=True)
    return {key: list(value) if isinstance(value, tuple) else value for key, value in given.items()}


def _require_possible(
    workspace: Workspace, settings: Settings, name: ProjectRef, versions: tuple[Project, Project], today: date
) -> None:
    """That a plan can be made with the milestone that is the last one of the second version."""
    before, after = versions
    try:
        possible_plan(after, settings)
    except ImpossibleDatesError as error:
        with locate_errors(workspace, name):
            possible_plan(before, settings)
        alone = after.model_copy(
            update={"milestones": (after.milestones[-1].model_copy(update={"after": ()}),)}
        )
        try:
            plan(alone.milestones, alone.timeline.start or today, working_calendar(alone, settings))
        except ImpossibleDatesError as contradiction:
            raise UsageError(f"Nothing was saved: {contradiction.message}", contradiction.hint) from None
        raise RefusedError(f"Nothing was saved: {error.message}", error.hint) from None
