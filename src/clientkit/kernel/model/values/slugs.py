"""Names of folders and ids: plain ASCII, safe on every file system."""

import re
import unicodedata

from clientkit.errors import UsageError

SLUG_PATTERN = r"^[a-z0-9][a-z0-9-]{0,62}$"
ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$"
RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))],
)
"""Names that Windows keeps for devices: a workspace must be usable there too."""

LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th"})
"""Letters that Unicode does not take apart into a base letter and a mark."""

NOT_A_WORD = frozenset({"pt", "cv", "ud", "tbk", "ltd", "inc", "llc", "gmbh", "plc", "the"})
"""Legal forms and articles that make no name."""


def is_slug(text: str) -> bool:
    """Whether a text can name a client's or a project's folder."""
    return re.fullmatch(SLUG_PATTERN, text) is not None and text not in RESERVED


def slugify(name: str) -> str:
    """A folder name made from a display name: `PT Kopi Nusantara` gives `kopi-nusantara`.

    Returns an empty text when nothing of the name can be written in ASCII.
    """
    flat = unicodedata.normalize("NFKD", name.lower().translate(LETTERS)).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", flat.replace("'", ""))
    telling = [word for word in words if word not in NOT_A_WORD] or words
    slug = "-".join(telling)[:40].strip("-")
    return slug if is_slug(slug) else ""


def require_slug(text: str, what: str) -> str:
    """The text itself when it can name a folder.

    Raises:
        UsageError: it holds other characters, is too long, or is reserved by Windows.
    """
    if is_slug(text):
        return text
    if text in RESERVED:
        raise UsageError(
            f"'{text}' cannot name a {what}: Windows keeps that name for a device.", "Choose another --slug."
        )
    suggestion = slugify(text)
    raise UsageError(
        f"{text[:80]!r} cannot name a {what}: use a-z, 0-9 and '-', a letter or digit first, at most 63.",
        f"Try --slug {suggestion}" if suggestion else "Give one with --slug, for instance --slug acme",
    )
