"""Drafts: a letter as a file that a mail program opens for editing."""

from pathlib import Path

from pydantic import Field

from clientkit.actions.documents import save_rendered
from clientkit.mail.letter import Letter
from clientkit.model.base import Model
from clientkit.store.agreements import Name
from clientkit.store.workspace import Workspace


class Draft(Model):
    """A mail that waits to be read over and sent."""

    file: str = Field(description="path of the draft; empty where it was printed or put into a folder")
    folder: str = Field(description="folder of drafts on the IMAP server; empty where it is a file")
    message_id: str = Field(description="Message-ID")
    subject: str = Field(description="its subject")
    to: tuple[str, ...] = Field(description="addresses it is for")
    attachments: tuple[str, ...] = Field(description="names of the files that go with it")


def keep_draft(workspace: Workspace, project: Name, name: str, mail: bytes) -> Path:
    """Put a draft into the project's `documents/`; the same bytes are not written again. Its path."""
    path = workspace.documents_dir(*project) / name
    save_rendered(workspace, path, mail, f"Draft the mail {name} of {'/'.join(project)}")
    return path


def draft_of(letter: Letter, *, file: str = "", folder: str = "") -> Draft:
    """A letter as a draft that lies somewhere."""
    return Draft(
        file=file,
        folder=folder,
        message_id=letter.message_id,
        subject=letter.subject,
        to=tuple(one.address for one in letter.to),
        attachments=tuple(one.name for one in letter.attachments),
    )
