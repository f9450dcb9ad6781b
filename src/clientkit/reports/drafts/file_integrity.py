"""Whether the files of sent reports are what was sent, and whether the files beside reports can be read."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from clientkit.correspondence.document_editions import edition_of, issue_sent
from clientkit.correspondence.mails import Mail, mails_among
from clientkit.documents.issue import DOCUMENT_LIMIT
from clientkit.errors import InvalidDataError, NotFoundError
from clientkit.kernel.model.values.problem import Problem
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.journal.read import Numbered
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.workspace import Workspace
from clientkit.reports.drafts.file import CONFLICT, read_generated

State = Literal["kept", "changed", "gone"]
STATES: dict[State, str] = {
    "kept": "stays as it is",
    "changed": "was changed since",
    "gone": "is gone since",
}


def sent_file(workspace: Workspace, sent: Mail) -> Path | None:
    """Where a sent report lies; None for other documents, and where the mail was sent from a file of its own.

    The path is built here: the one in the journal may have come from elsewhere.
    """
    issue = issue_sent(sent)
    if issue is None or sent.project is None or not (sent.file or "").endswith(".md"):
        return None
    return workspace.report_file(sent.client, sent.project, issue.stem, edition_of(sent))


def sent_state(sent: Mail, path: Path) -> State:
    """What became of a sent report's file."""
    try:
        return "kept" if digest(read_limited(path, DOCUMENT_LIMIT)) == sent.file_sha256 else "changed"
    except NotFoundError:
        return "gone"
    except InvalidDataError:
        return "changed"


def report_problems(
    workspace: Workspace, client: str, records: Iterable[Numbered], projects: Iterable[str]
) -> Iterator[Problem]:
    """Files beside reports that cannot be read, and sent reports that are no longer what was sent."""
    for project in projects:
        folder = workspace.documents_dir(client, project)
        for path in sorted((*folder.glob("*.md"), *folder.glob("*.generated.json"))):
            yield from _unmerged(workspace, path) or _unread(workspace, path)
    known = {record.id: record for _, _, record in records}
    for sent in mails_among(known.values()):
        file = sent_file(workspace, sent) if sent.outcome == "sent" else None
        if file and sent.file_sha256 and (state := sent_state(sent, file)) != "kept":
            yield Problem(
                file=workspace.relative(file),
                code="sent-changed",
                message=f"was sent on {sent.day} and {STATES[state]}",
                hint="Restore it with git; what is new belongs into the next edition.",
                severity="warning",
            )


def _unmerged(workspace: Workspace, path: Path) -> list[Problem]:
    """Where git left a conflict, which a document would carry to the client."""
    try:
        lines = read_limited(path, DOCUMENT_LIMIT).split(b"\n")
    except (InvalidDataError, NotFoundError):
        return []
    marked = [number for number, line in enumerate(lines, start=1) if line.startswith(CONFLICT.encode())]
    hint = "Choose in an editor what stays, and take the marker lines out."
    if path.suffix == ".json":
        hint = "Take one side of it as it is (git checkout --ours); the next report writes it anew."
    name, message = workspace.relative(path), "a conflict marker of git"
    return [Problem(file=name, line=line, code="conflict", message=message, hint=hint) for line in marked[:1]]


def _unread(workspace: Workspace, path: Path) -> Iterator[Problem]:
    if path.suffix != ".json":
        return
    try:
        read_generated(workspace, path)
    except InvalidDataError as error:
        yield Problem(
            file=workspace.relative(path),
            code="broken-generated",
            message="does not hold what the report was made from",
            hint=error.hint,
        )
