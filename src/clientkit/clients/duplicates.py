"""Clients and addresses that are there already: told, never refused, as two people may share one."""

from collections.abc import Iterable, Mapping

from clientkit.errors import ClientkitError
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.workspace import Workspace


def note_known(workspace: Workspace, client: str, name: str, contacts: Iterable[Mapping[str, str]]) -> None:
    """A notice for each other client of the same name, and for each address that somebody has already.

    `contacts` are new ones of a client; `name` is empty where that is not new.
    """
    addresses = {one["email"].casefold() for one in contacts if one.get("email")}
    wanted = [*addresses, *([name.casefold()] if name else [])]
    for slug in workspace.clients() if wanted else ():
        try:
            text = workspace.client_file(slug).read_text("utf-8", errors="replace").casefold()
            if not any(one in text for one in wanted):
                continue
            known = read_client(workspace, slug).value
        except (ClientkitError, OSError):
            continue
        if name and slug != client and known.name.casefold() == name.casefold():
            workspace.notices.add(f"there is a client called {known.name} already: {slug}")
        for one in known.contacts:
            if one.email.casefold() in addresses:
                workspace.notices.add(f"{one.email} is the address of {one.id} of {slug} already")
