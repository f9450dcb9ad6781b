"""What one can do with clients: add, list, look at, archive."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import Field, ValidationError

from clientkit.clients.contacts import free_contact_id, named_contact
from clientkit.errors import ClientkitError, RefusedError, UsageError
from clientkit.kernel.model.files.client import Client, Contact
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.slugs import require_slug, slugify
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.named_ids import ids_named
from clientkit.kernel.store.save import save_file, save_folder
from clientkit.kernel.store.toml.change import KeyChange, KeyChanges
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.edit import set_keys
from clientkit.kernel.store.toml.file import TomlFile, parse_toml
from clientkit.kernel.store.toml.new_file import skeleton
from clientkit.kernel.store.toml.schemas import keep_schemas, schema_line
from clientkit.kernel.store.toml.table_rows import add_row
from clientkit.kernel.store.toml.validation_messages import message_and_hint
from clientkit.kernel.store.workspace import Workspace

TOLD_KEYS = {
    "stage": "records tell it; an end is 'clientkit client end', a return 'clientkit client back'",
    "advocate": "a testimonial or a reference makes one: clientkit client consent --purpose referral",
}
"""Keys of old files that records tell, and how."""

CONTACT_EXAMPLE = "Write it as 'Rina Wijaya <rina@kopi.example>'."


class AddedClient(Model):
    """A client that was just added."""

    client: str = Field(description="short name")
    file: str = Field(description="path of its file inside the workspace")
    value: Client = Field(description="what the file holds")


def add_client(
    workspace: Workspace, settings: Settings, slug: str | None, values: dict[str, Any]
) -> AddedClient:
    """Add a client; what is not given comes from the workspace's defaults.

    Raises:
        UsageError: a value that cannot be, or no name that can be written in ASCII.
        RefusedError: there is a client of that name already.
    """
    client = new_client(settings, values)
    chosen = require_slug(slug or slugify(client.name) or client.name, "client")
    if workspace.client_file(chosen).exists():
        raise RefusedError(
            f"There is a client called {chosen} already.",
            f"Look at it: clientkit client show {chosen}; or name this one otherwise with --slug.",
        )
    note_known(workspace, chosen, client.name, [one.model_dump() for one in client.contacts])
    path = workspace.client_file(chosen)
    files = {path.name: new_client_text(workspace, chosen, client).encode()}
    save_folder(workspace, workspace.client_dir(chosen), files, f"Add client {chosen}")
    keep_schemas(workspace)
    return AddedClient(client=chosen, file=workspace.relative(path), value=client)


def new_client(settings: Settings, values: dict[str, Any]) -> Client:
    """A client of these values; what is not given comes from the workspace's defaults.

    Raises:
        UsageError: a value that cannot be.
    """
    values = {"language": settings.defaults.language, "currency": settings.defaults.currency} | values
    try:
        return Client.model_validate(values)
    except ValidationError as error:
        raise UsageError(*message_and_hint(Client, error)) from None


def new_client_text(workspace: Workspace, slug: str, client: Client) -> str:
    """What the file of a new client holds."""
    title = f"{client.name}: who they are and whom to talk to."
    schema = schema_line(workspace, workspace.client_file(slug))
    return skeleton(Client, client.model_dump(exclude_unset=True), title, schema)


def parse_contacts(texts: Sequence[str], taken: Sequence[str] = ()) -> list[dict[str, str]]:
    """Contacts as the head of a mail has them: `Rina Wijaya <rina@kopi.example>`, `"Smith, John" <js@…>`.

    A leading title stands apart, an address alone is its own name, and ids are made from first names.

    Raises:
        UsageError: a text without a name, or an address that is none.
    """
    contacts: list[dict[str, str]] = []
    for text in texts:
        title, name, email = named_contact(text)
        if not name:
            raise UsageError(f"{text[:80]!r} is not a contact.", CONTACT_EXAMPLE)
        contact = {"id": free_contact_id(name, [*taken, *(one["id"] for one in contacts)]), "name": name}
        contact |= {key: value for key, value in (("title", title), ("email", email)) if value}
        try:
            Contact.model_validate(contact)
        except ValidationError as error:
            message, _ = message_and_hint(Contact, error)
            raise UsageError(f"Contact {text[:80]!r}: {message}.", CONTACT_EXAMPLE) from None
        contacts.append(contact)
    return contacts


def add_contacts(workspace: Workspace, file: TomlFile[Client], texts: Sequence[str]) -> KeyChanges:
    """Add people to a client, each as a [[contacts]] row of its own.

    Raises:
        UsageError: a text that is no contact.
        RefusedError: the file changed since it was read.
    """
    if not texts:
        return KeyChanges()
    edited, added = file.text, []
    earlier = ids_named(read_journal(workspace, file.path.parent.name))
    contacts = parse_contacts(texts, [*(one.id for one in file.value.contacts), *earlier])
    note_known(workspace, file.path.parent.name, "", contacts)
    for contact in contacts:
        edited = add_row(edited, "contacts", contact)
        who = f"{contact['name']} <{contact['email']}>" if "email" in contact else contact["name"]
        added.append(KeyChange(key=f"contacts.{contact['id']}", before=None, after=who))
    parse_toml(workspace.relative(file.path), edited, Client)
    message = f"Add {', '.join(one.key for one in added)} of {file.path.parent.name}"
    save_file(workspace, file.path, edited.encode(), file.digest, message)
    return KeyChanges(added)


def note_told_keys(workspace: Workspace, pairs: Sequence[str]) -> None:
    """Say so where a key is set that is not read any more, as records tell it."""
    for key in {pair.partition("=")[0].strip() for pair in pairs} & set(TOLD_KEYS):
        workspace.notices.add(f"'{key}' is not read any more: {TOLD_KEYS[key]}")


class ArchivedClient(Model):
    """A client left out of lists, or taken back in."""

    client: str = Field(description="short name")
    archived: bool = Field(description="whether lists leave it out")
    changed: bool = Field(description="false where it was so already")


def archive_client(workspace: Workspace, slug: str, *, back: bool = False) -> ArchivedClient:
    """Leave a client out of lists, or take it back in."""
    file = read_client(workspace, slug)
    done = ArchivedClient(client=slug, archived=not back, changed=file.value.archived is back)
    if not done.changed:
        return done
    text = set_keys(file.text, {("archived",): not back})
    save_file(
        workspace,
        file.path,
        text.encode(),
        file.digest,
        f"{'Bring back' if back else 'Archive'} client {slug}",
    )
    return done


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
