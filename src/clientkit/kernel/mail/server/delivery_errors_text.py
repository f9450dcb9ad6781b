"""What a server says, as it may be shown: on one line, short, and without the password."""

import re
from base64 import b64encode

from clientkit.kernel.model.values.text import CONTROL

LONGEST = 300
"""Characters of a server's words that are told."""


def in_one_line(words: bytes | str) -> str:
    """A server's words on one line, without anything that could steer a terminal."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return re.sub(r"\s+", " ", re.sub(CONTROL, " ", text)).strip().rstrip(".")[:LONGEST]


def without(told: str, user: str, password: str) -> str:
    """A server's words with the password covered, should it have sent back what it was given."""
    if not password:
        return told
    given = (plain(user, password), password)
    for secret in (*(b64encode(one.encode()).decode("ascii") for one in given), password):
        told = told.replace(secret, "***")
    return told


def plain(user: str, password: str) -> str:
    """User and password as a login by PLAIN gives them (RFC 4616)."""
    return f"\0{user}\0{password}"
