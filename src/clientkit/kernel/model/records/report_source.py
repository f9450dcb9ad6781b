"""What a weekly report was made from: its text from data alone, to tell the words written by hand from it."""

from typing import Literal

from pydantic import AwareDatetime, Field

from clientkit.kernel.model.records.record import Sha256
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.language import Language


class Generation(Model):
    """A report's text as data alone make it, and the document that was written with it."""

    document_sha256: Sha256 = Field(description="SHA-256 of the document that was written with it")
    language: Language = Field(description="language of the text")
    lines: tuple[str, ...] = Field(description="the text, line by line")
    known_until: AwareDatetime | None = Field(
        None, description="instant of the latest record that it knows; null in files of earlier versions"
    )

    def says_the_same(self, other: "Generation") -> bool:
        """Whether both hold the same text in the same document, whatever else was known."""
        return self.model_copy(update={"known_until": other.known_until}) == other


class Generated(Model):
    """What a report was made from, this time and the time before."""

    v: Literal[1] = Field(1, description="version of this kind of file")
    generations: tuple[Generation, ...] = Field(
        min_length=1, max_length=2, description="the latest first, then the one before it"
    )

    def behind(self, document_sha256: str) -> Generation:
        """What a document with that hash was made from.

        The file is written before the document. Where a command was killed between the two, the document is
        still the one of the generation before; a document that a person changed is that of the latest.
        """
        return next(
            (one for one in self.generations if one.document_sha256 == document_sha256), self.generations[0]
        )
