"""One mailbox of a head, by its grammar (RFC 5322, 3.4): an address, with or without a name before it."""

import re
from typing import NamedTuple

LONGEST = 998
"""Letters of a line of a head (RFC 5322, 2.1.1): nobody's name and address are longer."""

_ADDRESS = r"[^\x00-\x20\x7f()<>\[\]:;@\\,\"]{1,200}@[^\x00-\x20\x7f()<>\[\]:;@\\,\"]{1,250}"
_QUOTED = r"\"(?:[^\"\\]|\\.)*+\""
_COMMENT = re.compile(rf"({_QUOTED})|\((?:[^()\\]|\\.)*+\)", re.DOTALL)
_NAMED = re.compile(
    rf"(?P<name>(?:\s++|{_QUOTED}|[^\s\"<>,;:@()\\]++)*+)<\s*(?P<address>{_ADDRESS})\s*>", re.DOTALL
)


class HeadMailbox(NamedTuple):
    """A name, empty where there is none, and an address in small letters."""

    name: str
    address: str


def one_mailbox(text: str) -> HeadMailbox | None:
    """The mailbox that a field holds; None where it holds none, several, a group, or what looks like one.

    A comment in parentheses says nothing. An address whose local part stands in quotes is none here: nobody
    has one, and it can look like another's.
    """
    bare, before = text if len(text) <= LONGEST else "", ""
    while bare != before:  # from the inmost parentheses outwards
        before, bare = bare, _COMMENT.sub(lambda found: found[1] or " ", bare)
    if re.fullmatch(_ADDRESS, bare.strip()):
        return HeadMailbox("", small(bare.strip()))
    found = _NAMED.fullmatch(bare.strip())
    return HeadMailbox(unquoted_name(found["name"]), small(found["address"])) if found else None


def unquoted_name(phrase: str) -> str:
    """The words before an address without their quotes, on one line."""
    return " ".join(re.sub(r"\\(.)|\"", r"\1", phrase).split())


def small(text: str) -> str:
    """A to Z in small letters and nothing else: a Kelvin sign becomes no `k`, so no two addresses one."""
    return re.sub(r"[A-Z]+", lambda letters: letters[0].lower(), text)
