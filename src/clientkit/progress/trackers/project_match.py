"""Which project of ours a stretch of tracked time belongs to: by --map, else by an equal name."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from clientkit.errors import ClientkitError, UsageError
from clientkit.kernel.model.values.references import ProjectRef, Scope
from clientkit.kernel.model.values.slugs import slugify
from clientkit.kernel.store.lookup import find_project
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.progress.trackers.time_entry import TrackedTime

"""Slugs of a client and of one of its projects."""


def parse_project_maps(workspace: Workspace, texts: Iterable[str]) -> dict[str, ProjectRef]:
    """What `--map NAME=client/project` says, several times.

    Raises:
        UsageError: one is of another form, or a name is mapped twice.
        NotFoundError: there is no such project.
    """
    found: dict[str, ProjectRef] = {}
    for text in texts:
        name, equals, project = (part.strip() for part in text.rpartition("="))
        if not equals or not name or not project:
            raise UsageError(
                f"{text[:80]!r} maps nothing.",
                "Write the tracker's project and ours: --map website=kopi/toko",
            )
        if name.casefold() in found:
            raise UsageError(f"{name[:40]!r} is mapped twice.", "Map each of the tracker's projects once.")
        found[name.casefold()] = find_project(workspace, project, Scope())
    return found


class Matcher:
    """Finds projects by a time tracker's names for them; files are read only where a name is no slug."""

    def __init__(
        self,
        workspace: Workspace,
        maps: Mapping[str, ProjectRef],
        within: Scope,
    ) -> None:
        self.workspace = workspace
        self.maps = maps
        self.only = within
        """The client, and the project, whose hours are wanted; None for all."""
        self._known: dict[tuple[str, ...], ProjectRef | None] = {}

    def project_of(self, time: TrackedTime) -> ProjectRef | None:
        """The one project that it names; None where it names none, or several."""
        labels = labels_of(time)
        key = (time.client, *labels)
        if key not in self._known:
            self._known[key] = self._found(time.client, labels)
        return self._known[key]

    def wanted(self, name: ProjectRef) -> bool:
        """Whether hours of this project were asked for."""
        client, project = self.only
        return client in {None, name[0]} and project in {None, name[1]}

    def _found(self, client: str, labels: Sequence[str]) -> ProjectRef | None:
        mapped = [self.maps[label.casefold()] for label in labels if label.casefold() in self.maps]
        if mapped:
            return mapped[0]
        if not labels:
            chosen, project = self.only
            return ProjectRef(chosen, project) if chosen and project else None
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
    def _by_slug(self) -> dict[str, frozenset[ProjectRef]]:
        names: dict[str, frozenset[ProjectRef]] = {}
        for client in self.workspace.clients():
            for project in self.workspace.projects(client):
                for key in (project, f"{client}/{project}", f"{client}-{project}"):
                    names[key] = names.get(key, frozenset()) | {ProjectRef(client, project)}
        return names

    @cached_property
    def _by_title(self) -> dict[str, frozenset[ProjectRef]]:
        names: dict[str, frozenset[ProjectRef]] = {}
        for client, project in {name for ours in self._by_slug.values() for name in ours}:
            try:
                title = read_project(self.workspace, client, project).value.title
            except ClientkitError:
                continue  # a broken file has no title; 'check' names it, and --map does without
            for key in {title.casefold(), slugify(title)}:
                names[key] = names.get(key, frozenset()) | {ProjectRef(client, project)}
        return names


def labels_of(time: TrackedTime) -> tuple[str, ...]:
    """The tracker's project, and then its tags: what may name a project of ours."""
    return tuple(dict.fromkeys(label for label in (time.project, *time.tags) if label.strip()))
