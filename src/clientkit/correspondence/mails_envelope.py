"""What is to be sent: a letter, and what it carries."""

from dataclasses import dataclass

from clientkit.kernel.mail.letter import Letter
from clientkit.kernel.mail.message.eml_draft import WrittenMail


@dataclass(frozen=True)
class Parcel:
    """A letter, and what it carries."""

    letter: Letter | WrittenMail
    client: str
    document: str
    """report, month, closing, scope, timeline, survey, ..."""
    project: str | None = None
    week: str | None = None
    month: str | None = None
    file: str | None = None
    """Path of the document inside the workspace, and the SHA-256 of its bytes."""
    file_sha256: str | None = None
    ref: str | None = None
    """Id of the record that it carries, for instance a survey."""
    again: bool = False
    """Send it even to those who have this document already."""

    @property
    def recipients(self) -> tuple[str, ...]:
        """Every address that the server is given, once."""
        letter = self.letter
        every = (*letter.to, *letter.copy_to, *letter.blind_copy_to)
        return tuple(dict.fromkeys(mailbox.address for mailbox in every))
