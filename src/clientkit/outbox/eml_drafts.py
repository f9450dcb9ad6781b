"""Drafts: a letter as a file that a mail program opens for editing."""

from pathlib import Path

from pydantic import Field

from clientkit.errors import RefusedError
from clientkit.kernel.mail.letter import Letter
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.references import ProjectRef, Subject
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.save import save_file
from clientkit.kernel.store.workspace import Workspace


class Draft(Model):
    """A mail that waits to be read over and sent."""

    file: str = Field(description="path of the draft; empty where it was printed or put into a folder")
    folder: str = Field(description="folder of drafts on the IMAP server; empty where it is a file")
    message_id: str = Field(description="Message-ID")
    subject: str = Field(description="its subject")
    to: tuple[str, ...] = Field(description="addresses it is for")
    attachments: tuple[str, ...] = Field(description="names of the files that go with it")


MAIL_LIMIT = 40_000_000
"""Bytes of a mail that is read from a file: 25 MB of attachments, which most servers take, are 34 there."""

MARK = b"X-Clientkit-Draft: "
"""A field of a draft's file: the SHA-256 of all that follows it, so that a person's changes are seen."""


def save_draft(workspace: Workspace, path: Path, mail: bytes, message: str) -> None:
    """Write a draft's file; the same bytes are not written again.

    Raises:
        RefusedError: a draft lies there that somebody changed, or a file of another making.
    """
    marked = MARK + digest(mail).encode("ascii") + b"\r\n" + mail
    there = read_limited(path, MAIL_LIMIT) if path.exists() else None
    if there == marked:
        return
    if there is not None and not is_untouched(there):
        name = workspace.relative(path)
        raise RefusedError(
            f"{name} was changed since it was drafted; nothing was written.",
            f"Send it as it is: clientkit mail send {name}; or move it away to draft it anew.",
        )
    save_file(workspace, path, marked, None if there is None else digest(there), message)


def is_untouched(draft: bytes) -> bool:
    """Whether a draft's file is byte for byte as it was written."""
    mark, _, mail = draft.partition(b"\r\n")
    return mark == MARK + digest(mail).encode("ascii")


def keep_draft(workspace: Workspace, subject: Subject | ProjectRef, name: str, mail: bytes) -> Path:
    """Put a draft into the `documents/` of a project, or of a client; its path.

    Raises:
        RefusedError: see `save_draft`.
    """
    path = workspace.documents_dir(*subject) / name
    save_draft(workspace, path, mail, f"Draft the mail {name} of {subject}")
    return path


def draft_of(letter: Letter, *, file: str = "", folder: str = "") -> Draft:
    """A letter as a draft that lies somewhere."""
    return Draft.from_fields(
        letter,
        file=file,
        folder=folder,
        to=tuple(one.address for one in letter.to),
        attachments=tuple(one.name for one in letter.attachments),
    )
