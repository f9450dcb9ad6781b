"""A contact as it is named in a command."""

from clientkit.errors import InvalidDataError, NotFoundError
from clientkit.kernel.store.ids import contact_names
from clientkit.kernel.store.journal.record_input import suggestion
from clientkit.kernel.store.workspace import Workspace


def require_contact(workspace: Workspace, client: str, contact: str) -> None:
    """Refuse a contact that is surely unknown; where the client's file cannot be read, say so and go on."""
    try:
        known = contact_names(workspace, client)
    except (InvalidDataError, NotFoundError):
        file = workspace.relative(workspace.client_file(client))
        workspace.notices.add(f"passed over {file}, which cannot be read; the contact was not checked")
        return
    if contact not in known:
        hint = suggestion(contact, known) if known else f"Add one to its file: clientkit client edit {client}"
        raise NotFoundError(f"{client} has no contact called {contact[:80]!r}.", hint)
