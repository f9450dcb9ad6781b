"""A mail's lines as a server gets them; headers with words of any language encoded (RFC 2047) and folded."""

import re
from email.header import Header
from email.headerregistry import Address

from clientkit.errors import RefusedError
from clientkit.kernel.mail.letter import Mailbox

NAME_FROM = len("Reply-To: ")
"""Characters before a name, at most."""

LINE = 76
"""Characters of a line with encoded words, at most."""


def in_wire_lines(data: bytes) -> bytes:
    """The same mail with every line ended by CRLF, as a server must get it."""
    return re.sub(rb"\r\n|\r|\n", b"\r\n", data if data.endswith((b"\r", b"\n")) else data + b"\r\n")


def header(name: str, text: str) -> str:
    """A header of free text: `Subject: ...`.

    The library's newer interface folds some texts into empty encoded words and takes what only looks like
    an encoded word for one; its older one does neither, so that one is used here.
    """
    return f"{name}: {_encoded(text, len(name) + 2)}\r\n"


def address_header(name: str, mailboxes: tuple[Mailbox, ...]) -> str:
    """A header of addresses, one on each line.

    Raises:
        RefusedError: an address cannot stand in a mail header.
    """
    addresses = ",\r\n ".join(_address(mailbox) for mailbox in mailboxes)
    return f"{name}: {addresses}\r\n"


def _address(mailbox: Mailbox) -> str:
    address = in_ascii(mailbox.address)
    name = " ".join(mailbox.name.split())
    if _is_plain(name):
        return str(Address(name, addr_spec=address))
    return f"{_encoded(name, len('Reply-To: '))}\r\n <{address}>"


def in_ascii(address: str) -> str:
    """A mail address as every server takes it: the domain by its IDNA name; a local part has no other name.

    Raises:
        RefusedError: it cannot be written so.
    """
    user, _, domain = address.rpartition("@")
    if not user.isascii():
        raise RefusedError(
            f"clientkit writes to no address with letters beyond ASCII before the @, such as {address}:"
            " only some mail servers take them (SMTPUTF8).",
            "Ask for an address in plain letters and put it into client.toml or clientkit.toml.",
        )
    try:
        return str(Address("", user, domain.encode("idna").decode()).addr_spec)
    except (UnicodeError, ValueError):
        raise RefusedError(
            f"{address} cannot stand in a mail: it is no address.",
            "Mend it in client.toml or clientkit.toml.",
        ) from None


def _encoded(text: str, used: int) -> str:
    charset = "us-ascii" if _is_plain(text) else "utf-8"
    lines = Header(text, charset, maxlinelen=LINE, header_name="x" * max(used - 2, 1))
    return lines.encode(splitchars=" ", linesep="\r\n")


def _is_plain(text: str) -> bool:
    """Whether it can stand as it is: nothing in it looks like an encoded word, and it can be folded."""
    return text.isascii() and "=?" not in text and all(len(word) <= LINE // 2 for word in text.split())
