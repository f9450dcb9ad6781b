"""Which client or project is meant: one project, what a record is about, what a list is limited to."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class ProjectRef(NamedTuple):
    """One project, by the slugs of its client and its own; written `acme/shop`."""

    client: str
    project: str

    def __str__(self) -> str:
        return f"{self.client}/{self.project}"


class Subject(NamedTuple):
    """What a record is about: a client, and one of its projects where it is about one."""

    client: str
    project: str | None = None

    def __str__(self) -> str:
        return f"{self.client}/{self.project}" if self.project else self.client


class HasClients(Protocol):
    """What knows the slugs of all clients: a workspace."""

    def clients(self) -> Sequence[str]:
        """Slugs, sorted."""


class Scope(NamedTuple):
    """What a list is limited to: everything, one client or one project; also where one stands."""

    client: str | None = None
    project: str | None = None

    def __str__(self) -> str:
        """As it is typed: `kopi/toko`, `kopi`, or nothing for everything."""
        return "/".join(part for part in self if part)

    def clients(self, workspace: HasClients) -> Sequence[str]:
        """Slugs of the clients within it."""
        return [self.client] if self.client else workspace.clients()

    def covers(self, project: str | None) -> bool:
        """Whether what is about this project, or about none, of a client within it belongs to it."""
        return self.project in {None, project}
