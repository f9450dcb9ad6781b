"""What forgetting somebody would do, file by file, with what stays and why: shown before anything is done."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pydantic import Field

from clientkit.errors import ClientkitError
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.acceptance import Acceptance
from clientkit.kernel.model.records.project import ProjectMoved
from clientkit.kernel.model.records.question import QuestionAnswered
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.store.git import is_inside_repository
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.safe_read import FILE_LIMIT, read_limited
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.workspace import Workspace
from clientkit.privacy.erased import Tombstones, erased_file
from clientkit.privacy.forget.eraser import Eraser
from clientkit.privacy.forget.who import Who, client_to_forget, contact_to_forget

AGREEMENT = "an agreement, which is kept"

PERHAPS = "their name in small letters, or a word: look yourself"

COPIES = "backups, mail programs, what the client has: not reached from here"

OWN = {".git", ".clientkit"}
"""Folders that are gone over apart."""


class Touched(Model):
    """A file that is written anew, or goes."""

    file: str = Field(description="path inside the workspace")
    removed: bool = Field(description="whether it goes")
    records: int = Field(0, description="of a journal, lines that are written anew")
    renamed: str | None = Field(None, description="its new path, where its name bore theirs")


class Mention(Model):
    """Their name in words that stay."""

    file: str = Field(description="path inside the workspace")
    line: int = Field(description="line in that file, counted from 1")
    text: str = Field(description="the words around it")


class Stays(Model):
    """What is not forgotten, and why."""

    what: str = Field(description="a file, or what it is")
    why: str = Field(description="why it stays")
    until: date | None = Field(None, description="day from which on it may go")


class ForgetPlan(Model):
    """What forgetting somebody does."""

    client: str = Field(description="short name of the client")
    contact: str | None = Field(None, description="id of the contact; null: the client as a whole")
    pseudonym: str = Field(description="what counts stays under this name")
    possible_on: date | None = Field(None, description="day before which a client cannot be forgotten whole")
    files: tuple[Touched, ...] = Field((), description="files that are written anew or go")
    mentions: tuple[Mention, ...] = Field(
        (), description="their name in other words, which it is taken out of"
    )
    stays: tuple[Stays, ...] = Field((), description="what stays, and why")
    commits: int | None = Field(None, description="commits of git that name them; null: git is not looked at")
    signed: int = Field(0, description="commits and tags whose signatures are lost by --history")
    beyond: tuple[str, ...] = Field((), description="what this command cannot reach, and what to do there")


class Work(NamedTuple):
    """A plan, and all that it takes to carry it out."""

    plan: ForgetPlan
    who: Who
    eraser: Eraser
    stones: Tombstones
    commits: tuple[str, ...] = ()
    """The first commits that --history takes away: whoever brings them back brings all of it back."""


def plan_forgetting(
    workspace: Workspace, settings: Settings, client: str, contact: str, today: date, *, history: bool = False
) -> Work:
    """Look through the workspace, with `history` through git too, for a contact of a client or all of it.

    Raises:
        NotFoundError: there is no such contact.
        RefusedError, OutsideError: git's history cannot be rewritten as things stand here.
    """
    stones = Tombstones(workspace)
    if contact:
        read_client(workspace, client)  # what is broken is mended first
    who = (
        contact_to_forget(workspace, client, contact, stones)
        if contact
        else client_to_forget(workspace, client, stones)
    )
    years = settings.policies.keep_agreements_years
    until = {name: day for name, day in _kept(workspace, client, years) if contact or day > today}
    eraser = Eraser(
        client=client,
        contact=contact,
        strings=who.strings,
        kept=frozenset(f"clients/{client}/projects/{project}" for project in until),
        replies=frozenset(_replies(workspace, client, contact)) if contact else frozenset(),
    )
    plan = ForgetPlan(client=client, contact=contact or None, pseudonym=who.strings.pseudonym)
    if until and not contact:
        plan = plan.model_copy(update={"possible_on": max(until.values())})
    work = Work(_filled(workspace, plan, who, eraser, until), who, eraser, stones)
    if history:
        return in_history(workspace, work)
    if is_inside_repository(workspace.root):
        earlier = Stays(what="git's history", why="earlier commits hold them: --history takes them out")
        work = work._replace(plan=work.plan.model_copy(update={"stays": (*work.plan.stays, earlier)}))
    return work


def in_history(workspace: Workspace, work: Work) -> Work:
    """The plan with what git's history holds of them; see `require_rewritable` for what is refused."""
    from clientkit.privacy.history.objects import changes, look
    from clientkit.privacy.history.repository import elsewhere, first_commits, require_rewritable

    require_rewritable(workspace)
    log = changes(workspace.root)
    found = look(workspace.root, work.eraser, log)
    naming, first = first_commits(log, found.naming)
    kept = [Stays(what=f"{path} (in git)", why=AGREEMENT) for path in sorted(set(found.kept.values()))]
    unread = [
        Stays(what=f"{one} (in git)", why="it cannot be read: look yourself") for one in found.unread.values()
    ]
    update = {"commits": naming, "signed": found.signed, "beyond": elsewhere(workspace)}
    plan = work.plan.model_copy(update=update | {"stays": (*work.plan.stays, *kept, *unread)})
    return work._replace(plan=plan, commits=first)


def _filled(
    workspace: Workspace, plan: ForgetPlan, who: Who, eraser: Eraser, until: dict[str, date]
) -> ForgetPlan:
    touched: list[Touched] = []
    mentions: list[Mention] = []
    stays = [Stays(what=one, why="somebody else is called or reached so too") for one in who.shared]
    stays += [Stays(what=one, why="one word: not looked for in other clients' files") for one in who.alone]
    stays += [Stays(what="copies elsewhere", why=COPIES)]
    gone = going(workspace, eraser)
    for path, data in files_of(workspace):
        if eraser.keeps(path):
            if eraser.names(path, data)[0] or eraser.names(path, path.encode())[0]:
                day = until.get(path.split("/")[3]) if path.startswith(eraser.folder) else None
                stays.append(Stays(what=path, why=AGREEMENT, until=day))
            continue
        after, name = eraser.result(path, data, gone), eraser.renamed(path)
        if after is None or after != data or name != path:
            records = _records(data, after) if path.endswith(".jsonl") and after else 0
            renamed = name if name != path and after is not None else None
            touched.append(Touched(file=path, removed=after is None, records=records, renamed=renamed))
        if after is not None and after != data:
            own = path == f"{eraser.folder}client.toml"
            kept = eraser.without_row(path, data) if own else data
            mentions += [
                Mention(file=path, line=line, text=text) for line, text in eraser.mentions(path, kept)
            ]
        if after is not None and path.startswith(eraser.folder):
            stays += [Stays(what=one, why=PERHAPS) for one in eraser.perhaps(path, after)]
        if after is not None and (why := eraser.names(path, data)[1]):
            stays.append(Stays(what=path, why=f"it cannot be read ({why}): look yourself"))
    return plan.model_copy(
        update={"files": tuple(touched), "mentions": tuple(mentions), "stays": tuple(stays)}
    )


def files_of(workspace: Workspace) -> Iterator[tuple[str, bytes]]:
    """Every file of the workspace that is not git's or clientkit's own, with its bytes."""
    for path in sorted(_walk(workspace.root)):
        if path != erased_file(workspace):
            try:
                yield workspace.relative(path), read_limited(path, FILE_LIMIT)
            except ClientkitError as error:
                workspace.notices.add(f"passed over {workspace.relative(path)}: {error.message}")


def going(workspace: Workspace, eraser: Eraser) -> set[str]:
    """The files that go: records that name one of them name it no longer."""
    return {path for path, data in files_of(workspace) if eraser.result(path, data) is None}


def _walk(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        for path in folder.iterdir():
            if path.is_symlink() or ((folder / "clientkit.toml").exists() and path.name in OWN):
                continue
            if path.is_dir():
                yield from _walk(path)
            else:
                yield path


def _records(before: bytes, after: bytes) -> int:
    return sum(a != b for a, b in zip(before.split(b"\n"), after.split(b"\n"), strict=False))


def _replies(workspace: Workspace, client: str, contact: str) -> Iterator[str]:
    """Files in which the answers of a contact are kept."""
    for record in read_journal(workspace, client):
        if isinstance(record, QuestionAnswered) and record.contact == contact and record.file:
            yield record.file


def _kept(workspace: Workspace, client: str, years: int) -> Iterator[tuple[str, date]]:
    """Projects whose agreements must be kept, and until when: so long after the last step of each."""
    steps: dict[str, date] = {}
    agreed = set()
    for record in read_journal(workspace, client):
        if isinstance(record, Acceptance | ProjectMoved) and record.project:
            steps[record.project] = max(record.day, steps.get(record.project, record.day))
            agreed |= {record.project} if isinstance(record, Acceptance) else set()
    for project in sorted(agreed & set(workspace.projects(client))):
        yield project, _in_years(steps[project], years)


def _in_years(day: date, years: int) -> date:
    """The same day some years later; of 29 February the day after."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
