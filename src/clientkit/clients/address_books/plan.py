"""What an address book brings: who is new, who is known, and as whose contact each person stands here."""

import re
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from pydantic import Field

from clientkit.clients.address_books.entry import BookEntry
from clientkit.clients.address_books.vcard_cards import Book
from clientkit.clients.contacts import free_contact_id
from clientkit.kernel.model.files.client import Client, Contact
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.slugs import slugify
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.named_ids import ids_named
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.file import TomlFile
from clientkit.kernel.store.workspace import Workspace


class BookRow(Model):
    """What becomes of one card or row, or of a line that says nothing."""

    line: int = Field(description="line of the file, or row of the table")
    state: Literal["new", "known", "unsure", "unread"] = Field(
        description="new, known already, unsure (left out until you say), or not to be read"
    )
    client: str = Field("", description="short name of the client")
    contact: str = Field("", description="id of the contact; empty where there is none")
    name: str = Field("", description="name of the person or company")
    email: str = Field("", description="the address")
    new_client: bool = Field(False, description="whether it makes a new client")
    note: str = Field("", description="what is to be known of it")


class ImportedClients(Model):
    """What was found in an address book, and what of it is new."""

    form: str = Field(description="vcard or csv")
    rows: tuple[BookRow, ...] = Field(description="each card or row, in the order of the file")
    left: dict[str, int] = Field(description="what is never taken, such as photographs, and how often")
    dry_run: bool = Field(description="whether nothing was written")


class ClientPlan(NamedTuple):
    """A client who gets contacts: the file that there is, or the values of a new one."""

    file: TomlFile[Client] | None
    values: dict[str, Any]
    contacts: list[dict[str, Any]]


class Planner:
    """Gives each entry its place: an address is one person, else a name is; a company is one client."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.plans: dict[str, ClientPlan] = {}
        self._people: list[tuple[str, Contact, bool]] = []
        """Everybody who is known: client, contact, and whether the file brought them."""
        self._addresses: dict[str, tuple[str, Contact]] = {}
        self._clients: dict[str, str] = {}
        self._files: dict[str, TomlFile[Client]] = {}
        for slug in workspace.clients():
            self._files[slug] = file = read_client(workspace, slug)
            for name in (file.value.name, file.value.legal_name):
                self._clients.setdefault(_key(name), slug)
            for one in file.value.contacts:
                self._know(slug, one, is_new=False)
        self._clients.pop("", None)

    def rows(self, book: Book) -> list[BookRow]:
        """What becomes of each entry; those with an address come first, whatever their place in the file."""
        entries = sorted(book.entries, key=lambda one: not one.addresses)
        rows = [self._row(one) for one in entries]
        rows += [BookRow(line=one.line, state="unread", note=one.why) for one in book.unread]
        return sorted(rows, key=lambda one: one.line)

    def _row(self, entry: BookEntry) -> BookRow:
        values = entry.values
        name = values.get("name") or entry.organisation
        row = BookRow(line=entry.line, state="known", name=name, email=values.get("email", ""))
        slug = self._clients.get(_key(entry.organisation or name))
        if found := self._same_address(entry):
            return _told(row, *found, entry.unread)
        return self._named(row, entry, slug) if values.get("name") else self._company(row, entry, slug)

    def _named(self, row: BookRow, entry: BookEntry, slug: str | None) -> BookRow:
        """A person whose address nobody has."""
        notes = list(entry.unread)
        namesakes = self._namesakes(entry, slug)
        for client, one, is_new in namesakes:
            if not entry.addresses and not (one.phone and entry.phone and one.phone != entry.phone):
                return _told(row, client, one, notes)
            if entry.addresses and not one.email and not is_new:
                how = f"clientkit client set {client} contacts.{one.id}.email={row.email}"
                return _told(row, client, one, [f"the same without an address? {how}"], state="unsure")
            notes.append(f"another of that name: {one.id} of {client}")
        if entry.organisation or slug is None or self._lacks_its_person(slug):
            return self._new(row, entry, slug, notes)
        if namesakes:
            return self._new(row, entry, None, notes)
        if entry.addresses:
            notes.append(f"of that client? clientkit client set {slug} --contact '{row.name} <{row.email}>'")
        state = "unsure" if entry.addresses else "known"
        return row.model_copy(update={"state": state, "client": slug, "note": "; ".join(notes)})

    def _same_address(self, entry: BookEntry) -> tuple[str, Contact] | None:
        return next(
            (self._addresses[key] for one in entry.addresses if (key := one.casefold()) in self._addresses),
            None,
        )

    def _namesakes(self, entry: BookEntry, slug: str | None) -> list[tuple[str, Contact, bool]]:
        """Those of the same name: of the same company, or of any client where the entry names none."""
        where = slug if entry.organisation else None
        if entry.organisation and slug is None:
            return []
        key = _key(entry.values["name"])
        return [one for one in self._people if _key(one[1].name) == key and where in (None, one[0])]

    def _lacks_its_person(self, slug: str) -> bool:
        """Whether a client is one person, of whom there is no contact yet."""
        file = self._files.get(slug)
        return (
            file is not None and file.value.kind == "person" and all(one[0] != slug for one in self._people)
        )

    def _company(self, row: BookRow, entry: BookEntry, slug: str | None) -> BookRow:
        if slug is not None:
            return row.model_copy(update={"client": slug, "note": "; ".join(entry.unread)})
        slug = self._client(entry, None)
        note = "; ".join(entry.unread)
        return row.model_copy(update={"state": "new", "client": slug, "new_client": True, "note": note})

    def _new(self, row: BookRow, entry: BookEntry, slug: str | None, notes: Sequence[str]) -> BookRow:
        client = self._client(entry, slug)
        plan = self.plans[client]
        taken = {one.id for at, one, _ in self._people if at == client}
        if plan.file is not None:
            taken |= set(ids_named(read_journal(self.workspace, client)))
        values = {"id": free_contact_id(entry.values["name"], taken), **entry.values}
        plan.contacts.append(values)
        self._know(client, Contact.model_validate(values), is_new=True, more=entry.addresses)
        is_new = slug is None
        told = {"state": "new", "client": client, "contact": values["id"], "new_client": is_new}
        return row.model_copy(update={**told, "note": "; ".join(notes)})

    def _client(self, entry: BookEntry, slug: str | None) -> str:
        """The client of an entry, planned to get contacts; a new one where there is none."""
        if slug is None:
            name = entry.organisation or entry.values["name"]
            slug = self._free_slug(name)
            kind = "company" if entry.organisation else "person"
            self.plans[slug] = ClientPlan(None, {"name": name, "kind": kind}, [])
            self._clients.setdefault(_key(name), slug)
        elif slug not in self.plans:
            self.plans[slug] = ClientPlan(self._files[slug], {}, [])
        if self.plans[slug].file is None and entry.tags:
            tags = self.plans[slug].values.setdefault("tags", [])
            tags += [one for one in entry.tags if one not in tags]
        return slug

    def _free_slug(self, name: str) -> str:
        wanted = slugify(name) or "client"
        number, slug = 2, wanted
        while slug in self.plans or self.workspace.client_dir(slug).exists():
            slug, number = f"{wanted}-{number}", number + 1
        return slug

    def _know(self, slug: str, contact: Contact, *, is_new: bool, more: Sequence[str] = ()) -> None:
        self._people.append((slug, contact, is_new))
        for address in filter(None, (contact.email, *more)):
            self._addresses.setdefault(address.casefold(), (slug, contact))


def _told(row: BookRow, client: str, contact: Contact, notes: Sequence[str], state: str = "known") -> BookRow:
    told = {"state": state, "client": client, "contact": contact.id, "note": "; ".join(notes)}
    return row.model_copy(update=told)


def _key(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))
