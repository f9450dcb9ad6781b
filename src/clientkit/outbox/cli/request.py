"""What was asked to be mailed, and what a letter of it is written with."""

import os
from dataclasses import dataclass

from clientkit.kernel.screen.session import Session
from clientkit.outbox.letters import LetterContext


@dataclass(frozen=True)
class MailRequest:
    """A document or letter as it was asked for: by name and what it is about, or by the path of its file."""

    document: str
    project: str | None = None
    week: str | None = None
    month: str | None = None
    language: str | None = None
    due: str | None = None
    note: str | None = None
    edit: bool = False

    @property
    def is_path(self) -> bool:
        """Whether it is the path of a file rather than a name."""
        return self.document.endswith(".md") or "/" in self.document or os.sep in self.document


def letter_context(session: Session) -> LetterContext:
    """What a letter is written with."""
    return LetterContext(session.workspace, session.settings, session.today)
