"""Which project of ours a stretch of tracked time belongs to: by --map, else by an equal name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from clientkit.errors import ClientkitError, UsageError
from clientkit.kernel.model.values.references import ProjectRef, Scope
from clientkit.kernel.model.values.slugs import slugify
from clientkit.kernel.store.lookup import find_project
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.progress.trackers.time_entry import TimeEntry


def parse_project_maps(workspace: Workspace, texts: Iterable[str]) -> dict[str, ProjectRef]:
    """What `--map NAME=client/project` says, several times.

    Raises:
        UsageError: one is of another form, or a name is mapped twice.
        NotFoundError: there is no such project.
    """
    maps: dict[str, ProjectRef] = {}
    for text in texts:
        name, equals, project = (part.strip() for part in text.rpartition("="))
        if not equals or not name or not project:
            raise UsageError(
                f"{text[:80]!r} maps nothing.",
                "Write the tracker's project and ours: --map website=kopi/toko",
            )
        if name.casefold() in maps:
            raise UsageError(f"{name[:40]!r} is mapped twice.", "Map each of the tracker's projects once.")
        maps[name.casefold()] = find_project(workspace, project, Scope())
    return maps


class Matcher:
    """Finds projects by a time tracker's names for them; files are read only where a name is no slug."""

    def __init__(self, workspace: Workspace, maps: Mapping[str, ProjectRef], scope: Scope) -> None:
        self.workspace = workspace
        self.maps = maps
        self.scope = scope
        """Whose hours are wanted."""
        self._known: dict[tuple[str, ...], ProjectRef | None] = {}

    def project_of(self, entry: TimeEntry) -> ProjectRef | None:
        """The one project that it names; None where it names none, or several."""
        key = (entry.client, *entry.labels)
        if key not in self._known:
            self._known[key] = self._match(entry.client, entry.labels)
        return self._known[key]

    def is_wanted(self, name: ProjectRef) -> bool:
        """Whether hours of this project were asked for."""
        return self.scope.client in {None, name.client} and self.scope.project in {None, name.project}

    def _match(self, client: str, labels: Sequence[str]) -> ProjectRef | None:
        for label in labels:
            if name := self.maps.get(label.casefold()):
                return name
        if not labels:
            chosen, project = self.scope
            return ProjectRef(chosen, project) if chosen and project else None
        for names in (self._by_slug, self._by_title):
            for label in labels:
                ours = names.get(label.casefold().strip("/")) or names.get(slugify(label)) or set()
                fitting = {
                    name for name in ours if not client or self._is_client(name.client, client)
                } or ours
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
    def _by_slug(self) -> dict[str, set[ProjectRef]]:
        names: dict[str, set[ProjectRef]] = defaultdict(set)
        for name in self._projects:
            for key in (name.project, str(name), f"{name.client}-{name.project}"):
                names[key].add(name)
        return names

    @cached_property
    def _by_title(self) -> dict[str, set[ProjectRef]]:
        names: dict[str, set[ProjectRef]] = defaultdict(set)
        for name in self._projects:
            try:
                title = read_project(self.workspace, *name).value.title
            except ClientkitError:
                continue  # a broken file has no title; 'check' names it, and --map does without
            for key in (title.casefold(), slugify(title)):
                names[key].add(name)
        return names

    @cached_property
    def _projects(self) -> list[ProjectRef]:
        clients = self.workspace.clients()
        return [ProjectRef(client, slug) for client in clients for slug in self.workspace.projects(client)]
