"""What was asked to be mailed, and what a letter of it is written with."""

import os
from dataclasses import dataclass

from clientkit.errors import ClientkitError
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.session import Session
from clientkit.kernel.screen.surroundings import new_key
from clientkit.outbox.letters import LetterContext
from clientkit.questions.asking import Asker
from clientkit.questions.signing_key import make_survey_key, survey_key


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
    form: str = "eml"

    @property
    def is_path(self) -> bool:
        """Whether it is the path of a file rather than a name."""
        return self.document.endswith(".md") or "/" in self.document or os.sep in self.document


def letter_context(session: Session, *, dry_run: bool = False) -> LetterContext:
    """What a letter is written with; for a look at it, no key is made that signs its links."""

    def key() -> bytes | None:
        try:
            held = survey_key(session.workspace, os.environ)
            return held or (new_key() if dry_run else key_to_ask_with(session))
        except ClientkitError as error:
            session.workspace.notices.add(f"its answers have no links: {error.message} {error.hint}")
            return None

    return LetterContext(session.workspace, session.settings, session.today, asker=Asker(session.stamp, key))


def key_to_ask_with(session: Session) -> bytes:
    """This machine's key, made the first time."""
    key = survey_key(session.workspace, os.environ)
    if key is None:
        key = make_survey_key(session.workspace, new_key())
        say("Made .clientkit/survey.key: this machine can verify answers now. git leaves it out;", error=True)
        say("  copy it to your other machines yourself (mode 600).", error=True)
    return key
