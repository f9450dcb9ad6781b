"""Reading every file of a workspace and telling what is wrong, with its place."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date

from pydantic import Field

from clientkit.complaints.register import list_complaints
from clientkit.documents.look import read_look
from clientkit.errors import InvalidDataError, OutsideError, RefusedError
from clientkit.feedback.quotes import has_withdrawn
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.date_span import Span
from clientkit.kernel.model.values.problem import Problem
from clientkit.kernel.model.values.references import Scope
from clientkit.kernel.store.lock import require_private
from clientkit.kernel.store.machine.rights import others_may
from clientkit.kernel.store.toml.client_file import read_settings
from clientkit.kernel.store.toml.file import BrokenFileError, TomlFile
from clientkit.kernel.store.toml.line_numbers import line_of
from clientkit.kernel.store.toml.validation_messages import MOST, more_problems
from clientkit.kernel.store.workspace import Notices, Workspace
from clientkit.privacy.erased import Tombstones, history_problems, returned
from clientkit.workspace.client_check import check_client
from clientkit.workspace.sound_clients import SoundClients
from clientkit.workspace.stray_files import bad_names, folder_problems


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
    problems += bad_names(workspace, workspace.clients_dir, "client")
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
        found = [*check_client(workspace, slug, settings), *returned(stones, slug)]
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
