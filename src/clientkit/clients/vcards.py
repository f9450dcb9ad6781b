"""Contacts as vCards (RFC 6350's elder, version 3.0 of RFC 2426, which every address book reads)."""

import re
from collections.abc import Iterator

from clientkit.kernel.model.files.client import Client, Contact

LINE = 75
"""Bytes of a line at most; a longer one goes on in the next, behind a blank."""


def vcards(slug: str, client: Client) -> str:
    """A card for each contact of a client; lines end as the format wants it."""
    return "".join(
        f"{_folded(line)}\r\n" for contact in client.contacts for line in _lines(slug, client, contact)
    )


def _lines(slug: str, client: Client, contact: Contact) -> Iterator[str]:
    first, _, last = contact.name.rpartition(" ")
    parts = (last, first, "", contact.title, "") if first else ("", last, "", contact.title, "")
    yield from ("BEGIN:VCARD", "VERSION:3.0", f"UID:clientkit-{slug}-{contact.id}")
    yield f"FN:{_escaped(contact.name)}"
    yield f"N:{';'.join(map(_escaped, parts))}"
    if client.kind != "person":
        yield f"ORG:{_escaped(client.name)}"
    fields = (("TITLE", contact.position), ("EMAIL;TYPE=INTERNET", contact.email))
    said = (*fields, *(("TEL", one) for one in (contact.phone, *contact.phones)), ("NOTE", contact.note))
    yield from (f"{name}:{_escaped(value.strip())}" for name, value in said if value.strip())
    if re.match(r"[0-9]{4}-", contact.birthday):
        yield f"BDAY:{contact.birthday}"
    tags = ",".join(map(_escaped, (*client.tags, *contact.roles)))
    yield from ([f"CATEGORIES:{tags}"] if tags else [])
    yield "END:VCARD"


def _escaped(text: str) -> str:
    return re.sub(r"([\\,;])", r"\\\1", text).replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line in pieces, none of which cuts a letter in two."""
    pieces, piece = [], ""
    for letter in line:
        if len(f"{piece}{letter}".encode()) >= LINE:
            pieces.append(piece)
            piece = ""
        piece += letter
    return "\r\n ".join([*pieces, piece])
