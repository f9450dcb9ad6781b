"""Files that came after an acceptance and show it, or another word of the client: kept with their hash."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from clientkit.agreements.evidence import kept_evidence
from clientkit.errors import ClientkitError, RefusedError
from clientkit.kernel.model.records.question import EvidenceKept, QuestionAnswered
from clientkit.kernel.model.records.record import Entry, Stamp
from clientkit.kernel.model.values.problem import Problem
from clientkit.kernel.model.values.references import ProjectRef, Subject
from clientkit.kernel.store.agreement_files import EVIDENCE_LIMIT, agreed_versions
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.journal.record_input import made_record
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.save import append_record, save_file
from clientkit.kernel.store.workspace import Workspace


def add_evidence(
    workspace: Workspace, stamp: Stamp, name: ProjectRef, path: Path, note: str | None
) -> EvidenceKept:
    """Keep what shows an acceptance and came later, for the version that was accepted last.

    Raises:
        NotFoundError: there is no such file.
        RefusedError: nothing is agreed, or the very same is kept already.
        UsageError: it is a folder, or larger than what belongs into git.
    """
    versions = agreed_versions(workspace, name)
    if not versions:
        raise RefusedError(
            f"Nothing is agreed for {name} yet.",
            f"Accept it with it: clientkit scope accept {name} --evidence FILE",
        )
    ((kept_name, data),) = kept_evidence(path).items()
    for one in later_evidence(workspace, name):
        if one.sha256 == digest(data):
            raise RefusedError(f"The very same is kept already, since {one.day}.", f"It is {one.file}")
    file = keep_evidence(workspace, Subject(*name), kept_name.removeprefix("evidence-"), data)
    values = {"version": versions[-1], "file": file, "sha256": digest(data), "note": note}
    record = made_record(EvidenceKept, stamp, name, values)
    append_record(workspace, record)
    return record


def later_evidence(workspace: Workspace, name: ProjectRef) -> list[EvidenceKept]:
    """What was kept as evidence after a version of a project was accepted."""
    records = read_journal(workspace, name.client)
    return [one for one in records if isinstance(one, EvidenceKept) and one.project == name.project]


def keep_evidence(workspace: Workspace, subject: Subject, name: str, data: bytes) -> str:
    """Keep a file beside a project's agreements, or with a client's documents; its path in the workspace.

    The same bytes are kept once; another file of that name stays, and this one gets a number.
    """
    base = workspace.client_dir(subject.client) / "documents"
    folder = workspace.agreements_dir(subject.client, subject.project) if subject.project else base
    stem, dot, suffix = name.rpartition(".")
    for number in range(1, 1000):
        path = folder / "evidence" / (f"{stem}-{number}{dot}{suffix}" if number > 1 else name)
        if not path.exists():
            save_file(workspace, path, data, None, f"Keep evidence of {subject}")
        if read_limited(path, EVIDENCE_LIMIT) == data:
            return workspace.relative(path)
    raise RefusedError(f"There are too many files called {name}.", "Give it another name.")


def kept_problems(workspace: Workspace, records: Iterable[Entry]) -> Iterator[Problem]:
    """A file that was kept as evidence, and is gone or another one by now."""
    for record in records:
        if not isinstance(record, EvidenceKept | QuestionAnswered) or not record.file:
            continue
        try:
            same = digest(read_limited(workspace.root / record.file, EVIDENCE_LIMIT)) == record.sha256
            message = "" if same else f"changed since it was kept as evidence on {record.day}"
        except ClientkitError:
            message = f"kept as evidence on {record.day}, and gone"
        if message:
            hint = "Evidence is never repaired silently: restore it with git."
            yield Problem(file=record.file, code="altered-evidence", message=message, hint=hint)
