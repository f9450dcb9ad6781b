"""What one can do with projects: add, list, look at, move from state to state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import Field, ValidationError

from clientkit.clients.ending import require_reason
from clientkit.clients.residence import needs_two_languages
from clientkit.errors import ClientkitError, RefusedError, UsageError
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.acceptance import Acceptance
from clientkit.kernel.model.records.project import MilestoneDone, ProjectMoved, ProjectState
from clientkit.kernel.model.records.record import Entry, Stamp
from clientkit.kernel.model.records.relation import ProjectDropped
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.model.values.slugs import require_slug, slugify
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.journal.record_input import made_record, typed_text
from clientkit.kernel.store.save import append_planned, append_record, save_folder
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.new_file import skeleton
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.toml.schemas import keep_schemas, schema_line
from clientkit.kernel.store.toml.validation_messages import message_and_hint
from clientkit.kernel.store.workspace import Workspace
from clientkit.projects.open_items import open_items, project_state
from clientkit.projects.queries import every_project
from clientkit.projects.starters import WHERE_TWO_LANGUAGES, starter, usual_clauses
from clientkit.projects.unagreed_work import unagreed_since

NEXT_STATES: dict[ProjectState, tuple[ProjectState, ...]] = {
    "draft": ("active", "closed"),
    "active": ("delivered", "closed"),
    "delivered": ("active", "closed"),
    "closed": ("active",),
}
"""From which state a project can go to which."""


class AddedProject(Model):
    """A project that was just added."""

    project: str = Field(description="client/project")
    file: str = Field(description="path of its file inside the workspace")
    value: Project = Field(description="what the file holds")


@dataclass(frozen=True)
class NewProject:
    """A project to be added: whose it is, its folder's name, the kind of work, and what was typed."""

    client: str
    slug: str | None
    kind: str | None
    given: dict[str, Any]
    """Values of the project file, and `issued`: the day that its number is counted in."""


def add_project(workspace: Workspace, settings: Settings, wanted: NewProject) -> AddedProject:
    """Add a project with a file whose every section is there, ready to fill.

    Raises:
        UsageError: a value that cannot be, or no name that can be written in ASCII.
        RefusedError: the client has a project of that name already.
        NotFoundError: there is no such kind of work.
    """
    values = _values(workspace, settings, wanted)
    try:
        project = Project.model_validate(values)
    except ValidationError as error:
        raise UsageError(*message_and_hint(Project, error)) from None
    chosen = require_slug(wanted.slug or slugify(project.title) or project.title, "project")
    client, path = wanted.client, workspace.project_file(wanted.client, chosen)
    if path.exists():
        raise RefusedError(
            f"{client} has a project called {chosen} already.",
            f"Look at it: clientkit project show {client}/{chosen}; or name this one otherwise with --slug.",
        )
    title = f"{project.title}: what is planned and offered."
    text = skeleton(Project, project.model_dump(exclude_unset=True), title, schema_line(workspace, path))
    save_folder(workspace, path.parent, {path.name: text.encode()}, f"Add project {client}/{chosen}")
    keep_schemas(workspace)
    return AddedProject(project=f"{client}/{chosen}", file=workspace.relative(path), value=project)


def _values(workspace: Workspace, settings: Settings, wanted: NewProject) -> dict[str, Any]:
    """What the new file holds: what was typed, else what the kind of work brings, else what is known."""
    client = read_client(workspace, wanted.client).value
    given = dict(wanted.given)
    language = given.get("language") or client.language
    known = _known(settings, client, _next_number(workspace, given.pop("issued")), language)
    brought = starter(workspace, wanted.kind, language) if wanted.kind is not None else {}
    if brought and needs_two_languages(client, settings, language):
        brought["clauses"][WHERE_TWO_LANGUAGES] = usual_clauses(workspace, language)[WHERE_TWO_LANGUAGES]
    kind = {"work": wanted.kind} if wanted.kind is not None else {}
    joined: dict[str, Any] = {}
    for layer in (known, brought, kind, given):
        for key, value in layer.items():
            joined[key] = joined.get(key, {}) | value if isinstance(value, dict) else value
    return joined


def _known(settings: Settings, client: Client, number: str, language: str) -> dict[str, Any]:
    """What is known already: the number, the currency, the promises and usual terms, whom to ask."""
    policies = settings.policies
    signer = next((contact.name for contact in client.contacts if "signer" in contact.roles), None)
    signer = signer or next((contact.name for contact in client.contacts), None)
    usual = settings.terms_in(language).model_dump(
        include={"hours", "governing_law", "dispute_forum", "place"}, exclude_defaults=True
    )
    hours = {key: usual.pop(key) for key in ("hours",) if key in usual}
    return {
        "agreement": {"number": number, "version": 1, **usual},
        "price": {"currency": client.currency},
        "communication": {**hours, "answer_within": policies.answer_within},
        "complaints": {
            "acknowledge_within": policies.acknowledge_within,
            "answer_within": policies.plan_within,
            **({"address": settings.you.email} if settings.you.email else {}),
        },
        "acceptance": {"by": signer} if signer else {},
    }


def _next_number(workspace: Workspace, issued: date) -> str:
    """The next free number of the year, such as `SOW-2026-014`."""
    prefix = f"SOW-{issued.year}-"
    used = [0]
    for _, file in every_project(workspace, workspace.clients()):
        number = file.agreement.number
        if number.startswith(prefix) and number.removeprefix(prefix).isdecimal():
            used.append(int(number.removeprefix(prefix)))
    return f"{prefix}{max(used) + 1:03d}"


def move_project(
    workspace: Workspace, stamp: Stamp, name: ProjectRef, state: ProjectState, note: str | None
) -> ProjectMoved:
    """Record that a project entered another state.

    Raises:
        RefusedError: it cannot come to that state from the one it is in.
    """
    client, project = name
    records = read_journal(workspace, client)
    now = project_state(records, project)
    if state not in NEXT_STATES[now]:
        raise RefusedError(
            f"{client}/{project} is {now}; it cannot become {state}.",
            f"From here it can become: {' or '.join(NEXT_STATES[now])}.",
        )
    record = ProjectMoved(
        id=stamp.id, ts=stamp.ts, day=stamp.day, client=client, project=project, state=state, note=note
    )
    append_record(workspace, record)
    if state == "active":
        _note_without_agreement(workspace, name, [*records, record])
    if state in {"delivered", "closed"}:
        _note_what_is_open(workspace, name, records, state)
    return record


def drop_project(
    workspace: Workspace, stamp: Stamp, name: ProjectRef, reason: str, note: str | None
) -> ProjectDropped:
    """Record that a project which was talked about or offered comes to nothing.

    Raises:
        UsageError: no such reason.
        RefusedError: it was agreed on, begun, or is over.
    """
    values = {"reason": require_reason(reason), "note": typed_text(note, "The note") if note else None}
    record = made_record(ProjectDropped, stamp, name, values)

    def plan() -> ProjectDropped:
        own = [one for one in read_journal(workspace, name.client) if one.project == name.project]
        state = project_state(own, name.project)
        if state != "draft" or any(isinstance(one, Acceptance) for one in own):
            what = "agreed on" if state == "draft" else state
            raise RefusedError(
                f"{name} is {what}, so it is more than an offer.",
                f"What ends agreed work: clientkit project close {name}",
            )
        return record

    append_planned(workspace, name.client, plan)
    return record


def _note_without_agreement(workspace: Workspace, name: ProjectRef, records: Sequence[Entry]) -> None:
    """Say so where work begins on what nobody accepted."""
    try:
        client = read_client(workspace, name.client).value
    except ClientkitError:
        client = None
    if unagreed_since(workspace, name, client, records):
        hint = f"send it, and record the answer: clientkit mail draft scope {name}"
        workspace.notices.add(f"nothing is agreed yet for {name}; {hint}")


def _note_what_is_open(
    workspace: Workspace, name: ProjectRef, records: Sequence[Entry], state: ProjectState
) -> None:
    own = [one for one in records if one.project == name.project]
    reached = {one.milestone for one in own if isinstance(one, MilestoneDone)}
    try:
        planned = read_project(workspace, *name).value.milestones
    except ClientkitError:
        return
    steps = [one.id for one in planned if one.id not in reached]
    waiting = len(open_items(own, date.max))
    parts = [f"{len(steps)} not reached of its milestones: {', '.join(steps[:8])}"] if steps else []
    parts += [f"{waiting} open of its asks, blocks and risks"] if waiting else []
    if parts:
        workspace.notices.add(f"{name} is {state} with {'; '.join(parts)} (clientkit project show {name})")
