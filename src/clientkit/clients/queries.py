"""Clients in a list, from derived facts: what their files and the names of their projects tell."""

from dataclasses import dataclass
from typing import Annotated, Any

from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.store.facts import FactKind, facts
from clientkit.kernel.store.workspace import Workspace


@dataclass(slots=True)
class ClientRow:
    """A client in a list."""

    client: Annotated[str, "short name"]
    name: Annotated[str, "display name"]
    kind: Annotated[str, "person, company, government, nonprofit or internal"]
    stage: Annotated[str, "prospect, onboarding, active, dormant or lost"]
    language: Annotated[str, "language of documents"]
    projects: Annotated[int, "how many projects the client has"]
    contact: Annotated[str, "first contact, with mail address"]
    archived: Annotated[bool, "left out of lists unless asked for"]


class ClientRows(Rows[ClientRow]):
    """Clients in a list."""


def list_clients(workspace: Workspace, *, archived: bool = False) -> ClientRows:
    """The clients in the order of their names; one whose file is broken becomes a notice."""
    rows = (ClientRow(*values) for _, values in facts(workspace, CLIENTS))
    return ClientRows(row for row in rows if archived or not row.archived)


def _values(workspace: Workspace, slug: str) -> tuple[Any, ...] | None:
    from clientkit.kernel.store.toml.client_file import read_client
    from clientkit.kernel.store.toml.file import BrokenFileError

    try:
        client = read_client(workspace, slug).value
    except BrokenFileError as error:
        workspace.notices.add(f"passed over {error.message}")
        return None
    first = client.contacts[0] if client.contacts else None
    contact = (f"{first.name} <{first.email}>" if first.email else first.name) if first else ""
    row = (slug, client.name, client.kind, client.stage, client.language)
    return (*row, len(workspace.projects(slug)), contact, client.archived)


CLIENTS = FactKind("clients", ("client", "projects"), _values)
