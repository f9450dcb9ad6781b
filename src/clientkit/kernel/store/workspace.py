"""The one file map: every path of a workspace is built here."""

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from clientkit.errors import NotFoundError
from clientkit.kernel.model.values.slugs import is_slug, slugify
from clientkit.kernel.store.machine.user_settings import user_setting

SETTINGS = "clientkit.toml"

FoundBy = Literal["flag", "environment", "folder", "user"]
"""What named a workspace: `-C`, `CLIENTKIT_WORKSPACE`, where one stands, or the user's own settings."""


@dataclass(frozen=True)
class Notices:
    """What a command has to say beside its result: broken files it passed over, a commit that failed."""

    told: dict[str, None] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    """Files that the command has written."""

    @property
    def lines(self) -> list[str]:
        """What is to be told, in the order in which it was noticed."""
        return list(self.told)

    def add(self, line: str) -> None:
        """Remember a line, once."""
        self.told[line] = None


@dataclass(frozen=True)
class Workspace:
    """A folder with a `clientkit.toml`, and where everything is in it."""

    root: Path
    device: str
    notices: Notices = field(default_factory=Notices)
    choose: Callable[[str, Sequence[str]], str] | None = None
    """Asks a person which of several names is meant; None where nobody can be asked."""
    keeps_facts: bool = True
    """Whether what lists show may be kept in it; nothing is written into the shipped sample."""
    stamps: dict[str, Any] | None = None
    """Stamps of files that were looked at, where each is looked at once: see `at_one_look`."""

    def at_one_look(self) -> "Workspace":
        """The same, for an answer from several kinds of facts: none looks again at what another has seen."""
        return replace(self, stamps={})

    @property
    def settings_file(self) -> Path:
        """You: name, money, language, working days, policies."""
        return self.root / SETTINGS

    @property
    def clients_dir(self) -> Path:
        """One folder per client."""
        return self.root / "clients"

    @property
    def templates_dir(self) -> Path:
        """Your own templates."""
        return self.root / "templates"

    @property
    def private_dir(self) -> Path:
        """Locks, unfinished writes and the survey key; never in git."""
        return self.root / ".clientkit"

    @property
    def lock_file(self) -> Path:
        """The one lock of the workspace."""
        return self.private_dir / "lock"

    @property
    def sending_lock_file(self) -> Path:
        """Held while a mail is given to a server."""
        return self.private_dir / "sending"

    @property
    def rewriting_lock_file(self) -> Path:
        """Held while git's history is rewritten."""
        return self.private_dir / "rewriting"

    @property
    def survey_key_file(self) -> Path:
        """What this machine signs survey tokens with; never in git, never in a copy of a client."""
        return self.private_dir / "survey.key"

    @property
    def bookmarks_file(self) -> Path:
        """How far mail was read on this machine."""
        return self.private_dir / "mail-read.json"

    @property
    def facts_dir(self) -> Path:
        """What lists show, kept so that they read no unchanged file; losing it costs time alone."""
        return self.private_dir / "facts"

    @property
    def undo_file(self) -> Path:
        """The last steps of this device, so that the last can be taken back."""
        return self.private_dir / "undo"

    @property
    def pending(self) -> Path:
        """Where the one write under way is prepared, file or folder."""
        return self.private_dir / "pending"

    @property
    def forgetting_file(self) -> Path:
        """There while somebody is being forgotten: a line with the command, then what it needs."""
        return self.private_dir / "forgetting"

    def unfinished_forgetting(self) -> str:
        """The command that finishes a forgetting which was cut off; empty without one."""
        try:
            with self.forgetting_file.open(encoding="utf-8") as file:
                return file.readline().strip()
        except (OSError, ValueError):
            return ""

    @property
    def half_made_file(self) -> Path:
        """Held while `demo` makes a sample; it stays where that was killed."""
        return self.private_dir / "half-made-demo"

    def client_dir(self, client: str) -> Path:
        """All of one client: copy it, send it, erase it."""
        return self.clients_dir / client

    def client_file(self, client: str) -> Path:
        """Who the client is."""
        return self.clients_dir.joinpath(client, "client.toml")

    def journal_dir(self, client: str) -> Path:
        """What happened with a client, one file per device."""
        return self.client_dir(client) / "journal"

    def journal_file(self, client: str) -> Path:
        """This device's file of a client's journal."""
        return self.journal_dir(client) / f"{self.device}.jsonl"

    def project_dir(self, client: str, project: str) -> Path:
        """All of one project."""
        return self.clients_dir.joinpath(client, "projects", project)

    def project_file(self, client: str, project: str) -> Path:
        """What is planned and offered."""
        return self.project_dir(client, project) / "project.toml"

    def agreements_dir(self, client: str, project: str) -> Path:
        """What was agreed, one folder a version; nothing writes there again."""
        return self.project_dir(client, project) / "agreements"

    def agreement_dir(self, client: str, project: str, version: int) -> Path:
        """One agreed version."""
        return self.agreements_dir(client, project) / f"v{version}"

    def documents_dir(self, client: str, project: str | None) -> Path:
        """What was rendered for a project, or for the client as a whole."""
        return (self.project_dir(client, project) if project else self.client_dir(client)) / "documents"

    def report_file(self, client: str, project: str, stem: str, edition: int = 1) -> Path:
        """A report, `stem` its week, its month or `closing`; a later edition has its number in the name."""
        name = stem if edition == 1 else f"{stem}.{edition}"
        return self.documents_dir(client, project) / f"{name}.md"

    def generated_file(self, report: Path) -> Path:
        """What a report was made from, beside it."""
        return report.with_suffix(".generated.json")

    def documents_of(self, client: str | None) -> Path:
        """What was rendered for a client, or for all of them."""
        return self.documents_dir(client, None) if client else self.root / "documents"

    def clients(self) -> list[str]:
        """Slugs of the clients, sorted; read from folder names alone."""
        return sorted(self._named_folders(self.clients_dir))

    def projects(self, client: str) -> list[str]:
        """Slugs of a client's projects, sorted; read from folder names alone."""
        return sorted(self._named_folders(self.clients_dir.joinpath(client, "projects")))

    def journal_files(self, client: str) -> list[Path]:
        """All journal files of a client, of every device, sorted."""
        folder = self.journal_dir(client)
        return sorted(folder / entry.name for entry in self._entries(folder) if entry.name.endswith(".jsonl"))

    def relative(self, path: Path) -> str:
        """A path as messages show it: inside the workspace, with forward slashes."""
        whole, inside = str(path), f"{self.root}{os.sep}"
        return whole.removeprefix(inside).replace(os.sep, "/") if whole.startswith(inside) else whole

    def _named_folders(self, folder: Path) -> Iterator[str]:
        for entry in self._entries(folder):
            if is_slug(entry.name) and entry.is_dir(follow_symlinks=False):
                yield entry.name

    def _entries(self, folder: Path) -> list[os.DirEntry[str]]:
        """What lies in a folder; where that cannot be read it is told, and all else goes on."""
        try:
            return list(os.scandir(folder))
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            if folder == self.clients_dir:
                raise  # there is no rest that could go on
            self.notices.add(f"passed over {self.relative(folder)}: it cannot be read ({error.strerror})")
            return []


def device_name(environment: Mapping[str, str]) -> str:
    """This machine's name for its journal files: `CLIENTKIT_DEVICE`, else the host's."""
    host = os.uname().nodename if hasattr(os, "uname") else environment.get("COMPUTERNAME", "")
    name = slugify(environment.get("CLIENTKIT_DEVICE") or host)
    return re.sub(r"-(local|lan|home)$", "", name) or "device"


def find_workspace(start: Path, environment: Mapping[str, str], chosen: Path | None = None) -> Workspace:
    """The workspace that a command works in; see `locate_workspace`.

    Raises:
        NotFoundError: there is none.
    """
    return Workspace(locate_workspace(start, environment, chosen)[0], device_name(environment))


def locate_workspace(
    start: Path, environment: Mapping[str, str], chosen: Path | None = None
) -> tuple[Path, FoundBy]:
    """The folder of the workspace, and what named it.

    `-C` does, else `CLIENTKIT_WORKSPACE`, else a folder from `start` upwards, else the user's own settings.

    Raises:
        NotFoundError: there is none.
    """
    if chosen is not None:
        return _named_folder(start, chosen), "flag"
    if named := environment.get("CLIENTKIT_WORKSPACE"):
        return _named_folder(start, Path(named)), "environment"
    for folder in (start, *start.parents):
        if (folder / SETTINGS).is_file():
            return folder, "folder"
    if named := user_setting(environment, "workspace"):
        return _named_folder(start, Path(named)), "user"
    raise NotFoundError(
        f"No workspace here: there is no {SETTINGS} in {start} or above it.",
        "Make one with 'clientkit init', look at a sample with 'clientkit demo', or name one with -C DIR.",
    )


def _named_folder(start: Path, named: Path) -> Path:
    try:
        root = start / named.expanduser()
    except RuntimeError:  # '~nobody', and nobody of that name has a home
        root = start / named
    if not (root / SETTINGS).is_file():
        raise NotFoundError(
            f"{named} is not a workspace: it holds no {SETTINGS}.", f"Make one: clientkit init {named}"
        )
    return root
