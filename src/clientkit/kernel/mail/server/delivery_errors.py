"""What can become of a mail that was not plainly taken, and what the server says of it.

A server's words are shown on one line, short, and without the password.
"""

import re
from base64 import b64encode

from pydantic import Field

from clientkit.errors import ExitCode, OutsideError
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.safe_text import clean_line
from clientkit.kernel.model.values.text import CONTROL

LONGEST = 300
"""Characters of a server's words that are shown."""


class Refusal(Model):
    """An address that the server would not take, and why."""

    address: str = Field(description="address that was refused")
    said: str = Field(description="what the server said")


class NotSentError(OutsideError):
    """It is certain that nothing went: the end of the mail was never given, or the server refused it."""

    def __init__(self, message: str, hint: str = "", refused: tuple[Refusal, ...] = ()) -> None:
        super().__init__(message, hint)
        self.refused = refused


class StoppedError(NotSentError):
    """Stopped with Ctrl-C before the end of the mail was given: nothing went."""

    exit_code = ExitCode.INTERRUPTED


class UnknownFateError(OutsideError):
    """The whole mail was given, and the server's answer never came: it may have gone."""


def server_words(words: bytes | str) -> str:
    """A server's words on one line, without anything that could steer a terminal."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return clean_line(re.sub(CONTROL, " ", text)).rstrip(".")[:LONGEST]


def without_password(words: str, user: str, password: str) -> str:
    """A server's words with the password covered, should it have sent back what it was given."""
    if not password:
        return words
    given = (plain_login(user, password), password)
    for secret in (*(b64encode(one.encode()).decode("ascii") for one in given), password):
        words = words.replace(secret, "***")
    return words


def plain_login(user: str, password: str) -> str:
    """User and password as a login by PLAIN gives them (RFC 4616)."""
    return f"\0{user}\0{password}"
