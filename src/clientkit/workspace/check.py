"""Reading every file of a workspace and telling what is wrong, with its place."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import Field

from clientkit.agreements.evidence import evidence_problems
from clientkit.agreements.later_evidence import kept_problems
from clientkit.agreements.queries import drift
from clientkit.agreements.reference_check import journal_references, project_references
from clientkit.changes.problems import change_problems
from clientkit.complaints.problems import complaint_problems
from clientkit.complaints.register import list_complaints
from clientkit.correspondence.mails import mail_problems
from clientkit.documents.look import read_look
from clientkit.errors import InvalidDataError, OutsideError, RefusedError
from clientkit.feedback.case_studies import changed_studies
from clientkit.feedback.quotes import has_withdrawn, withdrawn_problems
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.date_span import Span
from clientkit.kernel.model.values.problem import Problem
from clientkit.kernel.model.values.references import ProjectRef, Scope
from clientkit.kernel.model.values.slugs import is_slug
from clientkit.kernel.store.agreement_files import agreed_versions, agreement_problems, is_as_agreed
from clientkit.kernel.store.journal.read import examined_journal, read_journal
from clientkit.kernel.store.lock import require_private
from clientkit.kernel.store.machine.rights import others_may
from clientkit.kernel.store.toml.client_file import read_client, read_settings
from clientkit.kernel.store.toml.file import BrokenFileError, TomlFile
from clientkit.kernel.store.toml.line_numbers import line_of
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.toml.validation_messages import MOST, more_problems
from clientkit.kernel.store.workspace import Notices, Workspace
from clientkit.privacy.erased import Tombstones, history_problems, returned
from clientkit.projects.rules import NO_AGREEMENT
from clientkit.projects.unagreed_work import unagreed_since
from clientkit.reports.drafts.file_integrity import report_problems
from clientkit.workspace.fixes import told_keys
from clientkit.workspace.sound_clients import SoundClients
from clientkit.workspace.stray_files import copied_name, folder_problems


class Checked(Model):
    """What `check` looked at and what it found."""

    files: int = Field(description="how many files were read")
    problems: tuple[Problem, ...] = Field(description="what is wrong, in the order of the files")
    fixed: tuple[str, ...] = Field((), description="what --fix took away: file, line and what stood there")


def check_workspace(
    workspace: Workspace,
    tell: Callable[[int, int], None] = lambda _done, _whole: None,
    today: date | None = None,
) -> Checked:
    """Every problem of a workspace; reads everything, changes nothing. `tell` hears how far it has come."""
    problems: list[Problem] = []
    settings = None
    try:
        file = read_settings(workspace)
        problems += _unknown_place(workspace, file)
        settings = None if problems else file.value
    except BrokenFileError as error:
        problems += error.problems
    problems += _look(workspace, settings) if settings else []
    problems += folder_problems(workspace)
    problems += _private_folder(workspace)
    problems += _bad_names(workspace, workspace.clients_dir, "client")
    files, slugs = 1, workspace.clients()
    stones = Tombstones(workspace)
    problems += history_problems(stones)
    with closing(SoundClients(workspace, repr(settings).encode() + stones.data)) as sound:
        for number, slug in enumerate(slugs):
            tell(number, len(slugs))
            with suppress(OSError, BrokenFileError):  # a folder that cannot be read, which is told already
                problems += _unless_sound(sound, slug, settings, stones)
            files += 1 + len(workspace.projects(slug)) + len(workspace.journal_files(slug))
    if today and settings:
        problems += _unacknowledged(workspace, today)
    return Checked(files=files, problems=tuple(_of_each_file(problems)))


def _unacknowledged(workspace: Workspace, today: date) -> Iterator[Problem]:
    """Complaints whose client has not heard from us by the day that they were promised."""
    aside = replace(workspace, notices=Notices())  # what cannot be read is told with its place
    for one in list_complaints(aside, Scope(), Span(), today, every=False):
        if one.clock == "acknowledge" and one.overdue:
            file = workspace.relative(workspace.client_dir(one.subject.partition("/")[0]) / "journal")
            message = f"the complaint {one.id} of {one.day} was to be acknowledged by {one.due}"
            hint = f"Write to them: clientkit mail draft acknowledge {one.id}"
            yield Problem(file=file, code="unacknowledged", message=message, hint=hint, severity="warning")


def _unless_sound(
    sound: SoundClients, slug: str, settings: Settings | None, stones: Tombstones
) -> list[Problem]:
    """What is wrong with a client; what was sound with the same bytes is so still."""
    workspace = sound.workspace
    seal = sound.seal(slug)
    before = len(workspace.notices.lines)
    found = []
    if not sound.is_sound(slug, seal):
        found = [*_check_client(workspace, slug, settings), *returned(stones, slug)]
    quiet = len(workspace.notices.lines) == before
    if not found and settings and quiet and not has_withdrawn(workspace, slug):
        sound.keep(slug, seal)
    return found


def _of_each_file(problems: Sequence[Problem]) -> Iterator[Problem]:
    """The problems by file; of one with very many the first of them and how many more there are."""
    places = {file: place for place, file in enumerate(dict.fromkeys(one.file for one in problems))}
    problems = sorted(problems, key=lambda one: places[one.file])
    told: Counter[str] = Counter()
    counts = Counter(problem.file for problem in problems)
    for problem in problems:
        told[problem.file] += 1
        if told[problem.file] <= MOST or problem.code == "more" or counts[problem.file] == MOST + 1:
            yield problem
        elif told[problem.file] == counts[problem.file]:
            yield more_problems(problem.file, counts[problem.file] - MOST)


def _check_client(workspace: Workspace, slug: str, settings: Settings | None) -> Iterator[Problem]:
    client: Client | None = None
    try:
        found = read_client(workspace, slug)
        client = found.value
        yield from told_keys(workspace, found)
    except BrokenFileError as error:
        yield from error.problems
    yield from _bad_names(workspace, workspace.client_dir(slug) / "projects", "project")
    projects: dict[str, Project | None] = {}
    for name in workspace.projects(slug):
        projects[name] = None
        try:
            file: TomlFile[Project] = read_project(workspace, slug, name)
        except BrokenFileError as error:
            yield from error.problems
            continue
        projects[name] = file.value
        yield from project_references(workspace, file, settings)
        for version in agreed_versions(workspace, ProjectRef(slug, name)):
            yield from agreement_problems(workspace, ProjectRef(slug, name), version)
            if settings is not None:
                zone = ZoneInfo(settings.defaults.timezone)
                yield from evidence_problems(workspace, zone, ProjectRef(slug, name), version)
        yield from _drift(workspace, settings, ProjectRef(slug, name))
    unreadable, records = examined_journal(workspace, slug)
    yield from unreadable
    yield from journal_references(workspace, slug, records, client, projects)
    yield from report_problems(workspace, slug, records, projects)
    yield from mail_problems(records)
    yield from change_problems(workspace, slug, records)
    yield from complaint_problems(workspace, slug, records)
    counted = [record for _, _, record in records]
    yield from kept_problems(workspace, counted)
    yield from withdrawn_problems(workspace, counted)
    yield from changed_studies(workspace, counted)
    for name, project in projects.items():
        yield from _unagreed(workspace, ProjectRef(slug, name), client, project, counted)


def _unagreed(
    workspace: Workspace,
    name: ProjectRef,
    client: Client | None,
    project: Project | None,
    records: Sequence[Entry],
) -> Iterator[Problem]:
    since = unagreed_since(workspace, name, client, records, project) if project else None
    if since:  # what was taken back is no work
        since = unagreed_since(workspace, name, client, read_journal(workspace, name.client), project)
    if since:
        file = workspace.relative(workspace.project_file(*name))
        message = f"work since {since} without an accepted agreement"
        hint = f"Send it: clientkit mail draft scope {name}; or waive '{NO_AGREEMENT}' with the reason."
        yield Problem(file=file, code=NO_AGREEMENT, message=message, hint=hint, severity="warning")


def _drift(workspace: Workspace, settings: Settings | None, name: ProjectRef) -> Iterator[Problem]:
    if settings is None or is_as_agreed(workspace, name):
        return
    points = drift(workspace, settings, name)
    if points:
        file = workspace.relative(workspace.project_file(*name))
        message = f"not as agreed in {points} {'point' if points == 1 else 'points'}"
        hint = f"Look: clientkit scope diff {'/'.join(name)}; then agree on a new version or set it back."
        yield Problem(file=file, code="drift", message=message, hint=hint, severity="warning")


def _unknown_place(workspace: Workspace, file: TomlFile[Settings]) -> Iterator[Problem]:
    """A country or region without known public holidays: no date can be reckoned then."""
    calendar = file.value.calendar
    if not calendar.country:
        return
    from clientkit.kernel.calendar.public_holidays import UnknownPlaceError, known_place

    try:
        known_place(calendar.country, calendar.region)
    except UnknownPlaceError as error:
        line = line_of(file.text, ("calendar", error.key))
        name = workspace.relative(file.path)
        yield Problem(file=name, line=line, code="unknown-place", message=error.what, hint=error.hint)


def _look(workspace: Workspace, settings: Settings) -> Iterator[Problem]:
    """What papers cannot show of the brand and of style files; they are made without it."""
    for one in read_look(workspace, settings, settings.defaults.language)[1]:
        line = line_of(read_settings(workspace).text, ("brand", one.key)) if one.key else None
        yield Problem(file=one.file, line=line, code="brand", message=one.message, hint=one.hint)


def _private_folder(workspace: Workspace) -> Iterator[Problem]:
    """A folder that is none of ours, what a killed `demo` left, and the key."""
    try:
        require_private(workspace)
    except RefusedError as error:
        name = workspace.relative(workspace.private_dir)
        message = error.message.removeprefix(str(workspace.private_dir)).strip()
        yield Problem(file=name, code="private-folder", message=f"it {message}", hint=error.hint)
        return
    if command := workspace.unfinished_forgetting():
        name, hint = workspace.relative(workspace.forgetting_file), f"Finish it: {command}"
        yield Problem(file=name, code="half-forgotten", message="somebody is half forgotten", hint=hint)
    if workspace.half_made_file.exists():
        message, hint = "a sample that was never finished", f"Make it anew: clientkit demo {workspace.root}"
        yield Problem(
            file=workspace.relative(workspace.half_made_file), code="half-made", message=message, hint=hint
        )
    yield from _survey_key(workspace)


def _survey_key(workspace: Workspace) -> Iterator[Problem]:
    """A key that everybody has, that verifies no answer, or that others here can read; it is never shown."""
    from clientkit.questions.signing_key import key_in_file

    path = workspace.survey_key_file
    name = workspace.relative(path)
    try:
        key = key_in_file(workspace)
    except (InvalidDataError, RefusedError, OutsideError) as error:
        message = error.message.removeprefix(name).removesuffix(".").strip()
        code = "bad-key" if isinstance(error, InvalidDataError) else "tracked-key"
        yield Problem(file=name, code=code, message=message, hint=error.hint)
        return
    if key and others_may(path.stat(), 0o077):
        message, hint = "other users can read it", f"chmod 600 {name}"
        yield Problem(file=name, code="open-key", message=message, hint=hint, severity="warning")


def _bad_names(workspace: Workspace, folder: Path, what: str) -> Iterator[Problem]:
    """Entries that cannot name a client or a project: clientkit passes over them."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:  # there is none, or it is told of as a folder
        return
    names = [entry.name for entry in entries]
    for entry in entries:
        if entry.name.startswith(".") or copied_name(entry.name, names):
            continue
        if entry.is_symlink() or not entry.is_dir():
            message, hint = f"no folder, so no {what}", "Move it away."
        elif not is_slug(entry.name):
            message, hint = f"its name cannot name a {what}", "Use a-z, 0-9 and '-' only."
        else:
            continue
        yield Problem(
            file=workspace.relative(entry), code="bad-name", message=message, hint=hint, severity="warning"
        )
