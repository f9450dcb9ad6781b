"""What a command takes from where it runs: the folder, the day that is believed in, random names and keys."""

import os
from datetime import date
from pathlib import Path

from clientkit.errors import UsageError

ID_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no letter is taken for a digit."""

ID_LENGTH = 10

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years that today may be in."""


def working_folder() -> Path:
    """The folder you stand in.

    Raises:
        UsageError: it was deleted under you.
    """
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise UsageError("The folder you stand in is gone.", "Change into another one: cd ~") from None


def typed_path(path: Path) -> Path:
    """A path as it was typed, from the folder you stand in.

    Raises:
        UsageError: it begins with the home folder of nobody.
    """
    try:
        return working_folder() / path.expanduser()
    except RuntimeError:
        raise UsageError(
            f"{path} cannot be found: nobody of that name has a home here.", "Write the path out."
        ) from None


def believed_today() -> date | None:
    """The date in `CLIENTKIT_TODAY`, where it is set.

    Raises:
        UsageError: it is no date, or so near the calendar's edge that nothing can be reckoned from it.
    """
    text = os.environ.get("CLIENTKIT_TODAY")
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if day.isoformat() != text or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UsageError(
            f"CLIENTKIT_TODAY is {text[:40]!r}, which is no date of these centuries.",
            "Set it to one such as 2026-11-21.",
        )
    return day


def new_id() -> str:
    """A short random name: 50 bits, so a million records clash with a chance of one in two thousand."""
    return "".join(ID_ALPHABET[byte & 31] for byte in os.urandom(ID_LENGTH))


def new_key() -> bytes:
    """A new secret of 256 bits, as letters."""
    return os.urandom(32).hex().encode()
