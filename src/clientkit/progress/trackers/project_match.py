"""Which project of ours a stretch of tracked time belongs to: by --map, else by an equal name."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from clientkit.errors import ClientkitError, UsageError
from clientkit.kernel.model.values.slugs import slugify
from clientkit.kernel.store.lookup import Place, find_project
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.progress.trackers.time_entry import TrackedTime

ProjectName = tuple[str, str]
"""Slugs of a client and of one of its projects."""


def parse_project_maps(workspace: Workspace, texts: Iterable[str]) -> dict[str, ProjectName]:
    """What `--map NAME=client/project` says, several times.

    Raises:
        UsageError: one is of another form, or a name is mapped twice.
        NotFoundError: there is no such project.
    """
    found: dict[str, ProjectName] = {}
    for text in texts:
        name, equals, project = (part.strip() for part in text.rpartition("="))
        if not equals or not name or not project:
            raise UsageError(
                f"{text[:80]!r} maps nothing.",
                "Write the tracker's project and ours: --map website=kopi/toko",
            )
        if name.casefold() in found:
            raise UsageError(f"{name[:40]!r} is mapped twice.", "Map each of the tracker's projects once.")
        found[name.casefold()] = find_project(workspace, project, Place())
    return found


class Matcher:
    """Finds projects by a time tracker's names for them; files are read only where a name is no slug."""

    def __init__(
        self,
        workspace: Workspace,
        maps: Mapping[str, ProjectName],
        within: tuple[str | None, str | None],
    ) -> None:
        self.workspace = workspace
        self.maps = maps
        self.only = within
        """The client, and the project, whose hours are wanted; None for all."""
        self._known: dict[tuple[str, ...], ProjectName | None] = {}

    def project_of(self, time: TrackedTime) -> ProjectName | None:
        """The one project that it names; None where it names none, or several."""
        labels = labels_of(time)
        key = (time.client, *labels)
        if key not in self._known:
            self._known[key] = self._found(time.client, labels)
        return self._known[key]

    def wanted(self, name: ProjectName) -> bool:
        """Whether hours of this project were asked for."""
        client, project = self.only
        return client in {None, name[0]} and project in {None, name[1]}

    def _found(self, client: str, labels: Sequence[str]) -> ProjectName | None:
        mapped = [self.maps[label.casefold()] for label in labels if label.casefold() in self.maps]
        if mapped:
            return mapped[0]
        if not labels:
            chosen, project = self.only
            return (chosen, project) if chosen and project else None
        for names in (self._by_slug, self._by_title):
            for label in labels:
                ours = names.get(label.casefold().strip("/")) or names.get(slugify(label)) or frozenset()
                fitting = {name for name in ours if not client or self._is_client(name[0], client)} or ours
                if len(fitting) == 1:
                    return next(iter(fitting))
        return None

    def _is_client(self, slug: str, text: str) -> bool:
        if slugify(text) == slug:
            return True
        try:
            return read_client(self.workspace, slug).value.name.casefold() == text.casefold()
        except ClientkitError:
            return False

    @cached_property
    def _by_slug(self) -> dict[str, frozenset[ProjectName]]:
        names: dict[str, frozenset[ProjectName]] = {}
        for client in self.workspace.clients():
            for project in self.workspace.projects(client):
                for key in (project, f"{client}/{project}", f"{client}-{project}"):
                    names[key] = names.get(key, frozenset()) | {(client, project)}
        return names

    @cached_property
    def _by_title(self) -> dict[str, frozenset[ProjectName]]:
        names: dict[str, frozenset[ProjectName]] = {}
        for client, project in {name for ours in self._by_slug.values() for name in ours}:
            try:
                title = read_project(self.workspace, client, project).value.title
            except ClientkitError:
                continue  # a broken file has no title; 'check' names it, and --map does without
            for key in {title.casefold(), slugify(title)}:
                names[key] = names.get(key, frozenset()) | {(client, project)}
        return names


def labels_of(time: TrackedTime) -> tuple[str, ...]:
    """The tracker's project, and then its tags: what may name a project of ours."""
    return tuple(dict.fromkeys(label for label in (time.project, *time.tags) if label.strip()))
