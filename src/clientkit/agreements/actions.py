"""Agreeing: freezing what the client accepted, and telling what was accepted when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from pydantic import Field

from clientkit.agreements.evidence import (
    Accepted,
    doubts,
    mail_in,
    sender_doubts,
)
from clientkit.agreements.later_evidence import later_evidence
from clientkit.errors import InvalidDataError, NotFoundError, RefusedError, UsageError
from clientkit.kernel.model.files.agreement import DATA_FILE, PLAN_FILE, TEXT_FILE, Manifest
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.acceptance import Acceptance
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.choices import ACCEPTANCE_HOWS, AcceptanceHow
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.store.agreement_files import (
    agreed_versions,
    agreement_problems,
    as_toml,
    keep_agreement,
    read_manifest,
)
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.milestones.queries import possible_plan

if TYPE_CHECKING:
    from clientkit.documents.kinds import Composed


@dataclass(frozen=True)
class Acceptor:
    """Who accepted, on which day, how, and the mail or scan that shows it."""

    name: str
    on: date
    how: AcceptanceHow
    evidence: Mapping[str, bytes] = field(default_factory=dict)
    """The mail or scan under the name by which it is kept."""
    forced: bool = False
    """Accepted although the check had found errors, or the evidence says otherwise."""


def acceptance_how(text: str | None) -> AcceptanceHow:
    """A way in which an agreement can be accepted; by mail where nothing was said.

    Raises:
        UsageError: it is none.
    """
    text = text or "mail"
    for how in ACCEPTANCE_HOWS:
        if how == text:
            return how
    raise UsageError(f"An agreement cannot be accepted by '{text[:20]}'.", "Say mail, signature or call.")


class AgreedVersion(Model):
    """One accepted version of an agreement."""

    version: int = Field(description="version of the agreement")
    accepted_by: str = Field(description="who accepted it")
    accepted_on: date = Field(description="on which day")
    how: str = Field(description="mail, signature or call")
    evidence: str = Field(description="name of the kept evidence; empty where none was given")
    later: tuple[str, ...] = Field((), description="paths of what was kept as evidence later")
    forced: bool = Field(description="accepted although something spoke against it")
    sha256: str = Field(description="SHA-256 of the accepted text")
    folder: str = Field(description="where it is kept, inside the workspace")
    intact: bool = Field(description="whether every file is as it was")


class AgreedVersions(Rows[AgreedVersion]):
    """The accepted versions of a project."""


def accept_scope(
    workspace: Workspace, stamp: Stamp, settings: Settings, composed: "Composed", acceptor: Acceptor
) -> AgreedVersion:
    """Freeze the agreement as it stands and record who accepted it.

    The folder of the version is what counts; the journal's record repeats it, and is added
    by a second call where the first was killed in between.

    Raises:
        UsageError: the day lies in the future or before the agreement's own date, or the name is empty.
        RefusedError: the version is agreed already, or the text that was sent is another one.
    """
    name = composed.request.ref
    file = read_project(workspace, *name)
    _require_possible(file.value.agreement.issued, acceptor, stamp.day)
    version = file.value.agreement.version
    text = composed.text.encode()
    if version in agreed_versions(workspace, name):
        return _complete(workspace, stamp, name, version, text)
    if not acceptor.forced:
        _require_sent_text(workspace, name, text)
    files = {
        TEXT_FILE: text,
        DATA_FILE: file.text.encode(),
        PLAN_FILE: as_toml(possible_plan(file.value, settings)),
    }
    evidence = dict(acceptor.evidence)
    manifest = Manifest(
        version=version,
        number=file.value.agreement.number,
        title=file.value.title,
        language=composed.language,
        accepted_by=acceptor.name,
        accepted_on=acceptor.on,
        how=acceptor.how,
        evidence=next(iter(evidence), ""),
        forced=acceptor.forced,
        files={},
    )
    keep_agreement(workspace, name, manifest, {**files, **evidence})
    return _record(workspace, stamp, name, version)


def evidence_doubts(
    workspace: Workspace, settings: Settings, name: ProjectRef, acceptor: Acceptor
) -> list[str]:
    """What the mail that is evidence says that contradicts the acceptance; none where it is no mail."""
    mail = next(map(mail_in, acceptor.evidence.values()), None)
    if mail is None:
        return []
    paper = read_project(workspace, *name).value.agreement
    accepted = Accepted(paper.number, paper.version, paper.issued, acceptor.on)
    zone, client = ZoneInfo(settings.defaults.timezone), read_client(workspace, name.client).value
    return [*doubts(mail, accepted, zone), *sender_doubts(mail, client, acceptor.name)]


def ended_offer(workspace: Workspace, name: ProjectRef, acceptor: Acceptor) -> list[str]:
    """That the offer's last day was over when it was accepted; nothing where it was not."""
    last = read_project(workspace, *name).value.agreement.valid_until
    if last is None or acceptor.on <= last:
        return []
    return [f"The offer ended on {last}, before it was accepted on {acceptor.on}."]


def list_versions(workspace: Workspace, name: ProjectRef) -> AgreedVersions:
    """The accepted versions of a project, in order; one whose manifest is broken becomes a notice."""
    found = []
    for version in agreed_versions(workspace, name):
        try:
            found.append(_agreed(workspace, name, version))
        except (InvalidDataError, NotFoundError) as error:
            workspace.notices.add(f"passed over {error.message}")
    return AgreedVersions(found)


def _require_possible(issued: date | None, acceptor: Acceptor, today: date) -> None:
    if not acceptor.name.strip():
        raise UsageError("Who accepted it? The name is empty.", 'For instance: --name "Rina Wijaya"')
    if acceptor.on > today:
        raise UsageError(
            f"{acceptor.on} lies in the future.", "Give the day on which it was accepted with --on."
        )
    if issued is not None and acceptor.on < issued:
        raise UsageError(
            f"It cannot have been accepted on {acceptor.on}: the agreement is dated {issued}.",
            "Correct --on, or agreement.issued in project.toml.",
        )


def _require_sent_text(workspace: Workspace, name: ProjectRef, text: bytes) -> None:
    """What the client read must be what is frozen."""
    path = workspace.documents_dir(*name) / "scope.md"
    try:
        sent = read_limited(path)
    except NotFoundError:
        return
    if sent != text:
        raise RefusedError(
            f"{workspace.relative(path)} says something else than project.toml does now.",
            f"Render it again: clientkit scope render {name}; have that text accepted, or --force it.",
        )


def _complete(
    workspace: Workspace, stamp: Stamp, name: ProjectRef, version: int, text: bytes
) -> AgreedVersion:
    agreed = _agreed(workspace, name, version)
    unchanged = agreed.sha256 == digest(text)
    if unchanged and not _is_recorded(workspace, name, version):
        return _record(workspace, stamp, name, version)
    following = f"clientkit project set {name} agreement.version={version + 1}"
    raise RefusedError(
        f"Version {version} was accepted on {agreed.accepted_on} by {agreed.accepted_by} already.",
        "Nothing has changed since." if unchanged else f"Make what has changed a new version: {following}",
    )


def _is_recorded(workspace: Workspace, name: ProjectRef, version: int) -> bool:
    return any(
        isinstance(record, Acceptance) and record.project == name.project and record.version == version
        for record in read_journal(workspace, name.client)
    )


def _record(workspace: Workspace, stamp: Stamp, name: ProjectRef, version: int) -> AgreedVersion:
    file = read_manifest(workspace, name, version)
    manifest = file.value
    record = Acceptance(
        id=stamp.id,
        ts=stamp.ts,
        day=manifest.accepted_on,
        client=name.client,
        project=name.project,
        version=version,
        accepted_by=manifest.accepted_by,
        how=manifest.how,
        evidence=manifest.evidence or None,
        sha256=manifest.files[TEXT_FILE],
        manifest_sha256=file.digest,
        forced=manifest.forced,
    )
    append_record(workspace, record)
    return _agreed(workspace, name, version)


def _agreed(workspace: Workspace, name: ProjectRef, version: int) -> AgreedVersion:
    manifest = read_manifest(workspace, name, version).value
    return AgreedVersion(
        version=version,
        accepted_by=manifest.accepted_by,
        accepted_on=manifest.accepted_on,
        how=manifest.how,
        evidence=manifest.evidence,
        later=tuple(one.file for one in later_evidence(workspace, name) if one.version == version),
        forced=manifest.forced,
        sha256=manifest.files.get(TEXT_FILE, ""),
        folder=workspace.relative(workspace.agreement_dir(*name, version)),
        intact=not any(agreement_problems(workspace, name, version)),
    )
