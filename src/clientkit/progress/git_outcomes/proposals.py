"""From the commits of a week to outcomes that a report may tell: proposed, never taken unasked."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pydantic import Field

from clientkit.kernel.model.files.project import LinkedRepository, Project
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.progress import Done
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.store.journal.read import numbered_records
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.progress.git_outcomes.commit_subject import (
    GROUPS,
    Group,
    Outcome,
    reverted_line,
    tidied,
    worded,
)
from clientkit.progress.git_outcomes.repository import Commit, LocalDays, read_commits

_HASH = re.compile(r"(?<![\w-])[0-9a-f]{7,64}(?![\w-])")


class Proposal(Model):
    """An outcome that commits of the week tell of and no note does."""

    number: int = Field(description="what --take calls it")
    group: Group = Field(description="new, changed, fixed, faster, removed, documented, undone or other")
    text: str = Field(description="the outcome")
    day: date = Field(description="local day of its last commit")
    item: str | None = Field(description="deliverable or milestone that the commit's scope names")
    repository: str = Field(description="name of the linked repository, where it has one")
    commits: tuple[str, ...] = Field(description="short hashes of its commits")
    note: str | None = Field(
        None, description="id of the note that was taken of it; null while it is proposed"
    )


class LeftOut(Model):
    """How many commits of the week are not proposed, and why."""

    merges: int = Field(0, description="merges")
    fixups: int = Field(0, description="fixups, squashes and work in progress")
    chores: int = Field(
        0, description="what only programmers gain by: chore, ci, build, style, test, refactor"
    )
    reverted: int = Field(0, description="commits taken back within the week, with what takes them back")
    others: int = Field(0, description="commits of others")
    known: int = Field(0, description="commits that a note has already")


class Proposals(Model):
    """What git has of a week that the notes have not."""

    project: str = Field(description="client/project")
    week: str = Field(description="ISO week")
    repositories: int = Field(description="repositories that the project links")
    proposals: tuple[Proposal, ...] = Field(description="outcomes to take, by group")
    left_out: LeftOut = Field(description="commits that are not proposed")
    other_authors: tuple[str, ...] = Field(description="mail addresses of others, the most commits first")
    taken: int = Field(0, description="notes that were added")


def proposals(workspace: Workspace, settings: Settings, name: ProjectRef, week: IsoWeek) -> Proposals:
    """The outcomes that a week's commits tell of and no note does, in a fixed order.

    A repository that cannot be read becomes a notice of the workspace. What was taken once is not proposed
    again, even where the note was taken back.

    Raises:
        InvalidDataError: the project file cannot be read.
    """
    project = read_project(workspace, *name).value
    found, left = _Tally(), _Left()
    if project.repo:
        language = project.language or read_client(workspace, name[0]).value.language
        taken = _taken(workspace, name)
        span = LocalDays(week.monday, week.sunday, ZoneInfo(settings.defaults.timezone))
        base = workspace.project_dir(*name)
        for link in project.repo:
            reading = read_commits(link.path, base, link.branch, span)
            for notice in reading.notices:
                workspace.notices.add(notice)
            unseen = [commit for commit in reading.commits if found.is_first(commit)]
            own = _own(workspace, settings, link, unseen, left)
            for commit, outcome in _told(own, taken, language, left):
                found.add(link, commit, outcome)
    return Proposals(
        project=str(name),
        week=str(week),
        repositories=len(project.repo),
        proposals=found.numbered(project),
        left_out=LeftOut(**left.counts),
        other_authors=tuple(address for address, _ in left.authors.most_common()),
    )


class _Left:
    """What is left out: how many by reason, and whose."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.authors: Counter[str] = Counter()

    def count(self, reason: str, number: int = 1) -> None:
        self.counts[reason] += number


class _Taken(NamedTuple):
    """What notes say of commits: beginnings of hashes, and the days of notes from git by their words."""

    hashes: tuple[str, ...]
    words: dict[str, tuple[date, ...]]

    def has(self, commit: Commit, text: str) -> bool:
        """Whether a note has the commit.

        One that was rewritten since has another hash: it is known by its words and the day it was written.
        """
        if any(commit.full.startswith(begun) for begun in self.hashes):
            return True
        return any(commit.written <= day <= commit.day for day in self.words.get(text.casefold(), ()))


def _taken(workspace: Workspace, name: ProjectRef) -> _Taken:
    """From all records as they stand, so that a corrected or retracted note still counts."""
    hashes: set[str] = set()
    words: dict[str, tuple[date, ...]] = {}
    for _, _, record in numbered_records(workspace, name[0]):
        if isinstance(record, Done) and record.project == name[1]:
            hashes.update(record.commits, _HASH.findall(record.text))
            if record.commits:
                words[record.text.casefold()] = (*words.get(record.text.casefold(), ()), record.day)
    return _Taken(tuple(hashes), words)


def _own(
    workspace: Workspace,
    settings: Settings,
    link: LinkedRepository,
    commits: Sequence[Commit],
    left: _Left,
) -> list[Commit]:
    """The commits of those whose work counts, earliest first."""
    authors = {address.casefold() for address in (link.authors or (settings.you.email,)) if address}
    if commits and not authors:
        workspace.notices.add(
            f"Whose commits count in {link.path} is not known: clientkit.toml has no mail address of yours. "
            "Set you.email there, or 'authors' under [[repo]]."
        )
    own = [commit for commit in commits if commit.email.casefold() in authors]
    left.authors.update(one.email for one in commits if one.email.casefold() not in authors)
    left.count("others", len(commits) - len(own))
    return own[::-1]


def _told(
    commits: Iterable[Commit], taken: _Taken, language: Language, left: _Left
) -> Iterator[tuple[Commit, Outcome]]:
    """What the commits tell a client; the rest is counted."""
    for commit in _standing(commits, left):
        said = "merges" if commit.parents > 1 else worded(commit.subject, language)
        if isinstance(said, str):
            left.count(said)
        elif taken.has(commit, _with_scope(said)) or taken.has(commit, said.text):
            left.count("known")
        else:
            yield commit, said


def _standing(commits: Iterable[Commit], left: _Left) -> list[Commit]:
    """Without those that a later commit of the same days takes back, and without that one."""
    standing: list[Commit] = []
    for commit in commits:
        line = reverted_line(commit.subject)
        undone = [place for place, before in enumerate(standing) if line and tidied(before.subject) == line]
        if undone:
            del standing[undone[-1]]
            left.count("reverted", 2)
        else:
            standing.append(commit)
    return standing


class _Tally:
    """Outcomes by their words: two commits that say the same are one outcome."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, str], tuple[LinkedRepository, Outcome, list[Commit]]] = {}
        self.seen: set[str] = set()

    def is_first(self, commit: Commit) -> bool:
        """Whether it was not met yet: two linked repositories may be clones of one."""
        if commit.full in self.seen:
            return False
        self.seen.add(commit.full)
        return True

    def add(self, link: LinkedRepository, commit: Commit, outcome: Outcome) -> None:
        key = link.path, _with_scope(outcome).casefold()
        self.found.setdefault(key, (link, outcome, []))[2].append(commit)

    def numbered(self, project: Project) -> tuple[Proposal, ...]:
        """By group, then by day; the same data gives the same numbers."""
        ids = (*(one.id for one in project.deliverables), *(one.id for one in project.milestones))
        items = {name.casefold(): name for name in ids}
        rows = sorted(
            self.found.values(), key=lambda row: (GROUPS.index(row[1].group), max(one.day for one in row[2]))
        )
        return tuple(
            Proposal(
                number=number,
                group=outcome.group,
                text=outcome.text if item else _with_scope(outcome),
                day=max(one.day for one in commits),
                item=item,
                repository=link.name,
                commits=tuple(one.short for one in commits),
            )
            for number, (link, outcome, commits) in enumerate(rows, start=1)
            for item in [items.get(outcome.scope.casefold())]
        )


def _with_scope(outcome: Outcome) -> str:
    return f"{outcome.text} ({outcome.scope})" if outcome.scope else outcome.text
