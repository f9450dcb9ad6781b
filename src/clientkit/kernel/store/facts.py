"""Derived facts: what a list shows of each client, kept beside the stamps of all files that it comes from.

A list of all clients reads no file that has not changed. Each kind of facts is a file in `.clientkit/facts/`,
so a command reads what its own columns need, and two commands never take each other's away. What depends on
today is not in them.
"""

import marshal
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, Literal, NamedTuple, TypeAlias

from clientkit.errors import ClientkitError
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.facts_file import NewFile, gc_off, load
from clientkit.kernel.store.machine.rights import CHANGED
from clientkit.kernel.store.workspace import Notices, Workspace

Source: TypeAlias = Literal["client", "projects", "plans", "agreements", "drafts", "journal"]
"""Files of a client: who they are, names of projects, project files, what was agreed last, drafts of mails,
journal files."""

EVERYTHING: tuple[Source, ...] = ("client", "plans", "agreements", "drafts", "journal")

YOUNG = 2_000_000_000
"""Nanoseconds for which a file may change once more within one tick of a coarse clock, and keep its stamp."""

Stamp: TypeAlias = tuple[int, int, int, int] | None
"""Size, mtime, inode and ctime; None where there is no file."""


class FactKind(NamedTuple):
    """One kind of facts."""

    name: str
    sources: tuple[Source, ...]
    reckon: Callable[[Workspace, str], Any]
    """What is kept of a client, in values that `marshal` knows; None for what no list shows."""
    settings: bool = False
    """Whether it comes from `clientkit.toml` too."""
    also: tuple[object, ...] = ()
    """What else it depends on: with other words all of it is read anew."""
    holds: Callable[[Any], bool] | None = None
    """Whether a value holds today; where none is given, it does on any day."""


_Entry: TypeAlias = tuple[tuple[str, ...], tuple[Stamp, ...], bytes, tuple[str, ...]]
"""Of a client: paths below `clients/`, `/` at the end of a folder; their stamps, the value, notices."""


def facts(
    workspace: Workspace, kind: FactKind, clients: Sequence[str] | None = None
) -> list[tuple[str, Any]]:
    """What there is of each client, or of those named, from facts where their files are as they were.

    Notices of what was passed over come with them, as from a full read.
    """
    slugs = workspace.clients() if clients is None else clients
    if not workspace.keeps_facts:
        anew = ((slug, kind.reckon(workspace, slug)) for slug in slugs)
        return [(slug, value) for slug, value in anew if value is not None]
    with gc_off():
        reader = _Reader(workspace, kind)
        try:
            found = [(slug, reader.value(slug)) for slug in slugs]
            reader.keep(slugs if clients is None else (*reader.held, *slugs))
        finally:
            reader.close()
    return [(slug, value) for slug, value in found if value is not None]


def settings_facts(workspace: Workspace) -> Mapping[str, Any]:
    """The settings as plain values, for commands that need no more of them; for errors see `read_toml`."""
    ((_, value),) = facts(workspace, SETTINGS, ("",))
    return value  # type: ignore[no-any-return]


def _settings(workspace: Workspace, _: str) -> Any:
    from clientkit.kernel.store.toml.client_file import read_settings

    return read_settings(workspace).value.model_dump(mode="json")


SETTINGS = FactKind("settings", (), _settings, settings=True)


class _Reader:
    """One reading of one kind of facts: what was held, what was read anew, and the file that will hold it."""

    def __init__(self, workspace: Workspace, kind: FactKind) -> None:
        self.workspace, self.kind = workspace, kind
        self.path = workspace.facts_dir / kind.name
        self.below = f"{workspace.clients_dir}{os.sep}"
        self.settings = _stamp(str(workspace.settings_file)) if kind.settings else None
        self.file: NewFile | None = None
        self.new: dict[str, _Entry] = {}
        self.held: dict[str, _Entry] = {}
        match load(self.path):
            case (of, int(written), dict(held)) if of == self._of() and time.time_ns() > written - YOUNG:
                self.held = held  # else the clock went back, and may stamp a new file as an old one was

    def _of(self) -> tuple[object, ...]:
        code = self.kind.reckon.__code__
        return (self.kind.sources, self.settings, self.kind.also, _stamp(code.co_filename))

    def value(self, slug: str) -> Any:
        """What is kept of a client, read anew where a file is not as it was."""
        entry = self.held.get(slug)
        if entry is None or not self._is_fresh(entry):
            return self._read(slug)
        value = marshal.loads(entry[2])  # noqa: S302 - from the sealed file
        if self.kind.holds and not self.kind.holds(value):
            return self._read(slug)
        for line in entry[3]:
            self.workspace.notices.add(line)
        return value

    def _is_fresh(self, entry: _Entry) -> bool:
        seen = self.workspace.stamps
        for path, stamp in zip(entry[0], entry[1], strict=True):
            now = _stamp(self.below + path) if seen is None or path not in seen else seen[path]
            if seen is not None:
                seen[path] = now
            if now != stamp:
                return False
        return True

    def _read(self, slug: str) -> Any:
        """Stamps come before the reading: what is written meanwhile has others."""
        self.file = self.file or NewFile(self.path)
        aside = Workspace(self.workspace.root, self.workspace.device, Notices())
        seen = {path: _stamp(self.below + path) for path in _paths(aside, slug, self.kind.sources)}
        aside.notices.told.clear()
        value = self.kind.reckon(aside, slug)
        for line in aside.notices.lines:
            self.workspace.notices.add(line)
        if _newest((*seen.values(), self.settings)) < self.file.clock - YOUNG:
            kept = marshal.dumps(value, 2)
            self.new[slug] = (tuple(seen), tuple(seen.values()), kept, tuple(aside.notices.lines))
        return value

    def keep(self, slugs: Sequence[str]) -> None:
        """Write what was read anew beside what was held of these clients, and of those that are gone nothing.

        That it cannot be written is no failure.
        """
        is_gone = not self.held.keys() <= set(slugs)
        if is_gone:
            self.file = self.file or NewFile(self.path)
        if self.file and self.file.clock and (is_gone or self.new):
            whole = self.held | self.new
            with suppress(OSError, ClientkitError):
                self.file.put(
                    (self._of(), time.time_ns(), {slug: whole[slug] for slug in slugs if slug in whole})
                )

    def close(self) -> None:
        """Leave nothing half made behind."""
        if self.file:
            self.file.close()


def _paths(workspace: Workspace, slug: str, sources: Sequence[Source]) -> Iterator[str]:
    """Paths below `clients/`; a folder comes first: its stamp is taken before it is listed."""
    if "client" in sources:
        yield f"{slug}/client.toml"
    if "journal" in sources:
        yield f"{slug}/journal/"
        yield from (f"{slug}/journal/{path.name}" for path in workspace.journal_files(slug))
    if "projects" in sources or "plans" in sources:
        yield f"{slug}/projects/"
    if "drafts" in sources:
        yield from _drafts(workspace, slug, None)
    for name in workspace.projects(slug) if "plans" in sources else ():
        yield f"{slug}/projects/{name}/project.toml"
        if "agreements" in sources:
            yield from _agreed(workspace, slug, name)
        if "drafts" in sources:
            yield from _drafts(workspace, slug, name)


def _agreed(workspace: Workspace, slug: str, project: str) -> Iterator[str]:
    """The folder of agreed versions and the files of the last one; the others count by name."""
    below = f"{slug}/projects/{project}/agreements/"
    yield below
    from clientkit.kernel.model.files.agreement import DATA_FILE, MANIFEST_FILE, PLAN_FILE
    from clientkit.kernel.store.agreement_files import agreed_versions

    with suppress(ClientkitError):
        for version in agreed_versions(workspace, ProjectRef(slug, project))[-1:]:
            yield from (f"{below}v{version}/{file}" for file in (DATA_FILE, MANIFEST_FILE, PLAN_FILE))


def _drafts(workspace: Workspace, slug: str, project: str | None) -> Iterator[str]:
    """The folder of documents, and each draft in it."""
    folder = workspace.documents_dir(slug, project)
    below = folder.relative_to(workspace.clients_dir).as_posix()
    yield f"{below}/"
    yield from (f"{below}/{path.name}" for path in sorted(folder.glob("*.eml")))


def _stamp(path: str) -> Stamp:
    """The stamp of a file, or of the folder behind a path with `/` at its end; None where there is none."""
    try:
        found = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return (-1, time.time_ns(), -1, -1)  # like no other: it is read each time, and says itself why not
    return (found.st_size, found.st_mtime_ns, found.st_ino, found.st_ctime_ns)


def _newest(stamps: Sequence[Stamp]) -> int:
    """When the youngest of some files was changed; mtime, which a person can set, counts on Windows alone."""
    return max((stamp[CHANGED] for stamp in stamps if stamp), default=0)
