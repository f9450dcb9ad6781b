"""Text as people type it: one line or several, normalised, with nothing hidden in names."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

LINE_LIMIT = 500
PROSE_LIMIT = 20_000


CONTROL = "[\x00-\x1f\x7f-\x9f]"
"""Characters that steer a terminal: all of Unicode's category Cc."""


def tidy(text: str) -> str:
    """The same text in Unicode's composed form (NFC), without blanks around it."""
    return text.strip() if text.isascii() else unicodedata.normalize("NFC", text).strip()


def _one_line(text: str) -> str:
    text = tidy(text)
    if not text.isprintable() and (found := re.search(CONTROL, text)):
        code, position = f"U+{ord(found[0]):04X}", found.start() + 1
        raise ValueError(f"has a control character ({code}) at position {position}; type it on one line")
    return text


Line = Annotated[str, Field(max_length=LINE_LIMIT), AfterValidator(_one_line)]
"""One line of text: a name, a title, an address. Control characters are refused."""

FullLine = Annotated[
    str, Field(min_length=1, max_length=LINE_LIMIT), AfterValidator(_one_line), Field(min_length=1)
]
"""A line that must not be empty."""

Prose = Annotated[str, Field(max_length=PROSE_LIMIT), AfterValidator(tidy)]
"""Text of several lines that may hold Markdown: an objective, a clause."""

NoteText = Annotated[str, StringConstraints(min_length=1, max_length=PROSE_LIMIT)]
"""A client's or one's own words in the journal: any characters, kept as they came."""

Address = Annotated[
    str,
    Field(
        max_length=254,
        pattern=r"^$|^[^@\s<>\"(),;:\\\[\]\x00-\x20]{1,64}@[^@\s<>\"(),;:\\\[\]\x00-\x20]{1,190}$",
    ),
]
"""An e-mail address, or empty."""

Host = Annotated[str, Field(max_length=253, pattern=r"^[^\s/@:\[\]\x00-\x20\x7f-\x9f]*$|^[0-9A-Fa-f:.]+$")]
"""A machine's name or number, without scheme and port; or empty."""
