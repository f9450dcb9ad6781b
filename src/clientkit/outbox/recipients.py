"""Who writes to whom: the sender of the settings, and the contacts that a letter goes to."""

from base64 import b32encode
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from clientkit.documents.kinds import READERS
from clientkit.errors import NotFoundError, RefusedError, UsageError
from clientkit.kernel.mail.letter import Mailbox
from clientkit.kernel.model.files.client import Client, Contact, Role
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.values.safe_text import printable_line


def contacts_for(
    client: Client, slug: str, named: Sequence[str] = (), roles: Sequence[Role] = READERS
) -> tuple[Contact, ...]:
    """The contacts that a document goes to: those named, else the one whose role it is; all have an address.

    Raises:
        UsageError: a name fits several contacts.
        NotFoundError: there is no such contact.
        RefusedError: the client has no contact, or one has no address.
    """
    chosen = [_named(client, slug, name) for name in named] if named else [_by_role(client, slug, roles)]
    for contact in chosen:
        if not contact.email:
            others = [one.id for one in client.contacts if one.email and one.id != contact.id]
            choose = f" Or write to another one: --contact {others[0]}" if others else ""
            raise RefusedError(
                f"{contact.name} has no mail address.",
                f"Add it as 'email' to that contact: clientkit client edit {slug}.{choose}",
            )
    return tuple({contact.id: contact for contact in chosen}.values())


def mailbox(contact: Contact) -> Mailbox:
    """A contact as a mail names them."""
    return Mailbox(name=printable_line(contact.name), address=contact.email)


def sender(settings: Settings) -> Mailbox:
    """You, as a mail names you.

    Raises:
        RefusedError: your own address is not set.
    """
    if not settings.you.email:
        raise RefusedError(
            "Your own mail address is not set.", "Add it as 'email' to [you] in clientkit.toml."
        )
    return Mailbox(name=printable_line(settings.you.name), address=settings.you.email)


def answer_address(settings: Settings) -> str:
    """The address that answers go to.

    Raises:
        RefusedError: your own address is not set.
    """
    return settings.mail.reply_to or sender(settings).address


def envelope(settings: Settings, contacts: Sequence[Contact]) -> dict[str, Any]:
    """The fields of a letter to contacts that no letter writes otherwise: from whom, to whom, copied to whom.

    Raises:
        RefusedError: your own address is not set.
    """
    copy = settings.mail.copy_to
    return {
        "sender": sender(settings),
        "reply_to": settings.mail.reply_to,
        "to": tuple(mailbox(contact) for contact in contacts),
        "blind_copy_to": (Mailbox(name="", address=copy),) if copy else (),
    }


def message_id(writer: Mailbox, *content: str) -> str:
    """The Message-ID of a mail from what it says: the same mail has the same, and hardly any other has it."""
    from clientkit.kernel.mail.message.header_encoding import in_ascii

    seal = sha256("\0".join((writer.address, *content)).encode("utf-8", "surrogatepass")).digest()
    return f"<ck.{b32encode(seal[:15]).decode().lower()}@{in_ascii(writer.address).rpartition('@')[2]}>"


def _named(client: Client, slug: str, text: str) -> Contact:
    if text in {contact.id for contact in client.contacts}:
        return next(contact for contact in client.contacts if contact.id == text)
    fitting = [
        contact
        for contact in client.contacts
        if text and (contact.id.startswith(text.lower()) or contact.email.lower() == text.lower())
    ]
    if len(fitting) == 1:
        return fitting[0]
    known = ", ".join(contact.id for contact in client.contacts)
    if fitting:
        raise UsageError(f"'{text[:40]}' could be {known}.", "Write the contact's whole id.")
    raise NotFoundError(
        f"{slug} has no contact called {text[:80]!r}.",
        f"There is {known}." if known else f"Add one: clientkit client edit {slug}",
    )


def _by_role(client: Client, slug: str, roles: Sequence[Role]) -> Contact:
    for role in roles:
        for contact in client.contacts:
            if role in contact.roles:
                return contact
    if client.contacts:
        return client.contacts[0]
    raise RefusedError(
        f"{slug} has no contact to write to.",
        f"Add one with its 'email': clientkit client edit {slug}",
    )
