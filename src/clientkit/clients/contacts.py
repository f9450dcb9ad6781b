"""A contact as it is typed, as it stands in an address book, and as it is named in a command."""

import re
from collections.abc import Collection

from clientkit.errors import InvalidDataError, NotFoundError
from clientkit.kernel.mail.message.header_fields import unencoded
from clientkit.kernel.mail.message.mailbox import unquoted_name
from clientkit.kernel.model.values.person_name import read_name
from clientkit.kernel.model.values.slugs import slugify
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


def named_contact(text: str) -> tuple[str, str, str]:
    """Title, name and address of a contact as the head of a mail has it; no name where it is none."""
    phrase, opening, rest = text.strip().partition("<")
    email, closing, beyond = rest.partition(">")
    if opening and (not closing or beyond):
        return "", "", ""
    if not opening and (alone := re.fullmatch(r"(\S+@\S+)(?:\s+\((.+)\))?", phrase)):
        email, phrase = alone[1], alone[2] or alone[1]
    title, name = read_name(unencoded(unquoted_name(phrase)))
    return title, name, email.strip()


def free_contact_id(name: str, taken: Collection[str]) -> str:
    """An id made from a first name, which nobody of the client has or had."""
    words = slugify(name).split("-")
    wanted = words[0][:28] or f"contact-{len(taken) + 1}"
    number, choice = 2, wanted
    while choice in taken:
        choice, number = f"{wanted}{number}", number + 1
    return choice
