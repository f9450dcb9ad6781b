"""Following references: what names something else must name something that is there."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from clientkit.errors import ClientkitError
from clientkit.kernel.model.files.checklist import EVENTS
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.acceptance import Acceptance
from clientkit.kernel.model.records.change import ChangeAsked
from clientkit.kernel.model.records.checklist import Ticked
from clientkit.kernel.model.records.record import Entry, Retraction
from clientkit.kernel.model.values.problem import Problem
from clientkit.kernel.model.values.pseudonyms import is_pseudonym
from clientkit.kernel.store.agreement_files import acceptance_problem
from clientkit.kernel.store.journal.read import Numbered
from clientkit.kernel.store.toml.file import TomlFile
from clientkit.kernel.store.toml.line_numbers import Location, line_of
from clientkit.kernel.store.workspace import Workspace


def project_references(
    workspace: Workspace, file: TomlFile[Project], settings: Settings | None
) -> Iterator[Problem]:
    """Deliverables, milestones and payments of a project that name one another, and dates that cannot be."""
    project, name = file.value, workspace.relative(file.path)
    unknown = False
    for location, wanted, kind in _named(project):
        known = [item.id for item in (project.milestones if kind == "milestone" else project.deliverables)]
        if wanted not in known:
            unknown = True
            hint = f"Known: {', '.join(known)}" if known else f"Add a [[{kind}s]] block with that id."
            message = f"names the {kind} '{wanted}', which does not exist"
            yield Problem(
                file=name,
                line=line_of(file.text, location),
                code="unknown-reference",
                message=message,
                hint=hint,
            )
    if settings is not None and project.milestones and not unknown:
        yield from _impossible_dates(name, file, settings)


def _impossible_dates(name: str, file: TomlFile[Project], settings: Settings) -> Iterator[Problem]:
    from clientkit.milestones.queries import possible_plan
    from clientkit.milestones.schedule.dependency_order import ImpossibleDatesError

    try:
        possible_plan(file.value, settings)
    except ClientkitError as error:
        ids = [milestone.id for milestone in file.value.milestones]
        row = ids.index(error.milestone) if isinstance(error, ImpossibleDatesError) else 0
        line = line_of(file.text, ("milestones", row))
        yield Problem(file=name, line=line, code="impossible-dates", message=error.message, hint=error.hint)


def _named(project: Project) -> Iterator[tuple[Location, str, str]]:
    yield from _milestones_of(project, "deliverables")
    for i, milestone in enumerate(project.milestones):
        for wanted in milestone.deliverables:
            yield ("milestones", i, "deliverables"), wanted, "deliverable"
        for wanted in milestone.after:
            yield ("milestones", i, "after"), wanted, "milestone"
    milestones = frozenset(one.id for one in project.milestones)
    for i, step in enumerate(project.checklist):
        anchor = step.anchor(milestones)
        if anchor and anchor.event not in EVENTS:
            yield ("checklist", i, "after"), anchor.event, "milestone"
    yield from _milestones_of(project, "duties")
    yield from _milestones_of(project, "payments")


def _milestones_of(project: Project, name: str) -> Iterator[tuple[Location, str, str]]:
    for i, row in enumerate(getattr(project, name)):
        if row.milestone:
            yield (name, i, "milestone"), row.milestone, "milestone"


def journal_references(
    workspace: Workspace,
    slug: str,
    records: Sequence[Numbered],
    client: Client | None,
    projects: Mapping[str, Project | None],
) -> Iterator[Problem]:
    """Records that name a client, project, contact, item, record or accepted version which is not there.

    A project whose file is broken is given as None: what lies in it cannot be judged.
    """
    seen: dict[str, Entry] = {}
    for _, _, record in records:
        seen.setdefault(record.id, record)
    contacts = {known.id for known in client.contacts} if client else None
    known = {name: _items(project) for name, project in projects.items()}
    for _, _, one in records:
        if isinstance(one, ChangeAsked) and (items := known.get(one.project or "")):
            items[1].add(f"CO-{one.number}")
    for file, line, record in records:
        fields = record.__dict__  # asking a model for what it does not have takes ten times as long
        twin = seen[record.id]
        if twin is not record and twin != record:
            yield _problem(
                file, line, f"has the id {record.id} of another record", "Give one of them a new id."
            )
        for wanted in (record.replaces, fields.get("retracts"), fields.get("ref")):
            if wanted is not None and wanted not in seen:
                yield _problem(
                    file, line, f"names the record {wanted}, which does not exist", "Restore it with git."
                )
        yield from _misplaced((file, line), record, slug, known)
        if isinstance(record, Acceptance) and (altered := acceptance_problem(workspace, record)):
            yield altered
        contact = fields.get("contact")
        known_one = contacts is None or not contact or contact in contacts or is_pseudonym(contact)
        if client and not known_one:
            message = f"names the contact '{contact}', who is not in client.toml"
            yield _problem(file, line, message, _known_contacts(client))


Items: TypeAlias = tuple[set[str], set[str], set[str]] | None
"""Ids of a project's milestones, deliverables and rows of the checklist; None where it cannot be read."""


def _items(project: Project | None) -> Items:
    if project is None:
        return None
    milestones, delivered, rows = project.milestones, project.deliverables, project.checklist
    return {one.id for one in milestones}, {one.id for one in delivered}, {one.id for one in rows}


def _misplaced(
    place: tuple[str, int], record: Entry, slug: str, projects: Mapping[str, Items]
) -> Iterator[Problem]:
    if record.client != slug:
        hint = f"Move the line to clients/{record.client}, or name this folder so."
        yield _problem(*place, f"belongs to the client '{record.client}'", hint)
    if record.project is None or isinstance(record, Retraction):
        return
    if record.project not in projects:
        message = f"names the project '{record.project}', which does not exist"
        yield _problem(*place, message, "Name its folder so again.")
        return
    if (items := projects[record.project]) is None:
        return
    fields = record.__dict__
    milestones, delivered, rows = items
    item_of = rows if isinstance(record, Ticked) else milestones | delivered
    for wanted, known in ((fields.get("item"), item_of), (fields.get("milestone"), milestones)):
        if wanted is not None and wanted not in known:
            message = f"names '{wanted}', which the project {record.project} does not have"
            hint = f"Known: {', '.join(sorted(known))}" if known else "Was it removed?"
            yield _problem(*place, message, hint)


def _known_contacts(client: Client) -> str:
    known = ", ".join(contact.id for contact in client.contacts)
    return f"Known: {known}" if known else "Add a [[contacts]] block with that id."


def _problem(file: str, line: int, message: str, hint: str) -> Problem:
    return Problem(
        file=file, line=line, code="unknown-reference", message=message, hint=hint, severity="warning"
    )
