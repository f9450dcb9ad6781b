"""Taking over an address book: all that is new in it, or nothing; taken once more it adds nothing."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from clientkit.clients.actions import new_client, new_client_text
from clientkit.clients.address_books.csv_rows import read_table
from clientkit.clients.address_books.plan import ClientPlan, ImportedClients, Planner
from clientkit.clients.address_books.vcard_cards import Book, read_cards
from clientkit.errors import InvalidDataError, NotFoundError, RefusedError, UsageError
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.store.atomic_write import Write
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.save import save_several
from clientkit.kernel.store.toml.file import parse_toml
from clientkit.kernel.store.toml.schemas import keep_schemas
from clientkit.kernel.store.toml.table_rows import add_row
from clientkit.kernel.store.workspace import Workspace

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes of an address book: some thousand cards with photographs."""


class AddressBookPlan(NamedTuple):
    """What an address book brings, and the clients that it would change or make."""

    found: ImportedClients
    clients: dict[str, ClientPlan]


def plan_import(workspace: Workspace, path: Path) -> AddressBookPlan:
    """What an address book brings; nothing is written.

    Raises:
        NotFoundError, UsageError: there is no such file, or it is none.
        RefusedError: it holds no cards and no table.
        InvalidDataError: a client's file cannot be read, so that who is known is not.
    """
    book = _read_book(path)
    planner = Planner(workspace)
    rows = tuple(planner.rows(book))
    left = {name: count for name, count in sorted(book.left.items()) if count}
    found = ImportedClients(form=book.form, rows=rows, left=left, dry_run=True)
    return AddressBookPlan(found, planner.plans)


def take_import(
    workspace: Workspace, settings: Settings, today: date, plan: AddressBookPlan
) -> ImportedClients:
    """Write what was planned: every file is judged before the first is written.

    Raises:
        RefusedError: a file changed since it was read, or stands there meanwhile.
    """
    folders, writes = {}, []
    for slug, (file, values, contacts) in plan.clients.items():
        path = workspace.client_file(slug)
        if file is None:
            client = new_client(settings, {**values, "since": today, "contacts": contacts})
            folders[workspace.client_dir(slug)] = {
                path.name: new_client_text(workspace, slug, client).encode()
            }
            continue
        text = file.text
        for contact in contacts:
            text = add_row(text, "contacts", contact)
        parse_toml(workspace.relative(path), text, Client)
        writes.append(Write(path, text.encode(), file.digest))
    if folders or writes:
        save_several(workspace, folders, writes, f"Import {len(folders) + len(writes)} clients")
        keep_schemas(workspace)
    return plan.found.model_copy(update={"dry_run": False})


def _read_book(path: Path) -> Book:
    try:
        data = read_limited(path.resolve(), SIZE_LIMIT)
    except NotFoundError:
        raise NotFoundError(
            f"There is no file {path}.", "Name the file that the other program exported."
        ) from None
    except InvalidDataError as error:
        raise UsageError(error.message, "Name a .vcf or .csv file.") from None
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16", "replace").encode()
    data = data.removeprefix(b"\xef\xbb\xbf")
    if data.lstrip()[:11].upper() == b"BEGIN:VCARD":
        return read_cards(data)
    if path.suffix.lower() in {".vcf", ".vcard"}:
        raise RefusedError(
            f"{path.name} holds no vCards: it does not begin with BEGIN:VCARD.",
            "Export the contacts again, as vCard or CSV.",
        )
    return read_table(path)
