"""From the commits of a week to outcomes that a report may tell: proposed, never taken unasked."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pydantic import Field

from clientkit.kernel.model.files.project import LinkedRepository, Project
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.progress import Done
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.language import DEFAULT_LANGUAGE, Language
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
    clean_line,
    outcome_of,
    reverted_line,
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
    unread: int = Field(0, description="repositories that could not be read, or only in part")
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
    outcomes, unread = _WeekOutcomes(), 0
    if project.repo:
        outcomes.language = project.language or read_client(workspace, name.client).value.language
        outcomes.noted = _noted_commits(workspace, name)
        days = LocalDays(week.monday, week.sunday, ZoneInfo(settings.defaults.timezone))
        for link in project.repo:
            log = read_commits(link.path, workspace.project_dir(*name), link.branch, days)
            unread += bool(log.notices)
            for notice in log.notices:
                workspace.notices.add(notice)
            authors = {address.casefold() for address in link.authors or (settings.you.email,) if address}
            if outcomes.add(link, log.commits, authors) and not authors:
                workspace.notices.add(
                    f"Whose commits count in {link.path} is not known: clientkit.toml has no mail address of "
                    "yours. Set you.email there, or 'authors' under [[repo]]."
                )
    return Proposals(
        project=str(name),
        week=str(week),
        repositories=len(project.repo),
        unread=unread,
        proposals=outcomes.numbered(project),
        left_out=LeftOut(**outcomes.left),
        other_authors=tuple(address for address, _ in outcomes.others.most_common()),
    )


class _NotedCommits(NamedTuple):
    """What notes say of commits: beginnings of hashes, and the days of notes from git by their words."""

    hashes: Collection[str] = ()
    words: Mapping[str, Sequence[date]] = {}

    def has(self, commit: Commit, text: str) -> bool:
        """Whether a note has the commit.

        One that was rewritten since has another hash: it is known by its words and the day it was written.
        """
        if any(commit.full.startswith(begun) for begun in self.hashes):
            return True
        return any(commit.written <= day <= commit.day for day in self.words.get(text.casefold(), ()))


def _noted_commits(workspace: Workspace, name: ProjectRef) -> _NotedCommits:
    """From all records as they stand, so that a corrected or retracted note still counts."""
    hashes: set[str] = set()
    words: dict[str, list[date]] = defaultdict(list)
    for _, _, record in numbered_records(workspace, name.client):
        if isinstance(record, Done) and record.project == name.project:
            hashes.update(record.commits, _HASH.findall(record.text))
            if record.commits:
                words[record.text.casefold()].append(record.day)
    return _NotedCommits(hashes, words)


class _WeekOutcomes:
    """The outcomes of a week's commits by their words: two commits that say the same are one outcome."""

    def __init__(self) -> None:
        self.language: Language = DEFAULT_LANGUAGE
        self.noted = _NotedCommits()
        self.rows: dict[tuple[str, str], tuple[LinkedRepository, Outcome, list[Commit]]] = {}
        self.left: Counter[str] = Counter()
        self.others: Counter[str] = Counter()
        self._seen: set[str] = set()

    def add(self, link: LinkedRepository, commits: Iterable[Commit], authors: Collection[str]) -> int:
        """Take the commits of a linked repository, latest first; says how many of them were not seen yet.

        Two linked repositories may be clones of one.
        """
        unseen = [commit for commit in commits if commit.full not in self._seen]
        self._seen.update(commit.full for commit in unseen)
        own = [commit for commit in unseen if commit.email.casefold() in authors]
        self.others.update(one.email for one in unseen if one.email.casefold() not in authors)
        self.left["others"] += len(unseen) - len(own)
        for commit in self._lasting(reversed(own)):
            outcome = "merges" if commit.parents > 1 else outcome_of(commit.subject, self.language)
            if isinstance(outcome, str):
                self.left[outcome] += 1
            elif self.noted.has(commit, _with_scope(outcome)) or self.noted.has(commit, outcome.text):
                self.left["known"] += 1
            else:
                key = link.path, _with_scope(outcome).casefold()
                self.rows.setdefault(key, (link, outcome, []))[2].append(commit)
        return len(unseen)

    def _lasting(self, commits: Iterable[Commit]) -> list[Commit]:
        """Without those that a later commit of the same days takes back, and without that one."""
        lasting: list[Commit] = []
        for commit in commits:
            line = reverted_line(commit.subject)
            undone = [place for place, one in enumerate(lasting) if line and clean_line(one.subject) == line]
            if undone:
                del lasting[undone[-1]]
                self.left["reverted"] += 2
            else:
                lasting.append(commit)
        return lasting

    def numbered(self, project: Project) -> tuple[Proposal, ...]:
        """By group, then by day; the same data gives the same numbers."""
        ids = (*(one.id for one in project.deliverables), *(one.id for one in project.milestones))
        items = {name.casefold(): name for name in ids}
        rows = [(*row, max(one.day for one in row[2])) for row in self.rows.values()]
        rows.sort(key=lambda row: (GROUPS.index(row[1].group), row[3]))
        return tuple(
            Proposal(
                number=number,
                group=outcome.group,
                text=outcome.text if item else _with_scope(outcome),
                day=day,
                item=item,
                repository=link.name,
                commits=tuple(one.short for one in commits),
            )
            for number, (link, outcome, commits, day) in enumerate(rows, start=1)
            for item in [items.get(outcome.scope.casefold())]
        )


def _with_scope(outcome: Outcome) -> str:
    return f"{outcome.text} ({outcome.scope})" if outcome.scope else outcome.text
