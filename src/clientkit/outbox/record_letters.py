"""A letter that is made from records rather than from a document: what is asked for, and what comes of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from clientkit.documents.paper import Paper
from clientkit.errors import UsageError
from clientkit.kernel.mail.letter import Letter
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.references import Subject

Need = Literal["due", "note"]
"""What no record tells: the day that a letter names, and what is done about it."""

Edit: TypeAlias = Callable[[str, str], str]
"""Has a person change a letter's Markdown: the name of its file, and the text; what they made of it."""


class MissingWordError(UsageError):
    """A letter that needs something which only a person knows."""

    def __init__(self, need: Need, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.need = need


class LetterWish(NamedTuple):
    """A letter as it was asked for."""

    name: str
    about: str | None = None
    language: Language | None = None
    due: date | None = None
    note: str = ""
    to: tuple[str, ...] = ()


class PromisedWord(NamedTuple):
    """What a letter promises the client, in their language, and by which day."""

    text: str
    due: date


@dataclass(frozen=True)
class RecordLetter:
    """A letter made from records, and what is to be known of it."""

    letter: Letter
    paper: Paper
    """The same to print, or to give in another way."""
    document: str
    subject: Subject
    ref: str | None
    file_name: str
    """Its file, without its format."""
    findings: tuple[str, ...]
    """What is wrong with its tone, a sentence each."""
    promised: PromisedWord | None
